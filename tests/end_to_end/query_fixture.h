// A small index, and what is asked of it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/end_to_end/programs.h"

namespace article_search {

using Json = nlohmann::ordered_json;

class QueryTest : public testing::Test {
 protected:
  QueryTest() {
    folder_.Write(
        "ports/aktau.md",
        "# Ports of the Caspian\n\n## Aktau\n\nThe Caspian Shipping Company (CSC) runs ferries from Aktau.\n\n"
        "Tankers of the CSC leave for Baku; the port has two rail ferries.\n\nSHIPS wait. Ships sail.\n\n"
        "## Kuryk\n\nKuryk has a new ferry port, and no town to speak of.\n\n- ferry\n- train\n- tanker\n");
    folder_.Write("rails.md", "# Railways\n\nThe railway reaches the Caspian port of Aktau, landlocked or not.\n");
    BuildIndexOf(index_, {folder_.path() + "/ports", folder_.path() + "/rails.md"});
  }
  CommandResult Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"-i", index_});
    return RunSearcher(arguments);
  }
  Json Search(const std::vector<std::string>& arguments) { return SearchJson(index_, arguments); }
  std::string Count(const std::vector<std::string>& arguments) {
    std::vector<std::string> all = {"--count"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return Run(all).out;
  }

  TempDir folder_;
  TempDir elsewhere_;
  std::string index_ = elsewhere_ / "a.idx";
};

}  // namespace article_search
