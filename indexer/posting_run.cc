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
