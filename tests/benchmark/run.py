#!/usr/bin/env python3
"""Measures indexer and searcher beside what a user would pick instead, in one run, and prints a page of Markdown.

usage: run.py BIN_DIR [--corpus DIR] [--svg FILE] [--rounds N]

BIN_DIR has indexer and searcher of a release build. The corpus is the text of the Linux kernel's documentation (Debian's
package linux-doc-6.1, downloaded with apt-get) cut on blank lines: about 175,000 paragraphs, 27 MB; DIR keeps it for the
next run. Peers: SQLite FTS5 (Python's module, and the sqlite3 program), Omega's scriptindex, ripgrep; those that are not
installed are left out. Figures are the best of N rounds (default 3), the programs taking turns, since the machine may be
noisy; compare within a table, not between runs.
"""
import argparse
import gzip
import json
import os
import platform
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

SEED = 20261124
QUERIES = 200
GROWTH = (125_000, 250_000, 500_000, 1_000_000)


def make_corpus(folder):
    """paras.jsonl and paras.tsv in the folder, unless they are there. Returns the paragraphs."""
    path = os.path.join(folder, "paras.jsonl")
    if not os.path.exists(path):
        with tempfile.TemporaryDirectory() as work:
            subprocess.run(["apt-get", "download", "linux-doc-6.1"], cwd=work, check=True, stdout=subprocess.DEVNULL)
            package = next(name for name in os.listdir(work) if name.endswith(".deb"))
            subprocess.run(["dpkg-deb", "-x", package, "x"], cwd=work, check=True)
            write_paragraphs(os.path.join(work, "x/usr/share/doc/linux-doc-6.1/Documentation"), folder)
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def write_paragraphs(source, folder):
    os.makedirs(folder, exist_ok=True)
    texts = []
    for place, folders, files in os.walk(source):
        folders.sort()
        for name in sorted(files):
            if not name.removesuffix(".gz").endswith((".rst", ".txt")):
                continue
            opener = gzip.open if name.endswith(".gz") else open
            with opener(os.path.join(place, name), "rt", encoding="utf-8", errors="replace") as file:
                blocks = re.split(r"\n[ \t]*\n+", file.read())
            texts += [text for text in (" ".join(block.split()) for block in blocks) if len(text) > 1]
    with open(os.path.join(folder, "paras.jsonl.part"), "w", encoding="utf-8") as file:
        for number, text in enumerate(texts, 1):
            file.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
    os.rename(os.path.join(folder, "paras.jsonl.part"), os.path.join(folder, "paras.jsonl"))


def draw_queries(texts):
    """ORs of a common, a middling and a rare word, and phrases of three or four words that stand in the corpus."""
    pick = random.Random(SEED)
    counts = {}
    for text in texts:
        for word in set(re.findall(r"[a-z]{3,}", text.lower())):
            counts[word] = counts.get(word, 0) + 1
    by_count = sorted(word for word in counts)
    common = [word for word in by_count if counts[word] > len(texts) / 50]
    middling = [word for word in by_count if len(texts) / 2000 < counts[word] <= len(texts) / 50]
    rare = [word for word in by_count if 2 <= counts[word] < 20]
    ors = [" ".join((pick.choice(middling), pick.choice(rare), pick.choice(common))) for _ in range(QUERIES)]
    phrases = []
    while len(phrases) < QUERIES:
        runs = re.findall(r"(?<![^ ])[a-z]+(?: [a-z]+){2,3}(?![^ ])", pick.choice(texts))
        if runs:
            phrases.append(f'"{pick.choice(runs)}"')
    return ors, phrases


