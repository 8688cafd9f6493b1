"""How a decision of an archivist is written down, without a browser: see tests/browser for the whole way."""

from hashlib import sha256

import pytest

from kaluga_site import reviewing
from kaluga_site.editing import Refused
from kaluga_site.load import load_authorities, load_settings
from kaluga_site.model.names import Vocabulary
from kaluga_site.reviewing import Decision

PATH = "articles/2025/mot.md"
HEAD = """\
title: Một bài
date: 2025-01-02
places: [ha-noi, Kaluga]
people:
  - Trần Văn Nam  # ai vậy
  - {id: hoa, role: phó}
figures:
  - {quote: 5 xã, reject: true}
inferred: [date, people, places]
"""
BODY = "Ông Trần Văn Nam và bà Lê Hoa đến 5 xã, 6 nhà. Bà nói: “Chúng tôi rất vui được đến đây hôm nay”."


@pytest.fixture
def archive(make_archive):
    return make_archive(
        {
            PATH: f"---\n{HEAD}---\n{BODY}\n",
            "authorities/people.yaml": "- {id: hoa, name: Lê Hoa}\n",
            "authorities/places.yaml": "- {id: ha-noi, name: Hà Nội}\n",
        }
    )


@pytest.fixture
def decide(archive):
    """Return a function that decides a field of the article and returns its front matter."""

    def run(field, *values, **more):
        digest = sha256((archive / PATH).read_bytes()).hexdigest()
        decision = Decision(**{"path": PATH, "digest": digest, "field": field, "values": values, **more})
        assert reviewing.decide(archive, decision, load_settings(archive)[0], load_authorities(archive)[0]) == PATH
        return (archive / PATH).read_text(encoding="utf-8").split("---\n")[1]

    return run


def test_a_value_that_is_accepted_is_inferred_no_more(decide):
    assert decide("date", {"value": " 2025-01-02 "}) == HEAD.replace("[date, people, places]", "[people, places]")


def test_a_value_that_is_wrong_is_unknown_until_one_is_found(decide):
    rejected = decide("date", is_rejected=True)
    assert "date:" not in rejected
    assert "unknown: [date]\n" in rejected
    corrected = decide("date", {"value": "2025-01-03"})
    assert "unknown" not in corrected
    assert "date: 2025-01-03\n" in corrected


def test_of_a_list_what_is_left_out_goes_and_what_stays_is_not_touched(decide):
    assert "places: [Kaluga, Huế]\n" in decide("places", {"value": "Kaluga"}, {"value": "Huế"}, {"value": " "})
    people = decide("people", {"value": "hoa", "role": "phó"}, {"value": "Trần Văn Nam"}, {"value": "Lý Ba"})
    assert "- {id: hoa, role: phó}\n" in people
    assert "- Trần Văn Nam" in people
    assert "- Lý Ba\n" in people


def test_whoever_takes_one_entry_out_has_not_said_that_the_others_are_right(decide):
    people = decide("people", {"value": "Trần Văn Nam"}, is_partial=True)
    assert "hoa" not in people
    assert "inferred: [date, people, places]" in people
    assert "inferred: [date, places]\nunknown: [people]" in decide("people", is_partial=True)


def test_what_a_rule_had_read_is_no_longer_said_to_be_read_there(archive, decide):
    places = (
        "places:\n  - Kaluga  # new: authorities/places.yaml had no entry (rule: known-place)\n  - Huế  # ở bài kia"
    )
    stamp = (
        "date: 2025-01-02?  # from the stamp at the head of the text, which may not be the day of publication: '2/1'"
    )
    head = HEAD.replace("places: [ha-noi, Kaluga]", places).replace("date: 2025-01-02", stamp)
    (archive / PATH).write_text(f"---\n{head}---\n{BODY}\n", encoding="utf-8")
    assert "date: 2025-03-04\n" in decide("date", {"value": "2025-03-04"})
    assert f"{places}\n" in decide("people", {"value": "hoa", "role": "phó"})
    assert "  - Kaluga\n  - Huế  # ở bài kia\n" in decide("places", {"value": "Kaluga"}, {"value": "Huế"})


def test_a_role_is_written_beside_the_name_or_the_id(decide):
    rows = [{"value": "hoa", "role": "trưởng"}, {"value": "Trần Văn Nam", "role": "ông"}]
    people = decide("people", *rows)
    assert "{id: hoa, role: trưởng}" in people
    assert "name: Trần Văn Nam" in people
    assert "role: ông" in people


def test_a_figure_is_accepted_completed_or_rejected_by_its_words(decide):
    figures = decide("figures", {"quote": "5 xã"})
    assert "quote: 5 xã" in figures
    assert "reject" not in figures
    figures = decide("figures", {"quote": "6 nhà", "value": "6", "unit": " nhà ", "as_of": ""})
    assert "{unit: nhà, quote: 6 nhà, value: 6}" in figures
    figures = decide("figures", {"quote": "6 nhà"}, is_rejected=True)
    assert "quote: 6 nhà" in figures
    assert "reject: true" in figures
    quotations = decide("quotations", {"quote": "Chúng tôi rất vui được đến đây hôm nay", "speaker": "Lê Hoa"})
    assert "speaker: Lê Hoa" in quotations


