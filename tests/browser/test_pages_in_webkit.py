"""A page of every kind in WebKit, all in frames of one page: its windows cannot be as narrow as a phone."""

import time

import pytest
import webkit
from kinds import PAGES

WIDTHS = (320, 390, 768, 1280, 1920)
LOADED = "all pages are loaded"


@pytest.fixture(scope="module")
def environment():
    with webkit.screen() as environment:
        yield environment


@pytest.fixture(scope="module")
def frames(servers, tmp_path_factory):
    """The address of a page that has all pages in frames, and says in the console when they are loaded."""
    shown = "".join(f'<iframe src="{servers[site]}/{page}" height="844"></iframe>' for site, page in PAGES)
    file = tmp_path_factory.mktemp("frames") / "frames.html"
    script = f"<script>addEventListener('load', () => setTimeout(() => console.error('{LOADED}'), 1000))</script>"
    file.write_text(f'<!doctype html>{script}<body style="width: 2000px">{shown}', encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def driver(environment, frames):
    with webkit.driver(environment) as driver:
        driver.open(frames)
        yield driver


def each_frame(driver, script):
    """Return what a script says in each page."""
    said = {}
    for number, page in enumerate(PAGES):
        driver.enter_frame(number)
        said[page] = driver.run(f"return {script}")
        driver.leave_frame()
    return said


def test_no_page_says_anything_in_the_console(environment, frames):
    assert webkit.console(environment, frames, last=LOADED) == []


def test_a_fault_would_be_heard(environment, tmp_path):
    """The last message ends every reading: that others come before it is not to be taken on trust."""
    page = tmp_path / "page.html"
    policy = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">"""
    page.write_text(f'<!doctype html>{policy}<p>Chữ</p><img src="anh.png"><script src="loi.js"></script>', "utf-8")
    (tmp_path / "loi.js").write_text(f"setTimeout(() => console.log('{LOADED}'), 500); throw new Error('sai')", "utf-8")
    said = "".join(webkit.console(environment, page.as_uri(), last=LOADED))
    assert "anh.png" in said
    assert "sai" in said


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_too_wide(driver, width):
    driver.run(f"for (const frame of document.querySelectorAll('iframe')) frame.width = {width}")
    found = each_frame(driver, "[innerWidth, document.documentElement.scrollWidth]")
    assert {inner for inner, _ in found.values()} == {width}
    assert {page: scrolled for page, (_, scrolled) in found.items() if scrolled > width} == {}


def test_pages_ask_only_their_own_server_and_have_their_typeface(driver, servers):
    for _ in range(50):  # until those that are still on their way have come
        loaded = each_frame(driver, "[...document.fonts].some((face) => face.status === 'loaded')")
        missing = [page for page, is_loaded in loaded.items() if not is_loaded and page[0] != "golden"]
        if not missing:
            break
        time.sleep(0.2)
    assert missing == []
    asked = each_frame(driver, "performance.getEntriesByType('resource').map((one) => one.name)")
    strange = [url for (site, _), urls in asked.items() for url in urls if not url.startswith(f"{servers[site]}/")]
    assert strange == []
    assert all(each_frame(driver, "document.fonts.check('1em \"Kaluga Serif\"')").values())


def test_colours_follow_the_readers_choice(driver):
    papers = each_frame(driver, "getComputedStyle(document.documentElement).backgroundColor")
    assert {*papers.values()} == {"rgb(253, 252, 250)"}
    choose = "(document.documentElement.dataset.theme = 'dark', getComputedStyle(document.documentElement).color)"
    assert {*each_frame(driver, choose).values()} == {"rgb(233, 229, 222)"}
