"""The rules of extraction, read side by side with what they find in tests/cases/extract/*.txt.

A case is `=== its name`, the input, `---`, and one expected line for each finding: what is not listed must
not be found.
"""

import re
from pathlib import Path

import pytest

from kaluga_site.extract import TopicWords, Vocabularies, block_kind, read_raw, supply_title
from kaluga_site.model.basis import Attested
from kaluga_site.model.dates import PartialDate
from reading import find_facts

CASES = Path(__file__).parents[2] / "cases" / "extract"


def head_lines(text):
    layout = read_raw(text)
    body = "\n\n".join(block.text for block in layout.blocks)
    if layout.title:
        yield f"title: {layout.title.value} | {layout.title.rule}"
    else:
        yield f"supplied: {supply_title(body).value}"
    if layout.date:
        yield f"stamp: {layout.date.value.edtf} | {layout.date.rule}"
    yield from (f"{block.kind}: {block.text}" for block in layout.blocks)
    if tag := find_facts(body).tag:
        yield f"tag: {tag.value} | {tag.rule}"


def people_lines(text):
    for person in find_facts(text).people:
        rules = ", ".join(dict.fromkeys(mention.rule for mention in person.mentions))
        names = " = ".join(dict.fromkeys([person.name, *person.forms]))
        role = f" ({person.role})" if person.role else ""
        yield f"{person.kind}: {names}{role} | {rules}"


def figures_lines(text):
    for figure in find_facts(text).figures:
        value = "?" if figure.value is None else f"{figure.value:f}"
        high = "" if figure.high is None else f"..{figure.high:f}"
        qualifier = f" ({figure.qualifier})" if figure.qualifier else ""
        yield f"{figure.quote} = {value}{high} {figure.unit or '-'}{qualifier} | {figure.rule}"


def measured_lines(text):
    for figure in find_facts(text).figures:
        as_of = f" ({figure.as_of.value.edtf})" if figure.as_of else ""
        yield f"{figure.quote} | {figure.kind} | {figure.measured or '?'}{as_of}"


def changes_lines(text):
    facts = find_facts(text)
    for change in facts.changes:
        start, end = (text[span.start : span.end] for span in (change.start, change.end))
        factor = change.factor
        said = f"{factor.quote}: {factor.sense}, {factor.value:f} {factor.unit}" if factor else "?"
        yield f"{start} -> {end} | {change.rule} | {said}"
    for one in facts.sums:
        total, *parts = (text[span.start : span.end] for span in (one.total, *one.parts))
        yield f"{total} = {' + '.join(parts)} | {one.rule} | {'all' if one.is_complete else 'perhaps not all'}"


def dates_lines(text):
    facts = find_facts(text)
    yield from (f"{date.quote} = {date.iso} | {date.rule}" for date in facts.dates)
    yield from (f"published: {date.value.edtf} | {date.rule}" for date in [facts.date] if date)


def events_lines(text):
    for event in find_facts(text).events:
        (start, end), sentence = (event.span.start, event.span.end), event.sentence
        marked = f"{text[sentence.start : start]}[{text[start:end]}]{text[end : sentence.end]}"
        yield f"{event.iso} {event.rule} | {marked} | {' '.join(map(str, event.years)) or '-'}"


def quotations_lines(text):
    for quotation in find_facts(text).quotations:
        yield f"{quotation.speaker or '?'}: {' / '.join(quotation.quote.split(chr(10) * 2))} | {quotation.rule}"


def organisations_lines(text):
    for body in find_facts(text).organisations:
        yield f"{' = '.join(dict.fromkeys([body.name, *body.forms]))} | {rules_of(body)}"


def places_lines(text):
    for place in find_facts(text).places:
        yield f"{place.kind}: {' = '.join(dict.fromkeys([place.name, *place.forms]))} | {rules_of(place)}"


def topics_lines(text):
    """Read "id: keyword, keyword" lines, a title and a text, with "--" between them."""
    vocabulary, title, body = text.split("\n--\n")
    entries = (line.partition(": ") for line in vocabulary.splitlines())
    topics = [TopicWords(id_, tuple(words.split(", "))) for id_, _, words in entries]
    for topic in find_facts(body, title=title, known=Vocabularies(topics=topics)).topics:
        first = body[topic.span.start : topic.span.end] if topic.span else "-"
        yield f"{topic.id} {topic.score} {first}"


def rules_of(found):
    return ", ".join(dict.fromkeys(mention.rule for mention in found.mentions))


KINDS = {
    "head": head_lines,
    "people": people_lines,
    "figures": figures_lines,
    "dates": dates_lines,
    "quotations": quotations_lines,
    "organisations": organisations_lines,
    "places": places_lines,
    "topics": topics_lines,
    "measured": measured_lines,
    "changes": changes_lines,
    "events": events_lines,
}


def read_cases():
    for kind in KINDS:
        for case in re.split(r"^=== ", (CASES / f"{kind}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = case.partition("\n")
            text, _, expected = rest.partition("\n---\n")
            yield pytest.param(kind, text, expected.strip(), id=f"{kind}: {name}")


@pytest.mark.parametrize(("kind", "text", "expected"), list(read_cases()))
def test_case(kind, text, expected):
    assert "\n".join(KINDS[kind](text)) == expected


def test_a_stamp_and_a_title_count_in_the_raw_text():
    text = "Tin vắn\n date 2025-11-25 Đoàn đã đến."
    layout = read_raw(text)
    assert text[layout.title.span.start : layout.title.span.end] == "Tin vắn"
    assert text[layout.date.span.start : layout.date.span.end] == "2025-11-25"
    assert layout.date.value == PartialDate(year=2025, month=11, day=25, uncertain=True)


def test_an_empty_text_has_no_title_and_no_facts():
    assert read_raw("").blocks == ()
    assert find_facts("").people == ()
    assert isinstance(supply_title(""), Attested)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Đoàn chụp ảnh lưu niệm. Ảnh: Quỳnh Dương", "caption"),
        ("Lễ ký kết (Ảnh: An Bình/TTXVN)", "caption"),
        ("Ảnh minh họa.", "caption"),
        ("Quan hệ với nước Anh - một đối tác lớn", "paragraph"),
        ("Đoàn chụp ảnh lưu niệm.", "paragraph"),
    ],
)
def test_block_kind(text, kind):
    assert block_kind(text) == kind


