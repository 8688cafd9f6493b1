"""Our own generator on the corpus: what each row of the table does."""

import shutil
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from corpus import make
from measure import floor

HERE = Path(__file__).parent
BUILD = [sys.executable, "-m", "kaluga_site", "build"]
WITHOUT_EXTRACTION = [sys.executable, HERE / "without_extraction.py", "build"]
READING = [sys.executable, HERE / "reading.py"]
SETTLE_SECONDS = 2.5
"""A file changed more shortly ago is not trusted by its time stamps, as nobody's is who edits at leisure."""

COLD = "cold build, everything on"
SHARED = "cold build, only the stages that Hugo's site has too"
ADDED = "one article added"
FLOOR = "the floor: read the sources, write the same bytes"
RAW_TARGET_MS = 3
SETTINGS = "title: Lưu trữ tin Kaluga\nbase_url: https://example.org/\n"


class Ours:
    """An archive, its site, and the edits that are measured; each leaves the archive as it was."""

    name = "Kaluga"

    def __init__(self, folder):
        self.folder, self.archive, self.site = folder, folder / "archive", folder / "site"
        self.state = self.archive / ".kaluga-site"
        self.new = self.archive / "articles/2025/moi.md"
        self.people = self.archive / "authorities/people.yaml"
        self.folders = 0

    def prepare(self, count):
        """Make the archive and build it."""
        self.lay_out(count)
        self._settle()

    def lay_out(self, count):
        """Make the archive; its one authority entry is a person with the average number of articles."""
        named = make(count, self.archive)
        (self.archive / "site.yaml").write_text(SETTINGS, encoding="utf-8")
        average = statistics.mean(named.values())
        self.person = min(named, key=lambda name: abs(named[name] - average))
        self.mentions = named[self.person]
        self.people.parent.mkdir()
        self.people.write_text(self._entry(self.person, f"{self.person[:-1]}k"), encoding="utf-8")

    def add(self):
        """Add an article."""
        shutil.copyfile(self.archive / "extra.md", self.new)

    def rows(self, *, few=False):
        """Return (name, what to do, the target in parts of Hugo's time) of each row."""
        found = [(SHARED, self.cold_shared, 0.75), (COLD, self.cold, 3), (ADDED, self.added, 1 / 15)]
        if few:
            return found[1:]
        renamed = f"the name of a person in {self.mentions} articles changed in the authority file"
        return [
            *found,
            ("one article less, in a fresh checkout with the state restored", self.fresh_checkout, 1 / 6),
            ("nothing changed", self.unchanged, 1 / 30),
            ("one article's text changed", self.changed, 1 / 15),
            (renamed, self.renamed, 1 / 5),
            (FLOOR, self.floor, None),
        ]

    def cold(self, run):
        return self._cold(run, BUILD)

    def cold_shared(self, run):
        return self._cold(run, WITHOUT_EXTRACTION)

    def added(self, run):
        self._settle()
        self.add()
        try:
            return self._build(run)
        finally:
            self.new.unlink()

    def fresh_checkout(self, run):
        self.add()
        self._settle()
        self.new.unlink()
        fresh = self.folder / "fresh"
        shutil.copytree(self.archive, fresh, copy_function=shutil.copyfile, ignore=lambda *_: {self.state.name})
        shutil.copytree(self.state, fresh / self.state.name)
        self.archive.rename(self._new_folder())
        fresh.rename(self.archive)
        return self._build(run)

    def unchanged(self, run):
        self._settle()
        return self._build(run)

    def changed(self, run):
        file = min((self.archive / "articles/2020").iterdir())
        text = file.read_text(encoding="utf-8")
        self._settle()
        with _rewritten(file, f"{text}\nThêm một đoạn mới, năm 2020.\n"):
            return self._build(run)

    def renamed(self, run):
        self._settle()
        with _rewritten(self.people, self._entry(f"{self.person[:-1]}k", self.person)):
            return self._build(run)

    def floor(self, run):
        del run
        self._settle()
        return floor(self.archive / "articles", self.site, self._new_folder())

    def _entry(self, name, variant):
        return f"- id: mot-nguoi\n  name: {name}\n  variants: [{variant}]\n"

    def _build(self, run, command=BUILD, output=None):
        return run([*command, self.archive, "--quiet", "--output", output or self.site])

    def _cold(self, run, command):
        """Build without a state into a new folder; the state is kept for the next rows."""
        kept = self.folder / "state"
        self.state.rename(kept)
        try:
            return self._build(run, command, self._new_folder())
        finally:
            if self.state.exists():
                self.state.rename(self._new_folder())
            kept.rename(self.state)

    def _new_folder(self):
        """Return a folder that stays until the end: files are dearer to make where others were just removed."""
        self.folders += 1
        return self.folder / f"left-{self.folders}"

    def _settle(self):
        """Leave the archive built, and its files old enough to be told by their times."""
        self._build(_quietly)
        time.sleep(SETTLE_SECONDS)
        self._build(_quietly)


def reading_costs(count, folder):
    """Return the milliseconds for reading one article: raw, with front matter, and that without extraction."""
    found = []
    for style, options in (("raw", []), ("ours", []), ("ours", ["--without-extraction"])):
        archive = folder / f"reading-{style}"
        if not archive.exists():
            make(count, archive, style)
        said = subprocess.run([*READING, archive, *options], capture_output=True, text=True, check=True).stdout
        found.append(float(said))
    return found


@contextmanager
def _rewritten(file, text):
    before = file.read_bytes()
    file.write_text(text, encoding="utf-8")
    try:
        yield
    finally:
        file.write_bytes(before)


def _quietly(command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
