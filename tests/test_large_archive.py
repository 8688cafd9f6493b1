"""An archive of some hundred articles, dated in every way: each list is cut, and every link finds its page."""

import datetime
import gzip
import random
import re
from html.parser import HTMLParser

import pytest

from kaluga_site import pipeline
from kaluga_site.render import shelves

EVENT = "Hai bên đã ký thỏa thuận hợp tác vào ngày {} tại thủ đô của nước bạn."

FAMILIES = [f"Ng{vowel}{end}" for vowel in "uôoươaâ" for end in ("yễn", "i", "n", "t", "m", "c", "p", "ng")]
GIVEN = [f"{first}{end}" for first in "BCĐGHKLMNPQST" for end in ("ình", "am", "uy")]
PEOPLE = "people: [Nguyễn Văn Hùng, Nguyễn Văn Hưng]\n"
INDEX_LIMIT = 60_000
"""So many bytes a page may take, compressed."""


class Anchors(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.ids = [], set()

    def handle_starttag(self, _tag, attributes):
        self.links += [value for name, value in attributes if name in {"href", "src"}]
        self.ids |= {value for name, value in attributes if name == "id"}


SAME_DAY = 60
STATED = 12


def words(choose, count):
    """Return made-up syllables, which compress no better than those of a newspaper."""
    starts, vowels, ends = (
        "b c ch d đ g h kh l m n ng nh ph qu s t th tr v x",
        "a ă â e ê i o ô ơ u ư ạ ấ ế ệ ố ộ",
        "c m n ng nh t p",
    )
    syllables = ("".join(choose.choice(part.split()) for part in (starts, vowels, ends)) for _ in range(count))
    return " ".join(syllables).capitalize()


def statements(choose):
    """Return as many sentences of thirty words, each with a figure."""
    return " ".join(f"{words(choose, 28)} {choose.randint(2, 10**6)} triệu USD." for _ in range(STATED))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    archive = tmp_path_factory.mktemp("large")
    choose = random.Random(1)
    names = [f"{family} Văn {given}" for family in FAMILIES for given in GIVEN]
    for number in range(420):
        year = choose.choice(["2019", "2023", "2023", "2024"])
        date = choose.choice([f"{year}-{choose.randint(1, 12):02}-{choose.randint(1, 28):02}"] * 6 + [year, "1999", ""])
        folder = choose.choice([f"{year}/"] * 5 + [""])
        text = f"---\ntitle: Bài {number}\n{f'date: {date}' if date else ''}\ntopics: [Chung, 'Chủ đề {number % 7}']\n"
        file = archive / "articles" / f"{folder}bai-{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        others = ", ".join(names[number * 5 : number * 5 + 5])
        text += f"people: [Nguyễn Văn Hùng, Nguyễn Văn Hưng, {others}]\n" if others else PEOPLE
        text += f"authors: [Người Viết {'ABC'[number % 3]}]\n---\nMột bài. Ông Nguyễn Văn Hùng đến Hà Nội."
        days = [f"{1 + number % 28}/7/2023", *(["5/3/2019"] if number % 2 else [])]
        file.write_text(" ".join([text, *map(EVENT.format, days)]), encoding="utf-8")
    for number in range(SAME_DAY):
        text = f"---\ntitle: {words(choose, 12)}\ndate: 2024-05-05\n---\n{statements(choose)}\n"
        (archive / "articles/2024" / f"so-{number}.md").write_text(text, encoding="utf-8")
    outcome = pipeline.build(archive, archive / "_site", datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    assert outcome.published is not None
    return archive / "_site"


@pytest.fixture(scope="module")
def pages(site):
    found = {}
    for file in site.rglob("*.html"):
        parser = Anchors()
        parser.feed(file.read_text(encoding="utf-8"))
        found[file] = parser
    return found


def test_every_link_and_fragment_finds_its_target(pages):
    broken = []
    for file, parser in pages.items():
        for link in parser.links:
            path, _, fragment = link.partition("#")
            target = (file.parent / path).resolve() if path else file
            if not target.is_file() or (fragment and fragment not in pages[target].ids):
                broken.append((file, link))
    assert broken == []


def test_every_article_is_listed_under_its_topic(site, pages):
    listed = {
        (file.parent / link).resolve()
        for file, parser in pages.items()
        if file.is_relative_to(site / "chu-de") and "chung" in str(file)
        for link in parser.links
    }
    articles = {file.resolve() for file in (site / "bai-viet").glob("*/bai-*.html")}
    assert len(articles) == 420
    assert articles <= listed


def test_every_article_is_reached_from_its_years_page(site, pages):
    for folder in (site / "bai-viet").iterdir():
        if not folder.is_dir():
            continue
        year = folder / "index.html"
        months = [(folder / link).resolve() for link in pages[year].links if "dong-thoi-gian" in link]
        days = [page for month in months for page in sorted(month.with_suffix("").glob("*.html"))]
        lists = [year, *months, *days]
        listed = {(file.parent / link).resolve() for file in lists for link in pages[file].links if link != "#noi-dung"}
        assert {file.resolve() for file in folder.glob("bai-*.html")} <= listed


def test_a_cut_page_counts_its_own_articles(site):
    shown = (site / "chu-de/chung/2019.html").read_text(encoding="utf-8")
    count = shown.count('<li class="card">')
    assert 0 < count <= 100
    assert f'<p class="meta">{count} bài</p>' in shown


def test_no_list_is_longer_than_its_limit(site, pages):
    undated = {site / "bai-viet/khong-ro-nam/index.html"}
    for file in pages.keys() - undated:
        cards = file.read_text(encoding="utf-8").count('<li class="card">')
        assert cards <= 120, file


def test_a_month_that_much_is_told_of_is_cut_by_day(site, pages):
    march = site / "dong-thoi-gian/2019/03.html"
    days = {(march.parent / link).resolve() for link in pages[march].links if "/2019/03/" in link}
    assert days == {file.resolve() for file in march.with_suffix("").glob("*.html")}
    day = (march.with_suffix("") / "05.html").read_text(encoding="utf-8")
    assert "được nhắc đến 210 lần" in day
    assert day.count("<cite>") == shelves.LIST_LIMIT
    assert "Và 110 lần khác" in day
    july = site / "dong-thoi-gian/2023/07"
    told = sum(file.read_text(encoding="utf-8").count("<cite>") for file in july.glob("*.html"))
    assert told == 420


def test_every_author_has_a_page_with_every_article(site, pages):
    for letter in "abc":
        lists = [
            *(site / "tac-gia").glob(f"nguoi-viet-{letter}.html"),
            *(site / f"tac-gia/nguoi-viet-{letter}").rglob("*"),
        ]
        listed = {(file.parent / link).resolve() for file in lists if file.is_file() for link in pages[file].links}
        assert sum(file.is_relative_to((site / "bai-viet").resolve()) and "bai-" in file.name for file in listed) == 140


def test_names_that_share_a_slug_are_told_apart(site):
    shared = (site / "nhan-vat/nguyen-van-hung.html").read_text(encoding="utf-8")
    assert "nguyen-van-hungf.html" in shared
    assert "nguyen-van-huwng.html" in shared


def test_every_person_is_reached_from_the_letters(site, pages):
    index = site / "nhan-vat/index.html"
    letters = {(index.parent / link).resolve() for link in pages[index].links if "chu-cai" in link}
    letters |= {(file.parent / link).resolve() for file in letters for link in pages[file].links if "chu-cai" in link}
    listed = {(file.parent / link).resolve() for file in letters for link in pages[file].links if link[:1] != "#"}
    files = [file for file in (site / "nhan-vat").glob("*.html") if file != index]
    everybody = {file.resolve() for file in files if "được nhắc đến" in file.read_text(encoding="utf-8")}
    assert len(everybody) > 1500
    assert everybody <= listed


def test_no_page_of_any_kind_is_too_heavy(pages):
    for file in pages:
        assert len(gzip.compress(file.read_bytes())) <= INDEX_LIMIT, file


def test_a_feed_holds_the_newest_twenty_articles(site):
    feed = (site / "chu-de/chung.xml").read_text(encoding="utf-8")
    page = (site / "chu-de/chung.html").read_text(encoding="utf-8")
    entries = re.findall(r'<entry .*?href="([^"]+)".*?</entry>', feed, re.DOTALL)
    assert len(entries) == 20
    assert entries == re.findall(r'<h3><a href="([^"]+)"', page)
    assert 'href="../chu-de/chung.xml"' in page


def test_the_figures_of_a_full_day_stand_on_parts_of_it_each_once(site, pages):
    month, day = site / "so-lieu/2024/05.html", site / "so-lieu/2024/05/05.html"
    assert (month.parent / "05/05.html").resolve() in {(month.parent / link).resolve() for link in pages[month].links}
    parts = {(day.parent / link).resolve() for link in pages[day].links if "phan-" in link}
    assert parts == {file.resolve() for file in (site / "so-lieu/2024/05/05").iterdir()}
    ids = [id_ for file in parts for id_ in re.findall(r'<tr id="([^"]*)"', file.read_text(encoding="utf-8"))]
    own = {
        f"2024/{file.stem}/{id_}"
        for file in (site / "bai-viet/2024").glob("so-*.html")
        for id_ in pages[file].ids
        if id_.startswith("f-")
    }
    assert len(ids) == len(set(ids))
    assert {id_ for id_ in ids if id_.startswith("2024/so-")} == own
    assert len(own) >= SAME_DAY * STATED


def test_the_archive_fills_pages_of_figures(site):
    assert max(len(gzip.compress(file.read_bytes())) for file in (site / "so-lieu").rglob("*.html")) > 10_000
