"""What holds for every text: spans hold exactly what they say, nothing raises, time grows with the length."""

import datetime
import itertools
import os
import string
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kaluga_site.extract import TopicWords, Vocabularies, block_kind, read_raw, supply_title
from kaluga_site.extract.dateline import is_dateline
from kaluga_site.extract.numerals import read_number, read_scale, read_words
from kaluga_site.extract.words import lines, plain, words
from kaluga_site.sentences import sentences
from kaluga_site.vietnamese import clean
from reading import find_facts

PIECES = [
    "ông", "Ông", "bà", "Thống đốc", "Phó Chủ tịch UBND TP", "Hà Nội", "Nguyễn", "Văn", "Lưu", "Shapsha", "Mikhail",
    "Ảnh:", "ngày", "25/11/2025", "25/11", "tháng", "2024-25", "năm 2004", "1.000", "tấn/ngày", "21 tỷ", "rúp", "từ",
    "hàng trăm", "gần", "60%", "top 5", "thứ", "hai", "mười", "đến", "-", "–", ".", ",", "(", ")", "“", "”", "\n\n",
    "\n", "như", "và", "3,5x2,1cm", "date 2025-11-25", "(PNTĐ) -", "İ", "đ", "A.B.", "Kim Jong-un", "0", "9" * 30,
    '"', "«", "»", ":", "nói", "cho biết", "theo", "chúng tôi sẽ không bao giờ quên", "Chúng tôi", "ông này", "của",
    "Ủy ban nhân dân", "Bộ Y tế", "Viện", "Gamaleya", "Tập đoàn", "TH", "Khoa học và Công nghệ", "(ABC)", "ABC", "Sở",
    "tỉnh", "huyện", "TP.", "TP.HCM", "Việt - Nga", "Nga-Việt", "doanh nghiệp “", "Liên bang Nga", "Mỹ",
    "Bà Rịa - Vũng Tàu",
    "kim ngạch", "4 triệu USD", "lên 316 triệu USD", "gấp đôi", "gấp 3 lần", "tăng", "so với năm 2024", "tổng cộng",
    "anh", "Anh", "Mr", "H.", "H.N.Y.", "hai nghệ sĩ", "cùng", "bị can", "Nguyễn Minh Đức", "Đức", "biệt danh",
    "– ca sĩ", "Cao Thế Dũng", "Cao", "lãnh đạo", "Sabeco", "xã", "trường", "Chủ tịch", "Hồ Chí Minh", "vua",
    "Lê Thái tổ",
    "10 xã", "gồm", "6 xã", "trong đó", "chiếm", "120%", "giảm 5%", "năm 2015 là", "xuống còn", "số", "dân",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from([*PIECES, *string.punctuation]), max_size=40).map("".join),
)


@given(TEXTS)
@example("JiM A Ủy bAN A a TPHCM")
@example("JiM A Ủy bAN A a HÀ NỘI")
@example("JiM A Ủy bAN NHÂN dân TPHCM")  # a body's first word within a person's name
@settings(max_examples=300)
def test_every_span_holds_its_quote(text):
    text = clean(text)
    known = Vocabularies(
        ["Sở TH", "ABC"], ["Văn Lưu", "Mỹ"], [TopicWords("mot", ("y tế", "tỉnh")), TopicWords("hai", ("",))]
    )
    facts = find_facts(text, title="Y tế", known_people=["Văn Lưu"], known=known)
    for found in (*facts.figures, *facts.dates, *facts.quotations, *facts.events):
        assert text[found.span.start : found.span.end] == found.quote
    for event in facts.events:
        assert event.sentence.start <= event.span.start < event.span.end <= event.sentence.end
        assert "\n" not in text[event.sentence.start : event.sentence.end]
    for person in facts.people:
        assert person.name in person.forms
        for mention in person.mentions:
            assert text[mention.span.start : mention.span.end] == mention.form
            assert mention.form in person.forms
            assert mention.rule
    for quotation in facts.quotations:
        assert len(quotation.quote.split()) >= 5
        assert quotation.rule
        assert (quotation.speaker is None) == (quotation.speaker_span is None)
        speakers = [person for person in facts.people if person.name == quotation.speaker]
        assert any(m.span == quotation.speaker_span for one in speakers for m in one.mentions) or not quotation.speaker
    ends = [(quotation.span.start, quotation.span.end) for quotation in facts.quotations]
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ends))
    taken = set()
    for found in (*facts.organisations, *facts.places):
        assert found.name
        assert found.mentions
        for mention in found.mentions:
            assert text[mention.span.start : mention.span.end] == mention.form
            assert mention.form in found.forms
            assert mention.rule
            assert taken.isdisjoint(range(mention.span.start, mention.span.end))
            taken.update(range(mention.span.start, mention.span.end))
    for topic in facts.topics:
        assert topic.span is None or plain(text)[topic.span.start : topic.span.end] in {"y tế", "tỉnh"}
    starts = {figure.span for figure in facts.figures}
    for figure in facts.figures:
        assert figure.measured is None or figure.measured.lower() in text.lower()
        assert figure.as_of is None or 0 <= figure.as_of.span.start < figure.as_of.span.end <= len(text)
    for change in facts.changes:
        assert {change.start, change.end} <= starts
        assert change.factor is None or text[change.factor.span.start : change.factor.span.end] == change.factor.quote
    for one in facts.sums:
        assert {one.total, *one.parts} <= starts
        assert len(one.parts) > 1
    if facts.tag:
        assert text[facts.tag.span.start : facts.tag.span.end] == facts.tag.value


