// The one file by which the shards of an index are found: text, in the form of Xapian's stub databases. It is parsed
// here, since Xapian would take an empty shard for an empty database.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace article_search {

// What a name of a server begins with: "tcp://host:port".
inline constexpr std::string_view kServerPrefix = "tcp://";

// The shards that the file at `path` names, in its order: paths of index files, and servers. A line "auto FILE" is a
// file, beside the stub where it has no folder, and "remote HOST:PORT" a server; lines that begin with "#", and empty
// ones, say nothing. Nothing where it is no such file. Throws Error kNotAnIndex for a line that is neither,
// kUnreadable.
std::optional<std::vector<std::string>> ReadShardStub(const std::string& path);

// Whether it is one that WriteShardStub wrote, and so may be replaced. Throws Error kUnreadable.
bool IsOwnShardStub(const std::string& path);

// `files` stand beside it. Throws Error kUnreadable.
void WriteShardStub(const std::string& path, const std::vector<std::string>& files);

}  // namespace article_search
