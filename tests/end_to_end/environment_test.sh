#!/bin/bash
# usage: environment_test.sh PROGRAMS_FOLDER [--limits]
# The programs as scripts start them: odd locales and umasks, no home, closed and full streams, signals, small limits, a
# current folder that is gone. Whatever happens, an exit status that is documented, at most one line of message, an index
# that is sound, and nothing beside it.
# --limits: also with fewer descriptors, and less memory, than programs with sanitizers can bear.
# shellcheck disable=SC2016 # what is quoted is for the shells that check starts
set -u
programs=$(cd "$1" && pwd)
limits=${2-}
unset ARTICLE_SEARCH_INDEX XDG_DATA_HOME LC_ALL LANG LANGUAGE
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 2
mkdir home index
export HOME=$scratch/home indexer=$programs/indexer searcher=$programs/searcher index=$scratch/index/x.idx
printf 'Rivers and İstanbul\n\nThe river crosses the steppe near the border; ships IN THE HARBOUR wait.\n' >article.txt
export article=$scratch/article.txt
failures=0 checks=0

fail() {
  echo "FAILED: $name: $*"
  failures=$((failures + 1))
}

answer() { "$searcher" -i "$index" --format json river 2>&1; }

# $1: what is tried; $2: the statuses that are right, as a pattern; then a command of bash's, whose standard error is what
# is looked at.
check() {
  name=$1
  checks=$((checks + 1))
  timeout -k 5 60 bash -c "$3" >out 2>err
  local status=$? lines
  # shellcheck disable=SC2254 # a pattern
  case $status in
    $2) ;;
    *) fail "exit status $status, not $2: $(head -c 500 err)" ;;
  esac
  lines=$(grep -c '' err)
  ((lines <= 1)) || fail "says more than a line: $(head -c 1000 err)"
  ! grep -Eq 'a bug|terminate called|Sanitizer' err || fail "$(head -c 2000 err)"
  [ "$(ls -A index)" = x.idx ] || fail "the folder of the index has: $(ls -A index)"
  [ "$(answer)" = "$expected" ] || fail "now searcher prints: $(answer)"
}

# As it was before: the same article, so that a new index and an old one answer alike.
"$indexer" -q -i "$index" "$article" || exit 2
expected=$(answer)
[[ $expected == *'"total":1,'* ]] || { echo "the test's own search fails: $expected"; exit 1; }

# Standard streams that are closed. A file that is opened next must not be taken for one of them.
for closed in '<&-' '>&-' '2>&-' '<&- >&-' '<&- 2>&-' '>&- 2>&-' '<&- >&- 2>&-'; do
  check "build $closed" 0 "\"\$indexer\" -i \"\$index\" \"\$article\" $closed"
  check "failing build $closed" 2 "\"\$indexer\" -i \"\$index\" \"\$article\" missing.txt $closed"
  check "keep going $closed" 1 "\"\$indexer\" --keep-going -i \"\$index\" \"\$article\" missing.txt 2>/dev/null $closed"
  cp "$article" article.copy
  check "queries $closed" '[02]' "\"\$searcher\" -i \"\$index\" --queries article.copy $closed"
  cmp -s "$article" article.copy || fail 'a file that was read was written to'
done
check 'no standard input to index' 2 '"$indexer" -i "$index" - <&-'
check 'no standard input with queries' 2 '"$searcher" -i "$index" --queries - <&-'
check 'no standard output for an answer' 2 '"$searcher" -i "$index" river >&-'
check 'a folder as input' 2 '"$indexer" -i "$index" - <.'
check 'a folder as queries' 2 '"$searcher" -i "$index" --queries - <.'
check 'a folder as a file of queries' 2 '"$searcher" -i "$index" --queries .'

# Full ones, and readers that go away.
check 'a full standard output' 2 '"$searcher" -i "$index" river >/dev/full'
check 'full with messages' 0 '"$indexer" -i "$index" "$article" 2>/dev/full'
check 'full with paragraphs' 2 '"$indexer" --list-paragraphs "$article" >/dev/full'
check 'a reader of messages who goes away' 1 '{ sleep 0.2; "$indexer" --keep-going -i "$index" 1 2 3 "$article"; } 2> >(:)'
check 'a reader of paragraphs who goes away' 0 '{ sleep 0.2; "$indexer" --list-paragraphs "$article"; } > >(:)'
echo 'A change.' >>"$article"
check 'a reader of the status who goes away' 1 '{ sleep 0.2; "$indexer" --status "$index"; } > >(:)'
sed -i '$d' "$article"

# Until `test $2 $3`, or the process is gone.
wait_for() { until test "$2" "$3" || ! kill -0 "$1" 2>/dev/null; do sleep 0.05; done; }

# Signals. Those that end a build are in end_to_end_indexer_test.cc.
for signal in TERM HUP; do
  name="SIG$signal while queries are answered"
  mkfifo queries
  "$searcher" -i "$index" --queries - <queries >out 2>err &
  exec 3>queries
  echo river >&3
  wait_for $! -s out
  kill -"$signal" $!
  wait $! 2>/dev/null
  status=$?
  exec 3>&-
  rm queries
  ((status > 128)) || fail "exit status $status"
  [ ! -s err ] || fail "$(cat err)"
done
# What nohup has had ignored stays ignored.
name='SIGHUP under nohup'
mkfifo input
(trap '' HUP && exec "$indexer" -q -i "$index" - <input) 2>err &
exec 3>input
wait_for $! -e index/.x.idx.tmp
kill -HUP $!
sleep 0.2
cat "$article" >&3
exec 3>&-
wait $! || fail "exit status $?: $(cat err)"
rm input
"$indexer" -q -i "$index" "$article"

