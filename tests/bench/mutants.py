"""Change the code in small ways, one at a time, and see whether the unit tests notice: python tests/bench/mutants.py.

Options: --count (500 by default), --seed. It needs mutmut (`pip install mutmut`), whose settings are in pyproject.toml,
works in mutants/ and takes an hour or so. Changes of texts alone are left out: most are words of messages. Prints what
share was noticed, and every change that was not.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).parents[2]
NOTICED = {"killed", "timeout", "suspicious", "segfault"}

TEXT = re.compile(r"""[rbf]*("[^"]*"|'[^']*')""")


def is_of_text(diff):
    """Return whether a change is one of a text alone."""
    lines = {sign: [line[1:] for line in diff.splitlines()[2:] if line.startswith(sign)] for sign in "-+"}
    return [TEXT.sub('""', line) for line in lines["-"]] == [TEXT.sub('""', line) for line in lines["+"]]


def outcomes():
    """Return what became of every mutant that there is."""
    codes = {}
    for file in sorted((ROOT / "mutants").rglob("*.py.meta")):
        codes |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return {name: status_by_exit_code[code] for name, code in codes.items()}


def sample(count, seed):
    names = sorted(outcomes())
    random.Random(seed).shuffle(names)
    chosen = (name for name in names if not is_of_text(get_diff_for_mutant(name)))
    return [name for name, _ in zip(chosen, range(count), strict=False)]


def run(*names):
    command = ["mutmut", "run", "--max-children", str(os.cpu_count()), *names]
    subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--count", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    os.chdir(ROOT)
    run("none.at.all")  # which only makes them
    names = sample(options.count, options.seed)
    run(*names)
    found = outcomes()
    noticed = [name for name in names if found[name] in NOTICED]
    for name in sorted({*names} - {*noticed}):
        print(f"{name}: {found[name]}\n{get_diff_for_mutant(name)}\n")
    print(Counter(found[name] for name in names))
    print(f"{len(noticed)} of {len(names)} changes were noticed: {len(noticed) / len(names):.1%}")
    return 0 if names else "mutmut made no mutants"


if __name__ == "__main__":
    sys.exit(main())
