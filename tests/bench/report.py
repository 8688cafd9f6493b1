"""Put what was measured into words: tables, their explanation, the plot."""

import datetime
import json
import os
import platform
import statistics
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from measure import interpreter
from ours import ADDED, COLD, FLOOR, RAW_TARGET_MS

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"
HUGO = "Hugo, every build"
AT_TARGETS = 10_000
"""The targets are for a corpus of so many articles, and for ten times as many."""

MEMORY_TARGET = 1 / 3
GROWTH_TARGETS = {"cold": 11, "added": 4, "memory": 6}

INTRODUCTION = f"""# Performance

Made by `make bench`: this generator ("Kaluga" in the plot), Hugo, Pelican and Eleventy on the same made-up articles
with front matter, on one machine (tests/bench). The tools take turns, round after round, so that whatever else the
machine does strikes all alike; each number is the median of its rounds. Seconds differ from machine to machine, so
read the ratios: "1/15" means a fifteenth of what Hugo needs to build the same corpus, and "2.00" twice as much.

- The sites of the others are the plainest that have the same pages: articles, topics, people, years, a feed; Hugo and
  Eleventy also write a sitemap. They build everything each time, into a new folder. Pelican can keep what it has read,
  which is a row of its own.
- Ours does more: it reads people, organisations, places, figures, quotations and dates in the texts and says where
  each stands. One row leaves that out, and so compares like with like.
- An edit is measured on a finished site whose files have lain for some seconds. The fresh checkout is a copy of the
  whole archive in which every file is new; the state of the last build and its site are there.
- The floor is what no generator can beat with one process: reading the sources and writing the bytes of our site.
- MiB is the most memory that all processes of a tool had together at one time, from a round of its own that is not
  timed. What processes share counts once.
- Which Python runs matters: one compiled without optimisations, as pyenv does it by default, read texts a third slower
  than Debian's of the same version, and indexed a fifth slower.
- Targets are for {AT_TARGETS:,} articles. Nothing fails when one is missed: no test looks at a time.
"""


@dataclass
class Result:
    """What was measured for one row."""

    name: str
    tool: str
    target: float | None = None
    seconds: list[float] = field(default_factory=list)
    mebibytes: float | None = None
    failed: str = ""

    @property
    def median(self):
        return statistics.median(self.seconds) if self.seconds and not self.failed else None


def heading(versions):
    day = datetime.datetime.now(datetime.UTC).date()
    gibibytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{_processor()}, {os.cpu_count()} processors, {gibibytes:.0f} GiB of memory, {platform.system()}"
    tools = " · ".join(f"{name} {version}" for name, version in versions.items())
    return [INTRODUCTION, f"{day} · {machine} · {interpreter()} · {tools}", ""]


def table(count, results):
    base = next((one for one in results if one.name == HUGO), None)
    yield f"## {count:,} articles\n"
    yield "| | seconds | of Hugo's | target | MiB | of Hugo's | target | rounds |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in results:
        if one.failed:
            yield f"| {one.name} | {one.failed} | | | | | | |"
            continue
        is_target = count == AT_TARGETS
        memory = "" if one.mebibytes is None else f"{one.mebibytes:.0f}"
        cells = [
            one.name,
            f"{one.median:.2f}",
            _ratio(one.median, base and base.median),
            _part(one.target) if one.target and is_target else "",
            memory,
            _ratio(one.mebibytes, base and base.mebibytes),
            _part(MEMORY_TARGET) if one.name == COLD and is_target else "",
            str(len(one.seconds)),
        ]
        yield "| " + " | ".join(cells) + " |"
    yield ""
    cold, floor = (_named(results, name) for name in (COLD, FLOOR))
    if cold and floor and cold.median and floor.median:
        yield f"The cold build takes {cold.median / floor.median:.1f} times as long as the floor.\n"


def growth(small, large, before, after):
    """Compare two tables: how many times more with how many times the articles."""
    rows = [
        ("cold build, seconds", COLD, "median", "cold"),
        ("one article added, seconds", ADDED, "median", "added"),
        ("cold build, MiB", COLD, "mebibytes", "memory"),
        ("Hugo, seconds", HUGO, "median", None),
        ("Hugo, MiB", HUGO, "mebibytes", None),
    ]
    yield f"## From {small:,} to {large:,} articles\n"
    yield f"{large / small:g} times the articles take so many times as much:\n"
    yield "| | times | target |"
    yield "|---|---|---|"
    for name, row, measure, target in rows:
        one, other = (getattr(_named(results, row), measure, None) for results in (before, after))
        if one and other:
            wanted = f"{GROWTH_TARGETS[target]}" if target and (small, large) == (AT_TARGETS, AT_TARGETS * 10) else ""
            yield f"| {name} | {other / one:.1f} | {wanted} |"
    yield ""


def reading(count, costs):
    raw, known, bare = costs
    yield f"## Reading one article of {count:,}, on one core\n"
    yield "Milliseconds of one processor for reading a file and finding what is in it, without rendering.\n"
    yield "| | ms | target |"
    yield "|---|---|---|"
    yield f"| raw text: title, people, figures and dates are all found in it | {raw:.2f} | |"
    yield f"| the same with front matter | {known:.2f} | |"
    yield f"| the same with front matter, nothing looked for in the text | {bare:.2f} | |"
    yield f"| raw text: more than with front matter | {raw - known:.2f} | {RAW_TARGET_MS} |"
    yield f"| raw text: more than with front matter and nothing looked for | {raw - bare:.2f} | |"
    yield ""


def plot(tables, tools):
    """Draw seconds against articles into docs/performance.svg; return the lines that show it."""
    series = {}
    for count, results in sorted(tables.items()):
        for one in results:
            edit = ", one article added" if one.name == ADDED else ", cold build"
            if one.median and (one.name in {COLD, ADDED} or one.name.endswith("every build")):
                series.setdefault(one.tool + edit, []).append((count, one.median))
    tools.pip("matplotlib")
    command = [tools.programs / "python", HERE / "plot.py", DOCS / "performance.svg"]
    subprocess.run(command, input=json.dumps(series), text=True, check=True)
    words = "; ".join(
        f"{name}: " + ", ".join(f"{seconds:.3g} s for {count:,}" for count, seconds in points)
        for name, points in series.items()
    )
    return [f"![Seconds against number of articles, both axes logarithmic. {words}.](performance.svg)", ""]


def _named(results, name):
    return next((one for one in results if one.name == name), None)


def _ratio(measured, base):
    return _part(measured / base) if measured and base else ""


def _part(ratio):
    return f"{ratio:.2f}" if ratio >= 0.6 else f"1/{round(1 / ratio, 1):g}"


def _processor():
    """Return the processor's name."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
