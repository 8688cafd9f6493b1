"""Take pictures of a built site: python tests/browser/screenshots.py SITE FOLDER [PAGE...].

Without pages, one of every kind that the site has. Each is taken on a phone and a desktop, light and dark.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDERS = ("nhan-vat", "chu-de", "to-chuc", "dia-danh", "nguon")
KINDS = [
    "index.html",
    "404.html",
    "bai-viet/index.html",
    "bai-viet/*/index.html",
    "bai-viet/*/[!i]*.html",
    "so-lieu/index.html",
    "so-lieu/[!i]*.html",
    "so-lieu/*/*.html",
    "dong-thoi-gian/index.html",
    "dong-thoi-gian/*/index.html",
    "dong-thoi-gian/*/[!i]*.html",
    *(f"{folder}/{name}" for folder in FOLDERS for name in ("index.html", "[!i]*.html")),
]
SCREENS = {"phone": (390, 844), "desktop": (1280, 900)}


def one_of_every_kind(site):
    """Return the first page of each kind, and the first five articles."""
    found = []
    for kind in KINDS:
        pages = sorted(site.glob(kind))
        found += pages[:5] if kind == "bai-viet/*/[!i]*.html" else pages[:1]
    return list(dict.fromkeys(found))


def main(site, folder, *names):
    site, folder = Path(site).resolve(), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    pages = [site / name for name in names] or one_of_every_kind(site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for screen, (width, height) in SCREENS.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for file in pages:
                    page.goto(file.as_uri())
                    name = file.relative_to(site).with_suffix("").as_posix().replace("/", "_")
                    page.screenshot(path=folder / f"{name}-{screen}-{scheme}.png", full_page=True)
                page.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
