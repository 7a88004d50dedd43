#!/usr/bin/env python3
"""Measures the ranking on test collections.

usage: measure.py [--check] [--option OPTION]... BIN_FOLDER COLLECTIONS_FOLDER [NAME...]

A collection is a folder with docs.jsonl ({"id","title","text"} a line), topics.tsv (id TAB query) and qrels.txt (TREC's
form). Prints a row a collection: mean average precision, nDCG at 10 (gain: the grade; discount: log2(rank + 1)) and mean
reciprocal rank of the top 1,000, over all queries that have a relevant document, whether or not anything was found
(trec_eval -c). --check: exits with 1 where a figure is below its floor; these are just below what docs/ranking.md says,
and exact, since nothing here depends on the machine. --option is passed on to searcher.
"""
import argparse
import collections
import math
import os
import subprocess
import sys
import tempfile

LANGUAGES = {"xquad-de": "german", "xquad-ru": "russian", "xquad-th": "th", "xquad-zh": "zh", "jsquad-ja": "ja", "korquad": "ko"}

# Least MAP, nDCG@10 and MRR.
FLOORS = {
    "cranfield": (0.435, 0.526, 0),
    "cisi": (0.237, 0.415, 0),
    "med": (0.537, 0.699, 0),
    "xquad-en": (0, 0, 0.965),
    "xquad-de": (0, 0, 0.931),
    "xquad-ru": (0, 0, 0.942),
    "xquad-th": (0, 0.964, 0),
    "xquad-zh": (0, 0.964, 0),
    "jsquad-ja": (0, 0.947, 0),
}


def read_judgements(path):
    judged = collections.defaultdict(dict)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            query, _, document, grade = line.split()
            judged[query][document] = int(grade)
    return {query: grades for query, grades in judged.items() if max(grades.values()) > 0}


def read_run(lines):
    run = collections.defaultdict(list)
    for line in lines.splitlines():
        query, _, document, _, score, _ = line.split()
        run[query].append((float(score), document))
    # As trec_eval: by score, ties by the name, both falling.
    return {query: [document for _, document in sorted(found, reverse=True)] for query, found in run.items()}


def measures(grades, ranking):
    relevant = sum(grade > 0 for grade in grades.values())
    found = 0
    precisions = 0.0
    reciprocal = 0.0
    gain = 0.0
    for rank, document in enumerate(ranking, 1):
        grade = max(0, grades.get(document, 0))
        if rank <= 10:
            gain += grade / math.log2(rank + 1)
        if grade > 0:
            found += 1
            precisions += found / rank
            reciprocal = reciprocal or 1 / rank
    best = sorted((grade for grade in grades.values() if grade > 0), reverse=True)[:10]
    ideal = sum(grade / math.log2(rank + 1) for rank, grade in enumerate(best, 1))
    return precisions / relevant, gain / ideal, reciprocal


def measure(name, folder, programs, options):
    with tempfile.TemporaryDirectory() as scratch:
        index = os.path.join(scratch, "collection.idx")
        language = LANGUAGES.get(name, "english")
        subprocess.run(
            [os.path.join(programs, "indexer"), "-q", "-i", index, "--language", language, os.path.join(folder, "docs.jsonl")],
            check=True,
        )
        command = [os.path.join(programs, "searcher"), "-i", index, "-n", "1000", "--format", "trec"]
        command += ["--queries", os.path.join(folder, "topics.tsv")] + options
        run = read_run(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    judged = read_judgements(os.path.join(folder, "qrels.txt"))
    figures = [measures(grades, run.get(query, [])) for query, grades in judged.items()]
    return [sum(column) / len(figures) for column in zip(*figures)]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--option", action="append", default=[])
    parser.add_argument("programs")
    parser.add_argument("collections")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    if not os.path.isdir(arguments.collections):
        print("skipped: the test collections are not there")
        return 77
    failed = False
    print("| collection | MAP | nDCG@10 | MRR | |")
    print("| --- | --- | --- | --- | --- |")
    for name in arguments.names or FLOORS:
        figures = measure(name, os.path.join(arguments.collections, name), arguments.programs, arguments.option)
        low = any(figure < floor for figure, floor in zip(figures, FLOORS.get(name, (0, 0, 0))))
        failed = failed or low
        print("| %s | %.4f | %.4f | %.4f | %s |" % (name, *figures, "below its floor" if low else ""), flush=True)
    return 1 if failed and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
