# Has `program` write its man page and completions, beside the build's programs as they will be beside the installed
# ones, so that `man` finds them. Part of linking: whoever builds a program has all that is installed with it.
function(generate_command_line_files program)
  set(share ${CMAKE_BINARY_DIR}/share)
  set(page ${PROJECT_SOURCE_DIR}/docs/man/${program}.1.in)
  set(bash bash-completion/completions/${program})
  set(zsh zsh/site-functions/_${program})
  set(fish fish/vendor_completions.d/${program}.fish)
  file(MAKE_DIRECTORY ${share}/man/man1 ${share}/bash-completion/completions ${share}/zsh/site-functions
                      ${share}/fish/vendor_completions.d)
  add_custom_command(TARGET ${program} POST_BUILD VERBATIM
    COMMAND ${program} --generate man < ${page} > ${share}/man/man1/${program}.1
    COMMAND ${program} --generate complete-bash > ${share}/${bash}
    COMMAND ${program} --generate complete-zsh > ${share}/${zsh}
    COMMAND ${program} --generate complete-fish > ${share}/${fish})
  set_property(TARGET ${program} APPEND PROPERTY LINK_DEPENDS ${page})
  install(FILES ${share}/man/man1/${program}.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  foreach(completion ${bash} ${zsh} ${fish})
    get_filename_component(folder ${completion} DIRECTORY)
    install(FILES ${share}/${completion} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder})
  endforeach()
endfunction()
