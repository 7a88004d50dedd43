#include "indexer/index_builder.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "corpus/error.h"
#include "indexer/file_replacement.h"
#include "indexer/generation_hash.h"
#include "indexer/index_writer.h"
#include "indexer/language.h"
#include "indexer/language_detector.h"
#include "indexer/schema.h"
#include "indexer/shard_set.h"
#include "indexer/shard_stub.h"
#include "indexer/source_changes.h"
#include "indexer/source_reader.h"
#include "indexer/sources.h"
#include "indexer/unchanged_files.h"

namespace article_search {
namespace {

void CheckTarget(const std::string& target) {
  struct stat status {};
  if (::stat(target.c_str(), &status) != 0) return;
  if (IsShard(target)) {
    throw Error(ErrorCode::kUsage, target +
                                       " is a shard of an index, so it is left alone; name with -i the file that " +
                                       "names all shards (for another index, remove the shard first)");
  }
  if (S_ISREG(status.st_mode) && (status.st_size == 0 || LooksLikeIndex(target) || IsOwnShardStub(target))) return;
  throw Error(ErrorCode::kNotAnIndex, target +
                                          " exists and is not an index of this program, so it is left alone; remove "
                                          "it, or name another file with -i");
}

// Takes up what the existing index was made from, where the caller named nothing.
void TakeRecordedSources(const std::string& target, BuildOptions* options) {
  const IndexFile old = OpenFirstFile(target, /*check_database=*/false);
  const IndexSources sources = old.ReadSources();
  CheckRebuildable(sources);
  options->paths = sources.roots;
  if (!options->language) options->language = sources.language;
  if (!options->encoding && !sources.encoding.empty()) options->encoding = sources.encoding;
  if (!options->input_format && !sources.input_format.empty()) options->input_format = sources.input_format;
  options->split = options->split || sources.split;
  options->keep_going = options->keep_going || sources.keep_going;
  if (!options->shards) options->shards = old.info().shards;
}

// Which language an article is in.
class LanguageChoice {
 public:
  // `option`: of an article that says nothing of its own.
  LanguageChoice(std::string option, const std::function<void(const std::string&)>& on_warning)
      : option_(std::move(option)), on_warning_(on_warning) {}

  std::string Of(const Article& article) {
    if (!article.language.empty()) {
      if (const std::optional<Language> own = LookUpLanguage(article.language)) return own->name;
      SayUnknown(article);
    }
    if (option_ != kAutoLanguage) return option_;
    std::string detected = DetectLanguage(article);
    return detected.empty() ? std::string(kDefaultLanguage) : detected;
  }

 private:
  // Many data sets have a "language" that is something else, and may have it in each of a million lines.
  void SayUnknown(const Article& article) {
    constexpr size_t kMost = 10;
    constexpr size_t kLongest = 40;  // bytes of a name
    if (!on_warning_ || article.paragraphs.empty() || said_.size() == kMost) return;
    if (article.language.size() > kLongest) return;
    if (!said_.insert(article.language).second) return;
    on_warning_(article.path + ": line " + std::to_string(article.paragraphs.front().line) +
                ": there is no language '" + article.language +
                "', so the article was read as if it named none; this is said once of a name");
  }

