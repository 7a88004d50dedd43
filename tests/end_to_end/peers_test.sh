#!/bin/sh
# usage: peers_test.sh BIN_FOLDER SOURCE_FOLDER
# Whether README.md is right about the other programs: each row of its table is asked for the three words again, each with
# English stems where it has them. Those that are not installed are left out, and then the test counts as skipped (77)
# unless it fails.
set -eu
export LC_ALL=C.UTF-8

bin=$(cd "$1" && pwd) readme=$(cd "$2" && pwd)/README.md
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
export HOME="$scratch" PATH="$bin:$PATH"
unset XDG_CONFIG_HOME XDG_DATA_HOME NOTMUCH_CONFIG RECOLL_CONFDIR RIPGREP_CONFIG_PATH

mkdir articles
text='The neighbor sold 24,000 tons to the élève.'
printf '%s\n' "$text" >articles/article.txt

# For each program NAME: make_NAME builds what it searches, ask_NAME succeeds where it finds the word $1.
make_searcher() { indexer --quiet -i a.idx articles; }
ask_searcher() { searcher -i a.idx -q "$1"; }

make_omega() {
  mkdir templates
  # shellcheck disable=SC2016 # OmegaScript's own
  printf '$set{stemmer,english}$if{$ne{$msize,0},found}' >templates/found
  printf '%s %s\n' database_dir "$PWD" template_dir "$PWD/templates" log_dir "$PWD" cdb_dir "$PWD" >omega.conf
  omindex --stemmer english --db omega --url / articles
}
ask_omega() { OMEGA_CONFIG_FILE=omega.conf /usr/lib/cgi-bin/omega/omega DB=omega FMT=found "P=$1" | grep -q found; }

make_recoll() {
  mkdir recoll
  printf 'topdirs = %s\n' "$PWD/articles" >recoll/recoll.conf
  recollindex -c "$PWD/recoll"
}
ask_recoll() { recollq -c "$PWD/recoll" -s english -b "$1" | grep -q article.txt; }

make_notmuch() {
  mkdir -p mail/cur
  printf '[database]\npath=%s\n[user]\nprimary_email=a@example.org\n' "$PWD/mail" >.notmuch-config
  printf '%s\n' 'From: a@example.org' 'Subject: Tons' 'Date: Thu, 26 Nov 2026 10:00:00 +0000' 'Message-ID: <1@example.org>' \
    'MIME-Version: 1.0' 'Content-Type: text/plain; charset=utf-8' 'Content-Transfer-Encoding: 8bit' '' "$text" >mail/cur/1:2,
  notmuch new
}
ask_notmuch() { [ "$(notmuch count "$1")" != 0 ]; }

make_sqlite() {
  sqlite3 a.db "CREATE VIRTUAL TABLE a USING fts5(text, tokenize = 'porter unicode61'); INSERT INTO a VALUES('$text')"
}
ask_sqlite() { [ "$(sqlite3 a.db "SELECT count(*) FROM a WHERE a MATCH '$1'")" != 0 ]; }

make_groonga() {
  mkdir groonga
  groonga -n groonga/db <<END
plugin_register token_filters/stem
table_create A TABLE_NO_KEY
column_create A text COLUMN_SCALAR Text
table_create T TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto --token_filters TokenFilterStem
column_create T a COLUMN_INDEX|WITH_POSITION A text
load --table A
[{"text":"$text"}]
END
}
ask_groonga() {
  echo "select A --match_columns text --query $1 --output_columns text" | groonga groonga/db | grep -q neighbor
}

make_rg() { :; }
ask_rg() { rg -qi "$1" articles; }

failures=0 missing=
# $1: a word of the row. $2: as the functions have it. The others: what must be installed.
row() {
  name=$1 program=$2
  shift 2
  for needed in "$@"; do
    command -v "$needed" >/dev/null && continue
    echo "$needed is not installed: the row of $name is left out"
    missing=1
    return 0
  done
  "make_$program" >"$program.log" 2>&1 || { cat "$program.log"; return 1; }
  "ask_$program" tons 2>>"$program.log" || { echo "$name does not find what stands there"; failures=$((failures + 1)); }
  found=
  for word in neighbour eleve 24000; do
    if "ask_$program" "$word" 2>>"$program.log"; then found="$found yes"; else found="$found –"; fi
  done
  said=$(awk -F ' *[|] *' -v name="$name" 'index($2, name) { printf " %s %s %s", $5, $6, $7 }' "$readme")
  echo "$name:$found"
  [ "$found" = "$said" ] || { echo "README.md says of $name:$said"; failures=$((failures + 1)); }
}

row searcher searcher searcher
row Omega omega omindex /usr/lib/cgi-bin/omega/omega
row Recoll recoll recollindex recollq
row notmuch notmuch notmuch
row FTS5 sqlite sqlite3
row Groonga groonga groonga
row ripgrep rg rg
[ "$failures" -eq 0 ] || exit 1
[ -z "$missing" ] || exit 77
