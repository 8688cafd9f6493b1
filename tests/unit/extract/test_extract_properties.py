"""What holds for every text: spans hold exactly what they say, nothing raises, time grows with the length."""

import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaluga_site.extract import block_kind, find_facts, read_raw, supply_title
from kaluga_site.extract.numerals import read_number, read_scale, read_words
from kaluga_site.extract.words import lines, plain, words
from kaluga_site.vietnamese import clean

PIECES = [
    "ông", "Ông", "bà", "Thống đốc", "Phó Chủ tịch UBND TP", "Hà Nội", "Nguyễn", "Văn", "Lưu", "Shapsha", "Mikhail",
    "Ảnh:", "ngày", "25/11/2025", "25/11", "tháng", "2024-25", "năm 2004", "1.000", "tấn/ngày", "21 tỷ", "rúp", "từ",
    "hàng trăm", "gần", "60%", "top 5", "thứ", "hai", "mười", "đến", "-", "–", ".", ",", "(", ")", "“", "”", "\n\n",
    "\n", "như", "và", "3,5x2,1cm", "date 2025-11-25", "(PNTĐ) -", "İ", "đ", "A.B.", "Kim Jong-un", "0", "9" * 30,
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from([*PIECES, *string.punctuation]), max_size=40).map("".join),
)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_span_holds_its_quote(text):
    text = clean(text)
    facts = find_facts(text, known_people=["Văn Lưu"])
    for found in (*facts.figures, *facts.dates):
        assert text[found.span.start : found.span.end] == found.quote
    for person in facts.people:
        assert person.name in person.forms
        for mention in person.mentions:
            assert text[mention.span.start : mention.span.end] == mention.form
            assert mention.form in person.forms
            assert mention.rule
    if facts.tag:
        assert text[facts.tag.span.start : facts.tag.span.end] == facts.tag.value


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_raw_text_keeps_its_words(text):
    text = clean(text)
    layout = read_raw(text)
    kept = "".join(block.text for block in layout.blocks)
    head = layout.title.value if layout.title else ""
    stamped = len("date  2025-11-25") + 40 if layout.date else 0
    assert len("".join(text.split())) - stamped <= len("".join((head + kept).split())) <= len("".join(text.split()))
    assert supply_title(text).value.startswith("[")
    assert block_kind(text)


@given(st.text())
def test_the_plain_text_keeps_every_offset(text):
    assert len(plain(clean(text))) == len(clean(text))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1.",
        "1,2",
        " 1-",
        "A",
        "A ",
        "A-",
        "A.",
        "ông ",
        "của ",
        "Bộ ",
        " như A,",
        "trưởng ",
        "(",
        "- ",
        "hai ",
        "\n",
        " ",
    ],
)
def test_time_grows_with_the_length(piece):
    text = piece * (60_000 // len(piece))
    start = time.perf_counter()
    read_raw(text)
    find_facts(text)
    supply_title(text)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("6.000", "6000"),
        ("1,5", "1.5"),
        ("2.3", "2.3"),
        ("4,500", "4500"),
        ("1.234,5", "1234.5"),
        ("1,234,567", "1234567"),
    ],
)
def test_numbers_in_digits(digits, value):
    assert f"{read_number(digits):f}" == value


def test_what_is_no_number():
    assert read_number("1.2.3") is None
    assert read_number("9" * 100) is None


def test_numbers_in_words():
    assert read_words("hai mươi lăm") == 25
    assert read_words("mười") == 10
    assert read_scale("nghìn tỷ") == 10**12


@pytest.mark.parametrize(
    "name", ["surnames", "given_names_abroad", "offices", "places", "units", "counted_nouns", "agencies"]
)
def test_a_word_list_is_not_empty_and_named(name):
    assert lines(name)
    assert "" not in words(name)
