// What the tests of the index builder share.
#pragma once

#include <gtest/gtest.h>
#include <xapian.h>

#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/index_builder.h"
#include "indexer/schema.h"
#include "tests/support/temp_dir.h"

namespace article_search {

inline constexpr const char* kProse = "The ships leave the port in the morning and come back at night.";

// The terms of a document but the path: word[position,...] for those with positions, then the others in parentheses;
// ":2" behind a term is its wdf where that is not the number of its positions.
inline std::string TermsOf(const std::string& index, Xapian::docid document) {
  const Xapian::Database database(index);
  std::string placed;
  std::string others;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    if ((*term).starts_with(kPathPrefix)) continue;
    auto posting = database.postlist_begin(*term);
    posting.skip_to(document);
    if (posting == database.postlist_end(*term) || *posting != document) continue;
    std::string positions;
    Xapian::termcount count = 0;
    for (auto at = database.positionlist_begin(document, *term); at != database.positionlist_end(document, *term);
         ++at, ++count) {
      positions += (positions.empty() ? "" : ",") + std::to_string(*at);
    }
    const std::string wdf = posting.get_wdf() == count ? "" : ":" + std::to_string(posting.get_wdf());
    if (count > 0) {
      placed += (placed.empty() ? "" : " ") + *term + "[" + positions + "]" + wdf;
    } else {
      others += (others.empty() ? "" : " ") + *term + wdf;
    }
  }
  return placed + " (" + others + ")";
}

class IndexBuilderTest : public testing::Test {
 protected:
  BuildReport Build(const std::vector<std::string>& paths) {
    BuildOptions options;
    options.paths = paths;
    return BuildWith(std::move(options));
  }
  BuildReport BuildWith(BuildOptions options) {
    options.index = index_;
    return BuildIndex(options);
  }
  std::set<std::string> Names() const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
      names.insert(entry.path().filename().string());
    return names;
  }
  std::vector<std::string> LanguagesOfArticles() const {
    const Xapian::Database database(index_);
    std::vector<std::string> languages;
    for (uint32_t article = 0;; ++article) {
      const std::string record = database.get_metadata(ArticleKey(article));
      if (record.empty()) return languages;
      const ArticleRecord unpacked = UnpackArticle(record);
      const bool as_first = unpacked.language.empty() && unpacked.back_to_first > 0;
      languages.push_back(as_first ? languages[article - unpacked.back_to_first] : unpacked.language);
    }
  }
  ParagraphRecord Document(Xapian::docid number) const {
    return UnpackParagraph(Xapian::Database(index_).get_document(number).get_data());
  }

  TempDir folder_;
  std::string index_ = folder_ / "a.idx";
};

}  // namespace article_search
