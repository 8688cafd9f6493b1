"""The pages that list a vocabulary by letter."""

import itertools
import re
from collections import Counter

import pytest

from kaluga_site.render import letter_pages
from kaluga_site.vietnamese import letter_word

NAMES = [
    "Nguyễn Văn An",
    "Nguyên Bình",
    "Nguyễn Văn Ba",
    "Ngô Ý",
    "Ánh Hồng",
    "Ân Vũ",
    "Ăn Năn",
    "Đỗ Mười",
    "Ivan",
    "Ж Жуков",
]
ARTICLE = "---\ntitle: Bài {n}\ndate: 2025-01-{n:02}\npeople: [{name}]\n---\nBài.\n"


@pytest.fixture
def lists(make_archive, build, monkeypatch):
    """Return a function that builds an archive of some people and returns the pages that list them, by address."""

    def run(names, limit):
        monkeypatch.setattr(letter_pages, "NAMES_LIMIT", limit)
        monkeypatch.setattr(letter_pages, "BAR_LIMIT", 0)
        archive = make_archive(
            {f"articles/2025/bai-{n}.md": ARTICLE.format(n=n, name=name) for n, name in enumerate(names, 1)}
        )
        assert build(archive).published is not None
        folder = archive / "_site/nhan-vat"
        files = [folder / "index.html", *sorted(folder.rglob("chu-cai/**/*.html"))]
        return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}

    return run


def listed(page):
    return re.findall(r'<li><a href="[^"]*">([^<]+)</a> <span class="count">\d+ bài', page)


def shelves(page):
    letters = page.partition('<ul class="letters">')[2].partition("</ul>")[0]
    return re.findall(r">([^<]+) <span class=\"count\">(\d+)</span></a>", letters)


def test_a_short_list_is_one_page_with_its_letters(lists):
    pages = lists(NAMES, 500)
    assert pages.keys() == {"index.html"}
    assert shelves(pages["index.html"]) == [
        ("A", "1"), ("Ă", "1"), ("Â", "1"), ("Đ", "1"), ("I", "1"), ("N", "4"), ("Ж", "1"),
    ]  # fmt: skip
    assert sorted(listed(pages["index.html"])) == sorted(NAMES)


def test_a_long_list_is_cut_by_letters_and_each_name_stands_on_one_page(lists):
    pages = lists(NAMES, 2)
    assert shelves(pages["index.html"]) == [
        ("A", "1"), ("Ă", "1"), ("Â", "1"), ("Đ", "1"), ("I", "1"), ("N", "4"), ("Khác", "1"),
    ]  # fmt: skip
    assert "Có nhiều bài nhất" in pages["index.html"]
    cut = {address: listed(page) for address, page in pages.items() if address != "index.html"}
    assert cut == {
        "chu-cai/a.html": ["Ánh Hồng"],
        "chu-cai/a8.html": ["Ăn Năn"],
        "chu-cai/a6.html": ["Ân Vũ"],
        "chu-cai/d9.html": ["Đỗ Mười"],
        "chu-cai/i.html": ["Ivan"],
        "chu-cai/khac.html": ["Ж Жуков"],
        "chu-cai/n.html": [],
        "chu-cai/n/ngo6.html": ["Ngô Ý"],
        "chu-cai/n/nguye6n-b.html": ["Nguyên Bình"],
        "chu-cai/n/nguye6n-v.html": ["Nguyễn Văn An", "Nguyễn Văn Ba"],
    }
    assert shelves(pages["chu-cai/n.html"]) == [
        ("Ngô Ý", "1"), ("Nguyên Bình", "1"), ("Nguyễn Văn An – Nguyễn Văn Ba", "2"),
    ]  # fmt: skip


def test_names_that_cannot_be_told_apart_by_letters_share_a_page(lists):
    pages = lists(["Ж А", "Ж Б", "Ж В", "An Hòa", "An Hóa"], 1)
    cut = {address: listed(page) for address, page in pages.items() if listed(page) and address != "index.html"}
    assert cut["chu-cai/a/an-hoa.html"] == ["An Hòa", "An Hóa"]
    assert Counter(itertools.chain(*cut.values())) == Counter(["Ж А", "Ж Б", "Ж В", "An Hòa", "An Hóa"])


def test_words_of_different_letters_are_never_one():
    texts = ["ă", "aw", "a", "â", "đ", "d", "a-", "ơ", "o", "nguyễn", "nguyen"]
    assert len({letter_word(text, 9) for text in texts}) == len(texts)
    assert letter_word("Nguyễn", 9) == letter_word("NGUYÊN", 9) == "nguye6n"
    assert letter_word("Đặng", 2) == "d9a8"