def run(command, **options):
    """Seconds and the peak of memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{command[0]} failed")
    return seconds, usage.ru_maxrss / 1024


def fts5_index(texts, path):
    if os.path.exists(path):
        os.remove(path)
    connection = sqlite3.connect(path)
    connection.execute("create virtual table t using fts5(text, tokenize='porter unicode61')")
    start = time.perf_counter()
    with connection:
        connection.executemany("insert into t values(?)", ((text,) for text in texts))
    seconds = time.perf_counter() - start
    connection.close()
    return seconds


def bench_indexing(tools, texts, corpus, work, rounds):
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    index, fts, omega = (os.path.join(work, name) for name in ("ours.idx", "fts.db", "omega"))
    best = {}
    peak = 0
    records = os.path.join(work, "records.txt")
    if tools["scriptindex"]:
        with open(records, "w", encoding="utf-8") as file:
            file.writelines(f"id={number}\ntext={text}\n\n" for number, text in enumerate(texts, 1))
        with open(os.path.join(work, "script"), "w", encoding="utf-8") as file:
            file.write("id : field=id\ntext : index field=text\n")
    for turn in range(rounds):
        seconds, memory = run([tools["indexer"], "--quiet", "-i", index, os.path.join(corpus, "paras.jsonl")])
        best["indexer"] = min(best.get("indexer", seconds), seconds)
        peak = max(peak, memory)
        best["SQLite FTS5"] = min(best.get("SQLite FTS5", 1e9), fts5_index(texts, fts))
        if tools["scriptindex"] and turn == 0:
            best["scriptindex"], _ = run([tools["scriptindex"], "--overwrite", omega, os.path.join(work, "script"), records])
    sizes = {"indexer": os.path.getsize(index), "SQLite FTS5": os.path.getsize(fts)}
    if "scriptindex" in best:
        sizes["scriptindex"] = sum(os.path.getsize(os.path.join(omega, name)) for name in os.listdir(omega))
    status = json.loads(subprocess.run([tools["indexer"], "--status", index, "--format", "json"], check=True,
                                       capture_output=True, text=True).stdout)
    assert status["paragraphs"] == len(texts), "every line is a paragraph"
    print(f"## Indexing {len(texts):,} paragraphs, {megabytes:.1f} MB of text\n")
    print("| program | seconds | MB/s | times FTS5's MB/s | file / text |\n| --- | --- | --- | --- | --- |")
    for name, seconds in best.items():
        print(f"| {name} | {seconds:.2f} | {megabytes / seconds:.1f} | {best['SQLite FTS5'] / seconds:.2f} | "
              f"{sizes[name] / megabytes / 1e6:.2f} |")
    print(f"\nindexer's peak of memory: {peak:.0f} MB.\n")
    return index, fts


def percentiles(times):
    times = sorted(times)
    return statistics.median(times), times[len(times) * 99 // 100]


def best_of(rounds, ask):
    """The shortest time of each query: in a few milliseconds a noisy machine is more of a noise than in many."""
    return [min(times) for times in zip(*(ask() for _ in range(rounds)))]


def ours(searcher, queries, least):
    process = subprocess.Popen(searcher, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    times = []
    for turn in range(2):  # the first one warms up
        times = []
        for query in queries:
            start = time.perf_counter()
            process.stdin.write(query + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
            times.append((time.perf_counter() - start) * 1e3)
            assert json.loads(answer)["total"] >= least, query
    process.stdin.close()
    process.wait()
    return times


def fts5(connection, queries):
    sql = "select rowid, snippet(t, 0, '[', ']', '...', 24) from t where t match ? order by rank limit 10"
    times = []
    for query in queries:
        match = query if query.startswith('"') else " OR ".join(f'"{word}"' for word in query.split())
        start = time.perf_counter()
        connection.execute(sql, (match,)).fetchall()
        times.append((time.perf_counter() - start) * 1e3)
    return times


def bench_queries(tools, index, fts, kinds, rounds):
    print("## Queries in an open process, the best ten with snippets\n")
    print(f"Of each query the best of {rounds} runs counts.\n")
    print("| queries | | p50, ms | p99, ms |\n| --- | --- | --- | --- |")
    connection = sqlite3.connect(fts)
    searcher = [tools["searcher"], "-i", index, "--queries", "-", "--format", "json"]
    for name, queries, least in kinds:
        mine = percentiles(best_of(rounds, lambda: ours(searcher, queries, least)))
        theirs = percentiles(best_of(rounds, lambda: fts5(connection, queries)))
        print(f"| {len(queries)}: {name} | searcher | {mine[0]:.2f} | {mine[1]:.2f} |")
        print(f"| | SQLite FTS5 | {theirs[0]:.2f} | {theirs[1]:.2f} |")
        print(f"| | **FTS5 / searcher** | **{theirs[0] / mine[0]:.1f}** | **{theirs[1] / mine[1]:.1f}** |")
    connection.close()
    print()


def bench_process(tools, article, work, rounds):
    index, database = os.path.join(work, "article.idx"), os.path.join(work, "article.db")
    run([tools["indexer"], "--quiet", "-i", index, article])
    with open(article, encoding="utf-8") as file:
        connection = sqlite3.connect(database)
        connection.execute("create virtual table t using fts5(text, tokenize='porter unicode61')")
        with connection:
            connection.executemany("insert into t values(?)", ((text,) for text in file.read().split("\n\n")))
        connection.close()
    sql = "select snippet(t,0,'[',']','...',24) from t where t match 'kazakhstan OR uranium' order by rank limit 10"
    commands = {"`true`": ["/bin/true"], "searcher": [tools["searcher"], "-i", index, "kazakhstan uranium"]}
    if tools["static"]:
        commands["searcher, static"] = [tools["static"], *commands["searcher"][1:]]
        answers = {subprocess.check_output(commands[name]) for name in ("searcher", "searcher, static")}
        assert len(answers) == 1, "the static searcher gives another answer"
    if tools["sqlite3"]:
        commands["sqlite3, FTS5 with snippet()"] = [tools["sqlite3"], database, sql]
    if tools["rg"]:
        commands["rg"] = [tools["rg"], "-i", "kazakhstan|uranium", article]
    times = {name: [] for name in commands}
    for _ in range(100 * rounds):
        for name, command in commands.items():
            times[name].append(run(command)[0] * 1e3)
    print("## One process, one query on the bundled article\n")
    print("| program | median, ms | fastest, ms |\n| --- | --- | --- |")
    for name, all_times in times.items():
        print(f"| {name} | {statistics.median(all_times):.2f} | {min(all_times):.2f} |")
    print()


def draw_mix(text):
    """1,000 queries of the article's own words: 40 % one, 30 % two, 10 % four, 10 % +a -b, 10 % phrases of two or three."""
    pick = random.Random(SEED)
    words = sorted(set(re.findall(r"[a-z]{4,}", text.lower())))
    runs = re.findall(r"(?=(?<![\w-])([a-z]+(?: [a-z]+){1,2})(?![\w-]))", text)
    mix = [" ".join(pick.sample(words, count)) for count in [1] * 400 + [2] * 300 + [4] * 100]
    mix += ["+{} -{}".format(*pick.sample(words, 2)) for _ in range(100)]
    mix += [f'"{pick.choice(runs)}"' for _ in range(100)]
    pick.shuffle(mix)
    return mix


