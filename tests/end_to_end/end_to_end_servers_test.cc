// The searcher before Xapian's servers, of which one fails.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "indexer/shard_set.h"
#include "tests/end_to_end/programs.h"
#include "tests/support/xapian_server.h"

namespace article_search {
namespace {

using testing::HasSubstr;

class ServersTest : public testing::Test {
 protected:
  void SetUp() override {
    if (XapianServer::Program().empty()) GTEST_SKIP() << "there is no xapian-tcpsrv (Debian: xapian-tools)";
    BuildIndexOf(index_, {TEST_SOURCE_DIR "/corpus/articles"}, {"--shards", "2"});
    files_ = FilesOfIndex(index_);
    for (const std::string& file : files_) servers_.push_back(std::make_unique<XapianServer>(file));
  }
  std::vector<std::string> Arguments(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = {"--remote-timeout", "2"};
    for (const auto& server : servers_) arguments.insert(arguments.end(), {"-i", server->name()});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }

  TempDir folder_;
  std::string index_ = folder_ / "a.idx";
  std::vector<std::string> files_;
  std::vector<std::unique_ptr<XapianServer>> servers_;
};

TEST_F(ServersTest, OneThatFailsIsNamedAndTheStatusIsTwo) {
  const CommandResult expected = RunSearcher({"-i", index_, "--format", "json", "belt and road"});
  EXPECT_EQ(RunSearcher(Arguments({"--format", "json", "belt and road"})).out, expected.out);
  servers_[0]->Signal(SIGSTOP);
  ExpectError(RunSearcher(Arguments({"belt"})), "searcher", {servers_[0]->name() + " did not answer within 2 s"});
  servers_[0]->Stop();
  ExpectError(RunSearcher(Arguments({"belt"})), "searcher", {servers_[0]->name() + " can't be reached"});
  servers_[0]->Start(folder_.Write("empty", ""));
  ExpectError(RunSearcher(Arguments({"belt"})), "searcher", {servers_[0]->name() + " serves something else"});
}

TEST_F(ServersTest, ABatchSaysSoAndConnectsAnew) {
  const std::string queries = folder_ / "queries";
  ASSERT_EQ(::mkfifo(queries.c_str(), 0600), 0);
  Command command = SearcherCommand(Arguments({"--format", "json", "--queries", queries, "--queries-format", "text"}));
  command.output = folder_.Write("answers", "");
  RunningCommand searcher(command);
  const int fd = ::open(queries.c_str(), O_WRONLY | O_CLOEXEC);
  ASSERT_GE(fd, 0);
  size_t asked = 0;
  const auto ask = [&](const std::string& query) {
    EXPECT_EQ(::write(fd, (query + "\n").c_str(), query.size() + 1), static_cast<ssize_t>(query.size() + 1));
    ++asked;
    std::vector<std::string> answers;
    for (int tries = 0; tries < 1000 && answers.size() < asked; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      const std::string text = ReadBytes(command.output);
      if (text.ends_with('\n')) answers = Lines(text);
    }
    EXPECT_EQ(answers.size(), asked) << query;
    return answers.size() == asked ? nlohmann::json::parse(answers.back()) : nlohmann::json::object();
  };
  const auto expect_failure = [&](const nlohmann::json& answer, const std::string& message) {
    ASSERT_TRUE(answer.contains("error")) << answer;
    EXPECT_EQ(answer["error"]["code"], "unreachable");
    EXPECT_THAT(answer["error"]["message"].get<std::string>(), HasSubstr(servers_[1]->name() + message));
  };
  EXPECT_GT(ask("belt").value("total", 0), 0);
  servers_[1]->Stop();
  expect_failure(ask("road"), " can't be reached");
  expect_failure(ask("road"), " can't be reached");
  servers_[1]->Start(files_[1]);
  EXPECT_GT(ask("road").value("total", 0), 0);
  servers_[1]->Signal(SIGSTOP);
  expect_failure(ask("uranium"), " did not answer within 2 s");
  servers_[1]->Signal(SIGCONT);
  EXPECT_GT(ask("uranium").value("total", 0), 0);
  ::close(fd);
  EXPECT_EQ(searcher.Wait().status, 0);
}

}  // namespace
}  // namespace article_search
