"""Draw the picture that others show beside a link to the site: python tests/browser/card.py FILE.

It bears the site's mark and no word, since every archive has it.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

MARK = Path(__file__).parents[2] / "static/icon.svg"
PAGE = """<style>body {{ margin: 0; height: 630px; display: grid; place-items: center; background: #fdfcfa }}
svg {{ width: 280px; height: 280px }}</style>{mark}"""


def main(file):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        page.set_content(PAGE.format(mark=MARK.read_text(encoding="utf-8")))
        page.screenshot(path=file)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
