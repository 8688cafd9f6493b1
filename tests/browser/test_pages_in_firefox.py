"""A page of every kind in Firefox."""

import contextlib

import firefox
import pytest
from kinds import PAGES

from conftest import serving

WIDTHS = (320, 360, 390, 768, 1024, 1280, 1920)

HEARD = """const [address] = arguments;
const kept = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
const written = kept.getEvents().filter((one) => (one.filename ?? "").startsWith(address))
  .map((one) => one.level + ": " + one.arguments.map(String).join(" "));
const found = Services.console.getMessageArray().map(String).filter((words) => words.includes(address));
kept.clearEvents();
Services.console.reset();
return [...written, ...found];"""

SHOWN = """const [width, scheme] = arguments, browser = gBrowser.selectedBrowser;
browser.style.minWidth = "0";
browser.style.maxWidth = width + "px";
browser.browsingContext.prefersColorSchemeOverride = scheme;"""
"""A window of Firefox is wider than a phone; what it shows of a page need not be."""

MEASURED = """const [width, scheme] = arguments, root = document.documentElement;
const isShown = () => innerWidth === width && matchMedia(`(prefers-color-scheme: ${scheme})`).matches;
return new Promise((done) => {
  const tell = () => done([root.scrollWidth, getComputedStyle(root).backgroundColor]);
  const look = () => isShown() ? tell() : setTimeout(look, 10);
  look();
});"""
"""A page learns a little later how it is shown."""

PAPERS = {"light": "rgb(253, 252, 250)", "dark": "rgb(23, 22, 20)"}


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    with firefox.driver(tmp_path_factory.mktemp("profile")) as driver:
        driver.resize(2000, 1000)
        yield driver


@contextlib.contextmanager
def told(driver, address):
    """Yield a list that holds at the end what the console said of pages at an address."""
    said = []
    driver.run_as_browser(HEARD, address)
    yield said
    said += driver.run_as_browser(HEARD, address)


@pytest.mark.parametrize(("site", "name"), PAGES, ids=map("/".join, PAGES))
def test_a_page_is_quiet_and_fits_every_screen(driver, servers, site, name):
    with told(driver, servers[site]) as said:
        driver.open(f"{servers[site]}/{name}")
        for width in WIDTHS:
            scheme = "light" if width < 1000 else "dark"
            driver.run_in_browser(SHOWN, width, scheme)
            scrolled, paper = driver.run(MEASURED, width, scheme)
            assert scrolled <= width, f"{scrolled - width} px too wide at {width}"
            assert paper == PAPERS[scheme]
        asked = driver.run("return performance.getEntriesByType('resource').map((one) => one.name)")
        assert [url for url in asked if not url.startswith(f"{servers[site]}/")] == []
    assert said == []


def test_the_typeface_of_the_site_is_shown(driver, server):
    driver.open(f"{server}/index.html")
    driver.run("return document.fonts.ready.then(() => true)")
    assert driver.run("return [...document.fonts].some((face) => face.status === 'loaded')")


def test_a_fault_would_be_heard(driver, tmp_path):
    policy = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">"""
    words = f'<!doctype html>{policy}<p>Chữ</p><img src="anh.png"><script src="loi.js"></script>'
    (tmp_path / "page.html").write_text(words, encoding="utf-8")
    (tmp_path / "loi.js").write_text("console.warn('nghe'); throw new Error('sai')", encoding="utf-8")
    with serving(tmp_path) as address, told(driver, address) as said:
        driver.open(f"{address}/page.html")
    for fault in ("warn: nghe", "Error: sai", "anh.png"):
        assert any(fault in words for words in said), fault
