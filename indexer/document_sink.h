// Where the terms of a document go: into an inversion in memory, or into Xapian's own writer.
#pragma once

#include <cstdint>
#include <span>
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

  // One more of a term in a document.
  struct Occurrence {
    Term term = 0;
    uint32_t position = kNoPosition;
    uint32_t wdf = 0;
  };
  static constexpr uint32_t kNoPosition = UINT32_MAX;

  // For the document at hand. A term's wdfs are summed up, its positions are a set.
  virtual void Add(std::span<const Occurrence> occurrences) = 0;
  // Whether the document at hand has had the term with a position.
  virtual bool HasPosition(Term term) const = 0;

 protected:
  void StartEpoch() { ++epoch_; }

 private:
  uint64_t epoch_ = 0;
};

}  // namespace article_search
