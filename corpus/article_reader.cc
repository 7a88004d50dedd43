#include "corpus/article_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "corpus/blocks.h"
#include "corpus/classify.h"
#include "corpus/decode.h"
#include "corpus/error.h"
#include "corpus/file_descriptor.h"
#include "corpus/file_type.h"
#include "corpus/heading_trail.h"
#include "corpus/line_shape.h"
#include "corpus/lines.h"
#include "corpus/sentence_cut.h"

namespace article_search {
namespace {

// Makes Paragraphs of blocks, front to back.
class ParagraphMaker {
 public:
  ParagraphMaker(const DecodedText& decoded, std::vector<Paragraph>* paragraphs)
      : text_(decoded.text()), offsets_(decoded), paragraphs_(*paragraphs) {}

  void Add(const Block& block, const std::vector<std::string>& headings) {
    if (block.end - block.begin <= kMaxParagraphBytes) {
      AddPart(block, headings, block.begin, block.end, block.line);
      return;
    }
    uint64_t line = block.line;
    size_t at = block.begin;
    for (const size_t cut : CutAtSentences(text_.substr(block.begin, block.end - block.begin), kMaxParagraphBytes)) {
      const size_t begin = SkipSpace(text_, at, block.begin + cut);
      const size_t end = SkipSpaceBack(text_, begin, block.begin + cut);
      line += CountLineEnds(text_, at, begin);
      if (begin < end) AddPart(block, headings, begin, end, line);
      line += CountLineEnds(text_, begin, block.begin + cut);
      at = block.begin + cut;
    }
  }

 private:
  // Of `at`, which must not lie before that of the last call: no byte is looked at twice, however long a line is.
  uint64_t Column(size_t at) {
    size_t begin = at;
    while (begin > seen_ && text_[begin - 1] != '\n' && text_[begin - 1] != '\r') --begin;
    if (begin > seen_) line_begin_ = begin;
    seen_ = at;
    return at - line_begin_ + 1;
  }

  void AddPart(const Block& block, const std::vector<std::string>& headings, size_t begin, size_t end, uint64_t line) {
    Paragraph& paragraph = paragraphs_.emplace_back();
    OffsetCursor::Slice slice = offsets_.Cut(begin, end);
    paragraph.ordinal = static_cast<uint32_t>(paragraphs_.size());
    paragraph.kind = block.kind;
    paragraph.line = line;
    paragraph.column = Column(begin);
    paragraph.begin = slice.begin;
    paragraph.end = slice.end;
    paragraph.text = text_.substr(begin, end - begin);
    paragraph.offsets = std::move(slice.offsets);
    paragraph.headings = headings;
  }

  std::string_view text_;
  OffsetCursor offsets_;
  std::vector<Paragraph>& paragraphs_;
  size_t line_begin_ = 0;  // of the line on which seen_ stands
  size_t seen_ = 0;
};

[[noreturn]] void ThrowUnreadable(const std::string& path, int error) {
  if (IsMissing(error)) throw Error(ErrorCode::kNotFound, path + ": no such file");
  throw Error(ErrorCode::kUnreadable, path + ": cannot be read: " + std::strerror(error));
}

// Throws where it is not a regular file that can be read.
FileDescriptor OpenFile(const std::string& path, struct stat* status) {
  // A FIFO must not make the open wait for its writer.
  FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.ok() || fstat(file.get(), status) != 0) ThrowUnreadable(path, errno);
  if (S_ISREG(status->st_mode)) return file;
  std::string_view what = "not a regular file";
  if (S_ISDIR(status->st_mode)) what = "a folder, not a file";
  if (S_ISFIFO(status->st_mode)) what = "a pipe, not a file; pass it as standard input, which is named -";
  throw Error(ErrorCode::kUnreadable, path + ": " + std::string(what));
}

// As many bytes as there are, up to `most`; none at the end.
size_t ReadSome(int fd, char* bytes, size_t most, const std::string& path) {
  for (;;) {
    const ssize_t got = read(fd, bytes, most);
    if (got >= 0) return static_cast<size_t>(got);
    if (errno != EINTR) ThrowUnreadable(path, errno);
  }
}

}  // namespace

Article ReadArticle(std::string_view bytes, const std::string& path, const ReadOptions& options) {
  Article article;
  article.path = path;
  const DecodedText decoded = Decode(bytes, path, options.encoding);
  if (decoded.is_guess()) article.guessed_encoding = decoded.encoding();
  const std::string_view text = decoded.text();
  const Markup markup = MarkupOf(path);
  if (const std::string_view why = WhyNoArticle(text, markup); !why.empty()) {
    throw Error(ErrorCode::kNotText, path + ": " + std::string(why));
  }
  std::vector<Block> blocks = SplitIntoBlocks(text, markup);
  article.title = Classify(text, markup, &blocks);

  HeadingTrail trail(text, blocks);
  ParagraphMaker maker(decoded, &article.paragraphs);
  article.paragraphs.reserve(blocks.size());
  std::vector<size_t> first_paragraph(blocks.size());
  for (size_t i = 0; i < blocks.size(); ++i) {
    first_paragraph[i] = article.paragraphs.size();
    maker.Add(blocks[i], trail.Enter(i));
  }
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (trail.has_content_below()[i]) article.paragraphs[first_paragraph[i]].has_content_below = true;
  }
  return article;
}

std::string ReadFile(const std::string& path) {
  struct stat status;
  const FileDescriptor file = OpenFile(path, &status);
  std::string content(static_cast<size_t>(status.st_size) + 1, '\0');  // a byte more, to see the end
  size_t size = 0;
  for (;;) {
    if (size == content.size()) content.resize(size + size / 2 + 4096);
    const size_t got = ReadSome(file.get(), content.data() + size, content.size() - size, path);
    if (got == 0) break;
    size += got;
  }
  content.resize(size);
  return content;
}

void ReadFileByPieces(const std::string& path, size_t piece, const std::function<bool(std::string_view)>& on_piece) {
  struct stat status;
  const FileDescriptor file = OpenFile(path, &status);
  std::string bytes(piece, '\0');
  while (const size_t got = ReadSome(file.get(), bytes.data(), piece, path)) {
    if (!on_piece(std::string_view(bytes).substr(0, got))) return;
  }
}

}  // namespace article_search
