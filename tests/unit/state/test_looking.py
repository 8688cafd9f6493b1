"""How files are told from those that were there before."""

import os
import shutil

import pytest

from kaluga_site.state import look_around, names_changed


@pytest.mark.parametrize("change", ["", "new", "renewed", "racy", "gone"])
def test_the_first_file_that_differs_is_told_at_once(make_archive, monkeypatch, change):
    archive = make_archive({f"articles/2025/{name}.md": "x" for name in "abc"})
    monkeypatch.setattr("kaluga_site.state.stamps.RACY_NS", 0)
    known = look_around(archive).stamps
    file = archive / "articles/2025/b.md"
    if change in ("new", "renewed"):
        (archive / "articles/2025/d.md" if change == "new" else file).write_text("xy")
    elif change == "racy":
        monkeypatch.setattr("kaluga_site.state.stamps.RACY_NS", 10**18)
    elif change == "gone":
        file.unlink()
    told = []
    stamps = look_around(archive, known, begin=lambda: told.append(1)).stamps
    assert told == ([1] if change in ("new", "renewed", "racy") else [])
    assert (stamps == known) == (change == "")


@pytest.mark.parametrize(
    ("folder", "told"), [("articles", True), ("articles/2025", True), ("articles/2025/11", False), ("", False)]
)
def test_a_folder_tells_that_a_name_in_it_changed(make_archive, folder, told):
    archive = make_archive({f"articles/{name}.md": "x" for name in ("a", "2024/b", "2025/c", "2025/11/d")})
    for path in (archive, *archive.rglob("*")):
        os.utime(path, ns=(5, 5))
    assert not names_changed(archive, 5)
    os.utime(archive / folder, ns=(6, 6))
    assert names_changed(archive, 5) is told


def test_in_what_is_no_archive_no_name_has_changed(tmp_path):
    assert not names_changed(tmp_path, 0)


@pytest.mark.parametrize("change", ["", "new", "renewed", "gone", "all gone", "unreadable", "moved"])
@pytest.mark.parametrize("folder", ["2023", "2024", "2025/11", "2022"])
def test_two_see_what_one_sees(make_archive, monkeypatch, change, folder):
    for name in ("stamps.RACY_NS", "looking._MANY"):
        monkeypatch.setattr(f"kaluga_site.state.{name}", 0)
    names = [f"{year}/{name}" for year in ("2022", "2023", "2024", "2025/11") for name in "abc"]
    archive = make_archive({f"articles/{name}.md": "x" for name in [*names, "d"]})
    known = look_around(archive).stamps
    where = archive / "articles" / folder
    if change in ("new", "renewed"):
        (where / ("d.md" if change == "new" else "b.md")).write_text("xy")
    elif change == "gone":
        (where / "a.md").unlink()
    elif change == "all gone":
        shutil.rmtree(where)
    elif change == "unreadable":
        (where / "e.md").symlink_to("nowhere")
    elif change == "moved":
        (where / "a.md").rename(where.parent / "moved.md")
    told = []
    alone = look_around(archive, known)
    shared = look_around(archive, known, lambda: told.append(1), shared=True)
    assert shared.stamps == alone.stamps
    assert shared.unreadable == alone.unreadable
    assert sorted(shared.differing) == sorted(alone.differing)
    assert len(told) == bool(alone.differing)
    assert (shared.stamps == known) == (change == "")


@pytest.mark.parametrize("supported", [True, False])
def test_all_that_is_no_article_is_told_with_why(make_archive, monkeypatch, supported):
    if not supported:
        monkeypatch.setattr(os, "supports_fd", set())
    archive = make_archive({"articles/2025/a.md": "x", "articles/2025/tr\u200bang.md": "x", "else.md": "x"})
    articles = archive / "articles"
    (articles / "within.md").symlink_to("2025/a.md")
    (articles / "without.md").symlink_to(archive.parent / "nothing")
    (articles / "folder").symlink_to("2025")
    os.mkfifo(articles / "pipe.md")
    for name in (b"\xe9.md", b"\xe8.md"):  # they are told alike
        (articles / os.fsdecode(name)).touch()
    found = look_around(archive)
    assert found.unreadable == {
        "articles/without.md": "it is a link that leads nowhere",
        "articles/folder": "it is a link to a folder or out of the archive",
        "articles/pipe.md": "it is no regular file",
        "articles/?.md": "its name is not UTF-8",
    }
    readable = {"articles/2025/a.md", "articles/2025/tr\u200bang.md", "articles/within.md"}
    assert found.stamps.keys() == readable | found.unreadable.keys()
    assert sorted(found.differing) == sorted(found.stamps)


def test_a_folder_that_cannot_be_opened_is_told(make_archive, monkeypatch):
    archive = make_archive({"articles/2025/a.md": "x", "articles/2024/b.md": "x"})
    known = look_around(archive).stamps

    def scandir(folder, really=os.scandir):
        if os.path.samestat(os.fstat(folder), (archive / "articles/2024").stat()):
            raise PermissionError(13, "Permission denied")
        return really(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "supports_fd", {scandir})
    found = look_around(archive, known)
    assert found.unreadable == {"articles/2024": "Permission denied"}
    assert found.stamps.keys() == {"articles/2024", "articles/2025/a.md"}
