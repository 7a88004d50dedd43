#!/bin/sh
# usage: options_test.sh [--full] BUILD_FOLDER
# Help, man page and completions of both programs name the same options with the same choices, and bash completes them.
# --full: the shells and man's formatters are asked themselves; skipped (77) where one of them is missing.
set -eu
export LC_ALL=C.UTF-8

full=
if [ "$1" = --full ]; then
  full=1
  shift
  for tool in mandoc man zsh fish shellcheck; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 77; }
  done
fi
build=$(cd "$1" && pwd)
share=$build/share
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export HOME="$scratch"
failures=0

fail() {
  echo "$*"
  failures=$((failures + 1))
}

# $1: what is compared; $2: what it ought to be; $3: what it is.
expect() { [ "$2" = "$3" ] || fail "$1: not '$2', but '$3'"; }

# Words on standard input, each on a line: sorted, on one line.
line() { LC_ALL=C sort | tr '\n' ' '; }

# What bash offers for the words $2..., of which the last is being typed. $1: the program
complete_bash() {
  bash -c '
    source "$0" || exit
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    "_$1"
    ((${#COMPREPLY[@]} == 0)) || printf "%s\n" "${COMPREPLY[@]}"
  ' "$share/bash-completion/completions/$1" "$@" | line
}

complete_fish() {
  fish --no-config -c "source '$share/fish/vendor_completions.d/$1.fish'; complete -C '$2'" | cut -f 1 | line
}

# The options that each has, as "-i --index --limit ...".
help_options() { "$build/bin/$1" --help | grep -oE '^ +(-[A-Za-z], )?--[a-z-]+' | tr -d ' ' | tr ',' '\n' | line; }
man_options() {
  awk '/^\.TP/ { getline; print }' "$share/man/man1/$1.1" | sed 's/\\-/-/g; s/\\f[BRI]/ /g' |
    grep -oE -- ' (-[A-Za-z]|--[a-z-]+)' | tr -d ' ' | line
}
zsh_options() {
  sed -n "s/^  \('(.*)'\)*\('[*]'\)*{*'*\(-[^['}]*\).*/\3/p" "$share/zsh/site-functions/_$1" | tr -d '=+' | tr ',' '\n' | line
}
fish_options() {
  sed -n 's/^complete -c [a-z]*\( -s .\)* -l \([a-z-]*\).*/\1\n--\2/p' "$share/fish/vendor_completions.d/$1.fish" |
    sed 's/^ -s /-/' | grep . | line
}

# A file that is completed, and a place without others.
cd "$scratch"
: >essays.idx
for program in indexer searcher; do
  options=$(help_options $program)
  case $options in
    *"--help"*"--version "*) ;;
    *) fail "$program --help: no options in it: '$options'" ;;
  esac
  expect "$program: man page" "$options" "$(man_options $program)"
  expect "$program: bash" "$options" "$(complete_bash $program -)"
  expect "$program: zsh" "$options" "$(zsh_options $program)"
  expect "$program: fish" "$options" "$(fish_options $program)"
  case $options in
    *--generate*) fail "$program: --generate is nothing for people" ;;
  esac

  "$build/bin/$program" --help | sed -n 's/^ *.*\(--[a-z-]*\) \([a-z|]*|[a-z|]*\).*/\1 \2/p' >choices
  while read -r option values; do
    expected=$(echo "$values" | tr '|' '\n' | line)
    expect "$program $option: bash" "$expected" "$(complete_bash $program "$option" '')"
    expect "$program $option=: bash" "$expected" "$(complete_bash $program "$option" =)"
    grep -Fq "'$option=[" "$share/zsh/site-functions/_$program" || fail "$program $option: zsh takes no value"
    grep -Fq "($(echo "$values" | tr '|' ' '))" "$share/zsh/site-functions/_$program" || fail "$program $option: zsh"
    [ -z "$full" ] || expect "$program $option: fish" "$expected" "$(complete_fish $program "$program $option ")"
  done <choices
  rm choices
  expect "$program: files of -i" 'essays.idx ' "$(complete_bash $program -i ess)"
  expect "$program: files of --index=" 'essays.idx ' "$(complete_bash $program --index = ess)"
done
expect 'searcher --format=j' 'json ' "$(complete_bash searcher --format = j)"
expect 'searcher --fields' 'path,line ' "$(complete_bash searcher --fields path,lin)"
expect numbers '' "$(complete_bash searcher -n ess)$(complete_bash indexer --threads ess)"
expect 'searcher words' '' "$(complete_bash searcher ess)$(complete_bash searcher -- -)"
expect 'indexer paths' 'essays.idx essays.idx ' "$(complete_bash indexer ess)$(complete_bash indexer -- ess)"

if [ -n "$full" ]; then
  for page in "$share"/man/man*/*; do
    complaints=$(mandoc -T lint "$page" 2>&1) || true
    expect "mandoc: $page" '' "$complaints"
    expect "man: $page" '' "$(man --warnings=w -l "$page" 2>&1 >/dev/null)"
  done
  for program in indexer searcher; do
    options=$(help_options $program)
    shellcheck -s bash "$share/bash-completion/completions/$program" || fail "$program: shellcheck"
    # What _arguments gets, without what stands behind the names.
    expect "$program: zsh itself" "$options" "$(zsh -f -c '
      _arguments() { print -rl -- "${@[4,-2]}" }
      source "$0"' "$share/zsh/site-functions/_$program" | sed 's/^([^)]*)//; s/^[*]//; s/[=+[].*//' | line)"
    expect "$program: fish itself" "$options" "$(complete_fish $program "$program -")"
  done
  expect 'fish --form' '--format ' "$(complete_fish searcher 'searcher --form')"
  expect 'fish --fields' 'path,line ' "$(complete_fish searcher 'searcher --fields path,lin')"
  expect 'fish: files of -i' 'essays.idx ' "$(complete_fish searcher 'searcher -i ess')"
fi
echo "$failures failures"
[ "$failures" -eq 0 ]
