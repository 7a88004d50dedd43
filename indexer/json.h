// JSON as our programs print it: one object on one line.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace article_search {

// UTF-8 on one line, without a newline at the end. Ill-formed bytes become U+FFFD. Characters that would do something
// to a terminal (DEL, C1 controls, bidi overrides and isolates, line separators, byte-order marks) are escaped as
// \uXXXX, like the C0 controls; to a parser that is the same string.
std::string JsonLine(const nlohmann::ordered_json& value);

// The escape of a character: \uXXXX, or two of them, a surrogate pair; of some, a shorter one, as \n.
std::string JsonEscape(char32_t c);

// Two small hexadecimal digits a byte.
std::string Hex(std::string_view bytes);

// "path": `path`; where its bytes are not UTF-8, "path" has U+FFFD for them and "path_bytes" is the path in
// hexadecimal.
void AddPath(const std::string& path, nlohmann::ordered_json* object);

}  // namespace article_search
