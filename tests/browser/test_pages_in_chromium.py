"""Every kind of page, opened from the disk with a double click and from a server, on any screen."""

import gzip
import re

import pytest
from kinds import ARTICLE, OF_SITE, PAGES, REDIRECT

from conftest import ROOT

WIDTHS = (320, 360, 390, 768, 1024, 1280, 1920)

IN_ORDER = ("body > .skip", "body > header", "main h1", "main .body", "main .cite", "main .onward", "body > footer")

TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
"""WCAG 2.2, 1.4.12."""


def new_page(chromium, *, width=1280, height=900, **options):
    """Return a page in a context of its own, which notes what it says and asks for."""
    page = chromium.new_context(viewport={"width": width, "height": height}, **options).new_page()
    page.said, page.asked = [], []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("requestfailed", lambda request: page.said.append(request.url))
    page.on("request", lambda request: page.asked.append(request.url))
    return page


def show(page, address):
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => true)")


@pytest.fixture
def open_page(chromium):
    """Return a function that opens a page in a context of its own."""
    pages = []

    def start(address, *, before=None, **options):
        page = new_page(chromium, **options)
        pages.append(page)
        if before:
            page.add_init_script(before)
        show(page, address)
        return page

    yield start
    for page in pages:
        page.context.close()


@pytest.fixture(scope="module", params=PAGES, ids=map("/".join, PAGES))
def opened(request, sites, chromium):
    """A page of each kind in turn: to open it takes longer than to look at it, so all look at the same."""
    site, name = request.param
    page = new_page(chromium, color_scheme="light")
    show(page, (sites[site] / name).as_uri())
    yield page
    page.context.close()


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def small_or_tight_texts(page):
    """Return texts under 14 px, and those with less than 1.25 of their size from line to line."""
    texts = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(element => element.checkVisibility() &&
             [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())).map(element => {
               const style = getComputedStyle(element), size = parseFloat(style.fontSize);
               return [element.outerHTML.slice(0, 80), size, parseFloat(style.lineHeight) / size];
             })"""
    )
    assert texts
    return [one for one in texts if one[1] < 14 or one[2] < 1.249]


def small_targets(page):
    """Return what is tapped and smaller than 44 px, or, where it is no way in, button or choice, than 24 px.

    Links in running text are as high as their line.
    """
    targets = page.evaluate(
        """() => [...document.querySelectorAll("a, button, label, summary, select, input")]
             .filter(element => element.checkVisibility() && !element.matches(".skip, label input"))
             .filter(element => getComputedStyle(element).display !== "inline")
             .map(element => {
               const {width, height} = element.getBoundingClientRect();
               const wanted = element.matches(".sections a, .site-title a, .letters a, button, label") ? 44 : 24;
               return [element.outerHTML.slice(0, 80), wanted, Math.ceil(Math.min(width, height) * 10) / 10];
             })"""
    )
    assert targets
    return [one for one in targets if one[2] < one[1]]


def weight(file):
    """Return how many bytes of a file are sent: compressed, as servers do, unless it is so already."""
    content = file.read_bytes()
    return len(content) if file.suffix == ".woff2" else len(gzip.compress(content))


def check_quiet(page):
    assert page.asked
    assert page.said == []
    assert [url for url in page.asked if not url.startswith("file://")] == []


def test_a_page_opens_quietly(opened):
    check_quiet(opened)


def test_a_page_is_laid_out_for_every_screen(opened):
    for width in WIDTHS:
        opened.set_viewport_size({"width": width, "height": 844})
        assert overflow(opened) <= 0, f"{overflow(opened)} px too wide at {width}"
        if width in {390, 1280}:
            assert small_or_tight_texts(opened) == []
            assert small_targets(opened) == []
        if width == 390:
            assert opened.locator("h1").bounding_box()["y"] <= 200


def test_a_page_fits_a_small_phone_with_its_text_set_wide(opened):
    """As a user style sheet does it: the pages forbid a style sheet in the page, but not one that a script adopts."""
    opened.set_viewport_size({"width": 320, "height": 800})
    adopt = """words => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(words);
        document.adoptedStyleSheets = [sheet];
        return getComputedStyle(document.body).letterSpacing;
    }"""
    assert opened.evaluate(adopt, TEXT_SPACING) != "normal"
    assert overflow(opened) <= 0
    opened.evaluate("document.adoptedStyleSheets = []")


def test_a_page_opens_quietly_in_the_dark(opened):
    opened.said.clear()
    opened.asked.clear()
    opened.emulate_media(color_scheme="dark")
    show(opened, opened.url)
    check_quiet(opened)


def test_a_page_is_in_order_without_its_style_sheet(opened):
    """The way past the ways in, these, the title, of an article its text and what belongs to it, the page's end."""
    page = opened
    page.set_viewport_size({"width": 1920, "height": 844})
    page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach(link => link.remove())")
    assert page.evaluate("document.styleSheets.length") == 0
    found = [page.locator(selector) for selector in IN_ORDER]
    tops = [one.first.bounding_box()["y"] for one in found if one.count() and one.first.is_visible()]
    assert len(tops) >= 4
    assert tops == sorted(tops)
    assert (
        page.evaluate("[...document.querySelectorAll('main h1, main h2, main h3')].map(one => one.tagName)[0]") == "H1"
    )
    assert page.locator("h1").count() == 1
    widths = page.locator("svg:not(.chart)").evaluate_all(
        "found => found.map(one => one.getBoundingClientRect().width)"
    )
    assert all(width <= 100 for width in widths)
    assert overflow(page) <= 0


