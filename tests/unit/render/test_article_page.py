from urllib.parse import unquote

import pytest
from msgspec import structs

from kaluga_site import articles, load
from kaluga_site.render import ArticleLinks, article_view
from kaluga_site.render.article_views import Onward
from kaluga_site.render.site import Site
from kaluga_site.render.views import Link

SITE = Site(
    languages=("vi",),
    language="vi",
    title="Kho",
    description=None,
    base_url=None,
    contact=None,
    sections=(),
    has_feed=False,
)
NOWHERE = Onward(same_event=(), related=(), threads=())
NO_LINKS = ArticleLinks(links={}, rights=None)


@pytest.fixture
def view(make_archive):
    """Return a function that gives the view of one article file's text."""

    def make(text, site=SITE, links=NO_LINKS, name="articles/2025/mot.md"):
        archive = make_archive({name: text})
        settings, _ = load.load_settings(archive)
        authorities, _ = load.load_authorities(archive)
        article, problems = articles.read_article(archive, name, settings, authorities)
        assert [problem for problem in problems if problem.severity == "error"] == []
        return article_view(article, site, links, NOWHERE, archive)

    return make


RAW = (
    "Một bài về thương mại\nNgày 1/2/2025, ông Nguyễn Văn Hùng đến Hà Nội.\n"
    "“Chúng tôi sẽ còn làm hơn thế nữa”, ông Hùng nói khi kim ngạch đạt 316 triệu USD."
)


def test_what_nobody_has_reviewed_is_said_once(view):
    found = view(RAW, name="articles/2025/mot.txt")
    assert found.unreviewed == "tít, ngày, nhân vật, địa danh, lời phát biểu, số liệu"
    assert found.holds == "1 nhân vật, 1 địa danh, 1 lời phát biểu"
    assert not any(line.inferred for line in (*found.quotations, *found.figures))


def test_of_a_list_that_is_partly_reviewed_the_other_lines_are_marked(view):
    found = view("---\ntitle: A\ndate: 2025\nfigures: [4 triệu USD]\n---\nTừ 4 triệu USD lên 316 triệu USD.")
    assert found.unreviewed == "một phần số liệu"
    assert [(figure.quote, figure.inferred) for figure in found.figures] == [
        ("4 triệu USD", False),
        ("316 triệu USD", True),
    ]


def test_a_record_that_holds_nothing_says_nothing(view):
    found = view("---\ntitle: A\ndate: 2025\n---\nMột bài.")
    assert (found.holds, found.unreviewed, found.report, found.terms) == ("", "", None, ())


def test_a_quantity_is_shown_in_one_form(view):
    found = view("---\ntitle: A\ndate: 2025\n---\nTăng gần 60%, đạt 5-7 triệu USD và hàng trăm lao động.")
    assert {figure.quote: figure.amount for figure in found.figures} == {
        "gần 60%": "gần 60%",
        "5-7 triệu USD": "5.000.000–7.000.000 USD",
        "hàng trăm lao động": None,
    }


def test_a_unit_that_stands_first_stays_there_and_a_change_is_told_as_one(view):
    text = "Gió giật cấp 8-9, vốn đầu tư giảm 108 tỷ USD; đó là nước thứ ba trong số này, top 5 tỉnh. Vốn đạt 3 tỷ USD."
    found = view(f"---\ntitle: Một\ndate: 2025\n---\n{text}\n").figures
    assert {figure.amount: figure.measure for figure in found} == {
        "cấp 8–9": None,
        "108.000.000.000 USD": "vốn đầu tư (mức tăng, giảm)",
        "nước thứ 3": None,
        "top 5 tỉnh": None,
        "3.000.000.000 USD": "Vốn",
    }


def test_a_long_quotation_only_begins(view):
    words = " ".join(["Chúng tôi sẽ còn làm hơn thế nữa"] * 12)
    (found,) = view(f"---\ntitle: A\ndate: 2025\n---\n“{words}”, ông Nguyễn Văn Hùng nói.").quotations
    assert len(found.quote) <= 162
    assert words.startswith(found.quote.removesuffix(" …"))
    assert found.quote.endswith(" …")


def test_several_headings_make_a_table_of_contents(view):
    text = "---\ntitle: A\ndate: 2025\n---\nMột.\n\n## Phần *một*\n\nHai.\n\n### Nhỏ\n\nBa."
    found = view(text).contents
    assert [(entry.label, entry.deeper) for entry in found] == [("Phần một", False), ("Nhỏ", True)]
    assert all(f'id="{entry.block}"' in view(text).body for entry in found)
    assert view(text.replace("### Nhỏ\n\n", "")).contents == ()


def test_an_error_is_reported_with_the_articles_title_and_address(view):
    text = "---\ntitle: Nga & Việt?\ndate: 2025\n---\nMột bài."
    letter = view(text, structs.replace(SITE, contact="ban.doc@a.vn", base_url="https://kho.vn/")).report
    assert unquote(letter) == "mailto:ban.doc@a.vn?subject=Báo lỗi: Nga & Việt? (https://kho.vn/bai-viet/2025/mot.html)"
    assert letter.count("?") == letter.count(":") == 1
    assert "&" not in letter
    form = "https://a.vn/@bao-loi?x=1"
    assert view(text, structs.replace(SITE, contact=form)).report == form


class Everywhere(dict):
    """Leads whatever is asked for to one page."""

    def get(self, _key, _default=None):
        return Link("Báo Thử", "nguon/bao-thu.html")


def test_a_newspaper_is_cited_by_the_name_of_its_page(view):
    text = "---\ntitle: A\ndate: 2025\nsource: BT\n---\nMột bài."
    found = view(text, links=ArticleLinks(links=Everywhere(), rights=None))
    assert found.citation.words == "Báo Thử (2025). A"
    assert "journal = {{Báo Thử}}" in found.citation.bibtex


def test_a_withdrawn_article_is_not_cited(view):
    assert view("---\ntitle: A\ndate: 2025\nwithdrawn: Nguồn đã rút.\n---\n").citation is None
