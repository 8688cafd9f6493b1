"""The JSON Schemas: they know the loader's keys, take what it takes, and refuse what has the wrong shape."""

import json
import re
from collections import defaultdict

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from conftest import ROOT
from kaluga_site import load
from kaluga_site.cli import main
from kaluga_site.load.declared import read_declared
from kaluga_site.load.fields import Fields
from kaluga_site.load.yaml_nodes import read_yaml
from kaluga_site.model.keys import AUTHORITIES, FRONT_MATTER, SETTINGS, Form
from kaluga_site.model.problems import Problems
from kaluga_site.schemas import schemas

OF_SHAPE = {"wrong-type", "unknown-key", "missing-key", "empty-value", "unknown-field", "unknown-setting", "bad-id",
            "bad-number", "bad-url", "unreadable-date", "two-digit-year", "lone-synonym", "yaml-depth"}  # fmt: skip
VALUES = ["", "a", "2025", "2025-11-25?", "25/11/2025", "25/11/25", "11/2025", "25-11.2025", "true", "False", "yes",
          "1.5", "https://a.vn/x", "vi", "open", "[vi, en]", "[a, b]", "[]", "[a, '']",
          "[[a]]", "{name: a}", "{id: a}",
          "{quote: a}", "{quote: a, value: 1.5}", "{quote: a, value: x}", "{quote: a, as_of: 2024, reject: true}",
          "{quote: '', speaker: b}", "{file: a.jpg}", "[{file: a.jpg, alt: b}, c.jpg]", "{date: 2025, text: a}",
          "[{date: 2025}]", "[{name: a, role: b}, c]", "{role: a}", "[date, people]", "[date, places, x]", "{x: a}",
          "{quote: [a]}", "'12'", "null", "[null]"]  # fmt: skip


class EditorsLoader(yaml.SafeLoader):
    """Reads YAML as editors do (1.2, core schema): dates are texts, and so is "yes"."""


EditorsLoader.yaml_implicit_resolvers = defaultdict(list)
for _tag, _pattern, _first in (
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
):
    EditorsLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))


@pytest.fixture(scope="module")
def found():
    return schemas()


def is_valid(schema, text):
    return Draft7Validator(schema).is_valid(yaml.load(text, EditorsLoader))


def test_they_are_schemas(found):
    for schema in found.values():
        Draft7Validator.check_schema(schema)
        assert '"description": ""' not in json.dumps(schema)


def asked_keys(monkeypatch, read):
    """Return the keys that a loader asks for, by what they belong to."""
    asked = defaultdict(set)
    monkeypatch.setattr(Fields, "refuse_unknown", lambda self: asked[self.where].update(self._asked))
    read()
    return dict(asked)


def names(keys):
    return {key.name for key in keys}


def test_they_know_the_keys_that_the_loader_knows(monkeypatch, tmp_path):
    lists = {"people": "x", "figures": "quote", "quotations": "quote", "photos": "file", "corrections": "text"}
    text = "\n".join(f"{key}: [{{{part}: a}}]" for key, part in lists.items())
    problems = Problems("a.md")
    asked = asked_keys(monkeypatch, lambda: read_declared(read_yaml(text, problems), problems))
    assert asked.pop("") == names(FRONT_MATTER)
    parts = {key.name: names(key.parts) for key in FRONT_MATTER if key.form is Form.PARTS}
    assert asked == {
        " of a person": parts["people"], " of a figure": parts["figures"], " of a quotation": parts["quotations"],
        " of a photo": parts["photos"], " of a correction": parts["corrections"],
    }  # fmt: skip
    (tmp_path / "site.yaml").write_text("title: a\n")
    assert asked_keys(monkeypatch, lambda: load.load_settings(tmp_path)) == {"": names(SETTINGS)}
    for name, keys in AUTHORITIES.items():
        file = tmp_path / f"authorities/{name}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text("- name: a\n")
        assert asked_keys(monkeypatch, lambda: load.load_authorities(tmp_path)) == {" of an entry": names(keys)}
        file.unlink()


def loader_takes(kind, text, folder):
    """Return whether the loader finds nothing wrong with the shape of a file."""
    problems = Problems("a.md")
    if kind == "front-matter":
        root = read_yaml(text, problems)
        read_declared(root, problems)
        found = problems.found
    else:
        file = folder / ("site.yaml" if kind == "site" else f"authorities/{kind}.yaml")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        found = load.load_settings(folder)[1] if kind == "site" else load.load_authorities(folder)[1]
        file.unlink()
    return not OF_SHAPE & {problem.code for problem in found}


def every_key():
    """Yield every key but the name of an entry: its kind of file, itself, and what must stand before it."""
    yield from (("front-matter", key.name, "") for key in FRONT_MATTER)
    yield from (("site", key.name, "") for key in SETTINGS)
    for name, keys in AUTHORITIES.items():
        yield from ((name, key.name, "- name: a\n  ") for key in keys if key.name != "name")


