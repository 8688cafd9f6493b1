import pytest

from kaluga_site.load.synonyms import load_synonyms


def read(make_archive, text):
    groups, problems = load_synonyms(make_archive({"authorities/synonyms.yaml": text, "x": ""}))
    assert {problem.path for problem in problems} <= {"authorities/synonyms.yaml"}
    return groups, [(problem.code, problem.line) for problem in problems]


def test_without_a_file_there_are_none(tmp_path):
    assert load_synonyms(tmp_path) == ((), [])


def test_a_group_has_each_of_its_words_once(make_archive):
    text = "- [UBND, ' Ủy ban  nhân dân ', UBND]\n- [a, b, ~]\n"
    assert read(make_archive, text) == ((("UBND", "Ủy ban nhân dân"), ("a", "b")), [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- [a, b]\n- [a]\n", ("lone-synonym", 2)),
        ("- [a, b]\n- [a, a]\n", ("lone-synonym", 2)),
        ("- [a, b]\n- []\n", ("lone-synonym", 2)),
        ("- [a, b]\n- c\n", ("wrong-type", 2)),
        ("- [a, b]\n- {c: d}\n", ("wrong-type", 2)),
        ("- [a, b]\n- [c, [d]]\n", ("wrong-type", 2)),
    ],
)
def test_what_is_no_group_is_told_and_the_others_are_kept(make_archive, text, problem):
    assert read(make_archive, text) == ((("a", "b"),), [problem])


def test_a_file_that_is_no_list_is_told(make_archive):
    assert read(make_archive, "a: b\n") == ((), [("wrong-type", 1)])


def test_the_messages_tell_what_was_given(make_archive):
    archive = make_archive({"authorities/synonyms.yaml": "- c\n- {c: d}\n- ['x ', x]\n"})
    messages = [problem.message for problem in load_synonyms(archive)[1]]
    assert "one value" in messages[0]
    assert "something else" in messages[1]
    assert "x" in messages[2]
