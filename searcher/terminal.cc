#include "searcher/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include "corpus/ascii.h"
#include "corpus/utf8.h"
#include "indexer/clean_text.h"

namespace article_search {
namespace {

constexpr utf8proc_int32_t kNoBreakSpace = 0xA0;
constexpr size_t kDefaultWidth = 80;
constexpr size_t kMaxWidth = 100'000;  // a $COLUMNS beyond is a mistake
constexpr size_t kMaxHostName = 255;
constexpr size_t kMaxUrl = 2083;  // what VTE and iTerm2 take

bool IsPictographic(utf8proc_int32_t c) {
  return utf8proc_get_property(c)->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

// Emoji of one column that a variation selector or a skin tone makes two columns wide; digits are the bases of keycaps.
bool HasEmojiForm(utf8proc_int32_t c) { return IsPictographic(c) || c == '#' || c == '*' || IsAsciiDigit(c); }

bool IsSkinTone(utf8proc_int32_t c) { return c >= 0x1F3FB && c <= 0x1F3FF; }

bool IsHalfWidthMark(utf8proc_int32_t c) { return c == 0xFF9E || c == 0xFF9F; }

// The columns that `c` adds to a cluster that begins with `base` and has `width` columns so far.
size_t AddedWidth(utf8proc_int32_t base, utf8proc_int32_t c, size_t width) {
  constexpr utf8proc_int32_t kEmojiForm = 0xFE0F;
  // utf8proc says 0 of these: spacing marks, the voiced sound marks of half-width kana, and Arabic signs that stand
  // before a number.
  const auto bound = utf8proc_get_property(c)->boundclass;
  if (utf8proc_category(c) == UTF8PROC_CATEGORY_MC || IsHalfWidthMark(c) || bound == UTF8PROC_BOUNDCLASS_PREPEND) {
    return 1;
  }
  if (IsSkinTone(c) && width == 0) return 2;  // nothing to colour
  switch (bound) {
    case UTF8PROC_BOUNDCLASS_EXTEND:
    case UTF8PROC_BOUNDCLASS_ZWJ:
      return (c == kEmojiForm || IsSkinTone(c)) && width == 1 && HasEmojiForm(base) ? 1 : 0;
    case UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC:  // after a joiner: drawn as one
    case UTF8PROC_BOUNDCLASS_V:                      // jamo, drawn as one syllable
    case UTF8PROC_BOUNDCLASS_T:
      if (width > 0) return 0;
      break;
    default:
      break;
  }
  return static_cast<size_t>(std::max(utf8proc_charwidth(c), 0));
}

// The places where a line may end. An approximation of Unicode's line breaking (UAX #14): spaces, hyphens, ideographs
// and the marks that must not begin or end a line. Hangul is written with spaces, and words are kept whole.
struct LineUnit {
  size_t begin = 0;
  size_t end = 0;
  size_t width = 0;
  bool space = false;
  bool break_before = false;
};

bool IsSpace(utf8proc_int32_t c) {
  constexpr utf8proc_int32_t kFigureSpace = 0x2007;
  constexpr utf8proc_int32_t kNarrowNoBreakSpace = 0x202F;
  return utf8proc_category(c) == UTF8PROC_CATEGORY_ZS && c != kFigureSpace && c != kNoBreakSpace &&
         c != kNarrowNoBreakSpace;
}

bool IsLetter(utf8proc_int32_t c) {
  const utf8proc_category_t category = utf8proc_category(c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool IsIdeograph(utf8proc_int32_t c) {
  const auto bound = utf8proc_get_property(c)->boundclass;
  const bool hangul = bound >= UTF8PROC_BOUNDCLASS_L && bound <= UTF8PROC_BOUNDCLASS_LVT;
  return utf8proc_charwidth(c) == 2 && !hangul;
}

bool MayBeginLine(utf8proc_int32_t c) {
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_LM:  // ー and 々
      return false;
    default: {
      static constexpr std::u32string_view kSmallKana = U"ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ";
      return kSmallKana.find(static_cast<char32_t>(c)) == std::u32string_view::npos;
    }
  }
}

bool MayEndLine(utf8proc_int32_t c) {
  const utf8proc_category_t category = utf8proc_category(c);
  return category != UTF8PROC_CATEGORY_PS && category != UTF8PROC_CATEGORY_PI;
}

// Whether a line may be broken between graphemes that begin with `previous` (the one before it: `earlier`) and `c`.
bool IsBreak(utf8proc_int32_t earlier, utf8proc_int32_t previous, utf8proc_int32_t c) {
  constexpr utf8proc_int32_t kZeroWidthSpace = 0x200B;
  constexpr utf8proc_int32_t kHyphen = 0x2010;
  constexpr utf8proc_int32_t kEmDash = 0x2014;
  if (IsSpace(c)) return false;
  if (IsSpace(previous) || previous == kZeroWidthSpace) return true;
  if (previous == '-' || previous == kHyphen) return IsLetter(earlier) && IsLetter(c);
  if (previous == kEmDash) return IsLetter(c);
  return (IsIdeograph(previous) || IsIdeograph(c)) && MayEndLine(previous) && MayBeginLine(c);
}

std::vector<LineUnit> UnitsOf(std::string_view text) {
  std::vector<LineUnit> units;
  utf8proc_int32_t earlier = 0;
  utf8proc_int32_t previous = 0;
  for (size_t at = 0; at < text.size();) {
    const Grapheme grapheme = GraphemeAt(text, at);
    size_t next = at;
    auto c = static_cast<utf8proc_int32_t>(NextCharacter(text, &next));
    if (IsSpace(c) && at + grapheme.length > next) c = kNoBreakSpace;  // it carries a mark, which is to be seen
    units.push_back({at, at + grapheme.length, grapheme.width, IsSpace(c), at > 0 && IsBreak(earlier, previous, c)});
    earlier = previous;
    previous = c;
    at += grapheme.length;
  }
  return units;
}

// Whether what cannot be broken from `at` on is wider than `width`.
bool IsLongWord(const std::vector<LineUnit>& units, size_t at, size_t width) {
  size_t columns = units[at].width;
  for (size_t i = at + 1; i < units.size() && columns <= width; ++i) {
    if (units[i].break_before || units[i].space) return false;
    columns += units[i].width;
  }
  return columns > width;
}

// The unit after the last of the line that begins with `begin`.
size_t LineEnd(const std::vector<LineUnit>& units, size_t begin, size_t width, size_t next_width) {
  size_t columns = 0;
  size_t last_break = begin;
  for (size_t i = begin; i < units.size(); ++i) {
    if (units[i].break_before) last_break = i;
    columns += units[i].width;
    if (columns <= width || units[i].space) continue;  // spaces beyond the end are not printed
    if (last_break > begin && !IsLongWord(units, last_break, next_width)) return last_break;
    return std::max(i, begin + 1);
  }
  return units.size();
}

bool IsDumb() {
  const char* term = std::getenv("TERM");
  return term == nullptr || *term == '\0' || std::string_view(term) == "dumb";
}

std::string PercentEncoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain =
        IsAsciiDigit(c) || IsAsciiLetter(c) || std::string_view("-._~/").find(c) != std::string_view::npos;
    if (is_plain) {
      out += c;
    } else {
      out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return out;
}

}  // namespace

Grapheme GraphemeAt(std::string_view text, size_t at) {
  size_t next = at;
  const auto base = static_cast<utf8proc_int32_t>(NextCharacter(text, &next));
  Grapheme grapheme{next - at, AddedWidth(base, base, 0)};
  utf8proc_int32_t previous = base;
  utf8proc_int32_t state = 0;
  while (next < text.size()) {
    const auto c = static_cast<utf8proc_int32_t>(NextCharacter(text, &next));
    if (utf8proc_grapheme_break_stateful(previous, c, &state)) break;
    grapheme.width += AddedWidth(base, c, grapheme.width);
    grapheme.length = next - at;
    previous = c;
  }
  return grapheme;
}

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  for (size_t at = 0; at < text.size();) {
    const Grapheme grapheme = GraphemeAt(text, at);
    width += grapheme.width;
    at += grapheme.length;
  }
  return width;
}

std::vector<Range> WrapLine(std::string_view text, size_t first_width, size_t width) {
  const std::vector<LineUnit> units = UnitsOf(text);
  const size_t next_width = std::max<size_t>(width, 1);
  std::vector<Range> lines;
  size_t line_width = std::max<size_t>(first_width, 1);
  for (size_t begin = 0;;) {
    while (begin < units.size() && units[begin].space) ++begin;
    if (begin == units.size()) return lines;
    const size_t next = LineEnd(units, begin, line_width, next_width);
    size_t end = next;
    while (units[end - 1].space) --end;  // stops at `begin`, which is none
    lines.push_back({units[begin].begin, units[end - 1].end});
    begin = next;
    line_width = next_width;
  }
}

bool IsTerminal(int fd) { return isatty(fd) == 1; }

size_t TerminalWidth(int fd) {
  if (!IsTerminal(fd)) return 0;
  if (const char* columns = std::getenv("COLUMNS")) {
    const std::string_view value = columns;
    size_t width = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), width);
    if (error == std::errc() && end == value.data() + value.size() && width > 0 && width <= kMaxWidth) return width;
  }
  winsize size{};
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kDefaultWidth;
}

