"""What is read of whole files: every field of a record, every entry, and every problem that a file can have alone."""

from pathlib import Path

import msgspec
import pytest

from conftest import ROOT
from kaluga_site import articles
from kaluga_site.load import load_authorities, load_settings

HERE = ROOT / "tests/cases/load/records"
BAD = ROOT / "tests/bad_site"
OF_SEVERAL = {"address-conflict", "ignored-file", "missing-photo", "uncorrected-change", "vanished-address"}
"""The problems that an article has beside others, or with what lies beside it."""


def read(archive, path):
    settings, _ = load_settings(archive)
    authorities, _ = load_authorities(archive)
    return articles.read_article(archive, path, settings, authorities)


def held_against(file, found, *, update):
    said = msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n"
    if update:
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(file.relative_to(HERE).as_posix() for file in (HERE / "articles").rglob("*.*")))
def test_every_field_of_a_record(path, update):
    record, problems = read(HERE, path)
    held_against(HERE / f"{Path(path).stem}.json", [record, [str(one) for one in problems]], update=update)


def test_every_field_of_an_entry(update):
    authorities, problems = load_authorities(HERE)
    assert problems == []
    entries = {name: getattr(authorities, name).entries for name in type(authorities).names()}
    held_against(HERE / "entries.json", entries, update=update)


def test_what_is_told_of_an_article_by_itself_is_told_of_it_in_its_archive():
    expected = (BAD / "expected.txt").read_text(encoding="utf-8").splitlines()
    paths = sorted(file.relative_to(BAD / "archive") for file in (BAD / "archive/articles").rglob("*"))
    told = [str(one) for path in paths if path.suffix in {".md", ".txt"} for one in read(BAD / "archive", str(path))[1]]
    assert [line for line in told if line not in expected] == []
    others = [line for line in expected if line.startswith("articles/") and line not in told]
    assert len(told) > 30
    assert {line.split()[1] for line in others} == OF_SEVERAL


def test_what_is_told_of_authority_files_and_settings():
    expected = (BAD / "expected.txt").read_text(encoding="utf-8").splitlines()
    told = [str(one) for one in (*load_settings(BAD / "archive")[1], *load_authorities(BAD / "archive")[1])]
    assert [line for line in told if line not in expected] == []
    assert [line for line in expected if line.startswith(("authorities/", "site")) and line not in told] == []
