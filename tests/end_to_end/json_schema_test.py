#!/usr/bin/env python3
"""Checks docs/output-schema.json against all JSON that the programs print when they are tested.

usage: json_schema_test.py SOURCE_FOLDER TEST_PROGRAM...

Validates every line of JSON in the file $JSON_LINES_LOG, to which tests write when they run with this set; where there is
no such file, runs the test programs for it. Then that the schema is none that lets anything through: what is documented,
with a key more, a key less or a value of another type, must not be valid. Exits with 77 where python3-jsonschema is missing.
"""
import copy
import json
import os
import re
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)


def lines_of_tests(programs):
    """(whether fields were chosen, object) of every line of JSON that the tests' programs printed."""
    with tempfile.TemporaryDirectory() as folder:
        log = os.environ.get("JSON_LINES_LOG", "")
        if not os.path.isfile(log):
            log = os.path.join(folder, "lines")
            for program in programs:
                # Whether the tests pass is for their own runs to say.
                subprocess.run([program, "--gtest_brief=1"], env={**os.environ, "JSON_LINES_LOG": log},
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        with open(log, encoding="utf-8") as lines:
            for line in set(lines):  # the tests ask many things twice
                chose, text = line.split("\t", 1)
                yield chose == "fields", json.loads(text)


def places(value, path=()):
    """The paths of all values within a value, its own first."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield from places(part, path + (key,))


def words_of(part):
    """The keys and the words among the values that a part of the schema allows."""
    yield from part.get("properties", {})
    yield from (value for value in part.get("enum", []) if isinstance(value, str))
    for inner in part.get("properties", {}).values():
        yield from words_of(inner)


def at(value, path):
    for key in path:
        value = value[key]
    return value


def spoilt(value):
    """(what was done, value) with one thing wrong in each."""
    for path in places(value):
        part = at(value, path)
        if isinstance(part, dict):
            more = copy.deepcopy(value)
            at(more, path)["unheard_of"] = 1
            yield f"a key more at {path}", more
        if path:
            other = copy.deepcopy(value)
            at(other, path[:-1])[path[-1]] = {} if not isinstance(part, dict) else []
            yield f"another type at {path}", other
        if path and isinstance(path[-1], str) and path != ("id",) and path[-1] != "path_bytes":  # these may be missing
            less = copy.deepcopy(value)
            del at(less, path[:-1])[path[-1]]
            yield f"no {path}", less


def main():
    source, programs = sys.argv[1], sys.argv[2:]
    with open(os.path.join(source, "docs/output-schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)

    def validator(name):
        part = {**schema, "$ref": f"#/$defs/{name}"}
        return jsonschema.Draft202012Validator(part)

    whole = jsonschema.Draft202012Validator(schema)
    validators = {name: validator(name) for name in ("answer", "full_answer", "error", "status", "paragraph")}
    kinds = {"hits": "answer", "error": "error", "fresh": "status", "text": "paragraph"}
    failures = []
    seen = {}
    keys = set()
    for chose_fields, value in lines_of_tests(programs):
        kind = next((kind for key, kind in kinds.items() if key in value), None)
        if kind is None:
            failures.append(f"no kind: {json.dumps(value)[:200]}")
            continue
        seen.setdefault(kind, value)
        seen[kind + " count"] = seen.get(kind + " count", 0) + 1
        keys.update((kind, *(key for key in path if isinstance(key, str))) for path in places(value))
        if not chose_fields and kind == "answer":
            # Its error says more than "none of four".
            failures += [f"{error.json_path}: {error.message[:200]}" for error in validators["full_answer"].iter_errors(value)]
        failures += [f"{kind}: {error.message[:200]}" for error in validators[kind].iter_errors(value)]
        failures += [f"{kind} as one of all: {error.message[:200]}" for error in whole.iter_errors(value)]

    # Every key that the schema knows has been seen at least once.
    for name, kind in (("answer", "answer"), ("hit", "answer"), ("error", "error"), ("status", "status"),
                       ("paragraph", "paragraph"), ("copy", "answer"), ("score_share", "answer"), ("meaning", "answer")):
        for key in schema["$defs"][name]["properties"]:
            if not any(path[0] == kind and path[-1] == key for path in keys):
                failures.append(f"no test prints the {key} of {name}")

    # Every key, and every word that may be a value, is documented; the documented values are valid, and with anything
    # wrong they are not.
    with open(os.path.join(source, "docs/output-schema.md"), encoding="utf-8") as file:
        document = file.read()
    names = {name for part in schema["$defs"].values() for name in words_of(part)}
    failures += [f"output-schema.md does not have `{name}`" for name in names if f"`{name}`" not in document]
    documented = [json.loads(block) for block in re.findall(r"^```json\n(.*?)^```$", document, re.M | re.S)]
    spoilt_count = 0
    for value in documented + [seen.get("status"), seen.get("paragraph")]:
        if value is None:
            continue
        kind = next(kind for key, kind in kinds.items() if key in value)
        check = validators["full_answer" if kind == "answer" else kind]
        failures += [f"documented: {error.message[:200]}" for error in check.iter_errors(value)]
        for what, wrong in spoilt(value):
            spoilt_count += 1
            if check.is_valid(wrong):
                failures.append(f"{kind} passes with {what}")

    for failure in sorted(set(failures)):
        print(failure)
    counts = ", ".join(f"{seen.get(kind + ' count', 0)} {kind}" for kind in kinds.values())
    print(f"lines: {counts}; {spoilt_count} spoilt; {len(failures)} failures")
    sys.exit(1 if failures or not all(kind in seen for kind in kinds.values()) else 0)


if __name__ == "__main__":
    main()
