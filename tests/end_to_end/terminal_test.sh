#!/bin/sh
# usage: terminal_test.sh BIN_FOLDER
# What searcher prints on a terminal, in tmux: at 40, 80 and 200 columns no line is so long that the terminal has to wrap
# it, colours and hyperlinks are there, and TERM=dumb has neither. Skipped (77) where tmux is missing.
set -eu
export LC_ALL=C.UTF-8
command -v tmux >/dev/null || { echo 'tmux is not installed'; exit 77; }
bin=$(cd "$1" && pwd)
scratch=$(mktemp -d)
server=article-search-$$
trap 'tmux -L "$server" kill-server 2>/dev/null || true; rm -rf "$scratch"' EXIT
cd "$scratch"

fail() {
  echo "$*"
  exit 1
}

# Every word is about as wide as tmux has it: wide, half-width and combining characters, joined emoji, a flag.
cat >ports.txt <<'END'
カスピ海の港湾

アクタウは国内唯一の海港であり、冬でも凍結しない。タンカーはバクーやマハチカラに向けて出港し、khorgos 鉄道連絡船はクリクから貨車を運ぶ。

ﾃﾞﾊﾞﾝ khorgos Zürich é̂ é̂ é̂ 한국어 한국어 👩‍🔧 👩‍🔧 🇰🇿 🇰🇿 ❤️ नि नि বাংলা words that fill a line up to its very end, and then another one, and one more.

The dry port of Khorgos stands in a desert, and trains wait there for other wheels, day and night, all the year.
END
"$bin/indexer" --quiet -i ports.idx ports.txt

# Runs searcher on a terminal of $1 columns and the type $2. screen: what is seen; joined: with what the terminal wrapped
# made whole; raw: what was printed.
run() {
  printf 'TERM=%s "%s/searcher" -i ports.idx -C 1 khorgos; echo "the end"; read -r _\n' "$2" "$bin" >command.sh
  tmux -L "$server" -f /dev/null -u new-session -d -s "$1$2" -x "$1" -y 60 'read -r _; . ./command.sh'
  tmux -L "$server" pipe-pane -t "$1$2" 'cat >raw'
  tmux -L "$server" send-keys -t "$1$2" Enter
  tries=0
  until grep -q 'the end' raw 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || fail "$1 columns: searcher did not come to an end"
    sleep 0.1
  done
  sleep 0.2
  tmux -L "$server" capture-pane -t "$1$2" -p | sed 's/ *$//' >screen
  tmux -L "$server" capture-pane -t "$1$2" -p -J | sed 's/ *$//' >joined
  tmux -L "$server" kill-session -t "$1$2"
}

escape=$(printf '\033')
for columns in 40 80 200; do
  rm -f raw
  run "$columns" xterm-256color
  grep -q '^3 paragraphs match$' screen || fail "$columns columns: no answer: $(cat screen)"
  cmp -s screen joined || fail "$columns columns: a line is too long: $(diff screen joined)"
  grep -q "$escape\[1;31mkhorgos" raw || fail "$columns columns: no match is coloured"
  grep -q "$escape\]8;;file://[^/]*$scratch/ports.txt$escape" raw || fail "$columns columns: no hyperlink"
done
rm -f raw
run 80 dumb
! grep -q "$escape\[1;31m\|$escape\]8" raw || fail 'TERM=dumb: escape sequences'
echo 'looked at three widths, and a dumb terminal'
