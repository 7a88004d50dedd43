#!/bin/sh
# usage: make_fixture.sh FOLDER_OF_PROGRAMS
# Makes the index of this format version that is kept in tests/data/indexes, and the answers that are expected of it.
# Run once when a format version is new; an index that is there is never made again, since old files are what it tests.
set -eu
programs=$(CDPATH='' cd -- "$1" && pwd)
cd "$(dirname "$0")/../data/indexes"
format=$(sed -n 's/.*kFormatVersion = \([0-9]*\);.*/\1/p' ../../../indexer/schema.h)
index=format-$format.idx
[ ! -e "$index" ] || { echo "$index is there already" >&2; exit 2; }
# From standard input, so that no path of this machine is in it.
"$programs/indexer" --quiet -i "$index" --input-format jsonl --split - <articles.jsonl
"$programs/searcher" -i "$index" --queries queries.txt --format json --sort position \
  --fields id,paragraph,kind,headings,line,begin,end,text >"format-$format.jsonl"
