// Whether two Searchers answer alike, to the last bit of a score.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "searcher/searcher.h"

namespace article_search {

// Builds an index of so many shards (1: of one file), and returns its path.
std::string BuildInShards(const std::string& index, const std::vector<std::string>& paths, uint32_t shards, bool split);

// A collection to compare answers about, and what it is asked.
struct AskedCollection {
  std::string name;
  std::vector<std::string> paths;
  bool split = false;
  std::vector<std::string> queries;
};

// The article, a collection of JSON Lines, and random texts with many ties, which are written to `folder`.
std::vector<AskedCollection> CollectionsFor(const std::string& folder);

// Every query with many options; fails the test that calls it where anything differs.
void ExpectSameAnswers(Searcher* one, Searcher* other, const std::vector<std::string>& queries);

}  // namespace article_search
