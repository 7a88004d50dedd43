#!/usr/bin/env python3
"""usage: dialogue.py DIALOGUE COMMAND... (see ../coprocess_test.sh)"""
import signal
import subprocess
import sys

process = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
with open(sys.argv[1], encoding="utf-8") as dialogue:
    for line in dialogue.read().splitlines():
        request, *parts = line.split("\t")
        if not parts:
            subprocess.run(["sh", "between.sh", *request.split()], check=True)
            continue
        process.stdin.write(request + "\n")
        process.stdin.flush()
        signal.alarm(60)  # ends this process, and the test fails
        answer = process.stdout.readline()
        signal.alarm(0)
        for part in parts:
            if part not in answer:
                sys.exit(f"python: to {request!r} the answer is without {part!r}: {answer!r}")
process.stdin.close()
signal.alarm(60)
if rest := process.stdout.read():
    sys.exit(f"python: an answer too many: {rest}")
if status := process.wait():
    sys.exit(f"python: exit status {status}")