def bench_coprocess(tools, articles, work, rounds):
    print("## A thousand queries: one process, or a process each\n")
    print("Words drawn from the article: 40 % one word, 30 % two, 10 % four, 10 % `+a -b`, 10 % phrases; ten hits with snippets, "
          "as JSON. `--queries -` is held to one processor and gets the queries through a pipe: as fast as it reads them (ten times "
          "the thousand, `cat | searcher | wc -l`), or each when a script has read the answer to the one before.\n")
    print("| article | `--queries -`, queries/s | one by one | a process each | times as fast as these |\n"
          "| --- | --- | --- | --- | --- |")
    index = os.path.join(work, "mix.idx")
    for name, path in articles:
        run([tools["indexer"], "--quiet", "-i", index, path])
        with open(path, encoding="utf-8") as file:
            queries = draw_mix(file.read())
        with open(os.path.join(work, "mix"), "w", encoding="utf-8") as file:
            file.write("".join(f"{query}\n" for query in 10 * queries))
        searcher = [tools["searcher"], "-i", index, "--format", "json"]
        coprocess = ["taskset", "-c", "0", *searcher, "--queries", "-"]
        together = one_by_one = apart = float("inf")
        for _ in range(rounds):
            start = time.perf_counter()
            pipe = subprocess.run(["sh", "-c", 'cat "$0" | "$@" | wc -l', file.name, *coprocess], stdout=subprocess.PIPE, check=True)
            together = min(together, (time.perf_counter() - start) / 10)
            assert int(pipe.stdout) == 10 * len(queries)
            one_by_one = min(one_by_one, sum(ours(coprocess, queries, 0)) / 1e3)
            start = time.perf_counter()
            for query in queries:
                if subprocess.run([*searcher, "--", query], stdout=subprocess.DEVNULL).returncode > 1:
                    sys.exit(f"searcher failed: {query}")
            apart = min(apart, time.perf_counter() - start)
        print(f"| {name} | {len(queries) / together:,.0f} | {len(queries) / one_by_one:,.0f} | {len(queries) / apart:,.0f} | "
              f"{apart / together:.0f} |")
    print()