LOOSE = {
    "contact",
    "oai_admin",
    "time_zone",
    "language",
    "base_url",
    "oai_gateway",
    "broader",
    "redirects",
    "id",
    "former_ids",
}
"""Keys whose single values the loader looks at more closely than a schema."""


@pytest.mark.parametrize(("kind", "key", "before"), [*every_key()])
def test_they_take_and_refuse_what_the_loader_does(found, tmp_path, kind, key, before):
    takes = {}
    for value in VALUES:
        if key == "language" and value not in {"", "vi", "[a, b]", "{x: a}"}:
            continue
        text = f"{before}{key}: {value}\n"
        takes[value] = is_valid(found[f"{kind}.schema.json"], text), loader_takes(kind, text, tmp_path)
    differ = {value: both for value, both in takes.items() if both[0] != both[1]}
    if key in LOOSE:
        differ = {value: both for value, both in differ.items() if both == (False, True)}
    assert differ == {}
    assert {True, False} <= {both[0] for both in takes.values()}


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("- [a, b]\n- [c, d, e]\n", True),
        ("", True),
        ("- [a]\n", False),
        ("- a\n", False),
        ("- [a, a]\n", False),
        ("a: b", False),
    ],
)
def test_synonyms(found, tmp_path, text, is_right):
    assert is_valid(found["synonyms.schema.json"], text) == loader_takes("synonyms", text, tmp_path) == is_right


def files_of(folder):
    for file in [file for name in (*AUTHORITIES, "synonyms") for file in folder.glob(f"authorities/{name}.yaml")]:
        yield file.stem, file, file.read_text(encoding="utf-8")
    if (folder / "site.yaml").exists():
        yield "site", folder / "site.yaml", (folder / "site.yaml").read_text(encoding="utf-8")
    for file in sorted(folder.glob("articles/**/*.md")):
        text = file.read_bytes().decode("utf-8", "replace")
        parts = re.split(r"^---[ \t]*$", text, maxsplit=2, flags=re.MULTILINE)
        if len(parts) == 3 and not parts[0].strip():
            yield "front-matter", file, parts[1]


@pytest.mark.parametrize("folder", [".", "tests/golden/archive"])
def test_files_of_real_archives_are_right(found, folder):
    checked = 0
    for kind, file, text in files_of(ROOT / folder):
        errors = list(Draft7Validator(found[f"{kind}.schema.json"]).iter_errors(yaml.load(text, EditorsLoader)))
        assert not errors, (file, errors)
        checked += 1
    assert checked > 5


def test_of_bad_files_those_are_refused_that_have_the_wrong_shape(found):
    expected = (ROOT / "tests/bad_site/expected.txt").read_text(encoding="utf-8")
    codes = defaultdict(set)
    for line in expected.splitlines():
        path, _, rest = line.partition(":")
        codes[path].add(rest.split()[1])
    seen = set()
    for kind, file, text in files_of(ROOT / "tests/bad_site/archive"):
        path = file.relative_to(ROOT / "tests/bad_site/archive").as_posix()
        try:
            loaded = yaml.load(text, EditorsLoader)
        except (yaml.YAMLError, RecursionError, ValueError):
            continue
        is_right = Draft7Validator(found[f"{kind}.schema.json"]).is_valid(loaded)
        assert is_right != bool(codes[path] & (OF_SHAPE - {"unknown-setting"})), (path, codes[path])
        seen.add(is_right)
    assert seen == {True, False}


def run(*words):
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_new_archive_has_them_and_its_files_name_them(found, tmp_path):
    archive = tmp_path / "kho"
    run("init", archive)
    written = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in (archive / "schemas").iterdir()}
    assert written == found
    article = archive / run("new", "Tít", "--date", "2025", "--archive", archive).strip()
    for file in (*archive.glob("**/*.yaml"), article):
        (name,) = re.findall(r"^# yaml-language-server: \$schema=(.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        kind = "front-matter" if file == article else file.stem
        assert (file.parent / name).resolve() == archive / f"schemas/{kind}.schema.json"
    assert len([*archive.glob("**/*.yaml")]) == 2 + len(AUTHORITIES)
    assert "schema" not in run("check", archive)


def test_an_archive_without_them_can_have_them(found, tmp_path):
    (tmp_path / "articles").mkdir()
    assert "yaml-language-server" not in (tmp_path / run("new", "Tít", "--archive", tmp_path).strip()).read_text()
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas/people.schema.json").write_text("old")
    told = run("schemas", tmp_path).splitlines()
    assert sorted(told) == sorted(str(tmp_path / f"schemas/{name}") for name in found)
    assert (
        json.loads((tmp_path / "schemas/people.schema.json").read_text(encoding="utf-8")) == found["people.schema.json"]
    )
    assert CliRunner().invoke(main, ["schemas", str(tmp_path / "no")]).exit_code == 2
