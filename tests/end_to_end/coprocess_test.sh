#!/bin/sh
# usage: coprocess_test.sh BIN_FOLDER bash|python3|node
# A program in another language holds a dialogue with one `searcher --queries -` (coprocess/dialogue.*): it writes a
# request, and the next one when it has read the answer. An answer that is kept back fails the test after a minute, and so
# does an end other than exit status 0. Skipped (77) where the language is missing.
set -eu
export LC_ALL=C.UTF-8
bin=$1 language=$2
command -v "$language" >/dev/null || { echo "$language is not installed"; exit 77; }
drivers=$(cd "$(dirname "$0")/coprocess" && pwd)
case $language in
  bash) driver=dialogue.sh ;;
  python3) driver=dialogue.py ;;
  node) driver=dialogue.js ;;
esac
export PATH="$bin:$PATH"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

mkdir old new
printf 'Ships leave the port.\n\nShips come back.\n' >old/a.txt
printf 'Trains leave the station.\n' >new/a.txt

# Holds the dialogue on standard input, with the options $@ for searcher. A line of it is a request and what must stand in
# the answer, with tabs between. `index FOLDER`, `damage` and `remove` are no requests: the driver has them done in between.
hold() {
  cat >dialogue
  indexer --quiet -i x.idx old
  "$language" "$drivers/$driver" dialogue searcher -i x.idx --queries - "$@"
}

cat >between.sh <<'END'
case $1 in
  index) indexer --quiet -i x.idx "$2" ;;
  damage) echo damaged >x.bad && mv x.bad x.idx ;;
  remove) rm x.idx ;;
esac
END

tab=$(printf '\t')
expand_tabs() { sed "s/ => /$tab/g"; }

expand_tabs <<'END' | hold --queries-format jsonl --max-postings 100
{"id":1,"query":"ships"} => "id":1, => "total":2
{"id":"two","query":"ships","limit":1,"offset":1} => "id":"two" => "rank":2
{"query":"ships trains","all":true} => "total":0
not JSON => "error" => "code":"usage" => line 4:
 => "error" => line 5:
{"id":6} => "id":6, => has no \"query\"
{"id":7,"query":"ships","limit":-1} => "id":7, => "error"
{"id":8,"query":"ships","limt":1} => "id":8, => \"limt\"
{"id":9,"query":"trains"} => "id":9, => "total":0
index new
{"id":10,"query":"trains"} => "id":10, => "total":1
{"id":11,"query":"ships"} => "id":11, => "total":0
damage
{"id":12,"query":"trains"} => "id":12, => "total":1
remove
{"id":12,"query":"trains"} => "id":12, => "total":1
index old
{"id":13,"query":"ships"} => "id":13, => "total":2
END

expand_tabs <<'END' | hold
ships => "query":"ships" => "total":2
 => "query":"" => "total":0
"ships come" => "total":1
{"query":"ships"} => "total":2
((( => "total":0
index new
trains => "total":1
END

# Requests that come together are all answered while the input is still open.
if [ "$language" = bash ]; then
  # shellcheck disable=SC2016 # bash's variables
  bash -c 'coproc S { searcher -i x.idx --format json --queries -; }
    printf "trains\nships\nstation\ntra" >&"${S[1]}"
    for query in trains ships station; do
      read -r -t 60 answer <&"${S[0]}" || { echo "the answer to $query is kept back"; exit 1; }
      [[ $answer == *"\"query\":\"$query\""* ]] || { echo "to $query: $answer"; exit 1; }
    done
    printf "ins\n" >&"${S[1]}"
    read -r -t 60 answer <&"${S[0]}" && [[ $answer == *"\"query\":\"trains\""* ]]'
fi
echo "two dialogues with $language"
