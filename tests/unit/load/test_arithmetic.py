"""Calculating with the figures of an article, side by side with what comes of it in tests/cases/load/arithmetic.txt."""

import re
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaluga_site import articles, load
from kaluga_site.load.arithmetic import check_figures
from kaluga_site.load.changes import complete_changes
from kaluga_site.load.exactness import Bounds, stated_bounds
from kaluga_site.model.article import Figure
from kaluga_site.model.basis import Basis, Span
from kaluga_site.model.checks import Verdict
from kaluga_site.model.findings import FactorSense, FigureKind, FoundChange, FoundFactor, FoundSum
from kaluga_site.model.problems import Problems

CASES = Path(__file__).parents[2] / "cases" / "load" / "arithmetic.txt"
CHANGE = "Kim ngạch đã tăng gần 80 lần, từ 4 triệu USD lên 316 triệu USD."


def read(archive):
    settings, _ = load.load_settings(archive)
    authorities, _ = load.load_authorities(archive)
    return articles.read_article(archive, "articles/2025/mot.md", settings, authorities)


def read_text(make_archive, text, front=""):
    return read(make_archive({"articles/2025/mot.md": f"---\ntitle: Một\ndate: 2025\n{front}---\n{text}\n"}))


def line(check):
    verdict = f"{check.verdict}: {check.doubt}" if check.doubt else str(check.verdict)
    return f"{verdict} | {check.sum}" if check.sum else verdict


def read_cases():
    for case in re.split(r"^=== ", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = case.partition("\n")
        text, _, expected = rest.partition("\n---\n")
        yield pytest.param(text, expected.strip(), id=name)


@pytest.mark.parametrize(("text", "expected"), list(read_cases()))
def test_case(make_archive, text, expected):
    article, problems = read_text(make_archive, text)
    assert "\n".join(map(line, article.checks)) == expected
    wrong = [check for check in article.checks if check.verdict == "inconsistent"]
    assert [problem.code for problem in problems] == ["figures-disagree"] * len(wrong)
    ids = {figure.id for figure in article.figures}
    assert all(ids.issuperset(check.figures) for check in article.checks)


def test_the_ends_of_a_change_are_figures(make_archive):
    article, _ = read_text(make_archive, CHANGE)
    (change,) = article.changes
    quotes = {figure.id: figure.quote for figure in article.figures}
    assert [quotes[change.factor_figure], quotes[change.start], quotes[change.end]] == [
        "gần 80 lần",
        "4 triệu USD",
        "316 triệu USD",
    ]
    assert article.body.text[change.span.start : change.span.end] == CHANGE[len("Kim ngạch đã tăng ") : -1]


def test_a_rejected_figure_takes_its_change_with_it(make_archive):
    article, problems = read_text(
        make_archive, CHANGE.replace("gần 80", "60"), "figures: [{quote: 4 triệu USD, reject: true}]\n"
    )
    assert (article.changes, problems) == ((), [])
    assert [line(check) for check in article.checks] == [
        "cannot be checked: the text does not give both ends of the change"
    ]


def test_what_is_declared_is_calculated_with(make_archive):
    article, _ = read_text(make_archive, CHANGE, "figures: [{quote: 4 triệu USD, value: 8000000}]\n")
    assert [line(check) for check in article.checks] == ["inconsistent | 316 ÷ 8 = 39,5 ≠ gần 80 lần"]
    article, _ = read_text(make_archive, CHANGE, "figures: [{quote: gần 80 lần, value: 50, qualifier: hơn}]\n")
    assert [check.verdict for check in article.checks] == ["inconsistent"]


def test_a_declared_date_wins_over_the_one_that_was_found(make_archive):
    text = "Năm 2023, sản lượng đạt 500 tấn."
    found, _ = read_text(make_archive, text)
    said, _ = read_text(make_archive, text, "figures: [{quote: 500 tấn, as_of: 2020-05}]\n")
    assert [(one.as_of.value.iso, one.as_of.basis) for article in (found, said) for one in article.figures] == [
        ("2023", "inferred"),
        ("2020-05", "declared"),
    ]
    assert [(one.kind, one.measured) for one in said.figures] == [("amount", "sản lượng")]


def test_a_withdrawn_article_is_not_calculated_with(make_archive):
    article, problems = read_text(make_archive, CHANGE.replace("80", "20"), "withdrawn: Nguồn đã rút.\n")
    assert (article.figures, article.changes, article.checks, problems) == ((), (), (), [])


def test_time_grows_with_the_number_of_changes(make_archive):
    start = time.process_time()
    article, _ = read_text(make_archive, "Vốn tăng gấp đôi, từ 4 triệu USD lên 8 triệu USD. " * 600)
    assert len(article.checks) == len(article.changes) == 600
    assert time.process_time() - start < 1


def figure(id_, value, high, unit, qualifier, kind):
    quote = f"{qualifier or ''} {value} {unit}".strip()
    start = int(id_) * 100
    return Figure(
        id=id_, quote=quote, span=Span(start, start + 9), basis=Basis.DECLARED, rule="", value=value, high=high,
        unit=unit, qualifier=qualifier, kind=kind, measure=None, measured=None, as_of=None, speaker=None,
        speaker_key=None, block="", sentence=None,
    )  # fmt: skip


FIGURES = st.tuples(
    st.none()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.sampled_from([Decimal(number) for number in (0, 1, 4, 10**24)]),
    st.sampled_from([None, None, Decimal(7)]),
    st.sampled_from([None, "%", "lần", "USD", "xã"]),
    st.sampled_from([None, None, "gần", "hơn", "khoảng", "dưới", "ít nhất"]),
    st.sampled_from([None, *FigureKind]),
)


@given(st.lists(FIGURES, min_size=3, max_size=3), st.sampled_from(FactorSense), st.booleans())
@settings(max_examples=500)
def test_nothing_that_can_be_declared_breaks_the_arithmetic(drawn, sense, is_complete):
    figures = [figure(str(place), *parts) for place, parts in enumerate(drawn)]
    by, start, end = figures
    found = FoundChange(
        span=Span(0, 300),
        rule="",
        start=start.span,
        end=end.span,
        factor=FoundFactor(
            quote=by.quote, span=by.span, sense=sense, value=Decimal(3), unit=by.unit, qualifier=by.qualifier
        ),
    )
    one = FoundSum(rule="", total=by.span, parts=(start.span, end.span), is_complete=is_complete)
    changes = complete_changes([found], figures)
    for check in check_figures(figures, changes, [one], "", Problems("a.md")):
        assert (check.doubt is None) == (check.verdict is not Verdict.UNCHECKED)
        assert check.sum or check.doubt


@pytest.mark.parametrize(
    ("quote", "value", "qualifier", "low", "high"),
    [
        ("80 lần", "80", None, "78.4", "81.6"),
        ("1,5 lần", "1.5", None, "1.45", "1.55"),
        ("gần 80 lần", "80", "gần", "72", "80"),
        ("hơn 80 lần", "80", "hơn", "80", "100"),
        ("hơn 2 lần", "2", "hơn", "2", "3"),
        ("khoảng 80 lần", "80", "khoảng", "72", "88"),
        ("dưới 80 lần", "80", "dưới", "0", "80"),
        ("ba lần", "3", None, "2.5", "3.5"),
        ("5 m2", "5", None, "4.5", "5.5"),
    ],
)
def test_how_exact_a_number_is(quote, value, qualifier, low, high):
    assert stated_bounds(quote, Decimal(value), qualifier) == Bounds(Decimal(low), Decimal(high))
