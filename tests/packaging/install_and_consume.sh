#!/bin/sh
# usage: install_and_consume.sh CMAKE BUILD_FOLDER SOURCE_FOLDER CXX SANITIZE
# Installs the build into a scratch prefix, builds tests/packaging/consumer against it, and runs all that was installed.
set -eu
cmake=$1 build=$2 source=$3 cxx=$4 sanitize=$5
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$cmake" --install "$build" --prefix "$scratch/prefix" >"$scratch/install.log"
flags=
[ "$sanitize" = ON ] && flags=-fsanitize=address,undefined
"$cmake" -S "$source/tests/packaging/consumer" -B "$scratch/consumer" -DCMAKE_PREFIX_PATH="$scratch/prefix" \
  -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_CXX_FLAGS="$flags" >"$scratch/configure.log" || { cat "$scratch/configure.log"; exit 1; }
"$cmake" --build "$scratch/consumer" >"$scratch/build.log" 2>&1 || { cat "$scratch/build.log"; exit 1; }
for file in man/man1/indexer.1 man/man1/searcher.1 man/man7/article-search.7 bash-completion/completions/searcher \
  zsh/site-functions/_searcher fish/vendor_completions.d/searcher.fish; do
  [ -s "$scratch/prefix/share/$file" ] || { echo "share/$file was not installed"; exit 1; }
done
article=$scratch/article.txt
printf 'A title\n\nThe harbour opened in 1911 and closed in 1968, when the river had silted up.\n' >"$article"
line=$("$scratch/consumer/consumer" "$article" "$scratch/consumer.idx" harbor)
[ "$line" = 3 ] || { echo "the consumer printed '$line', not 3"; exit 1; }
# The installed programs; without an index and without a path, the bundled article is indexed.
export ARTICLE_SEARCH_INDEX="$scratch/default.idx"
cd "$scratch"
"$scratch/prefix/bin/indexer" --quiet
"$scratch/prefix/bin/searcher" --format json uranium | grep -q '"path":"prefix/share/article-search/articles/' || {
  echo "the installed searcher did not find the installed article"; exit 1; }
echo "installed, consumed and run"
