"""Measure search against Pagefind on the same made-up articles: python tests/bench/search.py --help.

The index is made by the generator's own steps, without the rest of the site; Pagefind (PyPI pagefind-bin) reads a plain
page of each article. Both are asked in Chromium, each first query in a new browser. `--write` renews docs/search.md.
"""

import argparse
import concurrent.futures
import functools
import gc
import gzip
import html
import http.server
import importlib.util
import itertools
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import threading
import time
import tracemalloc
from pathlib import Path
from typing import ClassVar

import without_extraction  # noqa: F401 - nothing is to be found in these texts but words
from measure import interpreter, mebibytes
from playwright.sync_api import sync_playwright
from search_corpus import corpus

from kaluga_site import article_reading, articles, index, load, render
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.pages import Page, form_address
from kaluga_site.model.settings import Settings
from kaluga_site.render.search import article_words
from kaluga_site.render.search_plan import plan_search
from kaluga_site.vietnamese import folded_form, word_forms
from kaluga_site.workers import BATCH

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs/search.md"
QUERIES = 30
ROUNDS = 5
OURS = """async (query) => {
    const start = performance.now();
    const found = await kalugaSearch.find(query);
    const shown = await found.show(0, 10);
    for (const { blocks } of shown) kalugaSearch.quote(blocks, found.query);
    const spent = performance.now() - start;
    await found.facets();
    return [found.count, shown.map((one) => one.address), spent];
}"""
THEIRS = """async (query) => {
    const start = performance.now();
    const found = await pagefind.search(query);
    const shown = await Promise.all(found.results.slice(0, 10).map((one) => one.data()));
    return [found.results.length, shown.map((one) => one.url), performance.now() - start];
}"""


def source(piece):
    people, topics = (json.dumps(of, ensure_ascii=False) for of in (piece.people, piece.topics))
    head = f"---\ntitle: {piece.title}\ndate: {piece.date}\nsource: Báo\npeople: {people}\ntopics: {topics}\n---\n"
    return head + "\n\n".join(piece.paragraphs) + "\n"


def page(piece):
    paragraphs = "".join(f"<p>{html.escape(text)}</p>\n" for text in piece.paragraphs)
    head = (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{html.escape(piece.title)}</title></head>'
    )
    return (
        f"{head}<body><main data-pagefind-body><h1>{html.escape(piece.title)}</h1>\n{paragraphs}</main></body></html>"
    )


def read(piece, authorities):
    content = source(piece).encode()
    article, _ = articles.read_article_text(content.decode(), piece.path, Settings(), authorities)
    return article


def build_ours(pieces, folder):
    """Write our index; return the milliseconds an article by stages, the processor's own, and how many MiB it takes."""
    gc.disable()  # as in a build
    authorities, _ = load.load_authorities(folder)
    largest, joined = (), None
    heads, words, spent = {}, {}, {"words": 0.0, "segments": 0.0, "texts": 0.0, "plan": 0.0}

    def timed(stage, function, *given):
        start = time.process_time()
        found = function(*given)
        spent[stage] += time.process_time() - start
        return found

    def put(made):
        contents = {form_address(made.address, suffix): content for suffix, content in made.forms.items()}
        for address, content in {made.address: made.content, **contents}.items():
            file = folder / address
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    for start in range(0, len(pieces), BATCH):  # of which nothing is kept but what the index needs, as in a build
        batch = [(piece, read(piece, authorities)) for piece in pieces[start : start + BATCH]]
        taken = timed("words", lambda batch: [index.words_of(article) for _, article in batch], batch)  # as builds do
        for (piece, article), found in zip(batch, taken, strict=True):
            words[piece.path] = found.postings
            heads[piece.path] = index.head_of(article, b"", article_reading.digest_of(found.postings), found.length)
        for _, article in batch:
            put(Page(address=f"{article.address}.js", content=timed("texts", article_words, article)))
    archive = index.join(index.Nothing(), heads, (), authorities, Settings())
    plan = timed("plan", lambda: {owner: pages for owner, pages, _ in plan_search(archive, {})})
    for one in itertools.chain.from_iterable(plan.values()):
        if isinstance(one.segment, render.SegmentWords):
            given = [words[found.path] for found in one.words]
            put(timed("segments", render.words_page, one.segment, given))
            if sum(map(len, given)) > sum(map(len, largest)):
                largest, joined = given, one.segment
        elif one.segment:
            put(timed("segments", render.articles_page, one.segment))
        else:
            put(Page(address=one.address, content=one.make_data()))
    for name in ("search-words", "search-index", "search", "search-results"):
        file = folder / f"static/{name}.js"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes((ROOT / f"static/{name}.js").read_bytes())
    scripts = "".join(
        f'<script src="{name}" defer></script>'
        for name in (
            *(f"static/{name}.js" for name in ("search-words", "search-index", "search", "search-results")),
            "tim-kiem/muc-luc.js",
        )
    )
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title>{scripts}', encoding="utf-8"
    )
    assert archive.listings[Vocabulary.PEOPLE]
    gc.enable()
    milliseconds = {stage: seconds * 1000 / len(pieces) for stage, seconds in spent.items()}
    held = sum(map(len, largest)) / 2**20  # a segment's words are handed over together
    memory = held + peak(lambda: list(plan_search(archive, {}))) + peak(render.words_page, joined, largest)
    return milliseconds, memory


