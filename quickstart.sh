#!/bin/sh
# From a fresh clone to an answer, or to a test run, in one command. See usage() below.
set -eu

BUILD_PACKAGES='g++ cmake ninja-build pkg-config libxapian-dev libicu-dev libboost-program-options-dev libgtest-dev
  libgmock-dev nlohmann-json3-dev libxxhash-dev libutf8proc-dev libcld2-dev libsimdjson-dev'
# What only tests with the label `full` need.
FULL_TEST_PACKAGES='xapian-tools tmux jq python3 python3-jsonschema codespell mandoc man-db zsh fish shellcheck doxygen lintian
  vim tidy chromium nodejs make git entr fzf emacs-nox systemd strace valgrind locales xapian-omega recollcmd notmuch
  sqlite3 groonga-bin groonga-token-filter-stem ripgrep'

DEFAULT_QUERY='belt and road'
ARTICLE=corpus/articles/kazakhstan-multi-vector-diplomacy.txt
INDEX=build/quickstart.idx

usage() {
  cat <<'END'
usage: sh quickstart.sh [--] [WORDS...]           build, index the bundled article, search it for WORDS
       sh quickstart.sh --test [CTEST-OPTION...]       build and run the tests
       sh quickstart.sh --test-full [CTEST-OPTION...]  the same with the tests that need more packages
       sh quickstart.sh --help

What is missing is installed with apt-get. Everything that is built goes to build/ beside this script.
END
}

say() { printf 'quickstart: %s\n' "$*" >&2; }

die() {
  say "$*"
  exit 2
}

# Packages as one indented line each.
list() {
  # shellcheck disable=SC2086 # a list of words
  printf '  %s\n' $1 >&2
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# The words of $1 that name no installed package.
missing_packages() {
  # shellcheck disable=SC2016,SC2086 # dpkg-query's own variables; a list of words
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $1 2>/dev/null) || true
  for package in $1; do
    printf '%s\n' "$installed" | grep -Fqx "installed $package" || printf '%s ' "$package"
  done
}

# Whether everything to build with is there, on a system without Debian's packages.
can_build() {
  for program in c++ cmake ninja pkg-config; do
    command -v "$program" >/dev/null || return 1
  done
  pkg-config --exists xapian-core icu-uc icu-i18n libxxhash libutf8proc simdjson || return 1
  printf '#include <%s>\n' boost/program_options.hpp nlohmann/json.hpp gtest/gtest.h gmock/gmock.h \
    cld2/public/compact_lang_det.h |
    c++ -std=c++20 -E -x c++ - >/dev/null 2>&1
}

# $1: packages without which nothing works. $2: those without which some tests are skipped.
install_packages() {
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    if ! can_build; then
      say 'there is no apt-get here. Install what these Debian packages hold, then run this again:'
      list "$1"
      exit 2
    fi
    [ -z "$2" ] || say "there is no apt-get here: tests that need $2 are skipped where these are missing"
    return
  fi
  missing=$(missing_packages "$1 $2")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    say 'these Debian packages are missing, and there is no sudo to install them with; install them as root:'
    list "$missing"
    exit 2
  fi
  say "installing with apt-get: $missing"
  as_root apt-get -qq update >&2 || say 'apt-get update failed; going on with the package lists that are there'
  # shellcheck disable=SC2086 # a list of words
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends \
    install $missing >&2 ||
    die "apt-get could not install: $missing"
}

cached() { sed -n "s/^$2:[A-Z]*=//p" "build/$1/CMakeCache.txt"; }

# CMake refuses a build folder that was made elsewhere or with another generator, in words that help nobody.
check_build_folder() {
  [ -f "build/$1/CMakeCache.txt" ] || return 0
  source=$(cached "$1" CMAKE_HOME_DIRECTORY)
  [ "$(cd "$source" 2>/dev/null && pwd -P)" = "$(pwd -P)" ] ||
    die "build/$1 was made for the sources in $source; remove the folder $PWD/build/$1 and run this again"
  generator=$(cached "$1" CMAKE_GENERATOR)
  [ "$generator" = Ninja ] ||
    die "build/$1 was made for $generator, not Ninja; remove the folder $PWD/build/$1 and run this again"
}

