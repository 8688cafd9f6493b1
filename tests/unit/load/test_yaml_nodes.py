import pytest

from kaluga_site.load.yaml_nodes import Entries, Items, Scalar, read_yaml
from kaluga_site.model.problems import Problems


def read(text, first_line=1):
    problems = Problems("x.yaml")
    return read_yaml(text, problems, first_line), [(problem.code, problem.line) for problem in problems.found]


def test_values_stay_as_written():
    root, problems = read("a: no\nb: 2025-11-25\nc: 0123\nd:\ne: ~\nf: Null\ng: 'null'\nh: ''\n")
    assert isinstance(root, Entries)
    assert {key: (node.text, node.empty) for key, node in root.nodes.items()} == {
        "a": ("no", False),
        "b": ("2025-11-25", False),
        "c": ("0123", False),
        "d": ("", True),
        "e": ("~", True),
        "f": ("Null", True),
        "g": ("null", False),
        "h": ("", False),
    }
    assert problems == []


def test_lines_count_from_the_files_first():
    root, _ = read("a: 1\n\nb:\n  - x\n  - y\n", first_line=10)
    assert root.key_lines == {"a": 10, "b": 12}
    assert isinstance(root.nodes["b"], Items)
    assert [(node.text, node.line) for node in root.nodes["b"].nodes] == [("x", 13), ("y", 14)]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: x: y\n", "yaml-syntax", 2),
        ("a: [1, 2\n", "yaml-syntax", 1),
        ("a:\n\t- 1\n", "yaml-tab", 2),
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3),
        ("a: {x: 1, x: 2}\n", "duplicate-key", 1),
        ("a: 1\nb: *a\n", "yaml-alias", 2),
        ("a: &x 1\n", "yaml-alias", 1),
        ("a: !!python/object:os.system 1\n", "yaml-alias", 1),
        ("a: " + "[" * 50 + "]" * 50, "yaml-depth", 1),
        ("- " * 50 + "x", "yaml-depth", 1),
        ("? [a, b]\n: 1\n", "yaml-syntax", 1),
        ("a: 1\n--- \nb: 2\n", "yaml-syntax", 2),
    ],
)
def test_what_is_refused(text, code, line):
    _, problems = read(text)
    assert problems == [(code, line)]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("title: a\ndate:21/10/2013\nsource: b\n", 2, "no space stands behind 'date:'"),
        ("- id: x\n name: y\n", 2, "indented otherwise"),
        ("- id: x\n    name: y\n", 2, "indented otherwise"),
        ("title: @X\n", 1, "cannot begin with '@'"),
        ("a: 1\nb: x: y\n", 2, "mapping values are not allowed"),
        ('title: "Ngoặc\ndate: 2025\nsource: b\n', 1, "never closed"),
    ],
)
def test_the_commonest_slips_are_told_in_words(text, line, told):
    problems = Problems("a.md")
    read_yaml(text, problems)
    assert [(one.line, told in one.message) for one in problems.found] == [(line, True)]


def test_of_two_equal_keys_the_first_counts():
    root, _ = read("a: 1\na: 2\n")
    assert root.nodes["a"].text == "1"


def test_signs_inside_a_text_are_no_yaml():
    root, problems = read("title: Sữa & bò * ngựa!\n")
    assert root.nodes["title"] == Scalar(text="Sữa & bò * ngựa!", empty=False, line=1, column=8)
    assert problems == []


def test_an_empty_text_has_no_root():
    assert read("# nothing\n") == (None, [])
