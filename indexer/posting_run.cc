#include "indexer/posting_run.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "corpus/error.h"
#include "indexer/pack.h"

namespace article_search {
namespace {

constexpr size_t kPiece = 32 * 1024;         // bytes that are read at a time, of each of many runs
constexpr size_t kWriteBuffer = 256 * 1024;  // and written, to one

// A term in the file: the length of what follows (4 bytes), documents, collection frequency, text; then pieces of its
// postings, each behind its length (4), and a zero (4).
class FileCursor : public RunCursor, public PostingSource {
 public:
  FileCursor(int fd, uint64_t length, std::string path) : fd_(fd), left_(length), path_(std::move(path)) {}

  bool Next(RunTerm* term) override {
    while (!ended_) More(0, kPiece);  // what nobody has read
    Fill(4);
    if (buffer_.size() == at_) return false;
    header_ = Take(Fixed32());
    Unpacker in(header_);
    term->documents = in.Uint32();
    term->collection_frequency = in.Uint();
    term->text = in.Rest();
    piece_ = Fixed32();
    ended_ = piece_ == 0;
    term->postings = More(0, 1);
    term->rest = ended_ ? nullptr : this;
    return true;
  }

  std::string_view More(size_t left, size_t wanted) override {
    postings_.erase(0, postings_.size() - left);
    wanted = std::max(wanted, std::min<size_t>(kPiece, left + piece_));
    while (!ended_ && postings_.size() < wanted) {
      const size_t size = std::min<size_t>({piece_, kPiece, wanted - postings_.size()});
      postings_ += Take(size);
      piece_ -= static_cast<uint32_t>(size);
      if (piece_ == 0) piece_ = Fixed32();
      ended_ = piece_ == 0;
    }
    return postings_;
  }

 private:
  // Makes sure that `wanted` bytes are in the buffer, where the file has them.
  void Fill(uint64_t wanted) {
    if (buffer_.size() - at_ >= wanted || left_ == 0) return;
    buffer_.erase(0, at_);
    at_ = 0;
    const uint64_t more = std::min(left_, std::max<uint64_t>(kPiece, wanted) - buffer_.size());
    buffer_ += ReadAt(fd_, offset_, more, path_);
    offset_ += more;
    left_ -= more;
  }
  std::string_view Take(uint64_t length) {
    Fill(length);
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
  std::string header_;
  std::string postings_;
  uint32_t piece_ = 0;  // bytes that are left of the piece at hand
  bool ended_ = true;   // the term has no further one
};

}  // namespace

RunFile::RunFile(const std::string& path)
    : path_(path), fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
  if (!fd_.ok()) ThrowErrno("cannot write the index", path);
}

RunFile::~RunFile() {
  ::unlink(path_.c_str());  // if it fails, the folder's end is the file's, too
}

void RunFile::Begin(std::string_view text, uint32_t documents, uint64_t collection_frequency) {
  std::string header;
  PackUint(documents, &header);
  PackUint(collection_frequency, &header);
  header += text;
  PackFixed32(static_cast<uint32_t>(header.size()), &buffer_);
  buffer_ += header;
}

void RunFile::Add(std::string_view postings) {
  if (postings.empty()) return;
  PackFixed32(static_cast<uint32_t>(postings.size()), &buffer_);
  if (postings.size() < kWriteBuffer) {
    buffer_ += postings;
    if (buffer_.size() >= kWriteBuffer) Flush();
  } else {
    Flush();
    WriteAll(fd_.get(), postings, path_);
    length_ += postings.size();
  }
}

void RunFile::End() { PackFixed32(0, &buffer_); }

void RunFile::Append(const RunTerm& term) {
  Begin(term.text, term.documents, term.collection_frequency);
  Add(term.postings);
  End();
}

void RunFile::Flush() {
  WriteAll(fd_.get(), buffer_, path_);
  length_ += buffer_.size();
  buffer_.clear();
}

void RunFile::Finish() {
  Flush();
  std::string().swap(buffer_);
}

std::unique_ptr<RunCursor> RunFile::Cursor() const { return std::make_unique<FileCursor>(fd_.get(), length_, path_); }

std::string WholePostings(const RunTerm& term) {
  std::string all(term.postings);
  if (term.rest == nullptr) return all;
  for (std::string_view more = term.rest->More(0, kPiece); !more.empty(); more = term.rest->More(0, kPiece))
    all += more;
  return all;
}

}  // namespace article_search