def index_ours(pieces, folder):
    """Return what `build_ours` does, of several times the one of middle speed: each in a process of its own."""
    times = []
    for _ in range(ROUNDS):
        with concurrent.futures.ProcessPoolExecutor(1) as one:
            times.append(one.submit(build_ours, pieces, folder).result())
    return sorted(times, key=lambda found: sum(found[0].values()))[ROUNDS // 2]


def peak(function, *given):
    """Return how many MiB are taken at most while a function is called."""
    tracemalloc.start()
    function(*given)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def build_theirs(pieces, folder):
    """Write Pagefind's index; return its seconds and MiB."""
    for piece in pieces:
        file = folder / piece.path.removeprefix("articles/").replace(".md", ".html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page(piece), encoding="utf-8")
    package = Path(importlib.util.find_spec("pagefind_bin").origin).parent
    program = next(file for file in sorted(package.glob("pagefind*")) if file.is_file() and not file.suffix)
    start = time.perf_counter()
    memory = mebibytes([program, "--site", folder])
    script = "import * as found from './pagefind/pagefind.js'; window.pagefind = found; await found.init();"
    (folder / "start.js").write_text(script, encoding="utf-8")
    (folder / "index.html").write_text(
        '<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title>'
        '<script type="module" src="start.js"></script>',
        encoding="utf-8",
    )
    return time.perf_counter() - start, memory


class Handler(http.server.SimpleHTTPRequestHandler):
    """Keeps connections and holds nothing back, as servers of sites do, and notes what it sends."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a file waits until its headers are acknowledged
    sent: ClassVar[list[bytes]] = []

    def log_message(self, *_):
        pass

    def copyfile(self, source, outputfile):
        content = source.read()
        self.sent.append(content)
        outputfile.write(content)


class Asker:
    """Asks an index in Chromium, through a server that says how much it sent."""

    def __init__(self, chromium, folder, question, ready):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.chromium, self.question, self.ready = chromium, question, ready
        self.page = None
        self.begin()

    def begin(self):
        """Open the page in a browser that knows nothing."""
        if self.page:
            self.page.context.close()
        Handler.sent.clear()
        self.page = self.chromium.new_context().new_page()
        self.page.goto(f"http://127.0.0.1:{self.server.server_port}/index.html")
        self.page.wait_for_function(self.ready)

    def ask(self, query):
        return self.page.evaluate(self.question, query)

    def sizes(self):
        """Return how many bytes were sent, and how many these are where the server compresses them."""
        sent = list(Handler.sent)
        return sum(map(len, sent)), sum(min(len(content), len(gzip.compress(content, 6))) for content in sent)

    def close(self):
        self.page.context.close()
        self.server.shutdown()


def stem(address):
    """Return what names the same article in both."""
    return address.rpartition("/")[2].removesuffix(".html")


def measure(asker, queries, phrases, texts):
    """Return what asking an index gives."""
    recalls, precisions = [], []
    folded = {name: {folded_form(form) for form in forms} for name, (_, forms) in texts.items()}
    for query in queries:
        wanted = set(query.split())
        truth = sum(wanted <= words for words in folded.values())
        count, _, _ = asker.ask(query)
        recalls.append(min(count, truth) / truth if count <= truth else 0.0)
    for phrase in phrases:
        _, found, _ = asker.ask(f'"{phrase}"')
        words = f" {' '.join(word_forms(phrase))} "
        having = sum(words in text for text, _ in texts.values())
        right = sum(words in texts[stem(address)][0] for address in found)
        precisions.append(right / min(10, having) if having else 1.0)
    first, again, sent, packed = [], [], [], []
    for query in queries[:8]:
        asker.begin()
        first.append(asker.ask(query)[2])
        for sizes, size in zip((sent, packed), asker.sizes(), strict=True):
            sizes.append(size)
        again.append(asker.ask(query)[2])
    return {
        "recall of queries without accents": f"{statistics.mean(recalls):.2f}",
        "precision of the first ten, phrases": f"{statistics.mean(precisions):.2f}",
        "first query, kB (largest)": f"{statistics.median(sent) / 1000:.0f} ({max(sent) / 1000:.0f})",
        "the same compressed by the server": f"{statistics.median(packed) / 1000:.0f} ({max(packed) / 1000:.0f})",
        "first query, ms (slowest)": f"{statistics.median(first):.0f} ({max(first):.0f})",
        "repeated query, ms (slowest)": f"{statistics.median(again):.1f} ({max(again):.1f})",
    }


def queries_of(pieces, choose):
    """Return pairs of neighbouring words without accents; a third of them has a word with đ."""
    found = []
    while len(found) < QUERIES:
        words = list(word_forms(choose.choice(choose.choice(pieces).paragraphs)))
        place = choose.randrange(len(words) - 1)
        pair = words[place : place + 2]
        if len(found) % 3 or any("đ" in word for word in pair):
            found.append(" ".join(map(folded_form, pair)))
    return found


def size_of(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def compare(count, folder, *, with_pagefind):
    """Return the rows of both for so many articles."""
    made = corpus(count)
    ours, theirs = folder / "ours", folder / "theirs"
    ours.mkdir(parents=True)
    spent, memory = index_ours(made.pieces, ours)
    texts = {
        Path(piece.path).stem: (
            "\n".join(f" {' '.join(word_forms(text))} " for text in [piece.title, *piece.paragraphs]),
            {form for text in [piece.title, *piece.paragraphs] for form in word_forms(text)},
        )
        for piece in made.pieces
    }
    queries = queries_of(made.pieces, random.Random(1))
    rows = {}
    told = ", ".join(f"{stage} {number:.2f}" for stage, number in spent.items())
    rows["Kaluga"] = {
        "index, ms an article and core": f"{sum(spent.values()):.2f} ({told}; {memory:.0f} MiB)",
        "index, MB": f"{(size_of(ours / 'tim-kiem') + size_of(ours / 'bai-viet')) / 1e6:.1f}",
    }
    if with_pagefind:
        seconds, memory = build_theirs(made.pieces, theirs)
        rows["Pagefind"] = {
            "index, ms an article and core": f"{seconds * 1000 / count:.2f} (wall, all cores; {memory:.0f} MiB)",
            "index, MB": f"{size_of(theirs / 'pagefind') / 1e6:.1f}",
        }
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, place, question, ready in (
            ("Kaluga", ours, OURS, "typeof kalugaSearch !== 'undefined' && Boolean(kalugaSearch.figuresOf)"),
            ("Pagefind", theirs, THEIRS, "Boolean(window.pagefind)"),
        ):
            if name in rows:
                asker = Asker(chromium, place, question, ready)
                rows[name] |= measure(asker, queries, made.phrases, texts)
                asker.close()
        chromium.close()
    return rows


def table(count, rows):
    names = list(rows)
    lines = [f"## {count:,} articles", "", f"| | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
    lines += [f"| {row} | {' | '.join(rows[name][row] for name in names)} |" for row in rows[names[0]]]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[2, 10_000])
    parser.add_argument("--write", action="store_true", help="renew the tables of docs/search.md")
    parser.add_argument("--without-pagefind", action="store_true")
    options = parser.parse_args()
    tables = []
    for count in options.counts:
        with tempfile.TemporaryDirectory() as folder:
            tables.append(table(count, compare(count, Path(folder), with_pagefind=not options.without_pagefind)))
        print(tables[-1], flush=True)
    if options.write:
        head = DOCUMENT.read_text(encoding="utf-8").partition("<!-- measured -->")[0]
        busy = f"load average {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors"
        machine = f"{platform.machine()}, {interpreter()}, {busy} at the end"
        DOCUMENT.write_text(f"{head}<!-- measured -->\n\n{machine}\n\n" + "\n\n".join(tables) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
