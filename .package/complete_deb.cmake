# What Debian wants in each package beside what is installed anywhere. cpack runs this between installing and packing.
function(complete component package)
  set(share ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/${component}/usr/share)
  set(doc ${share}/doc/${package})
  configure_file(${CPACK_ARTICLE_SEARCH_FILES}/copyright ${doc}/copyright COPYONLY)
  configure_file(${CPACK_ARTICLE_SEARCH_FILES}/changelog ${doc}/changelog.Debian COPYONLY)
  if(EXISTS ${share}/zsh/site-functions) # Debian's zsh looks for those of packages elsewhere
    file(RENAME ${share}/zsh/site-functions ${share}/zsh/vendor-completions)
  endif()
  file(GLOB_RECURSE pages ${share}/man/*.[1-8])
  execute_process(COMMAND gzip --best --no-name ${doc}/changelog.Debian ${pages} COMMAND_ERROR_IS_FATAL ANY)
endfunction()
complete(programs article-search)
complete(dev libarticle-search-dev)
