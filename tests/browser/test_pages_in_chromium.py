"""Every kind of page, opened from the disk with a double click, on any screen."""

import pytest

from conftest import ROOT

WIDTHS = (320, 390, 768, 1280, 1920)
SITES = {
    "own": [
        "index.html",
        "bai-viet/2025/tinh-kaluga-tro-thanh-diem-sang-moi-trong-hop-tac-nga-viet.html",
        "bai-viet/2025/pho-chu-tich-ubnd-tp-ha-noi-tiep-doan-dai-bieu-tinh-kaluga.html",
        "bai-viet/index.html",
        "bai-viet/2025/index.html",
        "dong-thoi-gian/index.html",
        "dong-thoi-gian/2025/11.html",
        "nhan-vat/index.html",
        "nhan-vat/shapsha-vladislav-valerievich.html",
        "chu-de/index.html",
        "chu-de/y-te.html",
        "nguon/pntd.html",
        "so-lieu/index.html",
        "so-lieu/2025/11.html",
        "so-lieu/kim-ngach-kaluga-viet-nam.html",
        "404.html",
    ],
    "golden": [
        "bai-viet/2025/day-du.html",
        "bai-viet/2025/rut.html",
        "nhan-vat/nguyen-van-hung.html",
        "so-lieu/kim-ngach.html",
    ],
}


@pytest.fixture(params=[(site, page) for site, pages in SITES.items() for page in pages], ids="/".join)
def address(request, own_site):
    site, page = request.param
    return ((own_site if site == "own" else ROOT / "tests/golden/site") / page).as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_opens_quietly_and_fits_every_screen(chromium, address, scheme):
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{overflow} px too wide at {width}"
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith("file://")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_paper(chromium, own_site, scheme):
    """WCAG 2.2, 1.4.3: a contrast of at least 4.5 for every colour of text that the style sheet names."""
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto((own_site / "index.html").as_uri())
    colours = page.evaluate(
        """() => ["html", ".meta", ".cards a", ".entities a", ".count", ".site-footer"].map(selector => {
             const style = getComputedStyle(document.querySelector(selector));
             return style.color.match(/[0-9.]+/g).slice(0, 3).map(Number);
           }).concat([getComputedStyle(document.documentElement).backgroundColor.match(/[0-9.]+/g)
             .slice(0, 3).map(Number)])"""
    )
    context.close()
    *texts, paper = map(luminance, colours)
    assert all((max(text, paper) + 0.05) / (min(text, paper) + 0.05) >= 4.5 for text in texts)


def luminance(colour):
    """Return the relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