# Configures and builds what needs it, quietly where nothing does. $1: the preset; then the targets, none for all.
build() {
  preset=$1
  shift
  check_build_folder "$preset"
  ninja_file=build/$preset/build.ninja
  if [ ! -f "$ninja_file" ] || [ -n "$(find CMakePresets.json -newer "$ninja_file")" ]; then
    say "configuring build/$preset"
    log=build/configure-$preset.log
    mkdir -p build
    if ! cmake --preset "$preset" >"$log" 2>&1; then
      cat "$log" >&2
      die "cmake could not configure build/$preset: see above"
    fi
    touch "$ninja_file" # cmake leaves it alone where nothing changed
  fi
  case $(ninja -C "build/$preset" -n "$@") in
    *'no work to do.'*) return 0 ;;
  esac
  say "building build/$preset (minutes the first time)"
  ninja -C "build/$preset" "$@" >&2 || die "build/$preset could not be built: see above"
}

# Which tests were skipped and why, from ctest's JUnit file.
report_skipped() {
  awk '
    function decoded(s) {
      gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&quot;/, "\"", s); gsub(/&apos;/, "\047", s)
      gsub(/&amp;/, "\\&", s)
      return s
    }
    function attribute(s, name) {
      if (!match(s, " " name "=\"[^\"]*\"")) return ""
      return decoded(substr(s, RSTART + length(name) + 3, RLENGTH - length(name) - 4))
    }
    /<testcase / { total++; test = attribute($0, "name"); skipped = 0; reason = first = ""; next_is_reason = 0 }
    /<skipped/ { skipped = 1 }
    /<system-out>/ { output = 1; sub(/.*<system-out>/, "") }
    output {
      line = $0
      sub(/<\/system-out>.*/, "", line)
      if (first == "" && line != "") first = line ~ /^Running main\(\)/ ? "gives no reason" : line
      if (next_is_reason && line ~ /^\[/) next_is_reason = 0
      if (next_is_reason && line != "" && reason == "") reason = line
      if (line ~ /: Skipped$/) next_is_reason = 1   # GoogleTest: the place, then the message on the next line
    }
    /<\/system-out>/ { output = 0 }
    /<\/testcase>/ && skipped {
      count++
      lines = lines "  " test ": " decoded(reason != "" ? reason : first != "" ? first : "gives no reason") "\n"
    }
    END { if (total) printf "Skipped: %d of %d tests\n%s", count, total, lines }
  ' "$1"
}

run_tests() {
  build dev
  rm -f build/dev/junit.xml
  status=0
  # One more than there are processors: many tests wait for other processes.
  ctest --preset dev -j $(($(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1)) --no-tests=error \
    --output-junit "$PWD/build/dev/junit.xml" --test-output-size-passed 65536 "$@" || status=$?
  [ ! -f build/dev/junit.xml ] || report_skipped build/dev/junit.xml
  return "$status"
}

search() {
  (
    cd "$root" || exit 2
    build release indexer searcher
    if [ ! -f "$INDEX" ] || [ -n "$(find build/release/bin/indexer "$ARTICLE" -newer "$INDEX")" ]; then
      say "indexing $ARTICLE into $INDEX"
      build/release/bin/indexer -i "$INDEX" --quiet "$ARTICLE" || exit 2
      say "by hand: build/release/bin/searcher -i $INDEX WORDS..."
    fi
  ) || exit 2
  # From the caller's folder, so that the paths in the answer are right there.
  exec "$root/build/release/bin/searcher" -i "$root/$INDEX" -- "$@"
}

root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

case ${1-} in
  -h | --help)
    usage
    exit 0
    ;;
  --test)
    shift
    cd "$root"
    install_packages "$BUILD_PACKAGES" ''
    run_tests -LE '^full$' "$@"
    exit
    ;;
  --test-full)
    shift
    cd "$root"
    install_packages "$BUILD_PACKAGES" "$FULL_TEST_PACKAGES"
    run_tests "$@"
    exit
    ;;
  --) shift ;;
  -*)
    usage >&2
    die "unknown option $1 (words that begin with a dash: sh quickstart.sh -- $1)"
    ;;
esac

[ $# -gt 0 ] || set -- "$DEFAULT_QUERY"
install_packages "$BUILD_PACKAGES" ''
search "$@"
