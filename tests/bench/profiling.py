"""Say where the time goes: of building 2,000 articles, and again with one article added."""

import subprocess
import tempfile
import time
from pathlib import Path

from ours import BUILD, SETTLE_SECONDS, Ours

ARTICLES = 2000


def profile(own, title):
    print(f"{title}:\n", flush=True)
    command = [*BUILD, own.archive, "--quiet", "--profile", "--output", own.site]
    subprocess.run(command, check=True, stderr=subprocess.STDOUT)
    print(flush=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        own = Ours(Path(folder))
        own.lay_out(ARTICLES)
        profile(own, f"{ARTICLES:,} articles, cold")
        time.sleep(SETTLE_SECONDS)
        subprocess.run([*BUILD, own.archive, "--quiet", "--output", own.site], check=True)
        own.add()
        profile(own, "One article added")


if __name__ == "__main__":
    main()
