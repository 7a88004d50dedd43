#!/bin/sh
# usage: editor_test.sh BIN_FOLDER
# Vim's :grep with searcher: the cursor must come to stand on each match, whatever the file's encoding. Skipped (77)
# without a Vim that has a quickfix list.
set -eu

vim --version 2>/dev/null | grep -q '+quickfix' || { echo 'no vim with a quickfix list is installed'; exit 77; }
export PATH="$1:$PATH" LC_ALL=C.UTF-8
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

printf '# Ports\n\n  Große Häfen und ships,\nand more: ships.\n' >utf8.md
printf '\357\273\277Häfen, ships.\n' >marked.txt
printf 'Große Häfen und ships.\r\nThe ships.\r\n' | iconv -t UTF-16 >utf16.txt
printf 'Die Häfen und Schiffe dort sind groß, große ships.\n' | iconv -t ISO-8859-1 >latin1.txt
printf 'ships in a file: 1:2: with odd name\n' >'odd name: 12.txt'
indexer -q -i a.idx --language english .

cat >script.vim <<'END'
set encoding=utf-8 fileencodings=ucs-bom,utf-8,latin1 nomore
set grepprg=searcher\ -i\ a.idx\ --format\ grep\ --sort\ position grepformat=%f:%l:%c:%m
silent grep! ships
let words = []
for entry in getqflist()
  if !entry.valid | continue | endif
  execute 'silent edit! ' .. fnameescape(bufname(entry.bufnr))
  call cursor(entry.lnum, entry.col)
  call add(words, bufname('%') .. ' ' .. entry.lnum .. ' ' .. expand('<cword>') .. ' ' .. (getline('.')[col('.') - 1]))
endfor
call writefile(words, 'words')
qall!
END
timeout 60 vim -u NONE -i NONE -n -es -S script.vim </dev/null >vim.log 2>&1 || { cat vim.log; exit 1; }

cat >wanted <<'END'
latin1.txt 1 ships s
marked.txt 1 ships s
odd name: 12.txt 1 ships s
utf16.txt 1 ships s
utf16.txt 2 ships s
utf8.md 3 ships s
utf8.md 4 ships s
END
diff -u wanted words
