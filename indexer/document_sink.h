// Where the terms of a document go: into an inversion in memory, or into Xapian's own writer.
#pragma once

#include <cstdint>
#include <string_view>

namespace article_search {

class DocumentSink {
 public:
  using Term = uint32_t;

  virtual ~DocumentSink() = default;

  // The number of a term, the same for the same term, by which it is added; whoever adds many documents need not spell
  // it out each time. Valid while epoch() stays the same.
  virtual Term Intern(std::string_view prefix, std::string_view text) = 0;
  uint64_t epoch() const { return epoch_; }

  // For the document at hand: `wdf` more of the term, without a position and with one. Both may come several times for
  // one term; its wdfs are summed up, its positions are a set.
  virtual void Add(Term term, uint32_t wdf) = 0;
  virtual void AddAt(Term term, uint32_t position, uint32_t wdf) = 0;

 protected:
  void StartEpoch() { ++epoch_; }

 private:
  uint64_t epoch_ = 0;
};

}  // namespace article_search
