// The paragraphs around a hit, from the index. Private to the library: it shows xapian.h.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "corpus/analyzer.h"
#include "searcher/hit.h"
#include "searcher/snippet_options.h"
#include "searcher/stored_paragraphs.h"

namespace article_search {

// Throws what Xapian throws, and Error kDamagedIndex. Not for use by two threads at once.
class Neighbours {
 public:
  // Keeps the reference.
  explicit Neighbours(const Xapian::Database& database) : database_(database) {}

  // Up to `count` paragraphs on either side of `paragraph`, which is document `id`: of its article, as they stand
  // there, without headings that have something below them. Copies stand where they stand in the article.
  HitContext Around(const StoredParagraph& paragraph, Xapian::docid id, uint32_t count, Analyzer* analyzer,
                    const SnippetOptions& options);

 private:
  struct Place {
    uint32_t ordinal;
    Xapian::docid id;
    int copy;  // of the document's copies; -1: the document's own place
  };
  // All places of the article that document `id` is part of, in order.
  const std::vector<Place>& PlacesOf(uint32_t article, Xapian::docid id);
  Neighbour Read(const Place& place, const ArticleRecord& article, Analyzer* analyzer, const SnippetOptions& options);

  const Xapian::Database& database_;
  uint32_t article_ = 0;       // whose places these are
  std::vector<Place> places_;  // none at first
};

}  // namespace article_search
