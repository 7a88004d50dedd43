// What the shared library shows: everything in namespaces that are opened with ARTICLE_SEARCH_EXPORT, as the public
// headers do. All else is compiled with hidden visibility.
#pragma once

#if defined(__GNUC__)
#define ARTICLE_SEARCH_EXPORT [[gnu::visibility("default")]]
#else
#define ARTICLE_SEARCH_EXPORT
#endif
