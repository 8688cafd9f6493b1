import pytest

from kaluga_site import articles, load
from kaluga_site.index import head_of
from kaluga_site.load import check_photos, find_article_files, load_authorities, load_settings, read_article_file
from kaluga_site.load.files import decode_content, read_content, read_text
from kaluga_site.model.problems import Problems
from kaluga_site.state import look_around


def codes(problems):
    return [(problem.code, problem.path, problem.line) for problem in problems]


def test_articles_are_found_and_what_is_none_is_told(make_archive):
    names = ["b.txt", "a.md", "A.MD", "2025/c.TXT", "2025/x.png", "2025/x.JPEG", ".d.md", "_e.md", "_f/g.md", "2025/.h"]
    archive = make_archive({f"articles/{name}": "x" for name in [*names, "x.docx", "2025/y.svg", "khong"]})
    (archive / "articles/nowhere.md").symlink_to(archive / "articles/none")
    found, problems = find_article_files(archive, look_around(archive))
    assert found == ["articles/2025/c.TXT", "articles/A.MD", "articles/a.md", "articles/b.txt"]
    assert codes(problems) == [
        ("ignored-file", "articles/2025/y.svg", 1),
        ("ignored-file", "articles/khong", 1),
        ("unreadable-file", "articles/nowhere.md", 1),
        ("ignored-file", "articles/x.docx", 1),
    ]


def test_an_archive_without_articles_folder_is_told(tmp_path):
    found, problems = find_article_files(tmp_path, look_around(tmp_path))
    assert (found, codes(problems)) == ([], [("missing-folder", "articles", 1)])


def test_a_photo_has_to_lie_in_the_archive(make_archive, tmp_path):
    declared = ", ".join(["there.png", "none.png", "link.png", "folder.png", "x" * 190 + ".png", "in.png"])
    text = f"---\ntitle: Một\nphotos: [{declared}]\n---\nBài."
    archive = make_archive(
        {"articles/2025/mot.md": text, "articles/2025/there.png": b"", "articles/2025/folder.png/x": ""}
    )
    (tmp_path / "outside.png").write_bytes(b"")
    (archive / "articles/2025/link.png").symlink_to(tmp_path / "outside.png")
    (archive / "articles/2025/in.png").symlink_to(archive / "articles/2025/there.png")
    article, _ = articles.read_article(
        archive, "articles/2025/mot.md", load_settings(archive)[0], load_authorities(archive)[0]
    )
    problems = list(check_photos(archive, head_of(article, b"", b"", 0)))
    assert {one.code for one in problems} == {"missing-photo"}
    assert {(one.path, one.line) for one in problems} == {("articles/2025/mot.md", 3)}
    said = [one.message for one in problems]
    assert len(said) == 4
    for name in ("none.png", "link.png", "folder.png", "xxx"):
        assert any(name in message for message in said), name


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    file, problems = tmp_path / "x", Problems("x")
    file.write_bytes(b"123")
    assert read_content(file, problems, limit=3) == b"123"
    assert problems.found == []
    assert read_content(file, problems, limit=2) is None
    assert codes(problems.found) == [("file-too-large", "x", 1)]
    assert read_content(tmp_path / "large", Problems("x"), may_be_missing=True) is None


@pytest.mark.parametrize(("may_be_missing", "expected"), [(False, ["unreadable-file"]), (True, [])])
def test_a_missing_file_is_told_unless_it_may_be_missing(tmp_path, may_be_missing, expected):
    problems = Problems("x")
    assert read_text(tmp_path / "nowhere", problems, may_be_missing=may_be_missing) is None
    assert [one.code for one in problems.found] == expected
    (tmp_path / "folder").mkdir()
    assert read_text(tmp_path / "folder", problems, may_be_missing=may_be_missing) is None
    assert problems.found[-1].code == "unreadable-file"
    assert "Is a directory" in problems.found[-1].message


def test_bytes_that_are_no_text_are_told_with_their_place():
    problems = Problems("x")
    assert decode_content(b"a\nb\n\xff", problems) is None
    assert codes(problems.found) == [("not-utf-8", "x", 3)]
    assert "ff" in problems.found[0].message
    assert "4" in problems.found[0].message


def test_signs_that_reorder_text_are_told_and_left_out():
    problems = Problems("x")
    assert decode_content("a\nb\u202ec\u2066".encode(), problems) == "a\nbc"
    assert codes(problems.found) == [("reordering-sign", "x", 2)]
    assert "U+202E" in problems.found[0].message


def test_an_article_file_is_read_from_its_archive(make_archive):
    archive = make_archive({"articles/2025/mot-bai.txt": "Một bài.\nHai dòng."})
    article, problems = read_article_file(archive, "articles/2025/mot-bai.txt")
    assert (article.path, article.slug, article.is_raw) == ("articles/2025/mot-bai.txt", "mot-bai", True)
    assert (article.body, problems.found) == ("Một bài.\nHai dòng.", [])
    missing, problems = read_article_file(archive, "articles/2025/hai.txt")
    assert missing is None
    assert codes(problems.found) == [("unreadable-file", "articles/2025/hai.txt", 1)]


def test_what_the_room_offers_is_there_when_it_is_asked_for():
    assert all(getattr(load, name) is not None for name in load.__all__)
    with pytest.raises(AttributeError, match="no attribute 'load_nothing'"):
        _ = load.load_nothing
