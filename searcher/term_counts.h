// In how many paragraphs a term stands. Private to the library: it shows xapian.h.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace article_search {

// Asks the index once a term, also for those that it does not have: the understanding, the weighing and the ranking of
// a query all ask, and queries have words in common. Throws what Xapian throws. Not for use by two threads at once.
class TermCounts {
 public:
  // Keeps the reference.
  explicit TermCounts(const Xapian::Database& database) : database_(database) {}

  // `term`: with its prefix.
  uint64_t Of(std::string_view term);

  // What Of would find, from whoever knows it: a server is then not asked again.
  void Note(std::string_view term, uint64_t count);

  // In all.
  uint64_t paragraphs() const { return database_.get_doccount(); }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  const Xapian::Database& database_;
  std::unordered_map<std::string, uint64_t, Hash, std::equal_to<>> counts_;
};

}  // namespace article_search
