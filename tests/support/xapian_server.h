// Xapian's own server of databases, xapian-tcpsrv, on this machine.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace article_search {

class XapianServer {
 public:
  // Its path; empty where it is not installed (Debian: xapian-tools).
  static std::string Program();

  // Serves the database at `path`, on a port of its own, and waits until it can be connected to.
  explicit XapianServer(const std::string& path);
  // Kills it and all its connections.
  ~XapianServer();
  XapianServer(const XapianServer&) = delete;
  XapianServer& operator=(const XapianServer&) = delete;

  // As searcher is told of it: "tcp://127.0.0.1:PORT".
  std::string name() const { return "tcp://127.0.0.1:" + std::to_string(port_); }

  // Sends a signal to the server and the processes that serve its connections.
  void Signal(int signal) const;
  // Kills them.
  void Stop();
  // Serves `path` on the same port.
  void Start(const std::string& path);

 private:
  uint16_t port_;
  pid_t pid_ = -1;
};

// A port of 127.0.0.1 at which nobody listens.
uint16_t FreePort();

}  // namespace article_search
