"""Which articles an edit of an authority file concerns."""

import msgspec
import pytest

from kaluga_site.load import ChangedEntries, load_authorities, trace_entries

PEOPLE = "- {id: nam, name: Trần Văn Nam, variants: [Tran Van Nam]}\n- {id: hoa, name: Lê Hoa}\n"


@pytest.fixture
def traces(make_archive):
    """Return a function that traces the entries of authority files ({vocabulary: YAML})."""

    def run(**files):
        archive = make_archive({f"authorities/{name}.yaml": text for name, text in files.items()})
        authorities, problems = load_authorities(archive)
        assert problems == []
        return trace_entries(authorities)

    return run


@pytest.fixture
def change(traces):
    """Return a function that compares two states of one authority file."""

    def run(before, after, vocabulary="people"):
        return ChangedEntries.between(traces(**{vocabulary: before}), traces(**{vocabulary: after}))

    return run


def test_a_trace_tells_what_texts_can_be_held_against(traces):
    found = traces(
        people="- {id: nam, name: Trần Văn Nam, variants: [Tran Van Nam], publish: false}\n- {id: hoa, name: Lê Hoa}\n",
        topics="- {id: dau-tu, name: Đầu tư, keywords: [vốn]}\n",
    )
    assert [tuple(trace)[:5] for trace in map(astuple, found)] == [
        ("people", "nam", ("Trần Văn Nam", "Tran Van Nam"), (), True),
        ("people", "hoa", ("Lê Hoa",), (), False),
        ("topics", "dau-tu", ("Đầu tư",), ("vốn",), False),
    ]
    assert len({trace.digest for trace in found}) == 3


def astuple(trace):
    return trace.vocabulary, trace.id, trace.names, trace.keywords, trace.is_private, trace.digest


def test_where_an_entry_stands_in_its_file_makes_no_difference(change):
    changed = change(PEOPLE, f"# Một dòng\n{PEOPLE}")
    assert not changed
    assert changed == ChangedEntries()


def test_a_note_concerns_the_entrys_own_pages_alone(change):
    changed = change(PEOPLE, PEOPLE.replace("name: Lê Hoa", "name: Lê Hoa, note: Một người"))
    assert changed
    assert changed.ids == {("people", "hoa")}
    assert (changed.keys, changed.forms, changed.words, changed.private_parts) == (set(), set(), set(), ())
    assert not changed.is_reordered
    assert not changed.concern([("people", "#hoa")])
    assert not changed.stand_in("Bà Lê Hoa đến.")
    assert not changed.may_stand_in("Bà Lê Hoa đến.".encode())


def test_a_new_name_concerns_the_texts_in_which_it_stands(change):
    changed = change(PEOPLE, PEOPLE.replace("[Tran Van Nam]", "[Tran Van Nam, Nam Trần]"))
    assert changed.ids == {("people", "nam")}
    assert changed.forms == {"Trần Văn Nam", "Tran Van Nam", "Nam Trần"}
    assert changed.stand_in("Ông Nam Trần đến.")
    assert not changed.stand_in("Ông nam trần đến.")
    assert changed.may_stand_in("Trần thì có, Nam cũng có".encode())
    assert not changed.may_stand_in("Trần thì có".encode())
    assert changed.concern([("places", "#x"), ("people", "#nam")])
    assert not changed.concern([("people", "#hoa"), ("places", "#nam")])


def test_who_shares_a_name_with_a_changed_entry_is_concerned_too(change):
    before = "- {id: nam, name: Trần Văn Nam}\n- {id: hoa, name: Lê Hoa}\n- {id: ba, name: Lý Ba}\n"
    changed = change(before, before.replace("name: Lê Hoa}", "name: Lê Hoa, variants: [Trần Văn Nam]}"))
    assert changed.ids == {("people", "hoa")}
    assert {("people", "#hoa"), ("people", "#nam")} <= changed.keys
    assert ("people", "#ba") not in changed.keys


def test_a_topics_keywords_are_looked_for_in_any_letter_case(change):
    before = "- {id: dau-tu, name: Đầu tư, keywords: [vốn]}\n"
    changed = change(before, before.replace("vốn", "vốn, dự án"), "topics")
    assert changed.forms == set()
    assert changed.stand_in("Bàn về DỰ ÁN mới")
    assert changed.stand_in("đầu tư")
    assert not changed.stand_in("Bàn về việc khác")
    assert changed.may_stand_in(b"anything")


def test_who_becomes_private_concerns_every_shorter_form_of_the_name(change):
    changed = change(PEOPLE, PEOPLE.replace("name: Lê Hoa", "name: Lê Thị Hoa, publish: false"))
    assert changed.private_parts == (frozenset({"lê", "thị", "hoa"}),)
    assert changed.concern([("people", "thị hoa")])
    assert not changed.concern([("people", "hoa bình")])
    assert not changed.concern([("places", "thị hoa")])


def test_entries_that_change_places_are_told(change):
    lines = PEOPLE.splitlines(keepends=True)
    changed = change(PEOPLE, "".join(reversed(lines)))
    assert changed.is_reordered
    assert changed
    assert changed.ids == set()
    gone = change(PEOPLE, lines[1])
    assert not gone.is_reordered
    assert gone.ids == {("people", "nam")}


def test_most_references_are_told_apart_as_they_are_encoded(change):
    changed = change(PEOPLE, PEOPLE.replace("Trần Văn Nam", "Trần Văn Năm"))
    concerned, other = [("people", "#nam")], [("people", "#hoa"), ("places", "kaluga")]
    assert changed.may_concern(msgspec.msgpack.encode(concerned))
    assert changed.concern(concerned)
    assert not changed.may_concern(msgspec.msgpack.encode(other))
    hidden = change(PEOPLE, PEOPLE.replace("name: Lê Hoa", "name: Lê Hoa, publish: false"))
    assert hidden.may_concern(msgspec.msgpack.encode([("people", "hoa")]))  # a part of whose name may be hers
