#include "searcher/stored_paragraphs.h"

#include <utility>

#include "corpus/error.h"

namespace article_search {
namespace {

// Articles kept in memory between hits; forgotten all at once when there are more.
constexpr size_t kMaxCachedArticles = 4096;
// Likewise of paragraphs, bytes of their texts and copies.
constexpr size_t kMaxCachedText = size_t{1} << 20;

}  // namespace

const ArticleRecord& StoredParagraphs::Article(uint32_t number) {
  const auto found = articles_.find(number);
  if (found != articles_.end()) return found->second;
  ArticleRecord article = UnpackArticle(index_.ArticleData(number));
  if (article.back_to_first > number) {
    throw Error(ErrorCode::kDamagedIndex, "the index is damaged: an article's file is missing; rebuild it");
  }
  if (article.back_to_first > 0) {
    const ArticleRecord& first = Article(number - article.back_to_first);
    article.path = first.path;
    if (article.language.empty()) article.language = first.language;
  }
  if (articles_.size() >= kMaxCachedArticles) articles_.clear();
  return articles_.emplace(number, std::move(article)).first->second;
}

const ParagraphRecord& StoredParagraphs::Record(Xapian::docid id) {
  if (const auto found = records_.find(id); found != records_.end()) return found->second;
  ParagraphRecord record = UnpackParagraph(index_.database().get_document(id).get_data());
  const size_t bytes = record.text.size() + record.copies.size() * sizeof(CopyRecord);
  if (bytes > kMaxCachedText / 16) {
    large_ = std::move(record);
    return large_;
  }
  if (text_bytes_ + bytes > kMaxCachedText) {
    records_.clear();
    text_bytes_ = 0;
  }
  text_bytes_ += bytes;
  return records_.emplace(id, std::move(record)).first->second;
}

void StoredParagraphs::Read(Xapian::docid id, StoredParagraph* paragraph) {
  const ParagraphRecord& record = Record(id);
  const ArticleRecord& article = Article(record.article);
  paragraph->record = &record;
  paragraph->article = &article;
  paragraph->headings = HeadingsOf(article, record.headings);
  for (const CopyRecord& copy : record.copies) HeadingsOf(article, copy.headings);  // that they are there
  const bool by_heading = MatchesByHeading(record.kind);
  paragraph->nearest_heading = by_heading ? NearestHeadings(record, article) : "";
  paragraph->texts = {};
  paragraph->texts.body = record.text;
  paragraph->texts.nearest_heading = paragraph->nearest_heading;
  paragraph->texts.title = article.title;
  paragraph->texts.title_is_above = by_heading && !paragraph->headings.empty();
  if (paragraph->texts.title_is_above) {
    paragraph->texts.outer = {paragraph->headings.data(), paragraph->headings.size() - 1};
  }
  paragraph->texts.kind = record.kind;
  paragraph->texts.path = article.path;
}

std::vector<std::string_view> HeadingsOf(const ArticleRecord& article, const std::vector<uint32_t>& numbers) {
  std::vector<std::string_view> headings;
  headings.reserve(numbers.size());
  for (const uint32_t number : numbers) {
    if (number >= article.headings.size()) {
      throw Error(ErrorCode::kDamagedIndex, "the index is damaged: a heading is missing; rebuild it");
    }
    headings.push_back(article.headings[number]);
  }
  return headings;
}

}  // namespace article_search
