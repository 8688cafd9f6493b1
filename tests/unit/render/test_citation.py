"""How articles are cited: each case is an article and the text of every form, side by side."""

import json

import pytest
from msgspec import structs

from kaluga_site.load.dates import parse_date
from kaluga_site.render.citation import CitedArticle, in_words
from kaluga_site.render.citation_entries import bibtex, csl_json, ris
from kaluga_site.render.citation_styles import apa, chicago

WHOLE = CitedArticle(
    key="2025-bai",
    authors=("Người Viết", "Đặng Thị Ẩn"),
    title="Nga - Việt: 60% & hơn",
    newspaper="Báo Thử",
    date=parse_date("2025-03-02"),
    date_note=None,
    is_date_inferred=False,
    section="Kinh tế",
    issue="12",
    page="3",
    language="vi",
    url="https://a.vn/goc",
    kept="https://kho.vn/bai.html",
)
PLAIN = structs.replace(WHOLE, authors=("Dương Quỳnh",), section=None, issue=None, page=None, kept=None)
BARE = structs.replace(PLAIN, authors=(), newspaper=None, date=None, url=None)


def styled(citation):
    return (
        f"{citation.before}*{citation.newspaper}*{citation.after}"
        if citation.newspaper
        else citation.before + citation.after
    )


