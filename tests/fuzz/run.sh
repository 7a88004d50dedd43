#!/bin/sh
# usage: run.sh BUILD_FOLDER SECONDS [TARGET...]
# Has each TARGET (all, if none is named) look for new cases for SECONDS; with 0, only what there is is measured. BUILD_FOLDER
# is that of the preset `fuzz`. Cases that make new code run are kept in BUILD_FOLDER/fuzz/TARGET, those at which a check
# fails in BUILD_FOLDER/fuzz/TARGET.crash-*. Prints of each target how often it ran and how many lines of the files that it
# is about its cases reach. Exits with 1 where something was found.
set -eu

[ $# -ge 2 ] || {
  sed -n '2,/^set -eu/s/^# //p' "$0" >&2
  exit 2
}
build=$(cd "$1" && pwd) seconds=$2
shift 2
source=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -gt 0 ] || set -- reader analyzer query_parser snippet json_lines batch footer direct_writer
# Those of the compiler's own version.
llvm_cov=$(clang++ -print-prog-name=llvm-cov) llvm_profdata=$(clang++ -print-prog-name=llvm-profdata)
# Xapian and the direct writer work on files: a folder in memory, where there is one.
[ ! -w /dev/shm ] || export TMPDIR=/dev/shm

files_of() {
  case $1 in
    reader) echo corpus/article_reader.cc corpus/block_shape.cc corpus/blocks.cc corpus/boilerplate.cc \
      corpus/captions.cc corpus/charset_detection.cc corpus/classify.cc corpus/decode.cc corpus/file_type.cc \
      corpus/heading_trail.cc corpus/line_shape.cc corpus/lines.cc corpus/offset_map.cc corpus/sentence_cut.cc ;;
    analyzer) echo corpus/abbreviations.cc corpus/analyzer.cc corpus/case_folder.cc corpus/elision.cc corpus/long_form.cc \
      corpus/sentence_segmenter.cc corpus/short_form.cc corpus/signs.cc corpus/word_parser.cc \
      corpus/word_segmenter.cc indexer/fold_marks.cc indexer/spelling_variants.cc indexer/terms.cc ;;
    query_parser) echo searcher/boolean_clauses.cc searcher/brackets.cc searcher/compounds.cc searcher/exact_form.cc \
      searcher/expansion.cc searcher/filter_maker.cc searcher/leaf_expander.cc searcher/leaf_maker.cc \
      searcher/other_forms.cc searcher/path_pattern.cc searcher/query.cc searcher/query_lexer.cc searcher/query_parser.cc \
      searcher/query_text.cc searcher/query_tree.cc searcher/slot_maker.cc searcher/spaced_pair.cc \
      searcher/touching_words.cc searcher/unknown_compounds.cc searcher/wildcard.cc ;;
    snippet) echo searcher/matcher.cc searcher/snippet.cc ;;
    json_lines) echo corpus/json_lines_reader.cc ;;
    batch) echo searcher ;;
    footer) echo indexer/index_file.cc indexer/pack.cc ;;
    direct_writer) echo indexer/arena.cc indexer/batch_inverter.cc indexer/direct_writer.cc indexer/glass \
      indexer/index_writer.cc indexer/inversion_threads.cc indexer/inverter.cc indexer/paragraph_terms.cc indexer/posting_run.cc indexer/postings.cc \
      indexer/run_merge.cc indexer/string_table.cc indexer/xapian_writer.cc ;;
  esac
}

# "1234 of 1250 (98.7 %)" lines of the files of the target $1.
coverage_of() {
  program=$build/tests/$1_fuzzer
  LLVM_PROFILE_FILE=$work.profraw "$program" -runs=0 "$work" "$source/tests/fuzz/$1" >"$work.coverage.log" 2>&1
  "$llvm_profdata" merge -o "$work.profdata" "$work.profraw"
  rm -f "$work.profraw"
  # Its report has the files' names as they were compiled, with or without the folder.
  "$llvm_cov" report -instr-profile="$work.profdata" "$program" |
    awk -v wanted="$(files_of "$1")" '
      BEGIN { count = split(wanted, names, " ") }
      {
        for (i = 1; i <= count; i++) {
          at = match($1, "(^|/)" names[i])
          if (at > 0) { lines += $8; missed += $9; break }
        }
      }
      END { printf "%d of %d (%.1f %%)", lines - missed, lines, 100 * (lines - missed) / lines }'
}

found=0
for target; do
  work=$build/fuzz/$target
  mkdir -p "$work"
  dictionary=
  case $target in
    query_parser | snippet) dictionary=-dict=$source/tests/fuzz/query.dict ;;
    json_lines | batch) dictionary=-dict=$source/tests/fuzz/json.dict ;;
  esac
  runs=0
  if [ "$seconds" -gt 0 ]; then
    LLVM_PROFILE_FILE=/dev/null "$build/tests/${target}_fuzzer" -max_total_time="$seconds" -max_len=4096 -timeout=120 \
      -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$work." ${dictionary:+"$dictionary"} \
      "$work" "$source/tests/fuzz/$target" >"$work.log" 2>&1 || {
      found=1
      echo "$target: something was found: see $work.log"
    }
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work.log")
  fi
  echo "$target: ${runs:-?} runs, $(find "$work" -type f | wc -l) cases kept, lines covered: $(coverage_of "$target")"
done
exit "$found"
