#!/usr/bin/env python3
"""Reads pages of `searcher --format html` as a validator and a browser do.

usage: html_test.py BIN_FOLDER SOURCE_FOLDER [SCREENSHOT_FOLDER]

tidy must have nothing to say. In the document that Chromium makes of a page, the marks must be the highlights of the same
search as JSON, no element may be there that the program does not write, and the background must be light or dark as
the reader prefers. Exits with 77 where tidy or Chromium is missing.
"""
import html.parser
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

ELEMENTS = {"html", "head", "meta", "title", "style", "body", "header", "h1", "p", "ul", "li", "strong", "main", "ol",
            "article", "h2", "code", "mark", "br", "bdi"}
ATTRIBUTES = {"lang", "dir", "class", "start", "charset", "name", "content", "http-equiv"}

ARTICLES = {
    "attacks.md": """# <script>alert(1)</script> harbour </title><img src=x onerror=alert(1)>

## </mark><svg/onload=alert(1)> "harbour" &lt;b&gt; &amp;

A harbour </p></article><script>document.title = 'taken'</script> of <!-- harbours -->, and <![CDATA[ harbour ]]>.

A \u202eruobrah\u202c harbour \u2066with\u2069 &#60;script&#62; and a javascript:alert('harbour') \x1b[31mred\x07 \x7f end.

- harbour one < two
- harbour "three" & 'four'

| harbour | <b>bold</b> |
| ------- | ----------- |
| harbour | &copy;      |
""",
    "hafen.txt": "Der Hafen am Meer\n\nDer harbour der Stadt liegt am Meer, und viele Schiffe kommen jeden Tag in den Hafen "
                 "der Stadt.\n",
    "arabic.txt": "الميناء\n\nميناء harbour المدينة على البحر، وتأتي السفن كل يوم إلى ميناء المدينة القديمة.\n",
    "long.txt": "Long\n\nA harbour named " + "x" * 300 + " is here.\n",
    "<b>javascript:alert(1)\n&amp;.txt": "A harbour in a file with a bad name.\n",
}

failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)


class Document(html.parser.HTMLParser):
    """What the test asks of a document."""

    def __init__(self, text):
        super().__init__()
        self.marks = []  # (class or name of the element around, text)
        self.texts = {}  # by name of element
        self.languages = set()
        self.open = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        expect(tag in ELEMENTS, f"an element {tag}")
        for name, value in attrs:
            expect(name in ATTRIBUTES, f"an attribute {name} of {tag}")
            if name == "lang":
                self.languages.add(value)
        if tag in ("meta", "br"):
            if tag == "br" and self.open and self.open[-1][0] == "mark":
                expect(False, "a mark over two lines")
            return
        self.open.append((tag, dict(attrs).get("class", tag)))
        if tag == "mark":
            self.marks.append((self.open[-2][1], ""))

    def handle_endtag(self, tag):
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            expect(False, f"</{tag}> within {self.open}")

    def handle_data(self, data):
        if not self.open:
            return
        tag = self.open[-1][0]
        self.texts[tag] = self.texts.get(tag, "") + data
        if tag == "mark":
            self.marks[-1] = (self.marks[-1][0], self.marks[-1][1] + data)


def highlights(answer):
    """(element, text) as the page ought to have them."""
    marks = []

    def add(element, text, ranges):
        raw = text.encode()
        for r in ranges:
            marked = " ".join(raw[r["begin"]:r["end"]].decode().split())
            marks.append((element, marked))

    for hit in answer["hits"]:
        trail = [(text, ranges) for text, ranges in
                 [(hit["title"], hit["title_highlights"]), *zip(hit["headings"], hit["heading_highlights"])] if text]
        for i, (text, ranges) in enumerate(trail):
            add("h2" if i + 1 == len(trail) else "trail", text, ranges)
        add("text", hit["snippet"]["text"], hit["snippet"]["highlights"])
    return marks


