"""Take pictures of a built site: python tests/browser/screenshots.py SITE FOLDER [PAGE...].

Without pages, one of every kind that the site has. Each is taken on a phone and a desktop, light and dark, and as it
is printed (the PDF beside the picture has the page numbers). FOLDER/index.html shows all of them, index.png is its
picture.
"""

import shutil
import sys
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

KINDS = [
    "*.html",
    "*/index.html",
    "*/*/index.html",
    "*/[!i]*.html",
    "*/*/[!i]*.html",
]
"""Of each folder, the first page of each of these patterns is one kind."""

ARTICLES = "bai-viet/*/[!i]*.html"
SCREENS = {"phone": (390, 844), "desktop": (1280, 900)}
PAPER = (794, 1123)  # A4 at 96 px an inch
MOST = 3000
"""So many px of a long page are enough to see what it looks like."""


def one_of_every_kind(site):
    """Return the first page of each kind, all that stand at the top, and the first five articles."""
    found = sorted(site.glob(KINDS[0]))
    for kind in KINDS[1:]:
        of_kind = {}
        for page in sorted(site.glob(kind)):
            of_kind.setdefault(page.relative_to(site).parts[0], page)
        found += of_kind.values()
    return list(dict.fromkeys([*found, *sorted(site.glob(ARTICLES))[:5]]))


def take(page, file):
    height = page.evaluate("document.documentElement.scrollHeight")
    page.screenshot(
        path=file,
        full_page=True,
        clip={"x": 0, "y": 0, "width": page.viewport_size["width"], "height": min(height, MOST)},
    )


def sheet(names, views):
    """Return a page that shows all pictures, a row for each page of the site."""
    rows = "\n".join(
        f"<h2>{escape(name)}</h2>\n<div>"
        + "".join(
            f'<a href="{name}-{view}.png"><img src="{name}-{view}.png" alt="{escape(f"{name}, {view}")}"></a>'
            for view in views
        )
        + "</div>"
        for name in names
    )
    style = "h2 { font: 14px sans-serif } div { display: flex; gap: 8px } img { height: 360px; border: 1px solid #bbb }"
    head = f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Pictures</title><style>{style}</style>'
    return f"{head}\n{rows}\n"


def main(site, folder, *names):
    site, folder = Path(site).resolve(), Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    files = [site / name for name in names] or one_of_every_kind(site)
    shown = {file: file.relative_to(site).with_suffix("").as_posix().replace("/", "_") for file in files}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for screen, (width, height) in SCREENS.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for file, name in shown.items():
                    page.goto(file.as_uri())
                    take(page, folder / f"{name}-{screen}-{scheme}.png")
                page.close()
        page = browser.new_page(viewport={"width": PAPER[0], "height": PAPER[1]})
        page.emulate_media(media="print")
        for file, name in shown.items():
            page.goto(file.as_uri())
            take(page, folder / f"{name}-print.png")
            page.pdf(path=folder / f"{name}.pdf", prefer_css_page_size=True, format="A4")
        views = [f"{screen}-{scheme}" for screen in SCREENS for scheme in ("light", "dark")] + ["print"]
        index = folder / "index.html"
        index.write_text(sheet(shown.values(), views), encoding="utf-8")
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 1600, "height": 900})
        page.goto(index.as_uri())
        page.screenshot(path=folder / "index.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
