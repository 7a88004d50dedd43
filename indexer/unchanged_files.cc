#include "indexer/unchanged_files.h"

#include <xapian.h>

#include "corpus/analyzer.h"
#include "corpus/error.h"
#include "indexer/schema.h"
#include "indexer/source_changes.h"

namespace article_search {
namespace {

bool IsReadAlike(const IndexInfo& info, const IndexSources& recorded, const IndexSources& wanted) {
  return info.rules == RuleSetId() && info.icu == IcuVersion() && recorded.made_by == wanted.made_by &&
         recorded.language == wanted.language && recorded.encoding == wanted.encoding &&
         recorded.input_format == wanted.input_format && recorded.split == wanted.split &&
         recorded.roots == wanted.roots;
}

}  // namespace

std::string ProgramId() { return std::string(ARTICLE_SEARCH_VERSION " xapian-") + Xapian::version_string(); }

UnchangedFiles::UnchangedFiles(const std::string& path, const IndexSources& wanted)
    : file_(IndexFile::Open(path, /*check_database=*/false)), sources_(file_.ReadSources()) {
  const IndexInfo& info = file_.info();
  if (!IsReadAlike(info, sources_, wanted)) return;
  uint64_t articles = 0;
  uint64_t documents = 0;
  for (size_t i = 0; i < sources_.files.size(); ++i) {
    const SourceFile& file = sources_.files[i];
    places_.try_emplace(file.path, Place{i, static_cast<uint32_t>(articles), static_cast<uint32_t>(documents + 1)});
    articles += file.contents.articles;
    documents += file.contents.paragraphs;
  }
  const bool add_up = articles == info.articles && documents == info.paragraphs;
  if (!add_up || articles >= UINT32_MAX || documents >= UINT32_MAX) places_.clear();
}

std::optional<UnchangedFiles::File> UnchangedFiles::Take(const std::string& path) {
  const auto found = places_.find(path);
  if (found == places_.end() || found->second.file < next_file_) return std::nullopt;
  const Place& place = found->second;
  std::optional<SourceFile> unchanged;
  try {
    unchanged = Unchanged(sources_.files[place.file], sources_);
  } catch (const Error&) {  // whoever reads it next will say so
  }
  if (!unchanged) return std::nullopt;
  if (!index_) index_ = OldIndex::Open(file_);
  if (!index_) {
    places_.clear();
    return std::nullopt;
  }
  next_file_ = place.file + 1;
  const FileContents* contents = &sources_.files[place.file].contents;
  return File{std::move(*unchanged), {index_.get(), place.first_article, place.first_document, contents}};
}

}  // namespace article_search
