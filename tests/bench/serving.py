"""Measure `kaluga-site serve` in Chromium: from a saved file to the reloaded page that shows it, at 1,000 articles."""

import contextlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ours import Ours
from playwright.sync_api import Error, sync_playwright

ARTICLES = 1000
ROUNDS = 15
PAUSE_SECONDS = 2.5
"""Between two edits, as a person makes them; stamps are trusted from then on."""


def started(archive):
    """Start a server; return it and its address, once it has built the archive."""
    command = [sys.executable, "-m", "kaluga_site", "serve", archive, "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in server.stdout:
        found = re.match(r"http://\S+", line)
        if found:
            return server, found.group()
    raise SystemExit("The server did not start.")


def measure(page, address, file):
    """Yield how many milliseconds each edit takes until the page has it."""
    page.goto(address)
    page.wait_for_load_state()
    for number in range(ROUNDS):
        time.sleep(PAUSE_SECONDS)
        words = f"dauvet{number}x"
        text = file.read_text(encoding="utf-8")
        ready = file.with_name(f".{file.name}.part")
        ready.write_text(f"{text.rstrip()}\n\n{words}.\n", encoding="utf-8")
        start = time.perf_counter()
        ready.replace(file)
        while not has(page, words):
            time.sleep(0.002)
        yield 1000 * (time.perf_counter() - start)


def has(page, words):
    """Return whether the page is loaded and shows these words."""
    with contextlib.suppress(Error):  # it is just being loaded
        shows = "words => document.readyState === 'complete' && document.body.textContent.includes(words)"
        return page.evaluate(shows, words)
    return False


def told(name, times):
    quick, slow = min(times), max(times)
    print(
        f"{name}: median {statistics.median(times):.0f} ms of {len(times)} (from {quick:.0f} to {slow:.0f})", flush=True
    )


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        own = Ours(Path(folder))
        own.lay_out(ARTICLES)
        server, address = started(own.archive)
        options = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        try:
            page = browser.new_page()
            files = sorted(own.archive.glob("articles/*/*.md"))
            for name, file in (("The newest article", files[-1]), ("An article of the middle", files[len(files) // 2])):
                path = f"{address}bai-viet/{file.parent.name}/{file.stem}.html"
                told(name, list(measure(page, path, file)))
        finally:
            browser.close()
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
