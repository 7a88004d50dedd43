# What is installed: the programs and the bundled article (component `programs`, also of every install() without a
# component); the libraries with their headers, for CMake and for pkg-config (component `dev`).
set(public_headers
  corpus/analyzer.h corpus/article.h corpus/article_reader.h corpus/error.h corpus/export.h corpus/offset_map.h
  corpus/paragraph.h corpus/token.h
  indexer/display_path.h indexer/index_builder.h indexer/index_file.h indexer/language.h indexer/verify.h
  searcher/formatter.h searcher/hit.h searcher/query_options.h searcher/searcher.h searcher/snippet_options.h
  searcher/terminal.h)

install(TARGETS indexer searcher)  # and their man pages and completions: generate_command_line_files
configure_file(docs/man/article-search.7 share/man/man7/article-search.7 COPYONLY)
install(FILES docs/man/article-search.7 DESTINATION ${CMAKE_INSTALL_MANDIR}/man7)
install(FILES docs/output-schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/article-search)
install(DIRECTORY corpus/articles/ DESTINATION ${CMAKE_INSTALL_DATADIR}/article-search/articles)

set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME dev)
foreach(header IN LISTS public_headers)
  get_filename_component(folder ${header} DIRECTORY)
  install(FILES ${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/article_search/${folder})
endforeach()
install(FILES ${PROJECT_BINARY_DIR}/generated/corpus/version.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/article_search/corpus)

if(BUILD_SHARED_LIBS)
  # One library, with nothing to be seen but what the public headers declare. The programs are linked statically in any
  # case: they start faster.
  add_library(article_search SHARED
    $<TARGET_OBJECTS:corpus> $<TARGET_OBJECTS:index> $<TARGET_OBJECTS:search>)
  target_link_libraries(article_search
    PRIVATE PkgConfig::xapian PkgConfig::icu PkgConfig::utf8proc PkgConfig::simdjson CLD2::CLD2 Threads::Threads
            $<BUILD_INTERFACE:article_search_flags>)
  target_include_directories(article_search
    INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/article_search>)
  # While the major version is 0, each minor version may break the interface.
  set_target_properties(article_search PROPERTIES
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
  install(TARGETS article_search EXPORT article_search)
  foreach(part corpus index search)
    add_library(shared_${part} INTERFACE)
    target_link_libraries(shared_${part} INTERFACE article_search)
    set_target_properties(shared_${part} PROPERTIES EXPORT_NAME ${part})
    install(TARGETS shared_${part} EXPORT article_search)
  endforeach()
  set(pc_requires "")
  set(pc_libs -larticle_search)
else()
  install(TARGETS corpus index search EXPORT article_search)
  # Static libraries bring what they are linked with.
  set(pc_requires "xapian-core, icu-uc, icu-i18n, libutf8proc, simdjson")
  set(pc_libs "-larticle_search_search -larticle_search_index -larticle_search_corpus -lcld2 -pthread")
endif()

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/article_search)
install(EXPORT article_search NAMESPACE article_search:: FILE article_search-targets.cmake DESTINATION ${package_dir})
include(CMakePackageConfigHelpers)
configure_file(.package/article_search-config.cmake.in article_search-config.cmake @ONLY)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/article_search-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/article_search-config.cmake
              ${PROJECT_BINARY_DIR}/article_search-config-version.cmake indexer/FindCLD2.cmake
        DESTINATION ${package_dir})
file(RELATIVE_PATH prefix_from_pc ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" prefix_from_pc ${prefix_from_pc})
configure_file(.package/article_search.pc.in article_search.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/article_search.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME programs)

# The reference of the public interface, where Doxygen is.
set(reference_input ${PROJECT_BINARY_DIR}/generated/corpus/version.h)
foreach(header IN LISTS public_headers)
  string(APPEND reference_input " ${PROJECT_SOURCE_DIR}/${header}")
endforeach()
configure_file(docs/Doxyfile Doxyfile @ONLY)
add_custom_target(reference COMMAND doxygen ${PROJECT_BINARY_DIR}/Doxyfile VERBATIM)
