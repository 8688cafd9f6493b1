"""How files are told from those that were there before."""

import os

import pytest

from kaluga_site.state import look_around


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


@pytest.mark.parametrize("folder", ["articles", "articles/2025", "articles/2025/11"])
def test_a_folder_in_which_a_name_changed_tells_it_before_its_files_are_looked_at(make_archive, monkeypatch, folder):
    monkeypatch.setattr("kaluga_site.state.stamps.RACY_NS", 0)
    archive = make_archive({f"articles/{name}.md": "x" for name in ("a", "2024/b", "2025/c", "2025/11/d")})
    for path in (archive, *archive.rglob("*")):
        os.utime(path, ns=(5, 5))
    told = []
    known = look_around(archive, {}, 5).stamps
    look_around(archive, known, 5, lambda: told.append(1))
    assert told == []
    os.utime(archive / folder, ns=(6, 6))
    look_around(archive, known, 5, lambda: told.append(1))
    assert told == [1]