EVENT = "Hai bên đã ký thỏa thuận hợp tác vào {} tại thủ đô của nước bạn."


@given(TEXTS, st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(["/", "-", "."]))
@settings(max_examples=200)
def test_an_event_moves_with_its_text(text, day, sign):
    words = f"ngày {day.day}{sign}{day.month}{sign}{day.year}"
    sentence, before = EVENT.format(words), f"{clean(text)}\n\n"
    for start in (0, len(before)):
        found = find_facts((before if start else "") + sentence).events[-1]
        assert (found.iso, found.quote) == (day.isoformat(), words)
        assert (found.sentence.start, found.sentence.end) == (start, start + len(sentence))
        assert found.span.start == start + sentence.index(words)


@given(TEXTS)
@settings(max_examples=200)
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


LONG = max(50_000, 4 * int(os.environ.get("TORTURE_SIZE", "0")))
NEWS = "Đoàn công tác của tỉnh đã đến thăm và làm việc với các bên trong thời gian qua, theo báo cáo. "
MADE_TO_BE_SLOW = [
    "1", "1.", "1,2", " 1-", "1/", "1x", "1h ", "0:0", "21 tỷ ", "top 5 ", "hai ", "hàng trăm người ", "25/11 ",
    "25/11/2025 ", "12/11/2025 08:15\n", "date 2025-11-25 ", "A", "A ", "A-", "A.", "A’", "Lê B. ", "Ông A, ", "ông ",
    "của ", "Bộ ", " như A,", "trưởng ", "phó ", "Chủ tịch, ", "Chủ tịch A", "Chủ tịch của ", "Chủ tịch (AB)",
    "Ông Minh, Giám đốc ", "Ảnh: ", "(TTXVN) - ", "(", "- ", "“", "“A” ", ".", "…", ". ", "?\n", "\n", " ",
    '"', '" ', ' "', "”", "“a b c d e” ", "“a b c d e”. ", "“A b c d e”.\n", "“a b c d e\n", "“a\n“b\n", "nói ",
    '"a b c d e", ông nói. ', "Ông Minh nói: “A b c d e”. ", "ông Minh “a b c d e” ",
    "ngày 25/11/2025 a b c d e f ", "a b c d e f ngày 5/3. ", "tháng 3/2019 ", "ông nói, ", "theo ",
    "Chủ tịch nói: “A b c d e”. ", "theo ông A, “a b c d e f” ", "chương trình ", "bài a b c d “", "với ông A ",
    "“A b c d e”, ", "Ông nói. “A b c d e!” ", "Bà Hoa đến. ông nói: “A b c d e”. ",
    "UBND ", "UBND TP Hà Nội ", "Bộ Y tế và ", "Bộ Y tế, ", "Bộ Y tế - ", "Sở Y tế, Giáo dục, ", "Tổ chức a ",
    "Viện A (AB) ", "AB ",
    "Tổ chức giữ rừng ", "công ty “A ", "công ty \"", "tỉnh ", "tỉnh A ", "TP. ", "TP.HCM", "Nga-", "Nga - ", "Hà Nội ",
    "Cục Y tế TP Huế. Cục Y tế. ", "Viện Xa1 Y. ", "Đầu tư ", "đầu tưđầu tư", "Công ty TNHH ", "(Bộ ",
    "từ 4 triệu USD lên ", "từ 4 lên ", "từ 4 lên 5 triệu ", "từ 4 triệu USD lên 5 triệu USD ",
    "từ 1 xã lên 2 xã, gấp đôi ", "tăng 5% so với ", "tăng ",
    "gấp đôi ", "tổng cộng 4 xã, gồm ", "gồm 4 xã, ", "4 xã và ", "trong đó 4 xã, ", "năm 2024 ", "5% năm 2024 là ",
    "kim ngạch ", "số ", "tổng ", "kim ngạch 5% ", "4 triệu USD vốn ", "4 người (", "“ ", "tăng 5 lần, từ ", "từ ",
]  # fmt: skip