CASES = {
    "all that can be known": (
        WHOLE,
        ("Người Viết, Đặng Thị Ẩn (2025). Nga - Việt: 60% & hơn. Báo Thử, mục Kinh tế, số 12, tr. 3, ngày 2/3/2025. "
        "https://a.vn/goc (bản lưu: https://kho.vn/bai.html)"),
        ("Người Viết & Đặng Thị Ẩn. (2025, March 2). Nga - Việt: 60% & hơn. *Báo Thử*, (12), 3. https://a.vn/goc "
        "(archived at https://kho.vn/bai.html)"),
        ("Người Viết and Đặng Thị Ẩn. “Nga - Việt: 60% & hơn.” *Báo Thử*, March 2, 2025, sec. Kinh tế, no. 12, 3. "
        "https://a.vn/goc (archived at https://kho.vn/bai.html)"),
    ),
    "one author": (
        PLAIN,
        "Dương Quỳnh (2025). Nga - Việt: 60% & hơn. Báo Thử, ngày 2/3/2025. https://a.vn/goc",
        "Dương Quỳnh. (2025, March 2). Nga - Việt: 60% & hơn. *Báo Thử*. https://a.vn/goc",
        "Dương Quỳnh. “Nga - Việt: 60% & hơn.” *Báo Thử*, March 2, 2025. https://a.vn/goc",
    ),
    "three authors": (
        structs.replace(PLAIN, authors=("Một", "Hai", "Ba")),
        "Một, Hai, Ba (2025). Nga - Việt: 60% & hơn. Báo Thử, ngày 2/3/2025. https://a.vn/goc",
        "Một, Hai, & Ba. (2025, March 2). Nga - Việt: 60% & hơn. *Báo Thử*. https://a.vn/goc",
        "Một, Hai, and Ba. “Nga - Việt: 60% & hơn.” *Báo Thử*, March 2, 2025. https://a.vn/goc",
    ),
    "no author": (
        structs.replace(PLAIN, authors=()),
        "Báo Thử (2025). Nga - Việt: 60% & hơn. Ngày 2/3/2025. https://a.vn/goc",
        "Nga - Việt: 60% & hơn. (2025, March 2). *Báo Thử*. https://a.vn/goc",
        "*Báo Thử*. “Nga - Việt: 60% & hơn.” March 2, 2025. https://a.vn/goc",
    ),
    "no date": (
        structs.replace(PLAIN, date=None),
        "Dương Quỳnh (không rõ ngày). Nga - Việt: 60% & hơn. Báo Thử. https://a.vn/goc",
        "Dương Quỳnh. (n.d.). Nga - Việt: 60% & hơn. *Báo Thử*. https://a.vn/goc",
        "Dương Quỳnh. “Nga - Việt: 60% & hơn.” *Báo Thử*, n.d. https://a.vn/goc",
    ),
    "a month": (
        structs.replace(PLAIN, date=parse_date("2025-03")),
        "Dương Quỳnh (2025). Nga - Việt: 60% & hơn. Báo Thử, tháng 3/2025. https://a.vn/goc",
        "Dương Quỳnh. (2025, March). Nga - Việt: 60% & hơn. *Báo Thử*. https://a.vn/goc",
        "Dương Quỳnh. “Nga - Việt: 60% & hơn.” *Báo Thử*, March 2025. https://a.vn/goc",
    ),
    "a year": (
        structs.replace(PLAIN, date=parse_date("2025")),
        "Dương Quỳnh (2025). Nga - Việt: 60% & hơn. Báo Thử. https://a.vn/goc",
        "Dương Quỳnh. (2025). Nga - Việt: 60% & hơn. *Báo Thử*. https://a.vn/goc",
        "Dương Quỳnh. “Nga - Việt: 60% & hơn.” *Báo Thử*, 2025. https://a.vn/goc",
    ),
    "an inferred date that is not certain": (
        structs.replace(PLAIN, date=parse_date("2025-03-02?"), is_date_inferred=True, date_note="suy ra, chưa chắc"),
        "Dương Quỳnh (2025?). Nga - Việt: 60% & hơn. Báo Thử, ngày 2/3/2025 (suy ra, chưa chắc). https://a.vn/goc",
        "Dương Quỳnh. ([2025, March 2?]). Nga - Việt: 60% & hơn. *Báo Thử*. https://a.vn/goc",
        "Dương Quỳnh. “Nga - Việt: 60% & hơn.” *Báo Thử*, [March 2, 2025?]. https://a.vn/goc",
    ),
    "no address": (
        structs.replace(PLAIN, url=None, page="3"),
        "Dương Quỳnh (2025). Nga - Việt: 60% & hơn. Báo Thử, tr. 3, ngày 2/3/2025",
        "Dương Quỳnh. (2025, March 2). Nga - Việt: 60% & hơn. *Báo Thử*, 3.",
        "Dương Quỳnh. “Nga - Việt: 60% & hơn.” *Báo Thử*, March 2, 2025, 3.",
    ),
    "no newspaper": (
        structs.replace(PLAIN, newspaper=None),
        "Dương Quỳnh (2025). Nga - Việt: 60% & hơn. Không rõ nguồn, ngày 2/3/2025. https://a.vn/goc",
        "Dương Quỳnh. (2025, March 2). Nga - Việt: 60% & hơn. [newspaper unknown]. https://a.vn/goc",
        "Dương Quỳnh. “Nga - Việt: 60% & hơn.” [newspaper unknown], March 2, 2025. https://a.vn/goc",
    ),
    "a question with quotation marks": (
        structs.replace(PLAIN, title="Ai nói “được”?"),
        "Dương Quỳnh (2025). Ai nói “được”? Báo Thử, ngày 2/3/2025. https://a.vn/goc",
        "Dương Quỳnh. (2025, March 2). Ai nói “được”? *Báo Thử*. https://a.vn/goc",
        "Dương Quỳnh. “Ai nói ‘được’?” *Báo Thử*, March 2, 2025. https://a.vn/goc",
    ),
    "nothing but a title that the archive supplied": (
        structs.replace(BARE, title="[Về một chuyến thăm]"),
        "[Về một chuyến thăm] (không rõ ngày). Không rõ nguồn",
        "[Về một chuyến thăm]. (n.d.). [newspaper unknown].",
        "“[Về một chuyến thăm].” [newspaper unknown], n.d.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_citation_in_words(case):
    cited, *expected = CASES[case]
    assert [in_words(cited), styled(apa(cited)), styled(chicago(cited))] == expected


BIBTEX = """\
@article{2025-bai,
  author = {{Người Viết} and {Đặng Thị Ẩn}},
  title = {{Nga - Việt: 60\\% \\& hơn}},
  journal = {{Báo Thử}},
  date = {2025-03-02},
  year = {2025},
  number = {12},
  pages = {3},
  note = {Kinh tế},
  url = {https://a.vn/goc},
  langid = {vietnamese},
  entrysubtype = {newspaper},
}
"""
RIS = """\
TY  - NEWS
AU  - Người Viết,
AU  - Đặng Thị Ẩn,
TI  - Nga - Việt: 60% & hơn
T2  - Báo Thử
DA  - 2025/03/02/
PY  - 2025
IS  - 12
SP  - 3
SE  - Kinh tế
LA  - vi
UR  - https://a.vn/goc
L2  - https://kho.vn/bai.html
ER  - \n"""
CSL = {
    "id": "2025-bai",
    "type": "article-newspaper",
    "title": "Nga - Việt: 60% & hơn",
    "author": [{"literal": "Người Viết"}, {"literal": "Đặng Thị Ẩn"}],
    "container-title": "Báo Thử",
    "issued": {"date-parts": [[2025, 3, 2]]},
    "section": "Kinh tế",
    "issue": "12",
    "page": "3",
    "language": "vi",
    "URL": "https://a.vn/goc",
    "archive_location": "https://kho.vn/bai.html",
}


def test_entries_for_programs():
    assert (bibtex(WHOLE), ris(WHOLE), json.loads(csl_json(WHOLE))) == (BIBTEX, RIS, [CSL])


def test_what_is_unknown_has_no_field():
    assert [line.split(" = ")[0].strip() for line in bibtex(BARE).splitlines()[1:-1]] == [
        "title",
        "langid",
        "entrysubtype",
    ]
    assert [line[:2] for line in ris(BARE).splitlines()] == ["TY", "TI", "LA", "ER"]
    assert json.loads(csl_json(BARE))[0].keys() == {"id", "type", "title", "language"}


@pytest.mark.parametrize(
    ("date", "biblatex", "of_ris", "csl"),
    [
        ("2025", "{2025}", "2025///", {"date-parts": [[2025]]}),
        ("2025-03", "{2025-03}", "2025/03//", {"date-parts": [[2025, 3]]}),
        ("2025-03-02?", "{2025-03-02?}", None, {"date-parts": [[2025, 3, 2]], "circa": True}),
    ],
)
def test_a_date_for_programs_is_as_precise_as_it_is_known(date, biblatex, of_ris, csl):
    cited = structs.replace(WHOLE, date=parse_date(date), date_note="chưa chắc" if "?" in date else None)
    assert f"  date = {biblatex},\n" in bibtex(cited)
    assert (f"DA  - {of_ris}\n" if of_ris else "PY  - 2025\nIS") in ris(cited)
    assert ("DA  - " in ris(cited)) == (of_ris is not None)
    assert json.loads(csl_json(cited))[0]["issued"] == csl
    for form in (bibtex(cited), ris(cited), csl_json(cited)):
        assert ("chưa chắc" in form) == ("?" in date)


@pytest.mark.parametrize("text", ["a { b", "a } b", "\\", "}{", "a_b #1 $5 ~x ^y"])
def test_no_sign_of_an_article_breaks_an_entry(text):
    entry = bibtex(structs.replace(WHOLE, title=text, url=f"https://a.vn/{text}", authors=(text,)))
    assert entry.count("{") == entry.count("}")
    depth = 0
    for sign in entry[:-3]:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 1
    assert entry.count("\n  ") == 11


def test_a_line_break_adds_no_field_to_ris():
    assert [line[:2] for line in ris(structs.replace(BARE, title="Một\nER  - \nTY  - BOOK")).splitlines()] == [
        "TY",
        "TI",
        "LA",
        "ER",
    ]
