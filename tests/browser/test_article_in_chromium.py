"""The page of an article: what folds, what leads where, and the comforts of its script."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from conftest import ROOT

ARTICLE = "bai-viet/2025/tinh-kaluga-tro-thanh-diem-sang-moi-trong-hop-tac-nga-viet.html"
QUOTED = "bai-viet/2025/pho-chu-tich-ubnd-tp-ha-noi-tiep-doan-dai-bieu-tinh-kaluga.html"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
COPYING = "navigator.clipboard.writeText = async (words) => { window.copied = words; };"


@pytest.fixture
def open_page(chromium, own_site):
    """Return a function that opens a page of the repository's own site, or a file."""
    contexts = []

    def open_(address=ARTICLE, viewport=DESKTOP, **options):
        contexts.append(chromium.new_context(viewport=viewport, **options))
        page = contexts[-1].new_page()
        if options.get("java_script_enabled", True):
            page.add_init_script(COPYING)
        page.goto((own_site / address).as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("viewport", "is_folded"), [(PHONE, True), (DESKTOP, False)])
def test_what_stands_in_the_margin_is_folded_where_there_is_none(open_page, scripts, viewport, is_folded):
    page = open_page(viewport=viewport, java_script_enabled=scripts)
    for part in (".record", ".contents"):
        assert page.locator(f"{part} summary").is_visible() == is_folded
        assert page.locator(f"{part} li a").first.is_visible() != is_folded
    if is_folded:
        page.locator(".record summary").click()
        assert page.locator(".record li a").first.is_visible()


def test_paper_has_no_folds(open_page):
    page = open_page(viewport=PHONE)
    page.emulate_media(media="print")
    assert page.locator(".record li a").first.is_visible()
    assert page.locator(".cite > .copied").is_visible()
    assert not page.locator(".cite details").first.is_visible(), "paper has no use for what programs read"
    assert not page.locator(".copy").first.is_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_no_figure_has_to_be_scrolled_to_sideways(open_page, width):
    page = open_page(viewport={"width": width, "height": 844})
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.stated *, .cite *')]"
        ".map((part) => part.getBoundingClientRect().right))"
    )
    assert 0 < right <= width
    part = page.locator(".stated tbody td:not(.same)").first
    assert part.bounding_box()["x"] < 40, "the parts of a figure stand one below the other"


def test_a_figure_leads_to_its_row_and_the_row_to_its_paragraph(open_page):
    page = open_page(viewport=PHONE)
    page.locator(".body a.figure", has_text="316").click()
    row = page.locator("tr:target")
    assert "316" in row.text_content()
    assert row.evaluate("(row) => row.getBoundingClientRect().top < innerHeight")
    row.locator("th a").click()
    assert "316" in page.locator(".body p:target").text_content()


def test_a_quotation_leads_to_its_paragraph(open_page):
    page = open_page(QUOTED)
    page.locator(".record .quotations a").click()
    assert "Hà Nội luôn sẵn sàng" in page.locator(".body p:target").text_content()


def test_links_of_paragraphs_are_no_stops_on_the_way_through_a_text(open_page):
    page = open_page()
    stops = []
    page.locator(".title a").first.focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.className"))
    assert "anchor" not in stops
    assert {"name", "figure"} <= {*stops}
    link = page.locator(".body p:has(a.name) > a.name").first
    link.focus()
    page.keyboard.press("Shift+Tab")
    anchor = page.locator("a.anchor:focus")
    assert anchor.is_visible()
    page.keyboard.press("Enter")
    assert page.locator(".body p:target").count() == 1


def test_a_pointer_shows_a_paragraphs_link(open_page):
    page = open_page()
    paragraph = page.locator(".body > p").nth(1)
    assert not paragraph.locator(".anchor").is_visible()
    paragraph.hover()
    assert paragraph.locator(".anchor").is_visible()
    assert paragraph.text_content().startswith("Phát biểu"), "the sign is no part of the text"


def _copied(page, part=""):
    """Return what was copied once `part` is in it; Playwright's own waiting may call `eval`, which the site forbids."""
    for _ in range(500):
        copied = page.evaluate("window.copied")
        if copied and part in copied:
            return copied
        page.wait_for_timeout(10)
    raise AssertionError(f"{part!r} was not copied; this was: {copied!r}")


def test_a_citation_is_copied(open_page):
    page = open_page()
    words, apa, chicago, *entries = page.locator(".cite .copy").all()
    words.click()
    assert _copied(page) == page.locator(".cite > .copied").text_content()
    assert words.text_content() == "Đã chép"
    for fold in page.locator(".cite summary").all():
        fold.click()
    for button, form in ((apa, "[2025, November"), (chicago, "Phụ nữ Thủ đô")):
        button.click()
        assert _copied(page, form)
    for button, start in zip(entries, ("@article{2025-tinh-kaluga", "TY  - NEWS", "["), strict=True):
        button.click()
        assert _copied(page, start).startswith(start)