  std::string option_;
  const std::function<void(const std::string&)>& on_warning_;
  std::set<std::string> said_;
};

// What the index will be of, without the files.
IndexSources SourcesOf(const BuildOptions& options) {
  IndexSources sources;
  sources.language = ParseLanguageOption(options.language.value_or(std::string(kDefaultLanguage)));
  sources.encoding = options.encoding.value_or("");
  sources.input_format = options.input_format.value_or("");
  sources.split = options.split;
  sources.keep_going = options.keep_going;
  sources.made_by = ProgramId();
  sources.built_at = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  for (const std::string& path : options.paths) sources.roots.push_back(path == "-" ? path : AbsolutePath(path));
  return sources;
}

// Of all but the files.
GenerationHash GenerationOf(const IndexSources& sources) {
  GenerationHash generation;
  for (const std::string& part :
       {std::to_string(kFormatVersion), sources.made_by, RuleSetId(), IcuVersion(), sources.language, sources.encoding,
        sources.input_format, std::string(sources.split ? "split" : "")}) {
    generation.Add(part);
  }
  return generation;
}

IndexInfo InfoOf(const WriterCounts& counts, const GenerationHash& generation) {
  IndexInfo info;
  info.format_version = kFormatVersion;
  info.rules = RuleSetId();
  info.icu = IcuVersion();
  info.generation = generation.Hex();
  info.languages = counts.languages;
  info.language = counts.main_language;
  info.articles = counts.articles;
  info.paragraphs = counts.paragraphs;
  info.words = counts.words;
  info.terms = counts.terms;
  return info;
}

// What the index at `path` is of, where that is something else than `roots`, in whatever order; else, and where it
// can't be found out, nothing.
std::vector<std::string> RootsIfOther(const std::string& path, const std::vector<std::string>& roots) {
  try {
    std::vector<std::string> before = OpenFirstFile(path, /*check_database=*/false).ReadSources().roots;
    if (std::set<std::string>(before.begin(), before.end()) == std::set<std::string>(roots.begin(), roots.end()))
      return {};
    return before;
  } catch (const Error&) {
    return {};
  }
}

BuildReport Build(const BuildOptions& given) {
  BuildOptions options = given;
  CheckTarget(options.index);
  FileReplacement replacement(options.index);
  CheckTarget(replacement.target());
  if (options.paths.empty()) TakeRecordedSources(replacement.target(), &options);

  IndexSources sources = SourcesOf(options);
  GenerationHash generation = GenerationOf(sources);
  WriterOptions writing;
  writing.folder = replacement.temporary_folder();
  // What becomes shards is built as one first.
  const uint32_t shards = options.shards.value_or(1);
  writing.path = shards > 1 ? replacement.temporary_folder() + "/whole" : replacement.temporary_file();
  writing.threads = options.threads > 0 ? options.threads : std::max(std::thread::hardware_concurrency(), 1U);
  writing.memory = options.memory;
  writing.check_interrupt = options.check_interrupt;
  IndexWriter writer(writing, options.by_xapian ? IndexWriter::Kind::kXapian : IndexWriter::Kind::kFastest);
  BuildReport report;
  report.other_roots = RootsIfOther(replacement.target(), sources.roots);
  std::optional<UnchangedFiles> unchanged;
  const bool was_sharded = IsOwnShardStub(replacement.target());
  const std::vector<std::string> before = was_sharded ? FilesOfIndex(replacement.target()) : std::vector<std::string>();
  if (options.update && given.paths.empty() && !was_sharded) unchanged.emplace(replacement.target(), sources);
  const auto take = [&](const std::string& path) -> std::optional<SourceFile> {
    std::optional<UnchangedFiles::File> file = unchanged ? unchanged->Take(path) : std::nullopt;
    if (!file || !writer.Keep(file->kept)) return std::nullopt;
    ++report.kept;
    return std::move(file->source);
  };
  LanguageChoice language(sources.language, options.on_warning);
  const ReadCounts read = ReadFiles(
      options, take, [&](const Article& article) { writer.Add(article, language.Of(article)); },
      [&](const SourceFile& file) {
        writer.EndFile();
        sources.files.push_back(file);
        generation.Add(file.path);
        generation.Add(std::string_view(reinterpret_cast<const char*>(&file.content_hash), sizeof file.content_hash));
      });
  report.failures = read.failures;
  sources.bad_lines = read.bad_lines;
  const WriterCounts counts = writer.Finish(generation.Hex());
  if (counts.paragraphs == 0) {
    throw Error(ErrorCode::kNoParagraphs, "there is not a single paragraph in " +
                                              (sources.roots.size() > 1       ? "these paths"
                                               : sources.roots.front() == "-" ? "standard input"
                                                                              : sources.roots.front()) +
                                              ", so nothing was indexed" +
                                              (read.found == 0 ? " (no article files were found)" : ""));
  }
  for (size_t i = 0; i < sources.files.size(); ++i) sources.files[i].contents = counts.files[i];
  report.info = InfoOf(counts, generation);
  AppendFooter(writing.path, sources, &report.info);
  std::vector<std::string> kept;
  if (shards > 1) {
    kept = WriteShards(writing.path, replacement.target(), shards, writing);
    WriteShardStub(replacement.temporary_file(), kept);
    kept.insert(kept.end(), before.begin(), before.end());
  }
  report.shards = shards;
  report.stemmed = FindLanguage(report.info.language).has_stemmer || report.info.language == "ko";
  report.index = replacement.target();
  if (options.check_interrupt) options.check_interrupt();
  replacement.Commit();  // last: whoever gets an exception is told that nothing was changed
  if (shards > 1 || was_sharded) RemoveOldShards(replacement.target(), kept);
  return report;
}

}  // namespace

uint64_t ReadArticles(const BuildOptions& options, const std::function<void(const Article&)>& on_article,
                      const std::function<void(const SourceFile&)>& on_source) {
  return ReadFiles(options, nullptr, on_article, on_source).failures;
}

bool ReadsOtherwise(const BuildOptions& options, const IndexSources& recorded) {
  return (options.language && ParseLanguageOption(*options.language) != recorded.language) ||
         (options.encoding && *options.encoding != recorded.encoding) ||
         (options.input_format && *options.input_format != recorded.input_format) ||
         (options.split && !recorded.split) || (options.keep_going && !recorded.keep_going);
}

BuildReport BuildIndex(const BuildOptions& options) {
  BuildOptions rebuild = options;
  rebuild.update = false;
  if (!options.update) return Build(rebuild);
  try {
    return Build(options);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kDamagedIndex) throw;
  }
  return Build(rebuild);
}

}  // namespace article_search