bool WantsColor(When choice, bool is_terminal) {
  if (choice != When::kAuto) return choice == When::kAlways;
  const char* no_color = std::getenv("NO_COLOR");
  return is_terminal && (no_color == nullptr || *no_color == '\0') && !IsDumb();
}

bool WantsHyperlinks(When choice, bool is_terminal, bool has_color) {
  if (choice != When::kAuto) return choice == When::kAlways;
  return is_terminal && has_color && !IsDumb();
}

std::optional<Location> CurrentLocation() {
  std::error_code error;
  Location location{"", std::filesystem::current_path(error).string()};
  if (error || !location.folder.starts_with('/')) return std::nullopt;
  std::array<char, kMaxHostName + 1> host{};
  if (gethostname(host.data(), kMaxHostName) == 0) location.host = host.data();
  return location;
}

std::string FileUrl(const Location& location, std::string_view path) {
  if (path == "-") return "";
  std::string url = "file://" + PercentEncoded(location.host);
  if (!path.starts_with('/')) {
    if (path.starts_with("./")) path.remove_prefix(2);
    url += PercentEncoded(location.folder) + (location.folder.ends_with('/') ? "" : "/");
  }
  url += PercentEncoded(path);
  return url.size() <= kMaxUrl ? url : "";
}

}  // namespace article_search