def test_known_people_are_persons_wherever_they_stand():
    text = "Theo đánh giá của Shapsha Vladislav Valerievich, Minh Nguyệt là người có công. Minh Nguyệt đã về."
    assert not any(person.name == "Minh Nguyệt" for person in find_facts(text).people)
    known = ("Vladislav Valerievich Shapsha", "Minh Nguyệt")
    people = {person.name: person for person in find_facts(text, known_people=known).people}
    assert set(people) == {"Shapsha Vladislav Valerievich", "Minh Nguyệt"}
    assert [mention.rule for mention in people["Minh Nguyệt"].mentions] == ["known-name", "known-name"]


@pytest.mark.parametrize(
    ("title", "text", "people"),
    [
        ("Tỷ phú Phạm Nhật Vượng vào top 200", "Có ba người Việt.", [("Phạm Nhật Vượng", "Tỷ phú", 0)]),
        ("Ca sĩ Hồng Nhung kể chuyện", "Giọng hát Hồng Nhung, một thời.", [("Hồng Nhung", "Ca sĩ", 1)]),
        ("Gặp Volodymyr Zelensky ở Kiev", "Ông Zelensky nói.", [("Volodymyr Zelensky", None, 1)]),
        ("Ông Trump dọa", "Tổng thống Donald Trump nói.", [("Donald Trump", "Tổng thống", 1)]),
        ("Hà Nội mưa to, Đà Nẵng nắng", "Trời mưa.", []),
        ("Xưởng của nhà đầu tư Việt, ông Hùng vui", "Trời mưa.", []),
        ("Ảnh đẹp ở Huế. Ảnh: Nguyễn Văn An", "Trời mưa.", []),
    ],
)
def test_the_title_names_people_too(title, text, people):
    found = find_facts(text, title=title).people
    assert [(person.name, person.role, len(person.mentions)) for person in found] == people


def test_a_title_without_end_is_not_read_on():
    names = ", ".join(f"ông Nguyễn Văn X{number}" for number in range(3_000))
    assert len(find_facts("Mưa.", title=names).people) < 60


def test_known_organisations_and_places_are_found_wherever_they_stand():
    text = "Sáng nay Nhóm Bạn Nga đến Làng Mơ, gần Zvenka. Vở Hồ Thiên Nga và Nhóm Bạn Ngang không tính."
    known = Vocabularies(organisations=["Nhóm Bạn Nga"], places=["Làng Mơ", "Zvenka", "Nga"])
    facts = find_facts(text, known=known)
    assert [(body.name, body.mentions[0].rule) for body in facts.organisations] == [("Nhóm Bạn Nga", "known-name")]
    assert [(place.name, place.mentions[0].rule) for place in facts.places] == [
        ("Làng Mơ", "known-name"),
        ("Zvenka", "known-name"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "role"),
    [
        ("Nguyễn Văn An", "Giám đốc Nguyễn Văn An nói.", "Giám đốc"),
        ("Nguyễn Văn An", "Ông Nguyễn Văn An, Giám đốc Sở Y tế, nói.", "Giám đốc Sở Y tế"),
        ("Vladislav Shapsha", "Thống đốc tỉnh Kaluga, ông Vladislav Shapsha nói.", "Thống đốc tỉnh Kaluga"),
    ],
)
@pytest.mark.parametrize("is_known", [False, True])
def test_a_known_name_keeps_its_title(name, text, role, is_known):
    (person,) = find_facts(text, known_people=[name] if is_known else ()).people
    assert (person.name, person.role) == (name, role)


def test_a_known_name_may_look_like_none_behind_its_office():
    (person,) = find_facts("Giám đốc Sở Y tế Minh Nguyệt nói.", known_people=["Minh Nguyệt"]).people
    assert (person.name, person.role) == ("Minh Nguyệt", "Giám đốc Sở Y tế")


@pytest.mark.parametrize("text", ["", " ", "\n \n", "date 2025-11-25", " date 2025-11-25 \n", "date 2025-11-25\n\n"])
def test_a_blank_text_or_a_stamp_alone_has_no_blocks(text):
    assert read_raw(text).blocks == ()
    assert supply_title(text).value.startswith("[")


def test_a_speaker_is_known_by_a_mention_outside_of_the_marks():
    text = "Ông Minh Đức kể: “Ông Trần Văn Tú nói với ông Minh Đức như thế”. “Tôi nhớ mãi câu nói ấy”, ông nói."
    for quotation in find_facts(text, known_people=["Minh Đức"]).quotations:
        assert quotation.speaker == "Minh Đức"
        assert (quotation.speaker_span.start, quotation.speaker_span.end) == (4, 12)


@pytest.mark.parametrize("mark", '“”"«»„')
def test_marks_alone_quote_nothing(mark):
    assert find_facts(f"Ông Trần Văn Tú nói {mark}").quotations == ()
    assert find_facts(mark * 3).quotations == ()
