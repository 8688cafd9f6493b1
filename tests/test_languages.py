"""The interface in English: alone, and beside the Vietnamese one."""

import re
import shutil
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import read_po

from conftest import ROOT, tree
from kaluga_site.render.language import catalogue_of

BASE = "https://example.org/kho/"
VOID = {"br", "hr", "img", "input", "link", "meta", "rect", "wbr"}
VIETNAMESE = re.compile("[àáảãạăắằẳẵặâấầẩẫậđèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵ]", re.IGNORECASE)


@pytest.fixture
def built(tmp_path, build):
    """Return a function that builds the golden archive with a line more in its settings, and returns its site."""

    def run(line):
        archive = shutil.copytree(ROOT / "tests/golden/archive", tmp_path / f"archive {line}")
        with (archive / "site.yaml").open("a", encoding="utf-8") as settings:
            settings.write(f"{line}\n")
        assert build(archive).published is not None
        return {address: content.decode() for address, content in tree(archive / "_site").items() if is_text(address)}

    return run


def is_text(address):
    return address.endswith((".html", ".xml", ".csv", ".json")) or address == "_redirects"


class Words(HTMLParser):
    """Collects the words of a page that are not marked as Vietnamese, attributes included.

    A page's title, citations and what it tells programs are left out: they join the words of both.
    """

    def __init__(self, page):
        super().__init__()
        self.words = []
        self._open = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        is_mixed = tag in {"title", "script"} or attributes.get("class") == "copied"
        language = "vi" if is_mixed else attributes.get("lang") or (self._open[-1][1] if self._open else None)
        if language != "vi":
            self.words += [attributes.get(name) or "" for name in ("aria-label", "alt", "data-label", "data-done")]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag):
        while tag not in VOID and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._open and self._open[-1][1] != "vi":
            self.words.append(data)


def interface_words():
    """Return what stands between the values of every message, where it is Vietnamese to the eye."""
    with catalogue_of("en").open("rb") as file:
        messages = [message.id for message in read_po(file) if message.id]
    texts = [message[0] if isinstance(message, tuple) else message for message in messages]
    parts = {part.strip(" ,.;:") for text in texts for part in re.split(r"\{\w+\}", text)}
    return [re.compile(rf"(?<!\w){re.escape(part)}(?!\w)") for part in parts if VIETNAMESE.search(part)]


OWN_NAMES = re.compile("Người Viết|Báo Thử")
"""Names of the archive that hold words of the interface."""


@pytest.mark.parametrize("line", ["language: en", "languages: [en, vi]", "languages: [vi, en]"])
def test_no_vietnamese_word_of_the_interface_stands_on_an_english_page(built, line):
    patterns = interface_words()
    assert len(patterns) > 100
    pages = {address: page for address, page in built(line).items() if '<html lang="en">' in page}
    assert len(pages) > 40
    left = [
        (address, words.strip(), pattern.pattern)
        for address, page in pages.items()
        for words in Words(page).words
        for pattern in patterns
        if words.strip() != "Tiếng Việt" and pattern.search(OWN_NAMES.sub("", words))
    ]
    assert left == []


def test_every_page_stands_in_both_languages_and_what_has_none_stands_once(built):
    both, alone = built("languages: [vi, en]"), built("")
    english = {address.removeprefix("en/") for address in both if address.startswith("en/")}
    vietnamese = {address for address in both if not address.startswith("en/")}
    assert vietnamese == alone.keys()
    once = {address for address in vietnamese if not address.endswith(".html")}
    assert english == vietnamese - once - {"404.html"}


def test_an_old_address_leads_on_in_its_language(built):
    both = built("languages: [vi, en]")
    old, new = "bai-viet/2024/ten-cu.html", "bai-viet/2025/day-du.html"
    for prefix, words in (("", "Trang đã chuyển"), ("en/", "This page has moved")):
        page = both[f"{prefix}{old}"]
        assert f'<link rel="canonical" href="{BASE}{prefix}{new}">' in page
        assert f'content="0; url=../../{new}"' in page
        assert words in page
        assert f"/kho/{prefix}{old} /kho/{prefix}{new} 301\n" in both["_redirects"]


def test_vietnamese_pages_are_as_without_english_ones_but_for_what_leads_there(built):
    both, alone = built("languages: [vi, en]"), built("languages: [vi]")
    for address, page in alone.items():
        if address.endswith(".html"):
            shown = re.sub(r'<link rel="alternate" hreflang.*\n|<p class="language">.*\n', "", both[address])
            assert shown == page


def test_pages_name_each_other(built):
    both = built("languages: [vi, en]")
    page, other = both["bai-viet/2025/day-du.html"], both["en/bai-viet/2025/day-du.html"]
    alternates = [f'hreflang="{language}" href="{BASE}{prefix}bai-viet/2025/day-du.html">' for language, prefix in
                  (("vi", ""), ("x-default", ""), ("en", "en/"))]  # fmt: skip
    for text in (page, other):
        assert re.findall('<link rel="alternate" (hreflang.*)', text) == alternates
    assert 'href="../../en/bai-viet/2025/day-du.html" rel="alternate" hreflang="en" lang="en">English</a>' in page
    assert 'href="../../../bai-viet/2025/day-du.html" rel="alternate" hreflang="vi" lang="vi">Tiếng Việt</a>' in other
    assert f'rel="canonical" href="{BASE}en/bai-viet/2025/day-du.html"' in other
    assert '<h1 lang="vi">' in other
    assert '<div class="body" lang="vi">' in other


def test_the_sitemap_has_the_pages_of_both_languages(built):
    both = built("languages: [vi, en]")
    parts = (text for address, text in both.items() if address.startswith("sitemap/"))
    listed = re.findall("<loc>(.*?)</loc>", "".join(parts))
    pages = {
        BASE + re.sub(r"(^|/)index\.html$", r"\1", address)
        for address, page in both.items()
        if address.endswith(".html") and address != "404.html" and 'http-equiv="refresh"' not in page
    }
    assert sorted(listed) == sorted(pages)


def test_a_site_without_an_address_links_but_names_no_alternates(make_archive, build):
    archive = make_archive({"site.yaml": "languages: [en, vi]\n", "articles/mot.txt": "Tít\n\nMột câu."})
    assert build(archive).published is not None
    home = (archive / "_site/index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in home
    assert '<a href="vi/index.html" rel="alternate" hreflang="vi" lang="vi">Tiếng Việt</a>' in home
    assert '<link rel="alternate" hreflang' not in home
    assert '<html lang="en">' in (archive / "_site/404.html").read_text(encoding="utf-8")
    assert not (archive / "_site/vi/404.html").exists()