def test_a_figure_is_cited_with_its_sentence_its_article_and_its_own_address(open_page):
    page = open_page()
    row = page.locator(".stated tbody tr", has_text="316 triệu USD").first
    row.hover()
    row.locator(".copy-figure").click()
    sentence, article, address = _copied(page).split("\n")
    assert "từ 4 triệu USD lên 316 triệu USD" in sentence
    assert article == page.locator(".cite > .copied").text_content()
    page.goto(address)
    assert "316" in page.locator("tr:target").text_content()


def test_without_scripts_there_is_no_button_but_that_of_the_search(open_page):
    buttons = open_page(java_script_enabled=False).locator("button")
    assert buttons.evaluate_all("found => found.map(one => one.form?.getAttribute('role'))") == ["search"]


SELECT = """([first, last]) => {
  const walker = document.createTreeWalker(document.querySelector(".body"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(first), end = walker.currentNode.data.indexOf(last);
    if (at >= 0) range.setStart(walker.currentNode, at);
    if (end >= 0) { range.setEnd(walker.currentNode, end + last.length); break; }
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("Tsiolkovsky", "Tsiolkovsky", "Tsiolkovsky"),
        ("Y học", "Xạ trị", "Y học – Xạ trị"),
        ("Dù con số", "của nhau.", "Dù con số tuyệt,thị trường của nhau."),
    ],
)
def test_a_link_to_words_is_copied(open_page, viewport, first, last, words):
    page = open_page(viewport=viewport)
    page.evaluate(SELECT, [first, last])
    button = page.locator("button.copy-quote")
    button.wait_for()
    box = button.bounding_box()
    assert 0 <= box["x"] <= box["x"] + box["width"] <= viewport["width"]
    button.click()
    link = _copied(page)
    address, _, directive = link.partition("#")
    block, _, found = directive.partition(":~:text=")
    assert (address, unquote(found).replace("\u00a0", " ")) == (page.url, words)
    assert first in page.locator(f"#{block}").text_content()
    page.keyboard.press("Escape")
    assert button.count() == 0
    other = open_page(viewport=viewport)
    other.goto(link)
    assert other.evaluate("scrollY") > 0
    other.wait_for_selector(":target")  # the words themselves, or what holds them
    assert other.evaluate("document.querySelector(':target').closest('.body > [id]').id") == block


def test_words_outside_of_the_text_have_no_link(open_page):
    page = open_page()
    page.locator("h1").select_text()
    page.wait_for_timeout(300)
    assert page.locator("button.copy-quote").count() == 0


def test_the_table_of_contents_goes_along_and_marks_what_is_read(open_page):
    page = open_page()
    assert page.locator(".contents [aria-current]").count() == 0
    last = page.locator(".contents li a").last
    last.click()
    current = page.locator(".contents [aria-current]")
    current.wait_for()
    assert current.text_content() == last.text_content()
    assert last.evaluate("(link) => link.getBoundingClientRect().top") >= 0


PHOTO = (
    "---\ntitle: Một bài có ảnh\ndate: 2025-03-02\nphotos: [{file: anh.png, alt: Ảnh}]\n---\n"
    + "Một đoạn văn dài. " * 90
)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_nothing_moves_while_a_page_is_loaded(open_page, make_archive, build, viewport):
    """Neither where the photo comes, nor the typeface: the golden site has but a stub of this."""
    photo = (ROOT / "tests/golden/archive/articles/2025/anh.png").read_bytes()
    archive = make_archive({"articles/2025/bai.md": PHOTO, "articles/2025/anh.png": photo})
    build(archive)
    page = open_page(archive / "_site/bai-viet/2025/bai.html", viewport=viewport)
    moved = page.evaluate(
        """() => new Promise((done) => {
             let sum = 0;
             new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
               .observe({ type: "layout-shift", buffered: true });
             setTimeout(() => done(sum), 300);
           })"""
    )
    assert moved <= 0.002


def test_a_turned_photo_is_given_the_size_in_which_it_is_shown(open_page):
    page = open_page(ROOT / "tests/golden/site/bai-viet/2025/day-du.html")
    photo = page.locator(".text img").nth(1)
    photo.scroll_into_view_if_needed()
    expect(photo).to_have_js_property("complete", True)
    assert photo.evaluate("(image) => [image.naturalWidth, image.naturalHeight]") == [4, 8]
    assert (photo.get_attribute("width"), photo.get_attribute("height")) == ("4", "8")