KNOWN = Vocabularies(["Tập đoàn A B"], ["Làng Mơ", "Hà Nội"], [TopicWords("dau-tu", ("Đầu tư", "vốn đầu tư", "tư"))])


MOST_TIMES = 300
"""The densest pieces take some 70 times as long as plain news, at any length, and 100 beside much other work.

A square would take thousands.
"""


def read_facts(text):
    return find_facts(text, title=text, known_people=["Lê Văn Minh"], known=KNOWN)


def seconds_to_read(text):
    start = time.process_time()
    for read in (read_raw, read_facts, supply_title, block_kind, sentences):
        read(text)
    return time.process_time() - start


@pytest.fixture(scope="module")
def seconds_for_news():
    find_facts("Ông A.")
    text = NEWS * (LONG // len(NEWS))
    return min(seconds_to_read(text) for _ in range(3))


@pytest.mark.parametrize("piece", MADE_TO_BE_SLOW)
def test_time_grows_with_the_length(piece, seconds_for_news):
    assert seconds_to_read(piece * (LONG // len(piece))) < MOST_TIMES * seconds_for_news


def test_time_grows_with_the_number_of_names(seconds_for_news):
    text = ", ".join(f"ông Xk{number:x}a Zorv{number * 7:x}" for number in range(4_000))
    assert seconds_to_read(text) < MOST_TIMES * seconds_for_news


@pytest.mark.parametrize(
    "body", ["Viện Xk{0:x}a Zorv{0:x}", "tỉnh Xk{0:x}a", "Tổ chức Y tế Xk{0:x}a (XK{0})", "Cục Y tế {0} Huế"]
)
def test_time_grows_with_the_number_of_bodies_and_places(body, seconds_for_news):
    text = ". ".join(body.format(number) for number in range(4_000))
    assert seconds_to_read(text) < MOST_TIMES * seconds_for_news


def test_a_row_of_offices_is_read_at_once():
    start = time.process_time()
    find_facts("Chủ tịch, " * 20_000 + "ông Nguyễn Văn An")
    assert time.process_time() - start < 3


@pytest.mark.parametrize("line", ["1h " * 30, "gmt-10:10 " * 7, "thứ 2 " * 12, "1h1 " * 17])
def test_a_dateline_is_told_at_once(line):
    start = time.process_time()
    assert not is_dateline(line[:69] + "x")
    assert time.process_time() - start < 0.1


@given(
    st.text("0123456789.,", min_size=1, max_size=40),
    st.sampled_from(["", " tỷ", " nghìn tỷ", " triệu tỷ", " tỷ tỷ"]),
    st.sampled_from([" đồng", " USD", "%", " người"]),
)
@settings(max_examples=500)
def test_no_digits_raise_or_go_beyond_what_is_stated(digits, scale, unit):
    for figure in find_facts(f"Có {digits}{scale}{unit} và {digits}-{digits}{scale}{unit}.").figures:
        assert figure.value is None or figure.value <= 10**24
        assert figure.high is None or figure.high <= 10**24
        assert "E" not in f"{figure.value:f}"


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
    assert read_words("hai chục") == 20
    assert read_words("hai mươi tư") == 24
    assert read_scale("nghìn tỷ") == 10**12


@pytest.mark.parametrize(
    "name",
    [
        *("surnames", "given_names_abroad", "offices", "places", "units", "counted_nouns", "agencies", "gazetteer"),
        *("place_heads", "place_takers", "not_places", "organisation_heads", "organisation_fields", "organisations"),
        *("organisation_spellings", "quoted_heads", "not_in_names"),
        *(
            "sayings",
            "not_sayings",
            "sayings_of_others",
            "titled_things",
            "labelled_things",
            "named_bodies",
            "documents",
            "writings",
        ),
        *("same_offices", "bearers", "object_words", "relatives", "third_persons", "not_third_persons", "indefinite"),
        *("measured", "changing"),
    ],
)
def test_a_word_list_is_not_empty_and_named(name):
    assert lines(name)
    assert "" not in words(name)
