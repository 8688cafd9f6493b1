"""Measure building against other generators on the same corpus: python tests/bench/run.py --help.

The other generators are installed into a temporary folder, or into the one given with --installed, which is kept. The
tools take turns in each round; a last round, not timed, takes the memory. `--write` renews docs/performance.md and
docs/performance.svg after each number of articles.
"""

import argparse
import statistics
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import report
from measure import FailedError, mebibytes, seconds
from ours import Ours, reading_costs
from peers import PEERS, Tools

ALL = ["ours", *PEERS]
MANY = 10_000
"""Of more articles, only cold builds and one article added are measured."""

READ = 2000


def install(names, tools):
    """Install peers; return those that could be, the versions of all, and the rows of the others."""
    peers, versions, failed = [], {}, []
    for name in names:
        try:
            versions[PEERS[name].name] = PEERS[name](tools, tools.folder).install()
        except FailedError as error:
            failed.append(report.Result(f"{PEERS[name].name}, every build", PEERS[name].name, failed=str(error)))
        else:
            peers.append(PEERS[name])
    return peers, versions, failed


def measured(count, rounds, peers, tools, *, ours):
    """Measure all rows for so many articles; return their results."""
    with tempfile.TemporaryDirectory() as folder:
        work = []  # (result, what to do, in how many rounds)
        for peer in (made(tools, Path(folder)) for made in peers if count <= made.largest):
            tell(f"{count:,} articles: laying out for {peer.name}")
            peer.prepare(count)
            most = min(rounds, peer.most_rounds)
            work += [(report.Result(name, peer.name), do, most) for name, do in peer.rows]
        if ours:
            own = Ours(Path(folder))
            own.prepare(count)
            rows = own.rows(few=count > MANY)
            work += [(report.Result(name, own.name, target), do, rounds) for name, do, target in rows]
        for number in range(1, rounds + 1):
            for result, do, most in work:
                if number <= most and not result.failed:
                    try:
                        result.seconds.append(do(seconds))
                    except FailedError as error:
                        result.failed = str(error)
                    said = result.failed or f"{result.seconds[-1]:.2f} s"
                    tell(f"{count:,} articles, round {number} of {most}: {result.name}: {said}")
        for result, do, _ in work:
            if result.name != report.FLOOR and not result.failed:
                with suppress(FailedError):  # its times are good all the same
                    result.mebibytes = do(mebibytes)
                tell(f"{count:,} articles: {result.name}: {result.mebibytes or 0:.0f} MiB")
    return [result for result, *_ in work]


def read(count, rounds):
    """Return the medians of what reading an article costs."""
    with tempfile.TemporaryDirectory() as folder:
        costs = [reading_costs(count, Path(folder)) for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*costs, strict=True)]


def tell(text):
    print(text, file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description="Measure building against other generators on the same corpus.")
    parser.add_argument("--articles", type=int, action="append", help="how many; may be given several times")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tools", default=",".join(ALL), help="of %(default)s")
    parser.add_argument("--installed", type=Path, help="a folder to install the others into and to keep")
    parser.add_argument("--write", action="store_true", help="renew docs/performance.md and its plot")
    options = parser.parse_args()
    names, counts = options.tools.split(","), sorted(options.articles or [1000, 10_000, 100_000])
    if wrong := {*names} - {*ALL}:
        parser.error(f"there is no tool {', '.join(wrong)}")
    with tempfile.TemporaryDirectory() as temporary:
        tools = Tools((options.installed or Path(temporary) / "tools").resolve())
        peers, versions, failed = install([name for name in PEERS if name in names], tools)
        heading, lines, tables = report.heading(versions), [], {}
        if "ours" in names:
            lines += report.reading(min(READ, counts[-1]), read(min(READ, counts[-1]), options.rounds))
        for count in counts:
            tables[count] = [*measured(count, options.rounds, peers, tools, ours="ours" in names), *failed]
            new = [*report.table(count, tables[count])]
            if count // 10 in tables:
                new += report.growth(count // 10, count, tables[count // 10], tables[count])
            lines += new
            tell("\n".join(new))
            if options.write:
                text = "\n".join([*heading, *report.plot(tables, tools), *lines])
                (report.DOCS / "performance.md").write_text(text.strip() + "\n", encoding="utf-8")
    print("\n".join([*heading, *lines]))


if __name__ == "__main__":
    main()
