"""The two real articles: word for word in articles/, and a site with every way in."""

import hashlib
import re
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pytest

from conftest import ROOT
from kaluga_site import articles, load

TITLED = "articles/2025/tinh-kaluga-tro-thanh-diem-sang-moi-trong-hop-tac-nga-viet.md"
UNTITLED = "articles/2025/pho-chu-tich-ubnd-tp-ha-noi-tiep-doan-dai-bieu-tinh-kaluga.md"
SHAPSHA = "nhan-vat/shapsha-vladislav-valerievich.html"


def record(path):
    settings, _ = load.load_settings(ROOT)
    authorities, _ = load.load_authorities(ROOT)
    article, problems = articles.read_article(ROOT, path, settings, authorities)
    assert problems == []
    return article


def raw_text(path):
    """Return the article as it was received, front matter and heading marks taken off."""
    _, _, body = (ROOT / path).read_text(encoding="utf-8").split("---\n", 2)
    body = re.sub(r"^## ", "", body.strip(), flags=re.MULTILINE)
    if path == TITLED:
        return record(path).title.value + "\n" + body.replace("\n\n", "\n") + "\n"
    return f" date 2025-11-25 {body}"


@pytest.mark.parametrize(
    ("path", "digest"),
    [
        (UNTITLED, "bba9255fdd927b23672c3e915ebab5f6ee33ae00edd982f25c48459b17ed8eba"),
        (TITLED, "efc5b54aed49866438a6c5fb2e353c96f7abf9f0f2f87f232016e3c85c7d377e"),
    ],
)
def test_the_articles_are_word_for_word(path, digest):
    """The digest is that of the words as received: without the stamp, with the title line."""
    words = raw_text(path).removeprefix(" date 2025-11-25 ").split()
    assert hashlib.sha256(" ".join(words).encode()).hexdigest() == digest


def test_what_the_text_does_not_say_is_marked_unknown():
    untitled, titled = record(UNTITLED), record(TITLED)
    assert (untitled.title.basis, untitled.source) == ("supplied", None)
    assert untitled.date.value.edtf == titled.date.value.edtf == "2025-11-25?"
    assert untitled.date.basis == titled.date.basis == "inferred"
    assert {person.role for person in titled.people if "Murashko" in person.reference.name} == {"Bộ trưởng Y tế"}


def test_every_figure_stands_in_its_text():
    for article in (record(UNTITLED), record(TITLED)):
        text = article.body.text
        assert article.figures
        assert all(text[figure.span.start : figure.span.end] == figure.quote for figure in article.figures)


def test_every_quotation_has_its_speaker():
    (quotation,) = record(UNTITLED).quotations
    assert (quotation.speaker, quotation.basis, quotation.rule) == ("Nguyễn Xuân Lưu", "declared", "followed-by-name")
    assert quotation.quote.startswith("Hà Nội luôn sẵn sàng")
    assert quotation.quote.endswith("nông sản")
    assert record(TITLED).quotations == ()


def test_the_change_in_the_titled_article_comes_out():
    """`record` has made sure that there is no warning."""
    article = record(TITLED)
    quotes = {figure.id: figure.quote for figure in article.figures}
    (change,) = article.changes
    assert (quotes[change.start], quotes[change.end]) == ("4 triệu USD", "316 triệu USD")
    assert [(check.verdict, check.sum) for check in article.checks] == [
        ("consistent", "316 ÷ 4 = 79 ≈ gần 80 lần"),
        ("cannot be checked", None),
    ]
    assert {figure.measured for figure in article.figures if figure.id in {change.start, change.end}} == {
        "kim ngạch thương mại"
    }
    assert record(UNTITLED).checks == ()


def test_the_sum_stands_under_its_figure(own_site):
    page = (own_site / f"bai-viet/2025/{PurePosixPath(TITLED).stem}.html").read_text(encoding="utf-8")
    assert 'gần 80\u00a0lần</a><div class="basis">316 ÷ 4 = 79 ≈ gần 80 lần – khớp</div>' in page
    assert "không khớp" not in page


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, _tag, attributes):
        self.found += [value for name, value in attributes if name in {"href", "src"}]


def links_of(site, address):
    parser = Links()
    parser.feed((site / address).read_text(encoding="utf-8"))
    folder = PurePosixPath(address).parent
    return parser.found, {
        (site / folder / link.partition("#")[0]).resolve().relative_to(site.resolve()).as_posix()
        for link in parser.found
        if not link.startswith("#")
    }


@pytest.mark.parametrize(
    "page",
    [
        "index.html",
        "bai-viet/index.html",
        "bai-viet/2025/index.html",
        "dong-thoi-gian/2025/11.html",
        SHAPSHA,
        "chu-de/hop-tac-nga-viet.html",
    ],
)
def test_both_articles_are_reached(own_site, page):
    _, targets = links_of(own_site, page)
    for path in (TITLED, UNTITLED):
        assert f"bai-viet/2025/{PurePosixPath(path).stem}.html" in targets


