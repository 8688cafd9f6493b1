"""New names: which they are, and how they come into an authority file."""

from pathlib import Path

import pytest
import yaml

from kaluga_site import articles, load
from kaluga_site.importing.newcomers import Newcomer, Newcomers, append, newcomers_of, yaml_of
from kaluga_site.model.names import Reference, Vocabulary
from kaluga_site.model.settings import Settings

NOBODY, _ = load.load_authorities(Path("/nowhere"))
ENTRIES = [{"id": "tran-van-nam", "name": "Trần Văn Nam"}, {"id": "yes", "name": "yes", "variants": ["a: b"]}]


def names(text, authorities=NOBODY):
    article, _ = articles.read_article_text(text, "articles/bai.txt", Settings(), authorities)
    return [(one.reference.vocabulary, one.reference.name) for one in newcomers_of(article, authorities)]


def person(name, *variants):
    return Newcomer(reference=Reference(vocabulary=Vocabulary.PEOPLE, name=name), variants=variants)


def test_what_no_authority_file_knows_is_new(make_archive):
    text = "Tít\n(PNTĐ) - Ông Trần Văn Nam gặp bà Thái Hương. Ông Nam vui.\nQuỳnh Dương"
    assert names(text) == [("people", "Trần Văn Nam"), ("people", "Thái Hương"), ("sources", "PNTĐ")]
    archive = make_archive({"authorities/people.yaml": "- {id: nam, name: Trần Văn Nam, publish: false}\n"})
    assert names(text, load.load_authorities(archive)[0]) == [("people", "Thái Hương"), ("sources", "PNTĐ")]


def test_each_gets_an_id_of_its_own():
    found = Newcomers()
    found.add([person("Nguyễn Văn Hùng"), person("Nguyễn Văn Hưng"), person("Index")])
    found.add([person("Nguyễn Văn Hùng", "Hùng Râu"), person("Văn Hùng Nguyễn", "Hùng Râu")])
    entries = found.entries(NOBODY)
    assert entries == {
        Vocabulary.PEOPLE: [
            {"id": "nguyen-van-hungf", "name": "Nguyễn Văn Hùng", "variants": ["Hùng Râu"]},
            {"id": "nguyen-van-huwng", "name": "Nguyễn Văn Hưng"},
            {"id": "index-2", "name": "Index"},
        ]
    }


@pytest.mark.parametrize(
    "before",
    [
        None, "", "# Người\n", "- id: a\n  name: A  # chú thích\n", "- {id: a, name: A}", "  - id: a\n    name: A\n\n",
        "- id: a\r\n  name: A\r\n", "\ufeff- id: a\n  name: A\n", "---\n- {id: a, name: A}\n",
    ],
)  # fmt: skip
def test_entries_are_appended_to_what_is_there(tmp_path, before):
    file = tmp_path / "authorities/people.yaml"
    if before is not None:
        file.parent.mkdir()
        file.write_bytes(before.encode())
    assert append(tmp_path, Vocabulary.PEOPLE, ENTRIES) is None
    content = file.read_bytes()
    assert content.startswith((before or "").encode())
    known = yaml.safe_load((before or "").removeprefix("\ufeff")) or []
    assert yaml.safe_load(content.decode("utf-8-sig")) == [*known, *ENTRIES]
    authorities, problems = load.load_authorities(tmp_path)
    assert problems == []
    assert [entry.id for entry in authorities.people.entries][-2:] == ["tran-van-nam", "yes"]
    assert len(list(file.parent.iterdir())) == 1


@pytest.mark.parametrize("before", ["[{id: a, name: A}]", "a: b", "- a", "- [", "một", "- {id: a}\n...\n", "\xff"])
def test_what_is_no_list_is_left_alone(tmp_path, before):
    file = tmp_path / "authorities/people.yaml"
    file.parent.mkdir()
    file.write_bytes(before.encode("latin-1", "replace") if before == "\xff" else before.encode())
    content = file.read_bytes()
    problem = append(tmp_path, Vocabulary.PEOPLE, ENTRIES)
    assert (problem.code, problem.path) == ("wrong-type", "authorities/people.yaml")
    assert file.read_bytes() == content


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "authorities").write_text("")
    assert append(tmp_path, Vocabulary.PEOPLE, ENTRIES).code == "unwritable-file"


def test_yaml_of_entries():
    assert (
        yaml_of(ENTRIES)
        == "- id: tran-van-nam\n  name: Trần Văn Nam\n- id: 'yes'\n  name: 'yes'\n  variants:\n  - 'a: b'\n"
    )
