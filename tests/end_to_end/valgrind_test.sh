#!/bin/bash
# usage: valgrind_test.sh PROGRAMS_FOLDER
# A short round through both programs under valgrind, which, unlike AddressSanitizer, sees bytes that are read before they
# are written, and looks into the libraries as they are installed, too. Skipped (77) where there is no valgrind.
set -u
programs=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/../.." && pwd)
command -v valgrind >/dev/null || { echo 'valgrind is not installed'; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 2
failures=0 runs=0

# $1: the program; then its arguments.
run() {
  local program=$1 index=(-i x.idx)
  shift
  [ "$1" != --list-paragraphs ] || index=()
  valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect --show-leak-kinds=definite,indirect \
    "$programs/$program" "${index[@]}" "$@" >out 2>err
  local status=$?
  runs=$((runs + 1))
  [[ $status == [01] ]] && ! grep -q '^==[0-9]' err && return
  echo "FAILED: $program $*: exit status $status"
  cat err
  failures=$((failures + 1))
}

cp "$source"/corpus/articles/*.txt .
printf '{"id":"1","title":"A line","text":"A river ends the road to Астана and 北京市."}\n' >lines.jsonl
run indexer --threads 2 --language auto .
echo 'One more paragraph.' >more.md
run indexer --update
run indexer --status
run indexer --verify
run indexer --list-paragraphs --format json lines.jsonl
for format in 'text --explain' 'json --explain --snippets 2' tsv trec grep 'html --snippets 2'; do
  # shellcheck disable=SC2086 # words
  run searcher --format $format 'belt and road "free trade" NEAR/5 pipe* -kazakh'
done
run searcher --color always --hyperlink always -C 2 'Астана OR 北京 OR uraniun~ heading:oil'
run searcher --expand --autocorrect --group article uraniun exports
printf '%s\n' '{"query":"belt road","id":1}' '{"query":"\ud800"}' 'none' '{"query":"(\"a OR *"}' >queries
run searcher --queries queries --queries-format jsonl

echo "$runs runs, $failures failures"
((runs > 10 && failures == 0))
