#!/bin/sh
# usage: coverage.sh [CTEST-OPTION...]
# Builds the preset `coverage`, runs the tests, and prints which lines of the three libraries they reach: file by file with
# the lines that they do not, then by folder. Needs gcovr. The tests of crash safety are left out: they count system calls,
# and what is measured is written by more of them.
set -eu
cd "$(dirname "$0")/.."
command -v gcovr >/dev/null || {
  echo 'gcovr is not installed'
  exit 77
}
cmake --preset coverage >/dev/null
cmake --build --preset coverage
find build/coverage -name '*.gcda' -delete
ctest --preset coverage -LE '^full$' -E 'CrashSafety|^packaging' "$@" || echo "some tests have failed: the figures may be too low"
# The programs' own files are no part of the libraries.
gcovr --root . --object-directory build/coverage --filter 'corpus/' --filter 'indexer/' --filter 'searcher/' \
  --exclude '.*/(main|options|command_line|command_line_text|completions|man_options)[.](cc|h)' \
  --exclude-throw-branches --csv build/coverage/coverage.csv --txt build/coverage/coverage.txt build/coverage
cat build/coverage/coverage.txt
awk -F, 'NR > 1 { split($1, path, "/"); lines[path[1]] += $2; covered[path[1]] += $3 }
  END { for (folder in lines) printf "%s: %d of %d lines, %.1f %%\n", folder, covered[folder], lines[folder],
                                     100 * covered[folder] / lines[folder] }' build/coverage/coverage.csv | sort
