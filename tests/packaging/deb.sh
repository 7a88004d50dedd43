#!/bin/sh
# usage: deb.sh CMAKE RELEASE_FOLDER SOURCE_FOLDER CXX
# Makes the Debian packages with cpack; looks at what they hold and say, and how the programs are linked; installs them in
# a scratch root, uses them there, and removes them.
set -eu
cmake=$1 release=$2 source=$3 cxx=$4
here=$(dirname "$0")
for tool in cpack dpkg-deb dpkg-shlibdeps lintian readelf; do
  command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 77; }
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
  echo "deb: $*"
  exit 1
}

# Fails unless the file $1 has a line like the pattern $2.
expect() { grep -Eq -- "$2" "$1" || { cat "$1"; fail "no '$2' above"; }; }

sh "$here/build_release.sh" "$cmake" "$release" "$source" "$cxx"
for folder in packages again; do
  SOURCE_DATE_EPOCH=1700000000 cpack --config "$release/CPackConfig.cmake" -B "$scratch/$folder" >"$scratch/log" 2>&1 || {
    cat "$scratch/log"
    fail 'cpack failed'
  }
done
programs=$(echo "$scratch"/packages/article-search_*.deb) dev=$(echo "$scratch"/packages/libarticle-search-dev_*.deb)
for package in "$programs" "$dev"; do
  cmp "$package" "$scratch/again/${package##*/}" || fail 'packing again makes another package'
done
root_allowed=
[ "$(id -u)" -ne 0 ] || root_allowed=--allow-root
# shellcheck disable=SC2086 # none or one
lintian $root_allowed --fail-on error,warning "$programs" "$dev" || fail 'lintian does not accept the packages'

version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$release/CMakeCache.txt")
dpkg-deb -f "$programs" >"$scratch/fields"
expect "$scratch/fields" "^Version: $version-0.1\$"
expect "$scratch/fields" '^Section: text$'
expect "$scratch/fields" '^Conflicts: sphinxsearch$'
for library in libc6 libcld2-0 libicu libstdc\\+\\+6 libxapian; do
  expect "$scratch/fields" "^Depends: .*\\b$library"
done
dpkg-deb -c "$programs" >"$scratch/contents"
for file in bin/indexer bin/searcher share/article-search/articles/kazakhstan-multi-vector-diplomacy.txt \
  share/doc/article-search/copyright share/doc/article-search/changelog.Debian.gz; do
  expect "$scratch/contents" " ./usr/$file\$"
done
! grep -E '/(include|cmake|pkgconfig)/|\.a$' "$scratch/contents" || fail 'the programs come with what only developers need'

# A scratch root, by dpkg itself for the superuser, else by unpacking.
root=$scratch/root
in_root() { dpkg --root="$root" --log=/dev/null --force-depends "$@" >"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }; }
if [ "$(id -u)" -eq 0 ]; then
  mkdir -p "$root/var/lib/dpkg"
  : >"$root/var/lib/dpkg/status"
  in_root -i "$programs" "$dev"
else
  for package in "$programs" "$dev"; do dpkg-deb -x "$package" "$root"; done
fi

doc=$root/usr/share/doc/article-search
[ "$(gzip -dc "$doc/changelog.Debian.gz" | head -n 1)" = "article-search ($version-0.1) unstable; urgency=medium" ] ||
  fail ".package/changelog does not begin with version $version-0.1"
for program in "$root/usr/bin/indexer" "$root/usr/bin/searcher"; do
  readelf -hW "$program" >"$scratch/header"
  expect "$scratch/header" 'Type: *DYN'
  readelf -lW "$program" >"$scratch/segments"
  expect "$scratch/segments" 'GNU_RELRO'
  expect "$scratch/segments" 'GNU_STACK .* RW '
  readelf -dW "$program" >"$scratch/dynamic"
  expect "$scratch/dynamic" 'BIND_NOW'
  readelf --dyn-syms -W "$program" >"$scratch/dynamic_symbols"
  expect "$scratch/dynamic_symbols" '__stack_chk_fail'
  expect "$scratch/dynamic_symbols" '__(memcpy|read|pread|snprintf|vsnprintf|memmove|memset)[a-z0-9]*_chk'
  ! grep -aF "$source" "$program" || fail "$program has the name of the folder in which it was built"
done
readelf -dW "$root/usr/bin/searcher" >"$scratch/dynamic"
! grep -E 'NEEDED.*(icui18n|cld2|simdjson)' "$scratch/dynamic" || fail 'searcher loads what only indexer calls'

export ARTICLE_SEARCH_INDEX="$scratch/deb.idx"
"$root/usr/bin/indexer" 2>"$scratch/log" # without paths: the article in the package
expect "$scratch/log" '^indexer: 1 article, 38 paragraphs, '
(cd / && "$root/usr/bin/searcher" 'belt and road' >"$scratch/log")
expect "$scratch/log" '^2 paragraphs match$'
sh "$here/use_prefix.sh" "$root/usr" "$source" "$cmake" "$cxx" ''

if [ "$(id -u)" -eq 0 ]; then
  in_root -P article-search libarticle-search-dev
  [ ! -e "$root/usr" ] || { find "$root/usr"; fail 'removed packages leave this behind'; }
fi
