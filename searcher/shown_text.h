// What people are shown of a result, whatever the format: texts, paths and counts, fit for any terminal or page.
#pragma once

#include <string>

#include "searcher/hit.h"

namespace article_search {

// `marked` without what must not reach a terminal: runs of white space and controls become one space, invisible
// characters go, and what is ill-formed becomes U+FFFD. With `keep_lines`, "\n" stays between lines that have text, and
// no highlight of the result reaches over it.
MarkedText Cleaned(const MarkedText& marked, bool keep_lines);

// What else there is to know: "caption; id 17; also at lines 12, 40". Mostly nothing.
std::string NoteOf(const Hit& hit);

// "2 paragraphs match", "showing 11–20 of at least 1,001 paragraphs".
std::string CountLine(const SearchResult& result);

}  // namespace article_search