def test_each_article_is_reached_from_its_source(own_site):
    assert f"bai-viet/2025/{PurePosixPath(TITLED).stem}.html" in links_of(own_site, "nguon/pntd.html")[1]
    assert f"bai-viet/2025/{PurePosixPath(UNTITLED).stem}.html" in links_of(own_site, "nguon/khong-ro.html")[1]


def test_every_page_is_reached_from_home(own_site):
    seen, open_ = set(), {"index.html"}
    while open_:
        address = open_.pop()
        seen.add(address)
        open_ |= {target for target in links_of(own_site, address)[1] if target.endswith(".html")} - seen
    pages = {file.relative_to(own_site).as_posix() for file in own_site.rglob("*.html")}
    assert pages - seen == {"404.html", "tim-kiem.html"}  # to which the form of every page leads
    assert 'action="tim-kiem.html"' in (own_site / "index.html").read_text(encoding="utf-8")


def test_every_link_is_relative_and_names_its_file(own_site):
    for file in own_site.rglob("*.html"):
        found, targets = links_of(own_site, file.relative_to(own_site).as_posix())
        assert not [link for link in found if link.startswith("/") or "://" in link]
        assert all((own_site / target).is_file() for target in targets)


def test_the_raw_articles_alone_make_an_archive(make_archive, build):
    archive = make_archive({"articles/000.txt": raw_text(UNTITLED), "articles/001.txt": raw_text(TITLED)})
    outcome = build(archive)
    assert (outcome.articles, outcome.problems) == (2, ())
    site = archive / "_site"
    assert {page.name for page in (site / "nhan-vat").glob("*.html")} == {
        "index.html",
        "gagarin.html",
        "korolev.html",
        "mikhail-murashko.html",
        "nguyen-xuan-luu.html",
        "shapsha-vladislav-valerievich.html",
        "thai-huong.html",
        "tsiolkovsky.html",
    }
    assert {"bai-viet/2025/000.html", "bai-viet/2025/001.html"} <= links_of(site, SHAPSHA)[1]
    assert {page.name for page in (site / "to-chuc").glob("*.html")} == {
        "index.html",
        "kaluzhskaya-obuv.html",
        "nha-hat-ballet-hoang-gia-nga.html",
        "tap-doan-th.html",
        "trung-tam-nghien-cuu-y-hoc-xa-tri.html",
        "ubnd-tp-ha-noi.html",
        "vien-gamaleya.html",
        "vien-han-lam-khoa-hoc-va-cong-nghe-viet-nam.html",
    }
    assert {page.name for page in (site / "dia-danh").glob("*.html")} == {
        "index.html",
        "ha-noi.html",
        "kaluga.html",
        "nga.html",
        "viet-nam.html",
    }


def test_the_records_agree_with_what_the_machine_reads(make_archive):
    """What was checked by hand in the front matter is what extraction finds in the raw text."""
    archive = make_archive(
        {
            "articles/000.txt": raw_text(UNTITLED),
            "articles/001.txt": raw_text(TITLED),
            **{f"authorities/{file.name}": file.read_bytes() for file in (ROOT / "authorities").iterdir()},
        }
    )
    settings, _ = load.load_settings(archive)
    authorities, _ = load.load_authorities(archive)
    for name, path in (("000", UNTITLED), ("001", TITLED)):
        read, _ = articles.read_article(archive, f"articles/{name}.txt", settings, authorities)
        checked = record(path)
        assert read.body.text == checked.body.text
        assert [block.kind for block in read.body.blocks] == [block.kind for block in checked.body.blocks]
        assert [(one.quote, one.speaker) for one in read.quotations] == [
            (one.quote, one.speaker) for one in checked.quotations
        ]
        for found, confirmed in ((read.organisations, checked.organisations), (read.places, checked.places)):
            assert {term.basis for term in found} == {"inferred"}
            assert all(term.rule and read.body.text[term.span.start : term.span.end] for term in found)
            assert {term.value.key for term in found} == {term.value.key for term in confirmed}
        declared = [figure for figure in checked.figures if figure.basis == "declared"]
        found = {figure.quote: (figure.value, figure.unit) for figure in read.figures}
        assert {figure.quote: (figure.value, figure.unit) for figure in declared}.items() <= found.items()


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "dong-thoi-gian/2025/11.html",
        "nhan-vat/shapsha-vladislav-valerievich.html",
        "so-lieu/2025/11.html",
        "so-lieu/kim-ngach-kaluga-viet-nam.html",
    ],
)
def test_titles_are_typeset_wherever_they_are_shown(own_site, name):
    shown = (own_site / name).read_text(encoding="utf-8").partition("<body>")[2]
    assert "hợp tác Nga\u00a0– Việt" in shown
    assert "hợp tác Nga - Việt" not in shown
