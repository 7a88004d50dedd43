#!/bin/bash
# usage: odd_names_test.sh PROGRAMS_FOLDER
# Files whose names are options, formulas, markup, commands to a terminal, lines, or no UTF-8: both programs take them, and
# every format shows each of them in one line and one spelling, which is the same in all of them.
set -u
programs=$(cd "$1" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 2
failures=0 tried=0

fail() {
  printf 'FAILED: %q: %s\n' "$name" "$*"
  failures=$((failures + 1))
}

indexer() { "$programs/indexer" -i ../x.idx "$@" 2>../err || fail "indexer $*: $(cat ../err)"; }
searcher() { "$programs/searcher" -i ../x.idx "$@" 2>../err || fail "searcher $*: $(cat ../err)"; }

# $1: who printed the file ../out; $2: how it shows the name; $3: the lines that there are. No byte in it does anything.
expect() {
  grep -Fq -- "$2" ../out || fail "$1 shows it otherwise: $(cat -v ../out)"
  [ -z "$3" ] || [ "$(wc -l <../out)" = "$3" ] || fail "$1 prints $(wc -l <../out) lines, not $3"
  iconv -f UTF-8 -t UTF-8 ../out >/dev/null 2>&1 || fail "$1 prints what is no UTF-8"
  ! LC_ALL=C grep -qP '[\x00-\x08\x0B-\x1F\x7F]|\xC2[\x80-\x9F]|\xE2\x80[\xA8-\xAE]' ../out || fail "$1: $(cat -v ../out)"
}

# Each name, and how it is shown; behind a third bar, how in TSV, where a backslash is two.
while IFS='|' read -r spelled shown tsv; do
  printf -v name '%b' "$spelled"
  tried=$((tried + 1))
  rm -rf folder x.idx && mkdir folder && cd folder || exit 2
  printf 'A heron stands.\n' >"./$name" || exit 2
  indexer -q -- "$name"
  indexer -q .
  "$programs/indexer" --list-paragraphs -- "$name" >../out 2>&1 || fail 'list'
  expect '--list-paragraphs' "$shown:1: " 1
  "$programs/indexer" --list-paragraphs --format json -- "$name" >../out 2>&1 || fail 'list in JSON'
  expect '--list-paragraphs --format json' '"path":' 1
  printf 'A heron\n' >"./$name"
  "$programs/indexer" --status ../x.idx >../out 2>../err
  expect '--status' "changed: $shown" ''
  indexer -q --update
  for format in text grep; do
    searcher --format $format heron >../out
    expect $format "$shown:1" ''
  done
  searcher --format html heron >../out
  html=$(sed "s/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/\"/\&quot;/g; s/'/\&#39;/g" <<<"$shown")
  expect html "<code>$html:1</code>" ''
  searcher --format tsv --fields path,line heron >../out
  LC_ALL=C sed -i 's/\t/ /' ../out
  expect tsv "${tsv:-$shown} 1" 2
  searcher --format json heron >../out
  expect json '"path":"' 1
  searcher --format trec heron >../out
  expect trec 'article-search' 1
  [ "$(wc -w <../out)" = 6 ] || fail "no run of trec_eval: $(cat ../out)"
  # The name of an index, and of a file of queries.
  "$programs/indexer" -q -i "./$name.idx" -- "$name" 2>../err || fail "as an index: $(cat ../err)"
  printf 'heron\n' >../queries && cp ../queries "./$name.q"
  "$programs/searcher" "--index=./$name.idx" --queries "./$name.q" >../out 2>../err || fail "as queries: $(cat ../err)"
  expect 'queries from a file' '"total":1' 1
  rm "./$name"
  "$programs/indexer" -i ../x.idx -- "$name" >../out 2>&1 && fail 'a file that is gone is indexed'
  expect 'a message' 'cannot read' 1
  cd "$scratch" || exit 2
done <<'END'
-rf.txt|./-rf.txt
--help.txt|./--help.txt
a  b.txt|a  b.txt
a\nb.txt|a\nb.txt
a\tb.txt|a\tb.txt
\0033[31mred.txt|\u001b[31mred.txt
\0033]8;;http:,evil\0007.txt|\u001b]8;;http:,evil\u0007.txt
\0377\0376.txt|\xff\xfe.txt
caf\0351.txt|caf\xe9.txt
\0342\0200\0256txt.md|\u202etxt.md
\0302\0233 31m.txt|\u009b 31m.txt
\0342\0200\0250line.txt|\u2028line.txt
a:1:2:b.txt|a:1:2:b.txt
=cmd().txt|=cmd().txt
+1.txt|+1.txt
@SUM(1).txt|@SUM(1).txt
<script>alert(1)<,script>.md|<script>alert(1)<,script>.md
" onclick='x'.txt|" onclick='x'.txt
javascript:alert(1).txt|javascript:alert(1).txt
data:text,html.txt|data:text,html.txt
&amp;.txt|&amp;.txt
$(touch owned).txt|$(touch owned).txt
`touch owned`;touch owned.txt|`touch owned`;touch owned.txt
%s%n%0a.txt|%s%n%0a.txt
END

[ -z "$(find . -name owned)" ] || fail 'a name was run as a command'
echo "$tried names, $failures failures"
((tried == 24 && failures == 0))
