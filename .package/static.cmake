# The preset `static`: a searcher with everything but the C library in it, which starts in half the time (docs/benchmarks.md).
# indexer keeps its shared libraries: Debian has no archives of some, and it is not started for each query.
foreach(library icui18n icuuc icudata z uuid)
  find_library(${library}_ARCHIVE lib${library}.a)
  if(NOT ${library}_ARCHIVE)
    message(FATAL_ERROR "ARTICLE_SEARCH_STATIC: there is no lib${library}.a (Debian: libicu-dev, zlib1g-dev, uuid-dev)")
  endif()
endforeach()

set(xapian_ARCHIVE ${PROJECT_BINARY_DIR}/xapian/libxapian.a)
add_custom_command(
  OUTPUT ${xapian_ARCHIVE}
  COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/xapian_archive.sh ${PROJECT_BINARY_DIR}/xapian
          ${CMAKE_CXX_COMPILER_LAUNCHER} ${CMAKE_CXX_COMPILER}
  DEPENDS ${CMAKE_CURRENT_LIST_DIR}/xapian_archive.sh
  COMMENT "Getting and building Debian's xapian-core, for its archive"
  USES_TERMINAL VERBATIM)
add_custom_target(xapian_archive DEPENDS ${xapian_ARCHIVE})
add_dependencies(searcher xapian_archive)
add_dependencies(indexer xapian_archive)

set_target_properties(PkgConfig::xapian PROPERTIES
  INTERFACE_LINK_LIBRARIES "${xapian_ARCHIVE};${z_ARCHIVE};${uuid_ARCHIVE}")
set_target_properties(PkgConfig::icu PROPERTIES
  INTERFACE_LINK_LIBRARIES "${icui18n_ARCHIVE};${icuuc_ARCHIVE};${icudata_ARCHIVE}")
target_link_options(searcher PRIVATE -static-libstdc++ -static-libgcc)
