#include "indexer/posting_run.h"

#include <fcntl.h>

#include <algorithm>

#include "corpus/error.h"
#include "indexer/pack.h"

namespace article_search {
namespace {

constexpr size_t kBuffer = 256 * 1024;  // bytes

class FileCursor : public RunCursor {
 public:
  FileCursor(int fd, uint64_t length, std::string path) : fd_(fd), left_(length), path_(std::move(path)) {}

  bool Next(RunTerm* term) override {
    Fill(4);
    if (buffer_.size() == at_) return false;
    const uint32_t header = Fixed32();
    Fill(header);
    Unpacker in(Take(header));
    term->documents = in.Uint32();
    term->collection_frequency = in.Uint();
    const uint64_t length = in.Uint();
    text_ = in.Rest();
    Fill(length);
    term->text = text_;
    term->postings = Take(length);
    return true;
  }

 private:
  // Makes sure that `wanted` bytes are in the buffer, where the file has them.
  void Fill(uint64_t wanted) {
    if (buffer_.size() - at_ >= wanted || left_ == 0) return;
    buffer_.erase(0, at_);
    at_ = 0;
    const uint64_t more = std::min(left_, std::max<uint64_t>(kBuffer, wanted - buffer_.size()));
    buffer_ += ReadAt(fd_, offset_, more, path_);
    offset_ += more;
    left_ -= more;
  }
  std::string_view Take(uint64_t length) {
    if (buffer_.size() - at_ < length)
      throw Error(ErrorCode::kUnreadable, "cannot read " + path_ + ": it was cut short");
    const std::string_view taken = std::string_view(buffer_).substr(at_, length);
    at_ += length;
    return taken;
  }
  uint32_t Fixed32() { return Unpacker(Take(4)).Fixed32(); }

  int fd_;
  uint64_t offset_ = 0;
  uint64_t left_;
  std::string path_;
  std::string buffer_;
  size_t at_ = 0;
  std::string text_;
};

}  // namespace

char* WritePostingHead(const RunPosting& posting, uint32_t last_document, char* out) {
  const auto write = [&out](uint64_t value) {
    for (; value >= 0x80; value >>= 7) *out++ = static_cast<char>(value | 0x80);
    *out++ = static_cast<char>(value);
  };
  write(posting.document - last_document);
  write(uint64_t{posting.wdf} << 1 | (posting.positions.empty() ? 0 : 1));
  if (!posting.positions.empty()) write(posting.positions.size());
  return out;
}

// Nothing is checked: the bytes were written by this process.
uint64_t PostingReader::Uint() {
  uint64_t value = 0;
  size_t at = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<uint8_t>(rest_[at++]);
    value |= uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) break;
  }
  rest_.remove_prefix(at);
  return value;
}

bool PostingReader::Next(RunPosting* posting) {
  if (rest_.empty()) return false;
  document_ += static_cast<uint32_t>(Uint());
  posting->document = document_;
  const uint64_t wdf = Uint();
  posting->wdf = static_cast<uint32_t>(wdf >> 1);
  posting->positions = {};
  if (wdf & 1) {
    const uint64_t length = Uint();
    posting->positions = rest_.substr(0, length);
    rest_.remove_prefix(length);
  }
  return true;
}

RunFile::RunFile(const std::string& path)
    : path_(path), fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
  if (!fd_.ok()) ThrowErrno("cannot write the index", path);
}

void RunFile::Append(const RunTerm& term) {
  std::string header;
  PackUint(term.documents, &header);
  PackUint(term.collection_frequency, &header);
  PackUint(term.postings.size(), &header);
  header += term.text;
  PackFixed32(static_cast<uint32_t>(header.size()), &buffer_);
  buffer_ += header;
  buffer_ += term.postings;
  if (buffer_.size() >= kBuffer) Finish();
}

void RunFile::Finish() {
  WriteAll(fd_.get(), buffer_, path_);
  length_ += buffer_.size();
  buffer_.clear();
}

std::unique_ptr<RunCursor> RunFile::Cursor() const { return std::make_unique<FileCursor>(fd_.get(), length_, path_); }

}  // namespace article_search
