#!/bin/sh
# usage: use_prefix.sh PREFIX SOURCE_FOLDER CMAKE CXX FLAGS
# Uses the libraries that are installed in PREFIX as a stranger would: compiles each header alone, and builds and runs
# docs/examples by CMake and by pkg-config.
set -eu
prefix=$1 source=$2 cmake=$3 cxx=$4 flags=$5
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
  echo "use_prefix: $*"
  exit 1
}

pc=$(find "$prefix" -name article_search.pc)
[ -n "$pc" ] || fail 'no article_search.pc is installed'
PKG_CONFIG_PATH=$(dirname "$pc") LD_LIBRARY_PATH=$(dirname "$PKG_CONFIG_PATH")
export PKG_CONFIG_PATH LD_LIBRARY_PATH

# Each header compiles alone, and needs no header that is not its own, the standard library's or the system's.
headers=$prefix/include/article_search
(cd "$headers" && find . -name '*.h' | sort) >"$scratch/headers"
[ "$(wc -l <"$scratch/headers")" -gt 15 ] || fail "only these headers are installed: $(cat "$scratch/headers")"
while read -r header; do
  "$cxx" -std=c++20 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I"$headers" -MD -MF "$scratch/dependencies" \
    -x c++ -include "$headers/$header" /dev/null || fail "$header does not compile alone"
  ! grep -E 'xapian|unicode/|boost/|nlohmann|utf8proc|xxhash|cld2' "$scratch/dependencies" ||
    fail "$header includes a header of another library"
  case $header in
    */export.h | */version.h) ;;
    *) grep -q '^namespace ARTICLE_SEARCH_EXPORT article_search {' "$headers/$header" || fail "$header exports nothing" ;;
  esac
done <"$scratch/headers"

{
  "$cmake" -S "$source/docs/examples" -B "$scratch/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER="$cxx" \
    -DCMAKE_CXX_FLAGS="$flags" && "$cmake" --build "$scratch/build"
} >"$scratch/log" 2>&1 || {
  cat "$scratch/log"
  fail 'the example does not build by CMake'
}
# shellcheck disable=SC2046,SC2086 # lists of options
"$cxx" -std=c++20 $flags -o "$scratch/by_pkg_config" "$source/docs/examples/search_article.cc" \
  $(pkg-config --cflags --libs article_search) || fail 'the example does not build by pkg-config'

printf '%s\n' 'A title' '' 'The harbour opened in 1911 and closed in 1968, when the river had silted up.' '' \
  'Ships now go to another town.' >"$scratch/article.txt"
cat >"$scratch/expected" <<'END'
2 paragraphs, 21 words
1 found
line 3: The [harbour] opened in 1911 and [closed] in 1968, when the river had silted up.
END
for program in "$scratch/build/search_article" "$scratch/by_pkg_config"; do
  "$program" "$scratch/article.txt" "$scratch/example.idx" 'harbor closing' >"$scratch/printed"
  diff "$scratch/expected" "$scratch/printed" || fail "$program prints something else than expected"
  status=0
  "$program" "$scratch/missing.txt" "$scratch/example.idx" harbour 2>"$scratch/printed" || status=$?
  [ "$status" = 2 ] || fail "$program: exit status $status for a file that is not there"
  grep -q '^not_found: ' "$scratch/printed" || fail "$program: no Error, but $(cat "$scratch/printed")"
done
