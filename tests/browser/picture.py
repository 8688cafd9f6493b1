"""Take the README's picture from a built site: python tests/browser/picture.py SITE FILE."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGE = "bai-viet/2025/tinh-kaluga-tro-thanh-diem-sang-moi-trong-hop-tac-nga-viet.html"


def main(site, file):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 720}, color_scheme="light")
        page.goto((Path(site).resolve() / PAGE).as_uri())
        page.screenshot(path=file)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
