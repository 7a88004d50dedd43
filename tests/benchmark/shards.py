#!/usr/bin/env python3
"""Measures what an index in shards costs beside one file, here and behind Xapian's servers, and prints tables of Markdown.

usage: shards.py BIN_DIR [--corpus DIR] [--paragraphs N] [--shards LIST]

BIN_DIR has indexer and searcher of a release build; xapian-tcpsrv (xapian-tools) is started on ports of 127.0.0.1. The
corpus is that of run.py, again and again until it has N paragraphs (default 1000000). Servers and searcher share this
machine: what a network adds is not measured, what parallel machines save neither.
"""
import argparse
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time

import run as benchmark


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Servers:
    """One a shard, as context."""

    def __init__(self, files):
        self.ports = [free_port() for _ in files]
        self.processes = [
            subprocess.Popen(["xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port", str(port), file])
            for port, file in zip(self.ports, files)]

    def __enter__(self):
        for port in self.ports:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except ConnectionRefusedError:
                    time.sleep(0.05)
        return [word for port in self.ports for word in ("-i", f"tcp://127.0.0.1:{port}")]

    def __exit__(self, *_):
        for process in self.processes:
            process.kill()
            process.wait()


def ask(searcher, index, queries):
    """Milliseconds of each query in one process, after one round that warms up."""
    command = [searcher, *index, "--queries", "-", "--queries-format", "text", "--remote-timeout", "600"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        times, answers = [], []
        for query in queries + queries:
            start = time.perf_counter()
            process.stdin.write(query + "\n")
            process.stdin.flush()
            answers.append(json.loads(process.stdout.readline())["hits"])
            times.append(1000 * (time.perf_counter() - start))
        process.stdin.close()
    return times[:len(queries)], times[len(queries):], answers


def start(searcher, index, query):
    """Milliseconds of a process with one query: the best of ten."""
    times = []
    for _ in range(10):
        begin = time.perf_counter()
        subprocess.run([searcher, *index, "-n", "10", query], stdout=subprocess.DEVNULL, check=True)
        times.append(1000 * (time.perf_counter() - begin))
    return min(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin")
    parser.add_argument("--corpus", default=os.path.join(tempfile.gettempdir(), "article-search-benchmark"))
    parser.add_argument("--paragraphs", type=int, default=1_000_000)
    parser.add_argument("--shards", default="1,2,5")
    options = parser.parse_args()
    indexer, searcher = (os.path.join(options.bin, name) for name in ("indexer", "searcher"))
    texts = benchmark.make_corpus(options.corpus)
    ors, phrases = benchmark.draw_queries(texts)
    kinds = {"one word": [query.split()[0] for query in ors[:50]], "OR of three words": ors[:50],
             "phrases": phrases[:50], "`pre*`": [query.split()[0][:4] + "*" for query in ors[:20]],
             "a misspelt word": ["x" + query.split()[0] for query in ors[:20]]}
    with tempfile.TemporaryDirectory() as work:
        lines = os.path.join(work, "all.jsonl")
        with open(lines, "w", encoding="utf-8") as out:
            for number in range(options.paragraphs):
                text = texts[number % len(texts)]
                out.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
        places, built = {}, []
        for count in [int(text) for text in options.shards.split(",")]:
            index = os.path.join(work, f"{count}.idx")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            begin = time.perf_counter()
            subprocess.run([indexer, "--quiet", "--shards", str(count), "-i", index, lines], check=True)
            seconds = time.perf_counter() - begin
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            files = [index] if count == 1 else [
                os.path.join(work, line.split()[1]) for line in open(index, encoding="utf-8") if line.startswith("auto ")]
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            built.append((count, seconds, cpu, sum(map(os.path.getsize, files)) / 1e6))
            places[count] = (index, files)
        print(f"{options.paragraphs:,} paragraphs.\n\n| shards | seconds | of processor | files, MB |\n| --- | --- | --- | --- |")
        for count, seconds, cpu, size in built:
            print(f"| {count} | {seconds:.1f} | {cpu:.1f} | {size:.0f} |")
        rows, expected = [], {}
        for count, (index, files) in places.items():
            with Servers(files) as remote:
                for where, named in (("file" if count == 1 else "files", ["-i", index]),
                                     ("server" if count == 1 else "servers", remote)):
                    row = [f"{count} {where}", f"{start(searcher, named, ors[0]):.1f}"]
                    for kind, queries in kinds.items():
                        first, again, answers = ask(searcher, named, queries)
                        if expected.setdefault(kind, answers) != answers:
                            sys.exit(f"{row[0]}, {kind}: another answer than {next(iter(places))}")
                        row.append(f"{statistics.median(first):.2f}, {statistics.median(again):.2f}")
                    rows.append(row)
        print("\nMilliseconds: of a process with one query, the best of ten; then of a query in an open process, the median, asked "
              "for the\nfirst time and again.\n")
        print("| | a process | " + " | ".join(kinds) + " |\n|" + " --- |" * (2 + len(kinds)))
        for row in rows:
            print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