@pytest.mark.parametrize(
    ("field", "values", "more", "said"),
    [
        ("draft", [{"value": "true"}], {}, "There is no such field"),
        ("title", [{"value": "a"}, {"value": "b"}], {}, "There is no such field"),
        ("figures", [], {}, "There is no such field"),
        ("title", [{"value": "  "}], {}, "An article cannot be without title"),
        ("title", [], {"is_rejected": True}, "An article cannot be without title"),
        ("date", [{"value": " "}], {}, "Nothing is written as date"),
        ("organisations", [{"value": ""}], {}, "Nothing is written as organisations"),
        ("date", [{"value": "hôm qua"}], {}, "not read as a date"),
        ("figures", [{"quote": "7 xã", "value": "7"}], {}, "7 xã"),
        ("date", [], {"digest": "0" * 64}, "has changed since it was shown"),
        ("date", [], {"path": "site.yaml"}, "site.yaml"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(archive, decide, field, values, more, said):
    before = (archive / PATH).read_bytes()
    with pytest.raises(Refused, match=said):
        decide(field, *values, **more)
    assert (archive / PATH).read_bytes() == before


@pytest.fixture
def decide_raw(archive):
    """Return a function that accepts the title of a raw text, and the path of that."""
    path = "articles/2025/tho.txt"
    (archive / path).write_text("Bài thô về Kaluga\n\nNgày 1/2/2025 có 5 xã.\n", encoding="utf-8")

    def run(**more):
        digest = sha256((archive / path).read_bytes()).hexdigest()
        decision = Decision(**{"path": path, "digest": digest, "field": "title", "values": [{"value": "Tít"}], **more})
        return reviewing.decide(archive, decision, load_settings(archive)[0], load_authorities(archive)[0])

    run.path = path
    return run


def test_a_raw_text_becomes_markdown(archive, decide_raw):
    assert decide_raw() == "articles/2025/tho.md"
    assert not (archive / decide_raw.path).exists()
    made = (archive / "articles/2025/tho.md").read_text(encoding="utf-8")
    assert made.startswith("---\ntitle: Tít\n")
    assert made.endswith("Ngày 1/2/2025 có 5 xã.\n")


def test_a_raw_text_stays_where_its_markdown_would_be_another_file(archive, decide_raw):
    (archive / "articles/2025/tho.md").write_text("khác", encoding="utf-8")
    with pytest.raises(Refused, match=r"There is tho\.md beside"):
        decide_raw()
    assert (archive / decide_raw.path).is_file()


def test_a_name_becomes_an_entry_or_a_variant(archive):
    authorities, _ = load_authorities(archive)
    reviewing.name_as_new(archive, Vocabulary.PEOPLE, "Trần Văn Nam", authorities)
    reviewing.name_as_new(archive, Vocabulary.ORGANISATIONS, "Bộ Y tế", authorities)
    with pytest.raises(Refused, match="no new names of this kind"):
        reviewing.name_as_new(archive, Vocabulary.TOPICS, "Y tế", authorities)
    reviewing.name_as_variant(archive, Vocabulary.PEOPLE, "Hoa Lê", "hoa")
    authorities, problems = load_authorities(archive)
    assert problems == []
    assert [(one.id, one.names) for one in authorities.people.entries] == [
        ("hoa", ("Lê Hoa", "Hoa Lê")),
        ("tran-van-nam", ("Trần Văn Nam",)),
    ]
    assert [one.id for one in authorities.organisations.entries] == ["bo-y-te"]


def test_no_name_is_added_to_a_list_of_another_form(archive):
    (archive / "authorities/people.yaml").write_text("[{id: hoa, name: Lê Hoa}]\n", encoding="utf-8")
    with pytest.raises(Refused, match="not written as a list"):
        reviewing.name_as_new(archive, Vocabulary.PEOPLE, "Trần Văn Nam", load_authorities(archive)[0])


IMPORTED = """\
---
title: Một bài
date: 2025-11-25?  # from the first full date in the text: 'ngày 25/11/2025'
places:
  - ha-noi
  - Bình Minh  # nobody's word
people:
  - {name: Trần Văn Nam, role: Phó Chủ tịch}  # new: authorities/people.yaml had no entry
  - Lê Hoa
inferred: [date, places, people]
---
Ngày 25/11/2025, Phó Chủ tịch Trần Văn Nam và bà Lê Hoa ở Hà Nội.
"""


def test_an_imported_value_tells_its_rule_its_place_and_why_it_is_uncertain(make_archive):
    archive = make_archive({PATH: IMPORTED, "authorities/places.yaml": "- {id: ha-noi, name: Hà Nội}\n"})
    desk = reviewing.read_desk(archive, PATH, load_settings(archive)[0], load_authorities(archive)[0])
    text = desk.article.body.text
    told = {
        (field.name, row.value): (row.rule, [text[span.start : span.end] for span in row.spans], row.remark)
        for field in desk.fields
        if field.waits
        for row in field.rows
    }
    assert told == {
        ("date", "2025-11-25?"): (
            "mentioned-date",
            ["Ngày 25/11/2025"],
            "from the first full date in the text: 'ngày 25/11/2025'",
        ),
        ("places", "ha-noi"): ("known-name", ["Hà Nội"], ""),
        ("places", "Bình Minh"): ("", [], "nobody's word"),
        ("people", "Trần Văn Nam"): (
            "title-before-name",
            ["Trần Văn Nam"],
            "new: authorities/people.yaml had no entry",
        ),
        ("people", "Lê Hoa"): ("address-before-name", ["Lê Hoa"], ""),
    }
