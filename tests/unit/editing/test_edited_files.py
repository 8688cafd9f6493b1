"""Files are opened inside the archive alone, and written whole, all of them or none."""

import pytest

from kaluga_site import editing


@pytest.fixture
def archive(make_archive):
    return make_archive({"articles/2025/a.md": "a", "articles/2025/b.md": "b", "authorities/people.yaml": "[]"})


@pytest.mark.parametrize(
    "path",
    [
        "site.yaml", "../a.md", "articles/../site.yaml", "articles/../../x.md", "/etc/passwd", "articles/.a.md",
        "articles/2025/a.jpg", "templates/base.html", ".kaluga-site/x.md", "articles/2025/a.md\n", "articles//a.md", "",
        "articles/2025", "articles/không-có.md", "authorities/x/people.yaml", "articles/a\x00.md",
    ],
)  # fmt: skip
def test_nothing_else_is_opened(archive, path):
    (archive / "site.yaml").write_text("title: x\n")
    with pytest.raises(editing.Refused):
        editing.open_file(archive, path)


def test_links_lead_nowhere_outside(archive, tmp_path):
    (tmp_path / "out.md").write_text("x")
    (archive / "articles/link.md").symlink_to(tmp_path / "out.md")
    (archive / "articles/folder").symlink_to(tmp_path)
    for path in ("articles/link.md", "articles/folder/out.md"):
        with pytest.raises(editing.Refused, match="out of the archive"):
            editing.open_file(archive, path)


def test_a_link_inside_is_followed_and_stays(archive):
    (archive / "articles/link.md").symlink_to(archive / "articles/2025/a.md")
    opened = editing.open_file(archive, "articles/link.md")
    editing.write_all({"articles/link.md": b"new"}, {"articles/link.md": opened})
    assert (archive / "articles/link.md").is_symlink()
    assert (archive / "articles/2025/a.md").read_text() == "new"


def test_the_mode_is_kept_and_nothing_is_left_behind(archive):
    file = archive / "articles/2025/a.md"
    file.chmod(0o640)
    editing.write_all(
        {"articles/2025/a.md": b"new"}, {"articles/2025/a.md": editing.open_file(archive, "articles/2025/a.md")}
    )
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert sorted(one.name for one in file.parent.iterdir()) == ["a.md", "b.md"]


def test_all_or_none(archive):
    paths = ("articles/2025/a.md", "articles/2025/b.md")
    opened = {path: editing.open_file(archive, path) for path in paths}
    (archive / paths[1]).write_text("changed")
    with pytest.raises(editing.Refused, match=r"b\.md has changed"):
        editing.write_all(dict.fromkeys(paths, b"new"), opened)
    assert [(archive / path).read_text() for path in paths] == ["a", "changed"]
    (archive / paths[1]).unlink()
    with pytest.raises(editing.Refused, match=r"b\.md has changed"):
        editing.write_all(dict.fromkeys(paths, b"new"), opened)
    assert sorted(one.name for one in (archive / "articles/2025").iterdir()) == ["a.md"]
