// From the bytes of a file to an Article: encoding, lines, blocks, kinds, headings.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "corpus/article.h"
#include "corpus/export.h"

namespace ARTICLE_SEARCH_EXPORT article_search {

// How bytes are read.
struct ReadOptions {
  // The name of the file's encoding as ICU knows it ("windows-1251", "Shift_JIS"), unless the file says itself that it
  // is Unicode: by a byte-order mark, or by valid UTF-8 with characters beyond ASCII and without NUL bytes (not where
  // the name is one of UTF-16 or UTF-32). Empty: what is neither is plain ASCII, or ICU's detector decides, for
  // single-byte encodings only, that define all bytes of the file, and from kDetectorConfidence on.
  std::string encoding;
};

// ICU's confidence (0 to 100) from which a detected single-byte encoding is believed. Right guesses about a few
// sentences of Russian, Greek or Polish get 38 to 49, wrong ones stay below 25.
inline constexpr int kDetectorConfidence = 30;
// How far the confidence of the next guess must be behind.
inline constexpr int kDetectorMargin = 10;

// A block longer than this many bytes of UTF-8 is cut into paragraphs at the ends of sentences (failing those, at white
// space; failing that, between code points).
inline constexpr size_t kMaxParagraphBytes = 64 * 1024;

// Makes an Article of the bytes of a file. `path` goes into the article and into error messages, and decides by its
// extension (.md, .markdown, .rst, else plain text) which heading marks count; nothing is read from it.
//
// Throws Error: kNotText for HTML, XML and RTF, for NUL bytes (binary), for bytes that are not text in any known
// encoding (names the path, the offending byte's offset, and --encoding NAME); kUsage for an unknown
// `options.encoding`; kNoParagraphs never: an empty file is an article without paragraphs. Thread-safe: keeps no state.
Article ReadArticle(std::string_view bytes, const std::string& path, const ReadOptions& options);

// The whole content of the file at `path`, in bytes; throws Error kNotFound, kUnreadable (also for a folder or a
// device).
std::string ReadFile(const std::string& path);

// The same by pieces of at most `piece` bytes, which must be at least 1, until there are no more or `on_piece` returns
// false.
void ReadFileByPieces(const std::string& path, size_t piece, const std::function<bool(std::string_view)>& on_piece);

// True where the first bytes say that the content is no text: PDF, or NUL bytes without a byte-order mark of UTF-16 or
// UTF-32.
bool LooksBinary(std::string_view bytes);

}  // namespace article_search