def bench_growth(tools, texts, work, svg, small, ors):
    print("## Growth\n\n| paragraphs | seconds | paragraphs/s | peak of memory, MB | file, MB |\n| --- | --- | --- | --- | --- |")
    points = []
    for count in GROWTH:
        path, index = os.path.join(work, "growth.jsonl"), os.path.join(work, "growth.idx")
        with open(path, "w", encoding="utf-8") as file:
            for number in range(count):
                # Copies differ in a word, so that the vocabulary grows as it would.
                text = f"{texts[number % len(texts)]} copy{number // len(texts)}x{number % 997}"
                file.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
        seconds, memory = run([tools["indexer"], "--quiet", "-i", index, path])
        points.append((count, seconds))
        print(f"| {count:,} | {seconds:.1f} | {count / seconds:,.0f} | {memory:.0f} | {os.path.getsize(index) / 1e6:.0f} |")
    print()
    medians = []
    for path in (small, index):
        searcher = [tools["searcher"], "-i", path, "--queries", "-", "--format", "json"]
        medians.append(percentiles(ours(searcher, ors, 1))[0])
    print(f"The OR queries take {medians[1]:.2f} ms at the median over {count:,} paragraphs, {medians[1] / medians[0]:.1f} times the "
          f"{medians[0]:.2f} ms over {len(texts):,}.\n")
    if svg:
        with open(svg, "w", encoding="utf-8") as file:
            file.write(plot(points))


def plot(points):
    width, height, left, bottom = 640, 320, 60, 40
    most_x, most_y = points[-1][0], max(seconds for _, seconds in points) * 1.1

    def place(count, seconds):
        return left + count / most_x * (width - left - 20), height - bottom - seconds / most_y * (height - bottom - 20)

    line = " ".join("%.0f,%.0f" % place(*point) for point in [(0, 0)] + points)
    dots = "".join('<circle cx="%.0f" cy="%.0f" r="4"/>' % place(*point) for point in points)
    labels = "".join('<text x="%.0f" y="%d" text-anchor="middle">%s</text>' % (place(count, 0)[0], height - 20, f"{count // 1000}k")
                     for count, _ in points)
    labels += "".join('<text x="%d" y="%.0f" text-anchor="end">%.0f s</text>' % (left - 6, place(0, seconds)[1] + 4, seconds)
                      for _, seconds in points)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">'
            f'<title>Seconds to index by the number of paragraphs</title><rect width="{width}" height="{height}" fill="#fff"/>'
            f'<path d="M{left} 20V{height - bottom}H{width - 20}" fill="none" stroke="#888"/>'
            f'<polyline points="{line}" fill="none" stroke="#06c" stroke-width="2"/><g fill="#06c">{dots}</g>'
            f'<g fill="#333">{labels}</g></svg>\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin")
    parser.add_argument("--corpus", default=os.path.join(tempfile.gettempdir(), "article-search-benchmark"))
    parser.add_argument("--svg")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--static", metavar="SEARCHER", help="the searcher of the preset `static`, as one more process")
    parser.add_argument("--queries", action="append", default=[], metavar="FILE",
                        help="further queries to ask both, one a line: words, which are alternatives, or a phrase in quotes")
    options = parser.parse_args()
    tools = {name: os.path.join(options.bin, name) for name in ("indexer", "searcher")}
    tools |= {name: shutil.which(name) for name in ("scriptindex", "sqlite3", "rg")} | {"static": options.static}
    article_folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../corpus/articles")
    article = os.path.join(article_folder, sorted(name for name in os.listdir(article_folder) if name.endswith(".txt"))[0])
    articles = [("the bundled one", article)]
    real = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../shared/article/article.txt")
    if os.path.exists(real):
        articles.append(("the real one", real))
    texts = make_corpus(options.corpus)
    ors, phrases = draw_queries(texts)
    with tempfile.TemporaryDirectory() as work:
        print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
              f"SQLite {sqlite3.sqlite_version}; `tests/benchmark/run.py build/release/bin`.\n")
        index, fts = bench_indexing(tools, texts, options.corpus, work, options.rounds)
        kinds = [("OR of three words", ors, 1), ("phrases", phrases, 1)]
        for name in options.queries:
            with open(name, encoding="utf-8") as lines:
                kinds.append((f"`{os.path.basename(name)}`", lines.read().splitlines(), 0))
        bench_queries(tools, index, fts, kinds, options.rounds)
        bench_process(tools, article, work, options.rounds)
        bench_coprocess(tools, articles, work, options.rounds)
        bench_growth(tools, texts, work, options.svg, index, ors)


if __name__ == "__main__":
    main()
