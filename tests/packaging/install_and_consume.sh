#!/bin/sh
# usage: install_and_consume.sh CMAKE BUILD_FOLDER SOURCE_FOLDER CXX SANITIZE
# Installs the build into a scratch prefix, and uses the libraries and the programs from there.
set -eu
cmake=$1 build=$2 source=$3 cxx=$4 sanitize=$5
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$cmake" --install "$build" --prefix "$scratch/prefix" >"$scratch/install.log"
flags=
[ "$sanitize" = ON ] && flags=-fsanitize=address,undefined
sh "$(dirname "$0")/use_prefix.sh" "$scratch/prefix" "$source" "$cmake" "$cxx" "$flags"
for file in man/man1/indexer.1 man/man1/searcher.1 man/man7/article-search.7 bash-completion/completions/searcher \
  zsh/site-functions/_searcher fish/vendor_completions.d/searcher.fish; do
  [ -s "$scratch/prefix/share/$file" ] || { echo "share/$file was not installed"; exit 1; }
done
# The installed programs; without an index and without a path, the bundled article is indexed.
export ARTICLE_SEARCH_INDEX="$scratch/default.idx"
cd "$scratch"
"$scratch/prefix/bin/indexer" --quiet
"$scratch/prefix/bin/searcher" --format json uranium | grep -q '"path":"prefix/share/article-search/articles/' || {
  echo "the installed searcher did not find the installed article"; exit 1; }
echo "installed, consumed and run"
