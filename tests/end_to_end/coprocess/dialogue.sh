#!/usr/bin/env bash
# usage: dialogue.sh DIALOGUE COMMAND... (see ../coprocess_test.sh)
set -euo pipefail
dialogue=$1
shift

fail() {
  echo "bash: $*"
  exit 1
}

coproc "$@"
pid=$COPROC_PID to=${COPROC[1]} from=${COPROC[0]}
while IFS= read -r line; do
  if [[ $line != *$'\t'* ]]; then
    # shellcheck disable=SC2086 # a verb, and perhaps a folder
    sh between.sh $line
    continue
  fi
  printf '%s\n' "${line%%$'\t'*}" >&"$to"
  IFS= read -r -t 60 -u "$from" answer || fail "no answer to: $line"
  rest=${line#*$'\t'}$'\t'
  while [[ -n $rest ]]; do
    [[ $answer == *"${rest%%$'\t'*}"* ]] || fail "to '$line' the answer is: $answer"
    rest=${rest#*$'\t'}
  done
done <"$dialogue"
exec {to}>&-
! IFS= read -r -t 60 -u "$from" answer || fail "an answer too many: $answer"
wait "$pid" || fail "exit status $?"
