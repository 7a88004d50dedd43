#!/bin/sh
# usage: static.sh CMAKE FOLDER SOURCE_FOLDER CXX BIN
# Builds the preset `static` in FOLDER: its searcher needs no library but the C library's, and answers as BIN/searcher does.
set -eu
cmake=$1 folder=$2 source=$3 cxx=$4 bin=$5
for tool in apt-get dpkg-source readelf; do
  command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 77; }
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
  echo "static: $*" >&2
  exit 1
}

quietly() { "$@" >"$folder.log" 2>&1 || { cat "$folder.log"; exit 1; }; }

cd "$source"
quietly "$cmake" --preset static -B "$folder" -DCMAKE_CXX_COMPILER="$cxx"
quietly "$cmake" --build "$folder" --target searcher
needed=$(readelf -dW "$folder/bin/searcher" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -Ev '^(libc|libm|ld-linux.*)\.so' || true)
[ -z "$needed" ] || fail "searcher needs $needed"

cat >"$scratch/languages.txt" <<'END'
Zürich, Straße, naïve, Ελλάδα, Қазақстан

哈萨克斯坦的外交政策
END
"$bin/indexer" --quiet -i "$scratch/a.idx" corpus/articles "$scratch/languages.txt"

# What searcher of the folder $1 prints for a query, as $2, and its exit status.
answer() {
  status=0
  "$1/searcher" -i "$scratch/a.idx" --format "$2" -- "$query" 2>&1 || status=$?
  echo "status $status"
}
while read -r query; do
  for format in text json html tsv grep; do
    answer "$bin" "$format" >"$scratch/shared"
    answer "$folder/bin" "$format" >"$scratch/static"
    cmp "$scratch/shared" "$scratch/static" >&2 || fail "another answer to $query as $format"
  done
  tail -n 1 "$scratch/static"
done <<'END' >"$scratch/statuses"
kazakhstan uranium
"belt and road" OR russia NOT china
wom?n kazakh* diplomcy~ =Russia
multi-vector 24,000 C++ (foo
zurich 外交 strasse ελλαδα қазақстан
nosuchwordatall
END
printf 'status %d\n' 0 0 0 0 0 1 | cmp - "$scratch/statuses" || fail 'other exit statuses'
