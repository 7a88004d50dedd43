// In the place of libFuzzer, for any compiler: gives a target every file of the folders that are named, and mutations
// of them, which are the same in every run. Exits with 1 where a check does not hold.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

constexpr size_t kMaxSize = 4096;  // of a mutation

// One to four changes: bytes put in, taken out or changed, a part twice, or a part of another case.
std::string Mutated(std::string bytes, const std::vector<std::string>& cases, std::mt19937* random) {
  const auto below = [random](size_t end) { return (*random)() % std::max<size_t>(end, 1); };
  for (size_t changes = 1 + below(4); changes > 0; --changes) {
    const std::string& other = below(2) == 0 ? bytes : cases[below(cases.size())];
    const size_t from = below(other.size());
    const std::string part = other.substr(from, below(16));
    const size_t at = below(bytes.size() + 1);
    switch (below(4)) {
      case 0:
        bytes.insert(at, part);
        break;
      case 1:
        bytes.erase(at, below(8));
        break;
      case 2:
        bytes.insert(at, 1, static_cast<char>(below(256)));
        break;
      default:
        if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
    }
  }
  bytes.resize(std::min(bytes.size(), kMaxSize));
  return bytes;
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc < 3) {
    std::cerr << "usage: " << argv[0] << " MUTATIONS FOLDER...\n";
    return 2;
  }
  std::vector<std::string> paths;
  for (int i = 2; i < argc; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> cases;
  for (const std::string& path : paths) cases.push_back(article_search::ReadBytes(path));
  if (cases.empty()) {
    std::cerr << "there is no case\n";
    return 2;
  }
  std::mt19937 random(6);
  const int mutations = std::atoi(argv[1]);
  std::string input;
  std::string what;
  const auto run = [&] {
    try {
      // A copy of just its size: AddressSanitizer then sees what reads past its end.
      const std::vector<uint8_t> bytes(input.begin(), input.end());
      LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
      return true;
    } catch (const std::exception& error) {
      article_search::WriteBytes("failed-case", input);
      std::cerr << what << ": " << error.what() << "; the input is in the file failed-case\n";
      return false;
    }
  };
  bool ok = true;
  for (size_t i = 0; i < cases.size(); ++i) {
    input = cases[i];
    what = paths[i];
    ok = run() && ok;
  }
  for (int i = 0; i < mutations && ok; ++i) {
    const size_t chosen = static_cast<size_t>(i) % cases.size();
    input = Mutated(cases[chosen], cases, &random);
    what = "mutation " + std::to_string(i) + ", of " + paths[chosen];
    ok = run();
  }
  std::cout << cases.size() << " cases and " << mutations << " mutations\n";
  return ok ? 0 : 1;
}
