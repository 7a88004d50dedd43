#include "indexer/schema.h"

#include <algorithm>
#include <array>

#include "corpus/analyzer.h"
#include "corpus/error.h"
#include "indexer/pack.h"
#include "indexer/terms.h"

namespace article_search {
namespace {

constexpr std::array<FieldPrefixes, kFieldCount> kFieldPrefixes = {{
    {"Z", "XA", "", true},        // kText
    {"ZXH", "XAH", "XH", true},   // kHeading
    {"ZXN", "XAN", "", false},    // kHeadingOnly
    {"ZXO", "XAO", "XO", false},  // kOuter
    {"ZS", "XAS", "S", false},    // kTitle
    {"ZXV", "XAV", "", false},    // kAbove
}};

void PackHeadings(const std::vector<uint32_t>& headings, std::string* out) {
  PackUint(headings.size(), out);
  for (const uint32_t heading : headings) PackUint(heading, out);
}

std::vector<uint32_t> UnpackHeadings(Unpacker* in) {
  std::vector<uint32_t> headings(in->Count());
  for (uint32_t& heading : headings) heading = in->Uint32();
  return headings;
}

}  // namespace

std::string RuleSetId() { return std::string(kAnalyzerRules) + "+" + std::string(kTermRules); }

const FieldPrefixes& PrefixesOf(Field field) { return kFieldPrefixes[static_cast<size_t>(field)]; }

bool IsSecondTier(ParagraphKind kind) { return kind == ParagraphKind::kCaption || kind == ParagraphKind::kBoilerplate; }

bool MatchesByHeading(ParagraphKind kind) {
  return kind != ParagraphKind::kTitle && kind != ParagraphKind::kBoilerplate;
}

std::string PathTerm(std::string_view path) {
  constexpr size_t kMaxPath = kMaxTermBytes - 10;
  if (path.size() > kMaxPath) {
    path.remove_prefix(path.size() - kMaxPath);
    path.remove_prefix(std::min(path.find('/'), path.size() - 1));
  }
  return std::string(kPathPrefix) + std::string(path);
}

std::string ArticleSlotValue(uint32_t article) {
  std::string value;
  for (int shift = 24; shift >= 0; shift -= 8) value.push_back(static_cast<char>(article >> shift & 0xFF));
  return value;
}

std::string ArticleKey(uint32_t article) { return "A" + ArticleSlotValue(article); }

std::string NearestHeadings(const ParagraphRecord& paragraph, const ArticleRecord& article) {
  const auto nearest_of = [&article](const std::vector<uint32_t>& trail) -> std::string_view {
    return trail.empty() ? article.title : article.headings.at(trail.back());
  };
  if (paragraph.copies.empty()) return std::string(nearest_of(paragraph.headings));
  std::string text;
  std::vector<std::string_view> seen;
  const auto add = [&](const std::vector<uint32_t>& trail) {
    const std::string_view nearest = nearest_of(trail);
    if (std::find(seen.begin(), seen.end(), nearest) != seen.end()) return;
    if (!seen.empty()) text.push_back('\n');
    seen.push_back(nearest);
    text += nearest;
  };
  add(paragraph.headings);
  for (const CopyRecord& copy : paragraph.copies) add(copy.headings);
  return text;
}

std::string Pack(const ArticleRecord& record) {
  std::string out;
  PackUint(record.back_to_first, &out);
  if (record.back_to_first == 0) PackString(record.path, &out);
  PackString(record.id, &out);
  PackString(record.title, &out);
  PackString(record.language, &out);
  PackUint(record.offsets_in_text ? 1 : 0, &out);
  PackUint(record.headings.size(), &out);
  for (const std::string& heading : record.headings) PackString(heading, &out);
  return out;
}

ArticleRecord UnpackArticle(std::string_view data) {
  Unpacker in(data);
  ArticleRecord record;
  record.back_to_first = in.Uint32();
  if (record.back_to_first == 0) record.path = in.String();
  record.id = in.String();
  record.title = in.String();
  record.language = in.String();
  record.offsets_in_text = in.Uint() != 0;
  const uint64_t headings = in.Count();
  record.headings.reserve(headings);
  for (uint64_t i = 0; i < headings; ++i) record.headings.emplace_back(in.String());
  return record;
}

std::string Pack(const ParagraphRecord& record) {
  std::string out;
  out.reserve(record.text.size() + 32);
  PackUint(record.article, &out);
  PackUint(record.ordinal, &out);
  PackUint(static_cast<uint64_t>(record.kind), &out);
  PackUint(record.line, &out);
  PackUint(record.column, &out);
  PackUint(record.begin, &out);
  PackUint(record.end - record.begin, &out);
  PackHeadings(record.headings, &out);
  PackUint(record.copies.size(), &out);
  for (const CopyRecord& copy : record.copies) {
    PackUint(copy.ordinal, &out);
    PackUint(copy.line, &out);
    PackUint(copy.column, &out);
    PackUint(copy.begin, &out);
    PackUint(copy.end - copy.begin, &out);
    PackHeadings(copy.headings, &out);
  }
  PackUint(record.offsets.runs().size(), &out);
  for (const OffsetMap::Run& run : record.offsets.runs()) {
    PackUint(run.count, &out);
    PackUint(run.text_bytes, &out);
    PackUint(run.file_bytes, &out);
  }
  out.append(record.text);
  return out;
}

ParagraphRecord UnpackParagraph(std::string_view data) {
  Unpacker in(data);
  ParagraphRecord record;
  record.article = in.Uint32();
  record.ordinal = in.Uint32();
  const uint64_t kind = in.Uint();
  if (kind > static_cast<uint64_t>(ParagraphKind::kBoilerplate)) {
    throw Error(ErrorCode::kDamagedIndex, "the index is damaged: a paragraph of an unknown kind");
  }
  record.kind = static_cast<ParagraphKind>(kind);
  record.line = in.Uint();
  record.column = in.Uint();
  record.begin = in.Uint();
  record.end = record.begin + in.Uint();
  record.headings = UnpackHeadings(&in);
  const uint64_t copies = in.Count();
  record.copies.reserve(copies);
  for (uint64_t i = 0; i < copies; ++i) {
    CopyRecord copy;
    copy.ordinal = in.Uint32();
    copy.line = in.Uint();
    copy.column = in.Uint();
    copy.begin = in.Uint();
    copy.end = copy.begin + in.Uint();
    copy.headings = UnpackHeadings(&in);
    record.copies.push_back(std::move(copy));
  }
  const uint64_t runs = in.Count();
  std::vector<OffsetMap::Run> map(runs);
  for (OffsetMap::Run& run : map) {
    run.count = in.Uint32();
    const uint64_t text_bytes = in.Uint();
    const uint64_t file_bytes = in.Uint();
    run.text_bytes = static_cast<uint8_t>(text_bytes);
    run.file_bytes = static_cast<uint8_t>(file_bytes);
    if (text_bytes == 0 || text_bytes > 4 || file_bytes > UINT8_MAX)
      throw Error(ErrorCode::kDamagedIndex, "the index is damaged: an impossible offset map");
  }
  record.offsets = OffsetMap(std::move(map));
  record.text = in.Rest();
  return record;
}

}  // namespace article_search
