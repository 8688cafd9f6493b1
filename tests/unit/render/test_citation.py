import pytest
from msgspec import structs

from kaluga_site.load.dates import parse_date
from kaluga_site.render.citation import CitedArticle, biblatex, in_words

WHOLE = CitedArticle(
    key="2025-bai",
    authors=("Người Viết", "Đặng Thị Ẩn"),
    title="Nga - Việt: 60% & hơn",
    newspaper="Báo Thử",
    date=parse_date("2025-03-02"),
    date_note=None,
    section="Kinh tế",
    issue="12",
    page="3",
    language="vi",
    url="https://a.vn/goc",
    kept="https://kho.vn/bai.html",
)
BARE = structs.replace(
    WHOLE, authors=(), newspaper=None, date=None, section=None, issue=None, page=None, url=None, kept=None
)


def test_a_whole_citation_in_words():
    assert in_words(WHOLE) == (
        "Người Viết, Đặng Thị Ẩn (2025). Nga - Việt: 60% & hơn. Báo Thử, mục Kinh tế, số 12, tr. 3, ngày 2/3/2025. "
        "https://a.vn/goc (bản lưu: https://kho.vn/bai.html)"
    )


def test_without_an_author_the_newspaper_comes_first():
    found = in_words(structs.replace(WHOLE, authors=(), section=None, issue=None, page=None, kept=None))
    assert found == "Báo Thử (2025). Nga - Việt: 60% & hơn. Ngày 2/3/2025. https://a.vn/goc"


def test_what_is_unknown_stays_unknown():
    assert in_words(BARE) == "không rõ nguồn (không rõ ngày). Nga - Việt: 60% & hơn"
    entry = biblatex(BARE)
    assert [line.split(" = ")[0].strip() for line in entry.splitlines()[1:-1]] == ["title", "langid", "entrysubtype"]


@pytest.mark.parametrize(
    ("date", "year", "day", "iso"),
    [
        ("2025", "(2025)", "", "{2025}"),
        ("2025-03", "(2025)", "Tháng 3/2025", "{2025-03}"),
        ("2025-03-02?", "(2025?)", "Ngày 2/3/2025 (chưa chắc)", "{2025-03-02?}"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(date, year, day, iso):
    note = "chưa chắc" if "?" in date else None
    cited = structs.replace(BARE, newspaper="Báo Thử", date=parse_date(date), date_note=note)
    assert in_words(cited) == ". ".join(filter(None, (f"Báo Thử {year}", cited.title, day)))
    assert f"  date = {iso},\n" in biblatex(cited)


def test_an_entry_for_biblatex():
    assert biblatex(WHOLE) == (
        "@article{2025-bai,\n"
        "  author = {{Người Viết} and {Đặng Thị Ẩn}},\n"
        "  title = {{Nga - Việt: 60\\% \\& hơn}},\n"
        "  journaltitle = {{Báo Thử}},\n"
        "  date = {2025-03-02},\n"
        "  number = {12},\n"
        "  pages = {3},\n"
        "  note = {Kinh tế},\n"
        "  url = {https://a.vn/goc},\n"
        "  langid = {vietnamese},\n"
        "  entrysubtype = {newspaper},\n"
        "}\n"
    )


@pytest.mark.parametrize("text", ["a { b", "a } b", "\\", "}{", "a_b #1 $5 ~x ^y"])
def test_no_sign_of_an_article_breaks_an_entry(text):
    entry = biblatex(structs.replace(WHOLE, title=text, url=f"https://a.vn/{text}", authors=(text,)))
    assert entry.count("{") == entry.count("}")
    depth = 0
    for sign in entry[:-3]:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 1
    assert entry.count("\n  ") == 10
