#!/bin/bash
# usage: system_calls_test.sh PROGRAMS_FOLDER
# What the programs ask of the kernel, as strace tells: searcher opens nothing to write and changes no file, indexer changes
# nothing but its index and what stands beside it by that name, and neither starts a program or opens a socket, whatever the
# environment names. Skipped (77) where there is no strace or it may not trace.
set -u
programs=$(cd "$1" && pwd)
command -v strace >/dev/null || { echo 'strace is not installed'; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 2
strace -o log true || { echo 'strace may not trace processes here'; exit 77; }
mkdir articles index
printf 'A title\n\nThe river crosses the steppe.\n' >articles/a.txt
printf '{"id":"1","text":"A river on a line"}\n' >articles/b.jsonl
index=$scratch/index/x.idx
failures=0 traced=0

fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}

# A program that nobody may start: it says when somebody does. Every variable names it by which programs are known to start
# others, or to load what they then run.
# shellcheck disable=SC2016 # its own variables
printf '#!/bin/sh\necho "$0 $*" >>"%s/started"\n' "$scratch" >hook
chmod +x hook
hostile=()
for variable in PAGER MANPAGER GIT_PAGER LESSOPEN EDITOR VISUAL BROWSER SHELL ENV BASH_ENV PROMPT_COMMAND TERMINFO TERMCAP \
  XAPIAN_FLUSH_THRESHOLD XAPIAN_REMOTE XAPIAN_PREFER_GLASS ICU_DATA ICU_TIMEZONE_FILES_DIR GCONV_PATH LOCPATH NLSPATH \
  XDG_CONFIG_HOME XDG_DATA_DIRS HTTP_PROXY OPENSSL_CONF PYTHONSTARTUP PERL5OPT RUBYOPT NODE_OPTIONS JAVA_TOOL_OPTIONS; do
  hostile+=("$variable=$scratch/hook")
done

# $1: the file of the calls; then a program with its arguments. LeakSanitizer traces, too, and can't be traced.
trace() {
  local log=$1
  shift
  env ASAN_OPTIONS=detect_leaks=0 "${hostile[@]}" strace -f -qq -o "$log" -s 4096 \
    -e trace=%file,%process,%network,ftruncate,fchmod,fchown "$@" >out 2>err
  status=$?
  traced=$((traced + 1))
  # The program itself is started, and no other.
  [ "$(grep -c 'execve' "$log")" = 1 ] || fail "$*: $(grep execve "$log")"
  ! grep -E ' (v?fork|socket|connect|bind)\(|clone.*SIGCHLD' "$log" || fail "$*: see above"
}

# Of the calls in the file $1, those which succeed and write: opening for more than reading, and whatever changes names or
# files.
writing() {
  grep -E '(O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE|^[0-9]+ +(creat|mk[a-z]+|rename[a-z0-9]*|(sym)?link[a-z]*|unlink[a-z]*|rmdir|f?chmod[a-z]*|l?f?chown[a-z]*|f?truncate[0-9]*|utime[a-z]*|f?setxattr|(u?mount)[0-9]*|chroot)\()' "$1" |
    grep -v ' = -1 '
}

trace indexer.log "$programs/indexer" -i "$index" articles
[ "$status" = 0 ] || fail "indexer: $(cat err)"
writing indexer.log >calls
[ "$(wc -l <calls)" -gt 5 ] || fail "strace saw no more than: $(cat calls)"
# By its absolute path, or within the folder that was opened; the rest of strace's line says no other path.
! grep -vE '\((AT_FDCWD, )?"'"$scratch"'/index/\.x\.idx\.(tmp|lock)[/"]|\([0-9]+, "(\.x\.idx\.(tmp|lock)|version|database|positions|articles|run[0-9.]+|index|iamglass|flintlock|[a-z]+\.glass)[/"]|fchmod\([0-9]+, 0' calls ||
  fail 'indexer: see above'
for arguments in "--update -i $index" "--status -i $index" "--verify -i $index" '--list-paragraphs articles' '--help'; do
  # shellcheck disable=SC2086 # words
  trace reading.log "$programs/indexer" $arguments
  [[ $status == [01] ]] || [[ $arguments = --verify* ]] || fail "indexer $arguments: $(cat err)"
  ! writing reading.log || fail "indexer $arguments: see above"
done

printf 'river\nsteppe\n' >queries
for arguments in river nothing '--count river' '-q river' '--explain --expand river' '-C 2 river' '--autocorrect rivr' \
  '--queries queries' '--queries queries --format tsv' '--queries queries --format trec' '--help' '--version'; do
  # shellcheck disable=SC2086 # words
  trace searcher.log "$programs/searcher" -i "$index" $arguments
  [[ $status == [01] ]] || fail "searcher $arguments: $(cat err)"
  ! writing searcher.log || fail "searcher $arguments: see above"
done
for format in text json tsv trec grep html; do
  trace searcher.log "$programs/searcher" -i "$index" --format "$format" --color always --hyperlink always river
  [ "$status" = 0 ] || fail "searcher --format $format: $(cat err)"
  [ -s out ] || fail "searcher --format $format: no output"
  ! writing searcher.log || fail "searcher --format $format: see above"
done
# From standard input, and from an index that is damaged or none.
trace searcher.log "$programs/searcher" -i "$index" --queries - <<<river
[ "$status" = 0 ] || fail "searcher --queries -: $(cat err)"
! writing searcher.log || fail 'searcher --queries -: see above'
head -c 5000 "$index" >damaged.idx
trace searcher.log "$programs/searcher" -i damaged.idx river
[ "$status" = 2 ] || fail "searcher -i damaged.idx: exit status $status"
! writing searcher.log || fail 'searcher -i damaged.idx: see above'

[ ! -e started ] || fail "started: $(cat started)"
echo "$traced runs traced, $failures failures"
((traced > 20 && failures == 0))
