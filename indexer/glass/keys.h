// Keys of glass's tables. Their bytes sort as what they stand for (common/pack.h of Xapian 1.4).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace article_search::glass {

// Appends a number so that bytes sort as numbers: two bytes below 0x8000, else the count of the bytes in the top bits.
void AppendSortable(uint32_t number, std::string* key);
// Likewise at `out`, where there is room for kMaxSortableNumber; returns the end of what it wrote.
char* WriteSortable(uint32_t number, char* out);
inline constexpr size_t kMaxSortableNumber = 5;  // bytes
// Appends a string so that a number may follow; a zero byte becomes two.
void AppendSortable(std::string_view text, std::string* key);

// Document numbers are from 1.
std::string MetadataKey(std::string_view name);
std::string ValueStatisticsKey(uint32_t slot);
std::string ValueChunkKey(uint32_t slot, uint32_t first_document);
// Of a term's postings the first chunk, and a further one; of the document lengths, where the term is empty.
std::string PostingsKey(std::string_view term);
std::string PostingsKey(std::string_view term, uint32_t first_document);
std::string DocumentDataKey(uint32_t document);

// Take from the front of a key what AppendSortable appended. Throw Error kDamagedIndex.
uint32_t TakeSortableNumber(std::string_view* key);
std::string_view TakeSortableText(std::string_view* key);  // as it stands there, with the zero byte at its end
// Whether that text, as it stands there, was taken.
bool TakeSortableText(std::string_view text, std::string_view* key);
// A text as it stands in a key, without a zero byte at its end: with each zero byte once.
std::string WithZerosSingle(std::string_view text);
// Whether a key of the postlist table belongs to a list: a term's, or that of the document lengths.
bool IsPostingsKey(std::string_view key);

}  // namespace article_search::glass
