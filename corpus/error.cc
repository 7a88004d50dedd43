#include "corpus/error.h"

namespace article_search {

std::string_view ToString(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
      return "usage";
    case ErrorCode::kNotFound:
      return "not_found";
    case ErrorCode::kUnreadable:
      return "unreadable";
    case ErrorCode::kNotText:
      return "not_text";
    case ErrorCode::kNoParagraphs:
      return "no_paragraphs";
    case ErrorCode::kNotAnIndex:
      return "not_an_index";
    case ErrorCode::kIncompatibleIndex:
      return "incompatible_index";
    case ErrorCode::kDamagedIndex:
      return "damaged_index";
    case ErrorCode::kLocked:
      return "locked";
    case ErrorCode::kUnreachable:
      return "unreachable";
    case ErrorCode::kBrokenPipe:
      return "broken_pipe";
    case ErrorCode::kInterrupted:
      return "interrupted";
    case ErrorCode::kInternal:
      break;
  }
  return "internal";
}

}  // namespace article_search
