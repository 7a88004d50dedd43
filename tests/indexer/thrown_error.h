// What a call throws, as data.
#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "corpus/error.h"

namespace article_search {

struct ThrownError {
  std::optional<ErrorCode> code;  // none: nothing was thrown
  std::string message;
};

inline std::ostream& operator<<(std::ostream& out, const ThrownError& error) {
  return error.code ? out << "Error " << static_cast<int>(*error.code) << ": " << error.message
                    : out << "nothing thrown";
}

// Calls `function`. Any exception but Error goes through, and fails the test.
template <typename Function>
ThrownError ErrorOf(const Function& function) {
  try {
    function();
  } catch (const Error& error) {
    return {error.code(), error.what()};
  }
  return {};
}

}  // namespace article_search
