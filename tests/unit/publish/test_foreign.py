import os
from pathlib import Path

import msgspec
import pytest

from conftest import tree
from kaluga_site.publish import (
    MANIFEST,
    PREVIEW,
    check_output,
    clean,
    decode_manifest,
    find_files,
    foreign_files,
    manifest_digest,
    read_manifest,
    remove_published,
)


def lay(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


@pytest.fixture
def site(tmp_path):
    lay(tmp_path / "site", "b.html", "a.html", "a/c.html", "a/.d.html", ".git/config", ".nojekyll", MANIFEST)
    return tmp_path / "site"


def test_files_are_found_in_order_but_for_hidden_ones_at_the_top(site):
    (site / "link").symlink_to(site.parent)
    assert list(find_files(str(site))) == ["a/.d.html", "a/c.html", "a.html", "b.html", MANIFEST, "link"]


def test_what_no_build_has_made(site):
    assert list(foreign_files(site, {"a.html", "a/c.html"})) == ["a/.d.html", "b.html"]
    assert clean(site, {"a.html", "b.html"}) == ("a/.d.html", "a/c.html")
    assert {*tree(site)} == {"a.html", "b.html", ".git/config", ".nojekyll", MANIFEST}
    assert not (site / "a").exists()


def test_a_folder_goes_with_its_last_file_only(site):
    assert clean(site, {"a/.d.html"}) == ("a/c.html", "a.html", "b.html")
    assert (site / "a/.d.html").exists()
    (site / "a/.d.html").unlink()
    lay(site, "x/y/z.html")
    clean(site, set())
    assert not (site / "x").exists()
    assert site.exists()


def test_of_a_site_that_is_removed_what_is_not_ours_stays(site):
    assert remove_published(site, ["a.html", "a/c.html", "nowhere.html", "../site/b.html"]) == 3
    assert {*tree(site)} == {"a/.d.html", "b.html", ".git/config", ".nojekyll"}
    lay(site.parent / "other", "a/b.html", MANIFEST)
    assert remove_published(site.parent / "other", ["a/b.html"]) == 2
    assert not (site.parent / "other").exists()
    assert remove_published(site.parent / "other", ["a/b.html"]) == 0


def test_a_manifest_is_known_by_a_digest(site):
    before = manifest_digest(site)
    assert len(before) == 16
    assert manifest_digest(site) == before
    (site / MANIFEST).write_text("other")
    assert manifest_digest(site) not in {before, b""}
    (site / MANIFEST).unlink()
    assert manifest_digest(site) == b""


def test_without_a_manifest_that_can_be_read_nothing_is_ours(site):
    assert read_manifest(site).files == {}
    with pytest.raises(msgspec.DecodeError):
        decode_manifest(b"{")
    assert read_manifest(site / "nowhere").files == {}


@pytest.fixture
def reason(tmp_path, monkeypatch):
    """Return a function that says why a folder below an archive's parent cannot be the output; None where it can."""
    archive = tmp_path / "kho"
    lay(archive, "articles/mot.txt", "site.yaml")
    monkeypatch.setenv("HOME", str(tmp_path / "nha"))
    (tmp_path / "nha").mkdir()

    def run(name, *addresses, **options):
        problems = list(check_output(archive, tmp_path / name, addresses, **options))
        assert [(one.code, one.path) for one in problems] in ([], [("unsafe-output", str(tmp_path / name))])
        (message,) = [one.message for one in problems] or [None]
        return message and message.partition("cannot be the output folder: ")[2]

    run.folder = tmp_path
    return run


@pytest.mark.parametrize("name", ["kho/_site", "kho/a/b", "elsewhere", "nha/public", ".hidden/site", "kho/articles2"])
def test_an_output_folder_may_lie_anywhere_else(reason, name):
    assert reason(name, "index.html") is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("kho", "it holds the archive itself."),
        ("", "it holds the archive itself."),
        ("nha", "it is the home folder."),
        ("kho/articles", "it lies among the archive's sources."),
        ("kho/articles/2025", "it lies among the archive's sources."),
        ("kho/authorities", "it lies among the archive's sources."),
        ("kho/templates/x", "it lies among the archive's sources."),
        ("kho/static", "it lies among the archive's sources."),
        ("kho/.git", "it is a hidden folder."),
        ("kho/a/.b/c", "it is a hidden folder."),
        ("kho/site.yaml", "it is a file."),
    ],
)
def test_what_publishing_must_not_change(reason, name, told):
    assert reason(name, "index.html") == told


def test_a_preview_is_the_one_hidden_folder(reason):
    own = reason.folder / "kho/.kaluga-site/preview"
    assert reason(f"kho/.kaluga-site/preview/{PREVIEW}", own=own) is None
    assert reason("kho/.kaluga-site/preview/other", own=own) == "it is a hidden folder."
    assert reason(f"kho/.kaluga-site/preview/{PREVIEW}") == "it is a hidden folder."


def test_without_a_manifest_a_file_in_a_pages_place_is_somebody_elses(reason):
    lay(reason.folder / "site", "other.html", "a.html")
    assert reason("site", "index.html") is None
    assert reason("site", "index.html", "a.html") == "no build has made the file a.html that is there."
    assert reason("site", "index.html", clean=True) == "no build has made the file a.html that is there."
    lay(reason.folder / "site", MANIFEST)
    assert reason("site", "index.html", "a.html") is None
    assert reason("site", "index.html", clean=True) is None


def test_a_file_of_a_build_that_has_just_begun_is_nobody_elses(reason):
    """The other build writes its manifest before its first page."""
    lay(reason.folder / "site", "a.html")
    (reason.folder / "site/du-lieu").mkdir()

    def addresses():
        lay(reason.folder / "site", MANIFEST)
        yield "a.html"

    assert list(check_output(reason.folder / "kho", reason.folder / "site", addresses())) == []


def test_a_folder_that_cannot_be_looked_into_is_told(reason, monkeypatch):
    (reason.folder / "site").mkdir()

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert reason("site", clean=True) == "Permission denied."
    assert Path(reason.folder / "site").is_dir()
