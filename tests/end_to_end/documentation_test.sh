#!/bin/sh
# usage: documentation_test.sh [--full | --update] BIN_FOLDER SOURCE_FOLDER DOCUMENT...
# Runs the commands of each DOCUMENT's ```console blocks (lines that begin with `$ `), and compares what they print, byte
# for byte, with the lines below each. They run in a scratch folder that holds corpus/articles, with the default index
# made from the bundled article; a block's commands run in one shell, and all blocks of a document in one folder. Also
# checks that links to files of the project lead somewhere.
#
# A block that names a file behind its language (```python ask.py) is that file: it is put into the folder for the commands
# that come after it. What only the test needs is in HTML comments, which nobody sees who reads the document as a page.
#
# Blocks whose commands call one of $tools are run with --full and --update only. Where one is missing, its blocks are left
# out, and the test counts as skipped (77) unless it fails.
# A table whose last column is headed `here` has a query in the first and the number of paragraphs it finds in the last,
# which is compared, too.
# --update writes what was printed into the documents, instead of comparing.
set -eu
export LC_ALL=C.UTF-8
# Xapian's own check deletes an object as of another size than it was made, which AddressSanitizer takes for an error.
export ASAN_OPTIONS=new_delete_type_mismatch=0

mode=compare
tools='jq xapian-delve python3 node make git entr fzf tmux vim emacs systemd-analyze'
case $1 in
  --full) mode=full ;;
  --update) mode=update ;;
esac
[ "$mode" = compare ] || shift
bin=$1 source=$2
shift 2

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export HOME="$scratch/home" PATH="$bin:$PATH"
unset ARTICLE_SEARCH_INDEX XDG_DATA_HOME GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE MAKEFLAGS FZF_DEFAULT_OPTS
mkdir "$HOME"

# What a document's commands find around them.
make_folder() {
  folder=$scratch/work
  rm -rf "$folder" "$HOME/.local"
  mkdir -p "$folder/corpus"
  cp -R "$source/corpus/articles" "$folder/corpus/"
  # The real one builds the project first; then it does this.
  printf 'exec searcher -- "$@"\n' >"$folder/quickstart.sh"
  (cd "$folder" && indexer --quiet corpus/articles)
}

# Whether the block in the file $1 can be run: which tool keeps it from that is said where it should be there.
can_run() {
  for tool in $tools; do
    grep -Eq "^\\$ (.*[ |(])?$tool( |\$)" "$1" || continue
    [ "$mode" != compare ] || return 1
    command -v "$tool" >/dev/null || {
      echo "$tool is not installed: what $document does with it is left out"
      incomplete=1
      return 1
    }
  done
}

# Runs the commands of the block in the file $1, and prints the block as it ought to be. Times differ from run to run.
run_block() {
  script=$scratch/script
  awk '
    /^\$ / {
      command = substr($0, 3); quoted = $0; gsub(/\047/, "\047\\\047\047", quoted)
      printf "printf \"%%s\\n\" \047%s\047\n(exit \"$status\")\n%s\nstatus=$?\n", quoted, command
    }
    ' "$1" >"$script.commands"
  { echo 'status=0'; cat "$script.commands"; } >"$script"
  (cd "$folder" && sh "$script" </dev/null 2>&1) | sed 's/ in [0-9]*\.[0-9][0-9] s: / in 0.01 s: /'
}

# shellcheck disable=SC2016
# The document $1 with the numbers of its tables of queries as they are.
count_rows() {
  here=0
  while IFS= read -r line; do
    case $line in
      "| query | "*" | here |") here=1 ;;
      "| \`"*)
        if [ "$here" = 1 ]; then
          query=$(printf '%s\n' "$line" | sed 's/^| `\([^`]*\)`.*/\1/')
          count=$(cd "$folder" && searcher --count -- "$query" 2>&1) || true
          line=$(printf '%s\n' "$line" | sed 's/ | [^|]* |$//')" | $count |"
        fi
        ;;
      "| ---"*) ;;
      *) here=0 ;;
    esac
    printf '%s\n' "$line"
  done <"$1"
}

failures=0
ran=0
left_out=0
incomplete=
for document in "$@"; do
  make_folder
  rm -f "$scratch"/block.*
  # Console blocks go to block.1, block.2, …; of one that is a file, the name goes to block.N.name besides.
  awk -v to="$scratch/block." '
    /^```/ {
      if (inside) { inside = 0; close(file) }
      else if ($0 == "```console" || /^```[a-z]+ [^ ]+$/) {
        inside = 1; file = to (++n)
        if (NF == 2) { print $2 > (file ".name"); close(file ".name") }
      }
      next
    }
    inside { print > file }
    ' "$source/$document"
  n=1
  while [ -f "$scratch/block.$n" ]; do
    block=$scratch/block.$n
    if [ -f "$block.name" ]; then
      cp "$block" "$folder/$(cat "$block.name")"
      cp "$block" "$scratch/printed.$n"
    elif ! can_run "$block"; then
      cp "$block" "$scratch/printed.$n"
      left_out=$((left_out + 1))
    else
      ran=$((ran + 1))
      run_block "$block" >"$scratch/printed.$n"
      if [ "$mode" != update ] && ! diff -u --label "$document" --label printed "$block" "$scratch/printed.$n"; then
        failures=$((failures + 1))
      fi
    fi
    n=$((n + 1))
  done
  if [ "$mode" = update ]; then
    awk -v from="$scratch/printed." '
      /^```/ {
        print
        if (inside) { inside = 0 }
        else if ($0 == "```console" || /^```[a-z]+ [^ ]+$/) {
          inside = 1; file = from (++n)
          while ((getline line < file) > 0) print line
        }
        next
      }
      !inside { print }
      ' "$source/$document" >"$scratch/updated"
    cmp -s "$scratch/updated" "$source/$document" || cp "$scratch/updated" "$source/$document"
  fi
  count_rows "$source/$document" >"$scratch/counted"
  if [ "$mode" = update ]; then
    cmp -s "$scratch/counted" "$source/$document" || cp "$scratch/counted" "$source/$document"
  elif ! diff -u --label "$document" --label counted "$source/$document" "$scratch/counted"; then
    failures=$((failures + 1))
  fi
  grep -o '](\([^)#: ]*\)[)#]' "$source/$document" | sed 's/^](//; s/[)#]$//' >"$scratch/links"
  while read -r link; do
    [ -e "$source/$(dirname "$document")/$link" ] || {
      echo "$document links to $link, which is not there"
      failures=$((failures + 1))
    }
  done <"$scratch/links"
done
[ "$ran" -gt 0 ] || { echo 'not a single console block was run'; exit 1; }
echo "$ran blocks, $left_out more left out (they need more tools), $failures failures"
[ "$failures" -eq 0 ] || exit 1
[ -z "$incomplete" ] || exit 77