@pytest.mark.parametrize("page_address", OF_SITE["own"])
def test_a_served_page_is_quiet_too_and_asks_its_own_server_for_little(open_page, own_site, server, page_address):
    page = open_page(f"{server}/{page_address}")
    assert page.said == []
    assert {url.removeprefix(server).partition("/")[0] for url in page.asked} == {""}
    own = [url for url in page.asked if "search" not in url and "tim-kiem/" not in url]  # which searching alone wants
    assert len(own) <= 8
    names = [url.removeprefix(f"{server}/") for url in page.asked]
    assert sum(weight(own_site / name) for name in names) <= 75_000
    assert page.evaluate("document.fonts.check('1em \"Kaluga Serif\"')")


def test_a_page_works_without_scripts(open_page, own_site):
    page = open_page((own_site / ARTICLE).as_uri(), java_script_enabled=False)
    assert page.said == []
    assert not page.locator(".theme").is_visible()


@pytest.mark.parametrize(("width", "least", "most"), [(390, 32, 60), (1280, 55, 70)])
@pytest.mark.parametrize(
    ("name", "selector"),
    [
        (ARTICLE, ".body p"),
        ("index.html", ".card .summary"),
        ("bai-viet/index.html", ".card .summary"),
        ("nhan-vat/shapsha-vladislav-valerievich.html", ".card .naming"),
        ("dong-thoi-gian/2025/11.html", ".events p"),
    ],
)
def test_a_line_has_as_many_letters_as_are_read_well(open_page, own_site, name, selector, width, least, most):
    page = open_page((own_site / name).as_uri(), width=width, height=844)
    letters, lines = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].map(element => {
             const range = document.createRange();
             range.selectNodeContents(element);
             const lines = new Set([...range.getClientRects()].map(box => Math.round(box.bottom / 8))).size;
             return [element.textContent.length, lines];
           }).filter(([, lines]) => lines > 2).reduce(([a, b], [c, d]) => [a + c, b + d - .5], [0, 0])""",
        selector,
    )
    assert least <= letters / lines <= most


@pytest.mark.parametrize("place", ["folder", "server"])
def test_the_choice_of_colours_is_kept_and_there_before_anything_is_drawn(open_page, own_site, server, place):
    root = own_site.as_uri() if place == "folder" else server
    page = open_page(f"{root}/index.html", color_scheme="light")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    assert page.locator(".theme input:checked").input_value() == "auto"
    page.get_by_label("Tối").check()
    dark = page.evaluate(paper)
    assert dark != light
    page.add_init_script(
        """new MutationObserver((_, observer) => {
             if (!document.body) return;
             window.atFirst = document.documentElement.dataset.theme;
             observer.disconnect();
           }).observe(document, {childList: true, subtree: true})"""
    )
    page.goto(f"{root}/{ARTICLE}")
    assert page.evaluate("window.atFirst") == "dark"
    assert page.evaluate(paper) == dark
    assert page.locator(".theme input:checked").input_value() == "dark"
    tints = page.evaluate(
        "[...document.querySelectorAll('meta[name=theme-color]')].filter(meta => matchMedia(meta.media).matches)"
        ".map(meta => meta.content)"
    )
    assert tints == ["#171614"]
    page.get_by_label("Theo máy").check()
    assert page.evaluate(paper) == light
    page.reload()
    assert page.evaluate("window.atFirst") is None
    assert page.said == []


def test_an_old_address_leads_on(open_page):
    page = open_page("about:blank")
    page.goto((ROOT / "tests/golden/site" / REDIRECT).as_uri(), wait_until="commit")
    page.wait_for_url("**/bai-viet/2025/day-du.html")
    assert page.said == []


def test_paper_is_white_for_a_reader_of_the_dark(open_page, own_site):
    page = open_page((own_site / "index.html").as_uri(), color_scheme="light")
    page.get_by_label("Tối").check()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_a_browser_that_keeps_nothing_still_changes_its_colours(open_page, own_site):
    forbid = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    page = open_page((own_site / "index.html").as_uri(), color_scheme="light", before=forbid)
    page.get_by_label("Tối").check()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.said == []


def test_the_first_tab_leads_past_the_ways_in(open_page, own_site):
    page = open_page((own_site / ARTICLE).as_uri(), width=390, height=844)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.parentElement === document.body")
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_on_a_phone_the_way_in_that_is_current_is_in_view(open_page, own_site):
    page = open_page((own_site / "dong-thoi-gian/index.html").as_uri(), width=390, height=844)
    box = page.locator(".sections [aria-current]").bounding_box()
    assert 0 <= box["x"] <= 390 - 40 - box["width"]  # outside the fading edge as well


def test_the_ways_in_fade_where_more_follow_and_only_there(open_page, own_site):
    page = open_page((own_site / "index.html").as_uri(), width=390, height=844)
    page.locator(".sections ul").evaluate("(list) => list.scrollTo(list.scrollWidth, 0)")
    last = page.locator(".sections li:last-child").bounding_box()
    assert last["x"] + last["width"] <= 390 - 40
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.locator(".sections ul").evaluate("(list) => list.scrollWidth <= list.clientWidth")


def test_a_slow_typeface_moves_nothing(chromium, server):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    held = []
    page.route("**/*.woff2", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    page.add_init_script(
        """window.moved = 0;
           new PerformanceObserver(list => { for (const entry of list.getEntries()) window.moved += entry.value })
             .observe({type: "layout-shift", buffered: true})"""
    )
    page.goto(f"{server}/{ARTICLE}", wait_until="domcontentloaded")
    page.wait_for_timeout(500)
    before = page.locator(".body p").first.bounding_box()
    assert len(held) == 1
    held[0].continue_()
    page.evaluate("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 300)))")
    after = page.locator(".body p").first.bounding_box()
    moved = page.evaluate("window.moved")
    context.close()
    assert (before["y"], before["height"]) == (after["y"], after["height"])
    assert moved <= 0.002


def test_paper_shows_the_address_and_not_the_ways_in(open_page):
    page = open_page((ROOT / "tests/golden/site/bai-viet/2025/day-du.html").as_uri())
    page.emulate_media(media="print")
    assert "https://example.org/kho/bai-viet/2025/day-du.html" in page.locator(".page-address").inner_text()
    assert not page.locator(".sections").is_visible()
    assert not page.locator(".theme").is_visible()
    assert not page.locator(".onward, .site-footer .data").first.is_visible()
    source = page.locator("a[rel~=external]").first
    assert source.get_attribute("href") in source.evaluate("element => getComputedStyle(element, '::after').content")
    assert re.search(rb"/Count [1-9]", page.pdf())


def test_a_reader_with_forced_colours_sees_where_they_are(open_page, own_site):
    page = open_page((own_site / "bai-viet/index.html").as_uri(), forced_colors="active")
    current = page.locator(".sections [aria-current]")
    assert "underline" in current.evaluate("element => getComputedStyle(element).textDecorationLine")
