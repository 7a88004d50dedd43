#!/usr/bin/env python3
"""The picture of a terminal in README.md: what the programs print there, as an SVG.

usage: terminal_picture.py [--update] BIN_FOLDER SOURCE_FOLDER

Runs COMMANDS in tmux and draws its screen with its colours. Compares the picture with docs/terminal.svg, or with --update
writes it there. Exits with 77 where tmux is missing.
"""
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from xml.sax.saxutils import escape

COMMANDS = ["indexer -i essays.idx corpus/articles",
            "searcher -i essays.idx -n 2 '\"belt and road\" railway'",
            "searcher -i essays.idx diplomcy"]
COLUMNS = 96
END = "the end of the picture"

# Pixels.
SIZE, CELL, LINE, MARGIN, BAR = 14, 8.4, 20, 20, 36
# Select Graphic Rendition: what each number is called below.
STYLES = {"1": "bold", "2": "quiet", "31": "red", "35": "magenta"}
STYLE_SHEET = """
    .paper { fill: #ffffff; stroke: #d0d7de }
    .button { fill: #d0d7de }
    text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #1f2328 }
    .bold { font-weight: bold }
    .quiet { fill: #6e7781 }
    .red { fill: #cf222e }
    .magenta { fill: #8250df }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #0d1117; stroke: #30363d }
      .button { fill: #30363d }
      text { fill: #e6edf3 }
      .quiet { fill: #8b949e }
      .red { fill: #ff7b72 }
      .magenta { fill: #d2a8ff }
    }
  """


def screen(programs, source):
    """The lines that tmux shows after the commands, with escape sequences."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.join(source, "corpus/articles"), os.path.join(folder, "corpus/articles"))
        with open(os.path.join(folder, "session.sh"), "w", encoding="utf-8") as session:
            for command in COMMANDS:
                typed = shlex.quote(command)
                session.write(f"printf '\\033[2m$\\033[0m \\033[1m%s\\033[0m\\n' {typed}\n{command}\necho\n")
            session.write(f"echo '{END}'\nread -r _\n")
        environment = {"PATH": programs + ":" + os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8",
                       "TERM": "xterm-256color"}
        server = f"article-search-picture-{os.getpid()}"

        def tmux(*arguments):
            return subprocess.run(["tmux", "-L", server, "-f", "/dev/null", "-u", *arguments], cwd=folder, env=environment,
                                  stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout

        tmux("new-session", "-d", "-x", str(COLUMNS), "-y", "60", "sh session.sh")
        try:
            for _ in range(300):
                lines = tmux("capture-pane", "-p", "-e").split("\n")
                if END in lines:
                    return lines[:lines.index(END) - 1]
                time.sleep(0.1)
        finally:
            tmux("kill-server")
    sys.exit("the commands did not come to an end")


def runs(lines):
    """(line, column, classes, text) of everything that is not blank."""
    styles = []
    for number, line in enumerate(lines):
        line = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\", "", line)  # hyperlinks: newer versions of tmux keep them
        line = re.sub(r" in \d+\.\d\d s: ", " in 0.01 s: ", line)
        column = 0
        for part in re.split(r"(\x1b\[[\d;]*m)", line):
            if part.startswith("\x1b"):
                for code in part[2:-1].split(";"):
                    if code in ("", "0"):
                        styles = []
                    elif code == "39":  # the default colour
                        styles = [style for style in styles if style not in ("red", "magenta")]
                    elif code in STYLES:
                        styles = styles + [STYLES[code]]
                    elif code != "49":  # the default background
                        sys.exit(f"an escape sequence without a meaning here: {part!r}")
                continue
            text = part.lstrip()
            if text:
                yield number, column + len(part) - len(text), styles, text.rstrip()
            column += len(part)


def picture(lines):
    width, height = 2 * MARGIN + COLUMNS * CELL, BAR + len(lines) * LINE + MARGIN
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" role="img">',
           "  <title>indexer and searcher on a terminal</title>", f"  <style>{STYLE_SHEET}</style>",
           f'  <rect class="paper" x="0.5" y="0.5" width="{width - 1:g}" height="{height - 1:g}" rx="8"/>']
    out += [f'  <circle class="button" cx="{MARGIN + 6 + 20 * i}" cy="{BAR // 2}" r="6"/>' for i in range(3)]
    for line, column, styles, text in runs(lines):
        place = f'x="{MARGIN + column * CELL:g}" y="{BAR + line * LINE + SIZE}"'
        classes = f' class="{" ".join(styles)}"' if styles else ""
        # Whatever font there is, columns are columns.
        out.append(f'  <text {place}{classes} textLength="{len(text) * CELL:g}" lengthAdjust="spacingAndGlyphs">'
                   f"{escape(text)}</text>")
    return "\n".join(out + ["</svg>", ""])


def main():
    update = sys.argv[1] == "--update"
    programs, source = (os.path.abspath(path) for path in sys.argv[1 + update:])
    if shutil.which("tmux") is None:
        print("tmux is not installed")
        sys.exit(77)
    made = picture(screen(programs, source))
    path = os.path.join(source, "docs/terminal.svg")
    if update:
        with open(path, "w", encoding="utf-8") as file:
            file.write(made)
        return
    with open(path, encoding="utf-8") as file:
        committed = file.read()
    difference = list(difflib.unified_diff(committed.split("\n"), made.split("\n"), "docs/terminal.svg", "now", lineterm=""))
    print("\n".join(difference) or "the picture is what the programs print")
    sys.exit(1 if difference else 0)


if __name__ == "__main__":
    main()