# Where files are.
check 'a folder that is missing' 2 '"$indexer" -i missing/x.idx "$article"'
check 'an index below a file' 2 '"$indexer" -i "$article/x.idx" "$article"'
check 'no index' 2 '"$searcher" -i missing.idx river'
check 'an empty name' 2 '"$indexer" -i "" "$article"'
check 'an endless name' 2 '"$indexer" -i "$(printf "%5000s" | tr " " x)" "$article"'
check 'an endless path' 2 '"$indexer" -i "$index" "$(printf "%5000s" | tr " " x)"'
check 'a current folder that is gone' 0 'mkdir gone && cd gone && rmdir ../gone && "$indexer" -q -i "$index" "$article"'
check 'a path from a folder that is gone' 2 'mkdir gone && cd gone && rmdir ../gone && "$indexer" -q -i "$index" x.txt'
check 'an index from a folder that is gone' 2 'mkdir gone && cd gone && rmdir ../gone && "$indexer" -q -i x.idx "$article"'
check 'a search from a folder that is gone' 0 \
  'mkdir gone && cd gone && rmdir ../gone && "$searcher" -i "$index" --hyperlink always river | grep -F "$article:3" >&2'

# The environment.
check 'no home' 2 'unset HOME && "$indexer" "$article"'
check 'an empty home' 2 'HOME= "$searcher" river'
check 'a home that is no folder' 2 'HOME=/dev/null "$indexer" "$article"'
check 'a home without an index' 2 '"$searcher" river'
check 'no environment at all' 0 'env -i "$searcher" -i "$index" river'
check 'no name of the program' 0 'exec -a "" "$searcher" -i "$index" river'
check 'an odd terminal' 0 'TERM=$'"'"'\e[31m'"'"' COLUMNS=-1 NO_COLOR= TZ=No/Where "$searcher" -i "$index" river'
mapfile -t locales < <(printf '%s\n' C POSIX C.UTF-8 xx_YY.UTF-8 de_DE.ISO-8859-1; locale -a 2>/dev/null | grep -i '^tr_TR\.utf')
# Turkish, in which i and I are not two forms of a letter, where the system can make it.
if localedef -i tr_TR -f UTF-8 "$scratch/tr_TR.UTF-8" 2>/dev/null; then
  export LOCPATH=$scratch
  locales+=(tr_TR.UTF-8)
fi
[[ ${locales[*]} == *tr_TR* ]] || echo 'not tried: tr_TR.UTF-8, since this system can not make it'
for locale in "${locales[@]}"; do
  for variable in LANG LC_ALL; do
    check "build under $variable=$locale" 0 "$variable=$locale \"\$indexer\" -q -i \"\$index\" \"\$article\""
    check "search under $variable=$locale" 0 "$variable=$locale \"\$searcher\" -i \"\$index\" --format json river"
    [ "$(cat out)" = "$expected" ] || fail "another answer: $(cat out)"
    for query in istanbul İSTANBUL HARBOUR harbour; do
      check "$query under $variable=$locale" 0 "$variable=$locale \"\$searcher\" -i \"\$index\" -q $query"
    done
  done
done

# The rights that the umask leaves, and those of the index that was there.
for rights in 022:644 027:640 077:600 000:666; do
  name="umask ${rights%:*}"
  rm "$index"
  check "$name" 0 "umask ${rights%:*}; \"\$indexer\" -q -i \"\$index\" \"\$article\""
  [ "$(stat -c %a "$index")" = "${rights#*:}" ] || fail "the index has the rights $(stat -c %a "$index")"
done
chmod 600 "$index"
check 'a private index' 0 'umask 022; "$indexer" -q -i "$index" "$article"'
[ "$(stat -c %a "$index")" = 600 ] || fail "it has the rights $(stat -c %a "$index")"

# Limits.
check 'sixteen open files are enough to index' 0 'ulimit -n 16; "$indexer" -q -i "$index" "$article"'
check 'sixteen open files are enough to search' 0 'ulimit -n 16; "$searcher" -i "$index" river'
check 'files of a few bytes' 2 'ulimit -f 1; "$indexer" -q -i "$index" "$article"'
check 'no files at all' 2 'ulimit -f 0; "$indexer" -q -i "$index" "$article"'
check 'no core, a small stack' 0 'ulimit -s 256; "$searcher" -i "$index" river'
if [ "$limits" = --limits ]; then
  for files in 4 5 6 7 8 10 12 14; do
    check "$files open files, indexer" '[02]' "ulimit -n $files; \"\$indexer\" -q -i \"\$index\" \"\$article\""
    check "$files open files, searcher" '[02]' "ulimit -n $files; \"\$searcher\" -i \"\$index\" river"
  done
  for ((memory = 4000; memory < 400000; memory += memory / 8)); do
    # Below that the loader fails, in words of its own.
    bash -c "ulimit -v $memory; \"\$searcher\" --version && \"\$indexer\" --version" >/dev/null 2>&1 || continue
    check "$memory KiB, searcher" '[02]' "ulimit -v $memory; \"\$searcher\" -i \"\$index\" river"
    check "$memory KiB, indexer" '[02]' "ulimit -v $memory; \"\$indexer\" -q -i \"\$index\" \"\$article\""
    check "$memory KiB, eight threads" '[02]' "ulimit -v $memory; \"\$indexer\" -q --threads 8 -i \"\$index\" \"\$article\""
  done
fi

echo "$checks checks, $failures failures"
((checks > 100 && failures == 0))
