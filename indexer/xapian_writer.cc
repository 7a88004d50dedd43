#include <xapian.h>

#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/database_writer.h"
#include "indexer/paragraph_terms.h"

namespace article_search {
namespace {

template <typename Function>
auto Translated(const std::string& path, Function function) {
  try {
    return function();
  } catch (const Xapian::Error& error) {
    std::string why = error.get_msg();
    if (const char* reason = error.get_error_string()) why += std::string(": ") + reason;
    throw Error(ErrorCode::kUnreadable, "cannot write the index in " + path + ": " + why);
  }
}

class XapianSink : public DocumentSink {
 public:
  Term Intern(std::string_view prefix, std::string_view text) override {
    const auto [term, is_new] = numbers_.emplace(std::string(prefix).append(text), static_cast<Term>(numbers_.size()));
    if (is_new) terms_.push_back(&term->first);
    return term->second;
  }
  void Add(std::span<const Occurrence> occurrences) override {
    for (const Occurrence& added : occurrences) {
      if (added.position == kNoPosition) {
        document_.add_term(*terms_[added.term], added.wdf);
      } else {
        document_.add_posting(*terms_[added.term], added.position, added.wdf);
        with_position_.insert(added.term);
      }
    }
  }
  bool HasPosition(Term term) const override { return with_position_.count(term) > 0; }

  Xapian::Document Take() {
    constexpr size_t kMaxTerms = 1 << 20;
    if (terms_.size() > kMaxTerms) {
      terms_.clear();
      numbers_.clear();
      StartEpoch();
    }
    with_position_.clear();
    return std::exchange(document_, Xapian::Document());
  }

 private:
  std::unordered_map<std::string, Term> numbers_;
  std::vector<const std::string*> terms_;
  std::unordered_set<Term> with_position_;  // of the document at hand
  Xapian::Document document_;
};

class XapianWriter : public DatabaseWriter {
 public:
  explicit XapianWriter(const WriterOptions& options) : folder_(options.folder), path_(options.path), terms_(&sink_) {
    // Nothing of it survives a crash, so nothing of it needs syncing.
    Translated(folder_, [&] {
      database_ = Xapian::WritableDatabase(folder_ + "/database", Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS |
                                                                      Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC |
                                                                      Xapian::DB_DANGEROUS);
    });
  }

  void AddArticle(uint32_t number, const ArticleRecord& article) override {
    Translated(folder_, [&] { database_.set_metadata(ArticleKey(number), Pack(article)); });
  }

  void AddParagraph(const std::shared_ptr<const ArticleRecord>& article, ParagraphRecord paragraph) override {
    Translated(folder_, [&] {
      counts_.words.push_back(terms_.Add(++documents_, *article, paragraph));
      Xapian::Document document = sink_.Take();
      document.add_value(kArticleSlot, ArticleSlotValue(paragraph.article));
      document.set_data(Pack(paragraph));
      database_.add_document(document);
    });
  }

  // Xapian gives the database an identity of its own.
  Counts Finish(std::map<std::string, std::string> metadata, const std::string& /*generation*/) override {
    return Translated(folder_, [&] {
      for (const auto& [name, value] : metadata) database_.set_metadata(name, value);
      counts_.abbreviations = terms_.abbreviations();
      WriteAbbreviations(counts_.abbreviations, [&](const std::string& name, const std::string& value) {
        database_.set_metadata(name, value);
      });
      database_.commit();
      database_.compact(path_, Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL);
      database_.close();
      // compact ignores some errors of the disk, so what it wrote is opened and counted.
      const Xapian::Database written(path_);
      if (written.get_doccount() != documents_) {
        throw Error(ErrorCode::kUnreadable, "cannot write " + path_ + ": the disk may be full");
      }
      for (auto term = written.allterms_begin(); term != written.allterms_end(); ++term) ++counts_.terms;
      return counts_;
    });
  }

 private:
  std::string folder_;
  std::string path_;
  Xapian::WritableDatabase database_;
  XapianSink sink_;
  ParagraphTerms terms_;
  uint32_t documents_ = 0;
  Counts counts_;
};

}  // namespace

std::unique_ptr<DatabaseWriter> MakeXapianWriter(const WriterOptions& options) {
  return std::make_unique<XapianWriter>(options);
}

}  // namespace article_search
