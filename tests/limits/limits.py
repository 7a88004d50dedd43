#!/usr/bin/env python3
"""Gives indexer and searcher what is too much, and prints the tables of docs/limits.md.

usage: limits.py BIN_DIR [--only TEXT] [--keep DIR]

BIN_DIR has indexer and searcher of a release build. Each case is an article, or a query on one, with what must become of
it: what is found, or the error. A program that gives another answer, takes more than its case allows (seconds, and memory:
RLIMIT_AS) or is ended by a signal fails the script. It takes some minutes and 5 GB of disk. --only runs the cases whose name
has TEXT; --keep leaves the articles and indexes in DIR, where the next run finds them.
"""
import argparse
import itertools
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile

MIB = 1 << 20
SECONDS = 600  # that a program may take, on whatever machine
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def word(number):
    """A word for each number, of letters: 70 ** 3 have three syllables."""
    text = ""
    for _ in range(4):
        number, last = divmod(number, len(SYLLABLES))
        text += SYLLABLES[last]
    return text


def prose(size, seed=1):
    """About `size` bytes of paragraphs of sentences."""
    pick = random.Random(seed)
    words = [word(number * 101) for number in range(50_000)]
    block = []
    for _ in range(2000):
        sentences = (" ".join(pick.choices(words, k=12)).capitalize() + "." for _ in range(5))
        block.append(" ".join(sentences) + "\n\n")
    text = "".join(block)
    for turn in range(size // len(text) + 1):
        # A word of its own keeps a paragraph from being a copy.
        yield text.replace("\n\n", f" {word(turn)}.\n\n")


def write(path, parts):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines([parts] if isinstance(parts, str) else parts)


def words(first, last):
    return " ".join(word(number) for number in range(first, last))


def lines(first, last, end="\n"):
    return (word(number) + end for number in range(first, last))


class Corpus:
    """An article, and what indexer says of it. `bound` is what docs/limits.md says of it."""

    def __init__(self, name, says, make, bound="", file="article.txt", status=0, memory=1024, options=()):
        self.name, self.says, self.make, self.bound = name, says, make, bound
        self.file, self.status, self.memory, self.options = file, status, memory, options


class Query:
    """Words, or with `lines` what `--queries -` reads; `query` is a function that returns them."""

    def __init__(self, corpus, name, query, says, bound="", options=(), status=0, lines=False, memory=1024):
        self.corpus, self.name, self.query, self.says, self.bound = corpus, name, query, says, bound
        self.options, self.status, self.lines, self.memory = options, status, lines, memory


def many_files(folder):
    for number in range(10_000):
        write(os.path.join(folder, f"year{number % 100}", f"note{number}.txt"), f"Note {word(number)} and common.\n")


def deep_folder(folder):
    # By steps: the whole path is longer than a system call takes.
    os.makedirs(folder)
    here = os.getcwd()
    os.chdir(folder)
    for _ in range(1000):
        os.mkdir("d")
        os.chdir("d")
    write("./deep.txt", "The deepest word.\n")
    os.chdir(here)


def abbreviations(size):
    for number in itertools.count():
        long_form = [word(number * 7 + i) for i in range(3)]
        text = f"{' '.join(long_form)} ({''.join(w[0] for w in long_form).upper()}{number % 10}) (( {word(number)} "
        yield text + ("\n\n" if number % 50 == 49 else "")
        size -= len(text)
        if size < 0:
            return


def unspaced(parts, size):
    pick = random.Random(3)
    longest = max(len(part.encode()) for part in parts)
    return ("".join(pick.choices(parts, k=1000)) for _ in range(size // (1000 * longest) + 1))


def signs(size):
    for sign in "#=-*_`~|>+.:!?([{<\"'\\/&^$ \t0aé“（。":
        yield (sign * size)[:size] + "\n\n"


PARAGRAPH = "64 KiB: longer ones are cut after a sentence"
LINEAR = "none: time and memory grow with it"

CORPORA = [
    Corpus("an article of 1 GiB", r"1 article, 1,\d\d\d,\d\d\d paragraphs", lambda: prose(1024 * MIB),
           LINEAR, memory=8192),
    Corpus("a line of 100 MiB", r"1 article, 1,[67]\d\d paragraphs",
           lambda: (part.replace("\n\n", " ") for part in prose(100 * MIB)), PARAGRAPH),
    Corpus("a line of 30 MiB in Chinese without a space", r"1 article, 4\d\d paragraphs", lambda: unspaced("的一是在不了有和人这中大为上个国我以要他", 30 * MIB),
           PARAGRAPH),
    Corpus("a line of 19 MiB in Thai without a space", r"1 article, [34]\d\d paragraphs",
           lambda: unspaced(["การ", "ทูต", "หลาย", "ทิศทาง", "ของ", "ประเทศ", "ความ", "คน", "บ้าน", "น้ำ"], 30 * MIB), PARAGRAPH),
    Corpus("a million paragraphs of one word", "1 article, 1,000,000 paragraphs", lambda: lines(0, 1_000_000, "\n\n"), LINEAR),
    Corpus("a million times the same paragraph", "1 article, 1 paragraph", lambda: ("again\n\n" for _ in range(1_000_000)),
           "2,097,152 copies in an article"),
    Corpus("3 million times the same paragraph", "article.txt:4194307: this paragraph stood in the article 2097152 times",
           lambda: ("again\n\n" for _ in range(3_000_000)), "the same: an error with its place", status=2, memory=2048),
    Corpus("a word of 10 MiB", r"1 article, 1 paragraph", lambda: "b" * (10 * MIB),
           PARAGRAPH + "; the index has the first 240 bytes of a word"),
    Corpus("a million different words", r"1 article, 1\d\d paragraphs, 1,000,000 words",
           lambda: (f"{word(number)} " for number in range(1_000_000)), LINEAR),
    Corpus("10 MiB of combining marks on a letter", r"1 article, \d+ paragraphs", lambda: "a" + "\u0301" * (5 * MIB), PARAGRAPH),
    Corpus("10,000 files", "10,000 articles", many_files, LINEAR, file=None),
    Corpus("a folder 1,000 levels deep", "1 article, 1 paragraph", deep_folder, "that of the system for a path, 4,096 bytes", file=None),
    Corpus("a table of a million rows", r"1 article, \d+ paragraphs",
           lambda: itertools.chain(["| name | number |\n| --- | --- |\n"],
                                   (f"| {word(number)} | {number} |\n" for number in range(1_000_000))), PARAGRAPH, file="table.md"),
    Corpus("a title of 1 MiB", r"1 article, \d+ paragraphs", lambda: "# " + words(0, MIB // 9) + "\n\nText below it.\n",
           "1,000 bytes: a longer line is no heading", file="title.md"),
    Corpus("a title of 1 MiB in JSON Lines", 'line 1 can.t be read: its "title" has more than 65536 bytes',
           lambda: json.dumps({"title": words(0, MIB // 9), "text": "Text below it."}) + "\n",
           "64 KiB, an id likewise: an error with its place", file="title.jsonl", status=2),
    Corpus("10 MiB of abbreviations and brackets", r"1 article, [\d,]+ paragraphs", lambda: abbreviations(10 * MIB),
           "256 bytes between an abbreviation and its long form"),
    Corpus("a MiB each of 31 signs", r"1 article, [\d,]+ paragraphs?", lambda: signs(MIB), PARAGRAPH),
    Corpus("a million headings", r"1 article, [\d,]+ paragraphs?",
           lambda: ("#" * (number % 6 + 1) + f" {word(number)}\n\n" for number in range(1_000_000)),
           "64 MiB of headings in an article", file="headings.md"),
    Corpus("90 MiB of headings", r"headings.md: its headings have more than 67108864 bytes",
           lambda: (f"# {word(number)} {'b' * 900}\n\nText.\n\n" for number in range(100_000)),
           "the same: an error with the article", file="headings.md", status=2),
    Corpus("quotation marks 1,000 deep", r"1 article, [\d,]+ paragraphs?",
           lambda: (">" * (number % 1000) + f" {word(number)}\n" for number in range(100_000)), LINEAR, file="quotes.md"),
    Corpus("JSON nested 100,000 deep", "1 article, 1 paragraph",
           lambda: '{"text":"deep","x":' + "[" * 100_000 + "]" * 100_000 + "}\n", LINEAR, file="deep.jsonl"),
    Corpus("a text of 100 MiB in JSON Lines", r"1 article, 10\d paragraphs",
           lambda: ['{"text":"', *(part.replace("\n", " ") for part in prose(100 * MIB)), '"}\n'],
           "1 MiB: longer ones are cut after a sentence", file="text.jsonl", memory=4096),
    Corpus("a million texts of JSON Lines, `--memory 1`", "1,000,000 articles, 1,000,000 paragraphs",
           lambda: (json.dumps({"text": f"{text.strip()} {number}"}) + "\n" for number, text in zip(
               range(1_000_000), (half for part in prose(200 * MIB, seed=2) for half in part.split(". ")))),
           LINEAR, file="texts.jsonl", memory=160, options=["--memory", "1", "--threads", "1"]),
    Corpus("2,000 titles of 60 KiB in JSON Lines", "2,000 articles, 2,000 paragraphs",
           lambda: (json.dumps({"title": words(number, number + 6800), "text": word(number)}) + "\n"
                    for number in range(2000)), "64 KiB, an id likewise", file="titles.jsonl", memory=512),
    Corpus("3 MiB of bytes that are no text", "binary data, not text", lambda: "\0\1\2" * MIB, "an error", status=2),
    Corpus("one short word 10,000 times in each paragraph", r"1 article, 1\d\d paragraphs",
           lambda: ("ab ac " * 10_000 + f"{word(number)}\n\n" for number in range(100)), PARAGRAPH),
]

MILLION = "a million different words"
PARAGRAPHS = "a million paragraphs of one word"
PROSE = "a line of 100 MiB"
FILES = "10,000 files"
COPIES = "a million times the same paragraph"
HEADINGS = "a million headings"
AGAIN = "one short word 10,000 times in each paragraph"

EXPANSIONS = "500 words of a wildcard or a fuzzy word (`--max-expansions`): the most frequent ones"
EXPANDED = "50 different wildcards and fuzzy words, 50,000 words that they stand for"
UNKNOWN = "20 unknown words, 1,000 words: beyond, nothing is suggested"
LEAVES = "1,000 different words and phrases, 10,000 words in them"
PHRASE = "100 words of a phrase or a compound"
NEAR = "20 words and phrases"
PATHS = "100 `path:`"
LINE = "1 MiB: an error in the answer's place"
ASKED = "none: they grow with what is asked for"

QUERIES = [
    Query(MILLION, "`b*`, a million words in the index", lambda: "b*", "stands for 71430 words", EXPANSIONS),
    Query(MILLION, "`*a`", lambda: "*a", "stands for 343000 words", EXPANSIONS),
    Query(MILLION, "`b*a*`, 10,000 expansions", lambda: "b*a*", "stands for 47446 words", "`--max-expansions` goes to 10,000",
          options=["--max-expansions", "10000"]),
    Query(MILLION, '`"b* *a b*"`', lambda: '"b* *a b*"', "stands for 71430 words", EXPANSIONS, status=None),
    Query(MILLION, '`"b* *a b* *a …"`, 1,000 wildcards', lambda: '"' + "b* *a " * 500 + '"', "more than 100 words", PHRASE, status=None),
    Query(MILLION, "the same, 10,000 expansions", lambda: '"' + "b* *a " * 500 + '"', "more than 100 words.*\n.*|stand for more than 50000",
          EXPANDED, options=["--max-expansions", "10000"], status=None),
    Query(MILLION, "1,000 wildcards", lambda: " ".join("*" + word(i)[-5:] + "*" for i in range(1000)), "more than 50 wildcards", EXPANDED),
    Query(MILLION, "`babebibo~2`", lambda: "babebibo~2", "article.txt", EXPANSIONS),
    Query(MILLION, "1,000 fuzzy words", lambda: " ".join(word(i) + "~2" for i in range(1000)), "more than 50 wildcards", EXPANDED),
    Query(MILLION, "20 unknown words", lambda: " ".join(word(i) + "qx" for i in range(20)), "no paragraph matches|did you mean", UNKNOWN, status=None),
    Query(MILLION, "1,000 unknown words", lambda: " ".join(word(i) + "qx" for i in range(1000)), "no paragraph matches", UNKNOWN, status=1),
    Query(MILLION, "an unknown word 10,000 times", lambda: "babebibox " * 10_000, "no paragraph matches", UNKNOWN, status=1),
    Query(MILLION, "100,000 words", lambda: words(0, 100_000), "more than 1000 different words", LEAVES),
    Query(MILLION, "70,000 words with `AND`", lambda: " AND ".join(word(i) for i in range(70_000)), "more than 1000 different words", LEAVES),
    Query(MILLION, "100,000 words with `+` and `-`", lambda: " ".join("-+"[i % 2] + word(i) for i in range(100_000)), "more than 1000 different words", LEAVES),
    Query(MILLION, "brackets 10,000 deep", lambda: "(" * 10_000 + word(7) + ")" * 10_000, "nested more than 100 deep", "100 deep"),
    Query(MILLION, "100,000 brackets without partners", lambda: ")(" * 50_000 + " " + word(7), "paragraph matches|article.txt", "text"),
    Query(MILLION, "100,000 quotation marks", lambda: '"' * 100_001 + " " + word(7), "no partner", "text"),
    Query(MILLION, "100,000 combining marks", lambda: "a" + "\u0301" * 50_000, "no paragraph matches", LINEAR, status=1),
    Query(MILLION, "a phrase of 100,000 words", lambda: '"' + words(0, 100_000) + '"', "more than 100 words", PHRASE),
    Query(MILLION, "a word 100,000 times, as a phrase", lambda: '"' + f"{word(7)} " * 100_000 + '"', "more than 100 words", PHRASE),
    Query(MILLION, "a loose phrase of 100,000 words", lambda: '"' + words(0, 100_000) + '"~1000', "more than 100 words", PHRASE),
    Query(MILLION, "an exact phrase of 100,000 words", lambda: '="' + words(0, 100_000) + '"', "more than 100 words", PHRASE),
    Query(MILLION, "a compound of 100,000 words", lambda: "-".join(word(i) for i in range(100_000)), "more than 100 words", PHRASE),
    Query(MILLION, "a query of phrases of 100 words, 1 MiB", lambda: '"' + '" "'.join(words(i * 100, i * 100 + 100) for i in range(1100)) + '"', "more than 1000 different words", LEAVES),
    Query(MILLION, "70,000 words with `NEAR`", lambda: " NEAR ".join(word(i) for i in range(70_000)), "between more than 20", NEAR),
    Query(MILLION, "`NEAR/1000000`", lambda: f"{word(7)} NEAR/1000000 {word(300)}", "at most 1000", "1,000 words apart"),
    Query(AGAIN, "`ab*`, 20 times with `NEAR/1000` in 10,000 places", lambda: " NEAR/1000 ".join("a" + "*" * (i % 2) + "bc"[i // 2 % 2] + "*" * (i // 4) for i in range(20)), "paragraph|article", NEAR, status=None),
    Query(AGAIN, "a loose phrase of 100 words in 10,000 places", lambda: '"' + "ab " * 100 + '"~1000', "article.txt", PHRASE),
    Query(FILES, "`path:*a*a…`, 50,000 stars", lambda: "common path:" + "*a" * 50_000, "no article's path matches", LINEAR, status=1),
    Query(FILES, "`path:***…`, 100,000 stars", lambda: "common path:" + "*" * 100_000, "of at least|of 10000|of 10,000", "a run of stars is one"),
    Query(FILES, "1,000 `path:`", lambda: "common " + " ".join(f"path:*note*{i}*" for i in range(1000)), "more than 100 path:", PATHS),
    Query(FILES, "10,000 articles as groups", lambda: "common", "10000 articles|10,000 articles", ASKED, options=["--group", "article", "-n", "20000"]),
    Query(COPIES, "a paragraph with a million copies", lambda: "again", "1 paragraph", "2,097,152 copies in an article"),
    Query(HEADINGS, "a hit among a million headings", lambda: word(7), "1 paragraph|headings.md", "64 MiB of headings in an article"),
    Query(PARAGRAPHS, "all of a million paragraphs", lambda: "NOT zzz", "1000000|1,000,000", ASKED, options=["-n", "4294967295"], memory=2048),
    Query(PARAGRAPHS, "the same as JSON", lambda: "NOT zzz", '"total":1000000', ASKED, options=["-n", "4294967295", "--format", "json"], memory=4096),
    Query(PARAGRAPHS, "the same as HTML", lambda: "NOT zzz", "<!DOCTYPE html>", ASKED, options=["-n", "4294967295", "--format", "html"], memory=4096),
    Query(PARAGRAPHS, "100,000 of them by position with 20 neighbours", lambda: "NOT zzz", "article.txt", ASKED, options=["-n", "100000", "--sort", "position", "-C", "20"], memory=4096),
    Query(PARAGRAPHS, "`--offset 4294967295`", lambda: "NOT zzz", "1000000|1,000,000|of at least", ASKED, options=["--offset", "4294967295"]),
    Query(PROSE, "1,000 words, explained", lambda: " ".join(word(i * 101) for i in range(1100)), "more than 1000 different words", LEAVES, options=["--explain"]),
    Query(PROSE, "1,000 words, with `--expand`", lambda: " ".join(word(i * 101) for i in range(1000)), "added: ", LEAVES, options=["--expand"]),
    Query(PROSE, "1,000 hits with 100 snippets of 10,000 characters", lambda: " ".join(word(i * 101) for i in range(100)), r'"warnings":\[\]', ASKED,
          options=["-n", "1000", "--snippets", "100", "--snippet-length", "10000", "--format", "json"]),
    Query(MILLION, "a line of 10 MiB under `--queries`", lambda: [words(0, 10 * MIB // 9)], "the line has more than 1048576 bytes", LINE, lines=True),
    Query(MILLION, "the same as JSON", lambda: [json.dumps({"id": 1, "query": words(0, 10 * MIB // 9)})], "the line has more than 1048576 bytes",
          LINE, lines=True, options=["--queries-format", "jsonl"]),
    Query(MILLION, "a request nested 100,000 deep", lambda: ['{"query":"x","y":' + "[" * 100_000 + "]" * 100_000 + "}"], "there is no key",
          LINE, lines=True, options=["--queries-format", "jsonl"]),
    Query(PARAGRAPHS, "100,000 queries", lambda: [word(i * 7) for i in range(100_000)], '"query":', ASKED, lines=True),
]


def run(command, memory, stdin=None):
    """The exit status, what was printed and said (its beginning and end), processor seconds of all threads, and the peak of
    memory in MB."""
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (memory * MIB, memory * MIB))

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdin=stdin or subprocess.DEVNULL, stdout=out, stderr=err, preexec_fn=limit)
        timer = signal.signal(signal.SIGALRM, lambda *_: process.kill())
        signal.alarm(SECONDS)
        _, status, usage = os.wait4(process.pid, 0)
        signal.alarm(0)
        signal.signal(signal.SIGALRM, timer)
        seconds = usage.ru_utime + usage.ru_stime
        process.returncode = os.waitstatus_to_exitcode(status)
        said = []
        for file in (err, out):
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            said.append(file.read(2000))
            file.seek(max(0, size - 2000))
            said.append(file.read())
    return process.returncode, b" ".join(said).decode(errors="replace"), seconds, usage.ru_maxrss / 1024


class Runner:
    def __init__(self, bin_dir, folder):
        self.indexer = os.path.join(bin_dir, "indexer")
        self.searcher = os.path.join(bin_dir, "searcher")
        self.folder = folder
        self.failures = 0

    def paths(self, corpus):
        folder = os.path.join(self.folder, re.sub(r"\W+", "-", corpus.name))
        source = os.path.join(folder, corpus.file or "articles")
        if not os.path.exists(source):
            # In a process of its own: the peak of a program that is started from here begins with what this one has.
            maker = os.fork()
            if maker == 0:
                if corpus.file:
                    write(source, corpus.make())
                else:
                    corpus.make(source)
                os._exit(0)
            if os.waitpid(maker, 0)[1] != 0:
                sys.exit(f"limits.py: {corpus.name}: could not be made")
        return source, os.path.join(folder, "article.idx")

    def report(self, case, command, memory, status, stdin=None):
        got, text, seconds, peak = run(command, memory, stdin)
        print(f"| {case.name} | {case.bound} | {seconds:.2f} | {peak:.0f} | {got} |", flush=True)
        if (got != status if status is not None else got not in (0, 1)) or not re.search(case.says, text):
            self.failures += 1
            print(f"limits.py: {case.name}: ended with {got}, and said: {text[:1500]}", file=sys.stderr)

    def index(self, corpus):
        source, index = self.paths(corpus)
        self.report(corpus, [self.indexer, *corpus.options, "-i", index, source], corpus.memory, corpus.status)

    def search(self, query):
        corpus = next(corpus for corpus in CORPORA if corpus.name == query.corpus)
        source, index = self.paths(corpus)
        if not os.path.exists(index):
            subprocess.run([self.indexer, "--quiet", "-i", index, source], check=True)
        command = [self.searcher, "-i", index, *query.options]
        asked = query.query()
        # An argument has 128 KiB at most; a line of a file has more.
        if not query.lines and len(asked.encode()) < 120_000:
            self.report(query, [*command, "--", asked], query.memory, query.status)
            return
        with tempfile.TemporaryFile() as file:
            file.writelines(line.encode() + b"\n" for line in (asked if query.lines else [asked]))
            file.seek(0)
            self.report(query, [*command, "--queries", "-"], query.memory, 0, file)


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("bin_dir")
    arguments.add_argument("--only", default="")
    arguments.add_argument("--keep")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        runner = Runner(options.bin_dir, options.keep or temporary)
        for title, cases, measure in (("article", CORPORA, runner.index), ("query", QUERIES, runner.search)):
            print(f"| {title} | bound | processor, s | MB | exit status |\n| --- | --- | --- | --- | --- |")
            for case in cases:
                if options.only in case.name:
                    measure(case)
            print()
    return 1 if runner.failures else 0


if __name__ == "__main__":
    sys.exit(main())