def browser(folder, page, *arguments):
    # A new profile for each: nothing is left of the run before.
    with tempfile.TemporaryDirectory() as profile:
        return subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
             "--virtual-time-budget=2000", f"--user-data-dir={profile}", *arguments, "file://" + page],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, timeout=120).stdout.decode()


def first_pixel(png):
    """Red, green and blue: the first byte of a PNG's data is the filter, which leaves the first pixel as it is."""
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        if kind == b"IDAT":
            data += png[at + 8:at + 8 + length]
        at += length + 12
    return tuple(zlib.decompress(data)[1:4])


def main():
    for tool in ("tidy", "chromium"):
        if shutil.which(tool) is None:
            print(f"{tool} is not installed")
            sys.exit(77)
    programs, source = (os.path.abspath(path) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        screenshots = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else folder
        articles = os.path.join(folder, "articles")
        shutil.copytree(os.path.join(source, "corpus/articles"), articles)
        for name, text in ARTICLES.items():
            with open(os.path.join(articles, name), "w", encoding="utf-8") as file:
                file.write(text)
        subprocess.run([f"{programs}/indexer", "-q", "-i", "a.idx", "--language", "auto", "articles"], cwd=folder, check=True)

        def search(form, *arguments):
            run = subprocess.run([f"{programs}/searcher", "-i", "a.idx", "--format", form, *arguments], cwd=folder,
                                 stdout=subprocess.PIPE, check=False)
            expect(run.returncode < 2, f"exit status {run.returncode}: {arguments}")
            return run.stdout

        pages = [("attacks", ["-n", "50", "--", "harbour \"<script>\" </h1>"]),
                 ("usual", ["-n", "50", "--", "kazakhstan diplomacy uranium"]),
                 ("misspelt", ["--expand", "--", "diplomcy harbour"]), ("none", ["--", "diplomcy"]), ("wordless", ["--", "<>"]),
                 ("second", ["--offset", "3", "-n", "2", "--", "russia"]), ("captions", ["kind:caption"])]
        for name, arguments in pages:
            page = os.path.join(folder, name + ".html")
            with open(page, "wb") as file:
                file.write(search("html", *arguments))
            tidy = subprocess.run(["tidy", "-q", "-e", "-utf8", page], stderr=subprocess.PIPE, check=False)
            expect(tidy.stderr == b"", f"{name}: tidy: {tidy.stderr.decode()}")
            answer = json.loads(search("json", *arguments))
            document = Document(browser(folder, page, "--dump-dom"))
            wanted = highlights(answer)
            expect(document.marks == wanted, f"{name}: marks\n  {document.marks}\nand highlights\n  {wanted}")
            query = " ".join(answer["query"].split())
            expect(document.texts.get("h1") == query, f"{name}: the heading {document.texts.get('h1')!r}")
            expect(document.texts.get("title") == query + " – Article Search", f"{name}: {document.texts.get('title')!r}")
            expect((document.texts.get("strong") or None) == answer["suggestion"], f"{name}: {answer['suggestion']!r}")
            if name == "attacks":
                expect(len(wanted) > 9, f"too few marks: {wanted}")
                expect({"en", "de", "ar", "und"} <= document.languages, f"languages: {document.languages}")
            print(f"{name}: {len(wanted)} marks")

        for scheme, number, is_light in (("dark", 0, False), ("light", 1, True)):
            for page, size in (("usual", "1000,1500"), ("attacks", "500,1800"), ("misspelt", "800,700")):
                shot = os.path.join(screenshots, f"{page}-{scheme}.png")
                browser(folder, os.path.join(folder, page + ".html"), f"--blink-settings=preferredColorScheme={number}",
                        f"--window-size={size}", f"--screenshot={shot}")
                with open(shot, "rb") as file:
                    pixel = first_pixel(file.read())
                expect((min(pixel) > 0xE0) if is_light else (max(pixel) < 0x30), f"{page} in {scheme}: paper is {pixel}")

    for failure in failures:
        print(failure)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
