# `cpack` in a build of the preset `package` makes Debian packages: article-search of the component `programs`,
# libarticle-search-dev of `dev`.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME article-search)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # each component has its own
set(CPACK_PACKAGE_CONTACT "Article Search maintainers <article-search@packages.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL programs dev)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_ARTICLE_SEARCH_FILES ${CMAKE_CURRENT_LIST_DIR})
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/complete_deb.cmake)

set(CPACK_DEBIAN_PACKAGE_RELEASE 0.1)  # below 1, with which a package of Debian's own would begin
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_PROGRAMS_PACKAGE_NAME article-search)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SHLIBDEPS ON)
# Both have /usr/bin/indexer: docs/decisions/0009-debian-package.md.
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_CONFLICTS sphinxsearch)
set(CPACK_DEBIAN_PROGRAMS_DESCRIPTION "full-text search over the paragraphs of articles
indexer reads plain text, Markdown, reStructuredText or JSON Lines and
builds an index of their paragraphs in one file. searcher answers queries
with ranked paragraphs, each with its place in the file and a snippet of
what matched, as text, JSON, a table or a TREC run.
.
Words are found in other forms, too, in the languages that Xapian has
stemmers for. While an index is rebuilt, searches see the old one or the
new one, whole.")

set(CPACK_DEBIAN_DEV_PACKAGE_NAME libarticle-search-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS
    "libxapian-dev, libicu-dev, libutf8proc-dev, libsimdjson-dev, libcld2-dev, pkg-config")
set(CPACK_DEBIAN_DEV_DESCRIPTION "full-text search over the paragraphs of articles - development files
The static libraries behind the programs indexer and searcher, with their
headers, and with what find_package of CMake and pkg-config need; both know
them as article_search.")
include(CPack)
