#!/bin/sh
# usage: shared_library.sh CMAKE RELEASE_FOLDER SOURCE_FOLDER CXX
# With BUILD_SHARED_LIBS there is one library, which shows what the public headers declare and nothing else.
set -eu
cmake=$1 release=$2 source=$3 cxx=$4
here=$(dirname "$0")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
  echo "shared_library: $*"
  exit 1
}

sh "$here/build_release.sh" "$cmake" "$release" "$source" "$cxx" -DBUILD_SHARED_LIBS=ON
"$cmake" --install "$release" --prefix "$scratch/prefix" >/dev/null
sh "$here/use_prefix.sh" "$scratch/prefix" "$source" "$cmake" "$cxx" ''
[ -z "$(find "$scratch/prefix" -name '*.a')" ] || fail 'static libraries are installed beside the shared one'
! readelf -d "$scratch/prefix/bin/searcher" | grep -F libarticle_search || fail 'searcher is not linked statically'

library=$(find "$scratch/prefix" -name 'libarticle_search.so')
readelf -d "$library" | grep -Eq 'SONAME.*libarticle_search\.so\.[0-9]+\.[0-9]+\]' || fail 'it has no versioned SONAME'
nm -DC --defined-only "$library" >"$scratch/symbols"
for symbol in 'Searcher::Search(' 'BuildIndex(' 'Analyzer::Analyze(' 'typeinfo for article_search::Error'; do
  grep -Fq "$symbol" "$scratch/symbols" || fail "it does not export $symbol"
done
! grep -E 'article_search::(glass::|TermMaker|QueryParser|Inverter)' "$scratch/symbols" || fail 'it exports what is private'
