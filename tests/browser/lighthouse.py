"""Measure a built site with Lighthouse: python tests/browser/lighthouse.py SITE [PROGRAM].

Five pages as a phone gets them from a server, each three times; the medians are shown. Ends with 1 where one is lower
than wanted. PROGRAM is Lighthouse's own (npm `lighthouse`).
"""

import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from kinds import ARTICLE

from conftest import serving

PAGES = ["index.html", ARTICLE, "bai-viet/index.html", "nhan-vat/index.html", "so-lieu/2025/11.html"]
WANTED = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
TIMES = 3


def measure(program, address, folder):
    """Return the scores of one page, measured once."""
    report = Path(folder) / "report.json"
    options = ["--quiet", "--output=json", f"--output-path={report}", f"--only-categories={','.join(WANTED)}"]
    chromium = {**os.environ, "CHROME_PATH": shutil.which("chromium")}
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    subprocess.run([program, address, *options, flags], env=chromium, check=True)
    found = json.loads(report.read_text(encoding="utf-8"))
    lost = [
        (name, audit["id"], audit.get("displayValue", ""))
        for name in WANTED
        for one in found["categories"][name]["auditRefs"]
        if one["weight"] and (audit := found["audits"][one["id"]])["score"] not in {None, 1}
    ]
    return {name: round(100 * found["categories"][name]["score"]) for name in WANTED}, lost


def main(site, program="lighthouse"):
    is_low = False
    with serving(site) as address, tempfile.TemporaryDirectory() as folder:
        for page in PAGES:
            scores, lost = zip(*(measure(program, f"{address}/{page}", folder) for _ in range(TIMES)), strict=True)
            medians = {name: statistics.median(one[name] for one in scores) for name in WANTED}
            is_low |= any(medians[name] < wanted for name, wanted in WANTED.items())
            print(page, *(f"{name} {score}" for name, score in medians.items()))  # noqa: T201 - what it is run for
            for fault in sorted({*itertools.chain(*lost)}):
                print("   ", *fault)  # noqa: T201
    return int(is_low)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
