// Shards behind Xapian's own servers answer as one index does, and a server that fails is named.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "corpus/error.h"
#include "indexer/index_builder.h"
#include "indexer/shard_set.h"
#include "searcher/searcher.h"
#include "tests/support/same_answers.h"
#include "tests/support/temp_dir.h"
#include "tests/support/xapian_server.h"

namespace article_search {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr uint32_t kShortTimeout = 1000;
constexpr uint32_t kLongTimeout = 60'000;  // of tests that run slowly

class RemoteTest : public testing::Test {
 protected:
  void SetUp() override {
    if (XapianServer::Program().empty()) GTEST_SKIP() << "there is no xapian-tcpsrv (Debian: xapian-tools)";
  }

  std::string Build(const std::string& name, const std::vector<std::string>& paths, uint32_t shards,
                    bool split = false) {
    return BuildInShards(folder_ / name, paths, shards, split);
  }

  // Serves the article in so many shards.
  void Serve(uint32_t shards) {
    files_ = FilesOfIndex(Build("many.idx", {TEST_SOURCE_DIR "/corpus/articles"}, shards));
    for (const std::string& file : files_) servers_.push_back(std::make_unique<XapianServer>(file));
  }
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& server : servers_) names.push_back(server->name());
    return names;
  }

  // What the error says, with its code before it; empty where there is none.
  template <typename Function>
  static std::string Failure(Function function) {
    try {
      function();
    } catch (const Error& error) {
      return std::string(ToString(error.code())) + ": " + error.what();
    }
    return "";
  }
  static std::string FailureToOpen(const std::vector<std::string>& names) {
    return Failure([&] { const Searcher searcher(names, kShortTimeout); });
  }

  TempDir folder_;
  std::vector<std::string> files_;
  std::vector<std::unique_ptr<XapianServer>> servers_;
};

TEST_F(RemoteTest, AnswersAreThoseOfOneIndex) {
  for (const AskedCollection& collection : CollectionsFor(folder_.path())) {
    Searcher one(Build("one.idx", collection.paths, 1, collection.split));
    for (const uint32_t shards : {1U, 5U}) {
      SCOPED_TRACE(collection.name + " on " + std::to_string(shards));
      servers_.clear();
      for (const std::string& file : FilesOfIndex(Build("many.idx", collection.paths, shards, collection.split))) {
        servers_.push_back(std::make_unique<XapianServer>(file));
      }
      Searcher many(Names(), kLongTimeout);
      ExpectSameAnswers(&one, &many, collection.queries);
    }
  }
}

TEST_F(RemoteTest, FilesAndServersMayBeMixed) {
  Serve(3);
  Searcher one(Build("one.idx", {TEST_SOURCE_DIR "/corpus/articles"}, 1));
  Searcher mixed({servers_[2]->name(), files_[0], servers_[1]->name()}, kLongTimeout);
  ExpectSameAnswers(&one, &mixed, {"belt and road", "dipl*", "diplomcy"});
  const std::string host = servers_[1]->name().substr(6);
  Searcher by_stub({folder_.Write("mixed", "auto " + files_[0] + "\nremote " + host + "\nauto " + files_[2] + "\n")},
                   kLongTimeout);
  ExpectSameAnswers(&one, &by_stub, {"belt and road", "dipl*", "diplomcy"});
}

TEST_F(RemoteTest, NamesOfServersAreChecked) {
  for (const char* name : {"tcp://", "tcp://localhost", "tcp://:7", "tcp://localhost:", "tcp://localhost:0",
                           "tcp://localhost:x", "tcp://localhost:65536"}) {
    EXPECT_THAT(FailureToOpen({name}), StartsWith("usage: a server is tcp://HOST:PORT, not '")) << name;
  }
}

TEST_F(RemoteTest, AServerThatIsDeadIsNamed) {
  Serve(2);
  servers_[1]->Stop();
  EXPECT_THAT(FailureToOpen(Names()), StartsWith("unreachable: " + servers_[1]->name() + " can't be reached: "));
}

TEST_F(RemoteTest, AServerThatHangsIsNamed) {
  Serve(2);
  Searcher searcher(Names(), kShortTimeout);
  EXPECT_GT(searcher.Search("belt", {}).total, 0U);
  servers_[1]->Signal(SIGSTOP);
  const std::string hangs = "unreachable: " + servers_[1]->name() + " did not answer within 1 s";
  EXPECT_THAT(FailureToOpen(Names()), StartsWith(hangs));
  EXPECT_THAT(Failure([&] { searcher.Search("road", {}); }), StartsWith(hangs));
  EXPECT_THAT(Failure([&] { searcher.Search("road", {}); }), StartsWith(hangs));
  servers_[1]->Signal(SIGCONT);
  EXPECT_GT(searcher.Search("road", {}).total, 0U);
}

TEST_F(RemoteTest, AServerThatDiesIsNamedAndFoundAgain) {
  Serve(3);
  Searcher searcher(Names(), kShortTimeout);
  EXPECT_GT(searcher.Search("belt", {}).total, 0U);
  // Started anew in the meantime, as by systemd: nobody need know.
  servers_[1]->Stop();
  servers_[1]->Start(files_[1]);
  EXPECT_GT(searcher.Search("road", {}).total, 0U);
  servers_[1]->Stop();
  EXPECT_THAT(Failure([&] { searcher.Search("uranium", {}); }), StartsWith("unreachable: " + servers_[1]->name()));
  servers_[1]->Start(files_[1]);
  EXPECT_GT(searcher.Search("uranium", {}).total, 0U);
}

TEST_F(RemoteTest, AServerThatDiesInTheMiddleOfAQueryIsNamed) {
  Serve(2);
  Searcher searcher(Names(), kLongTimeout);
  EXPECT_GT(searcher.Search("belt", {}).total, 0U);
  servers_[1]->Signal(SIGSTOP);
  std::string failure;
  std::thread query([&] { failure = Failure([&] { searcher.Search("road", {}); }); });
  std::this_thread::sleep_for(std::chrono::milliseconds(500));  // that is how long it has waited for an answer
  servers_[1]->Stop();
  query.join();
  EXPECT_THAT(failure, StartsWith("unreachable: " + servers_[1]->name() + " can't be reached: "));
  servers_[1]->Start(files_[1]);
  EXPECT_GT(searcher.Search("road", {}).total, 0U);
}

TEST_F(RemoteTest, WhatServesSomethingElseIsNamed) {
  Serve(2);
  const std::string other = Build("other.idx", {folder_.Write("a.md", "Horses.\n\nMice.\n")}, 2);
  servers_[1]->Stop();
  servers_[1]->Start(FilesOfIndex(other)[1]);
  EXPECT_THAT(FailureToOpen(Names()), StartsWith("incompatible_index: " + servers_[0]->name() + " and " +
                                                 servers_[1]->name() + " are not of one index"));
  // An empty file is an empty database to Xapian.
  servers_[1]->Stop();
  servers_[1]->Start(folder_.Write("empty", ""));
  EXPECT_THAT(FailureToOpen(Names()), StartsWith("not_an_index: " + servers_[1]->name() + " serves something else"));
  // Something that is no server of Xapian, and waits for a request.
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const uint16_t port = FreePort();
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(::listen(fd, 1), 0);
  const std::string name = "tcp://127.0.0.1:" + std::to_string(port);
  EXPECT_THAT(FailureToOpen({name}), StartsWith("unreachable: " + name + " did not answer within 1 s"));
  ::close(fd);
}

}  // namespace
}  // namespace article_search
