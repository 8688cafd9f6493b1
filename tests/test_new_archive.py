"""`kaluga-site init` and `new`: an archive begins empty, builds, and says how its first article comes in."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import tree
from kaluga_site import load, starting
from kaluga_site.cli import main
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.settings import Settings

TITLE = "Tít của: bài #1"


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "kho"
    assert run("init", folder, "--quiet").output == ""
    return folder


def run(*words, stdin=None):
    result = CliRunner().invoke(main, [str(word) for word in words], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def told(text):
    """Return a starter file with its examples, and without what it says of them."""
    lines = [
        line.removeprefix("# ") for line in text.splitlines() if re.match(r"# (- |  )|[a-z_]+: |# [a-z_]+: ", line)
    ]
    return "\n".join(lines) + "\n"


def test_a_new_archive_builds_and_says_how_the_first_article_comes_in(archive):
    result = run("build", archive)
    assert (result.exit_code, result.stdout[:11]) == (0, "0 articles ")
    assert result.stderr.startswith("articles:1: no-articles ")
    home = (archive / "_site/index.html").read_text(encoding="utf-8")
    assert "<h1>Kho lưu trữ bài báo</h1>" in home
    assert "Kho chưa có bài nào. Muốn thêm bài đầu tiên," in home
    assert "0 bài" not in home
    assert "kaluga-site import bai-bao.txt\nkaluga-site build" in home
    for page in ("bai-viet", "dong-thoi-gian"):
        assert "Kho chưa có bài nào." in (archive / f"_site/{page}/index.html").read_text(encoding="utf-8")
    text = "Một bài\nNgày 1/2/2025 có tin."
    assert run("import", "-", "--archive", archive, stdin=text).exit_code == 0
    assert run("build", archive, "--strict").exit_code == 0
    assert "Kho chưa có bài nào" not in (archive / "_site/index.html").read_text(encoding="utf-8")


def test_git_passes_over_what_builds_make(archive):
    assert {"/_site/", "/.kaluga-site/"} <= set((archive / ".gitignore").read_text().splitlines())
    assert (archive / "articles/.gitkeep").exists()


def test_a_new_archive_holds_nothing_of_its_own(archive):
    authorities, problems = load.load_authorities(archive)
    assert problems == []
    assert not any(getattr(authorities, name).entries for name in Authorities.names())
    assert authorities.synonyms == ()
    assert load.load_settings(archive) == (Settings(), [])


def test_the_comments_of_a_new_archive_are_true(archive):
    """Every setting and every key of an entry is there, and each example is one that is read."""
    for file in (archive / "site.yaml", *(archive / "authorities").iterdir()):
        file.write_text(told(file.read_text(encoding="utf-8")), encoding="utf-8")
    authorities, problems = load.load_authorities(archive)
    assert problems == []
    for name in Authorities.names():
        entry = getattr(authorities, name).entries[0]
        text = (archive / f"authorities/{name}.yaml").read_text(encoding="utf-8")
        assert all(f"{key}: " in text for key in entry.__struct_fields__ if key not in {"path", "line"}), name
    assert len(authorities.synonyms) == 2
    settings = archive / "site.yaml"
    keys = re.findall(r"^([a-z_]+):", settings.read_text(encoding="utf-8"), re.MULTILINE)
    assert {*keys} - {"topics", "sources", "language"} == {*Settings.__struct_fields__} - {"closed"}
    lines = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("language:")]
    settings.write_text("\n".join(lines), encoding="utf-8")
    read, problems = load.load_settings(archive)
    assert problems == []
    default = Settings()
    assert (read.title, read.time_zone, read.closed) == (default.title, default.time_zone, ())


def test_the_title_is_kept_whatever_it_holds(tmp_path):
    assert run("init", tmp_path / "kho", "--title", "Kho: 'Hà  Nội' #1").exit_code == 0
    assert load.load_settings(tmp_path / "kho") == (Settings(title="Kho: 'Hà Nội' #1"), [])


def test_the_starter_has_the_line_that_a_title_replaces(archive):
    assert (archive / "site.yaml").read_text(encoding="utf-8").count(starting.TITLE_LINE) == 1


@pytest.mark.parametrize("name", ["thu.txt", ".gitignore", "articles"])
def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path, name):
    (tmp_path / name).mkdir() if name == "articles" else (tmp_path / name).write_text("x")
    before = tree(tmp_path)
    result = run("init", tmp_path)
    assert result.exit_code == 2
    assert f"is not empty: {name} is there. Nothing was written" in result.stderr
    assert tree(tmp_path) == before


def test_an_archive_may_begin_as_an_empty_repository(tmp_path):
    (tmp_path / ".git").mkdir()
    result = run("init", tmp_path)
    assert result.exit_code == 0
    assert f"{tmp_path / 'site.yaml'}\n" in result.stdout
    assert f"Next:\n  cd {tmp_path}\n" in result.stdout


def test_a_new_article_is_a_draft_of_what_is_known(archive, monkeypatch):
    monkeypatch.chdir(archive)
    result = run("new", TITLE, "--date", "25/11/2025?", "--source", "Tên: báo")
    path = "articles/2025/tit-cua-bai-1.md"
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{path}\n", "")
    text = (archive / path).read_text(encoding="utf-8")
    assert text == (
        "---\n# yaml-language-server: $schema=../../schemas/front-matter.schema.json\n"
        f"title: '{TITLE}'\ndate: 2025-11-25?\nsource: 'Tên: báo'\n"
        "draft: true  # not published; delete this line once the article stands below\n---\n\n"
    )
    assert run("check").output.endswith("0 articles: 0 errors, 1 warning.\n")  # that there is no article
    (archive / path).write_text(re.sub("draft.*\n", "", text) + "Có tin.\n", encoding="utf-8")
    assert run("build", "--strict").exit_code == 0
    assert f"<h1>{TITLE}</h1>" in (archive / "_site/bai-viet/2025/tit-cua-bai-1.html").read_text(encoding="utf-8")


def test_a_new_article_never_takes_the_place_of_another(archive):
    paths = [run("new", TITLE, "--archive", archive, *date).stdout for date in ([], [], ["--date", "2025"])]
    assert paths == [f"{archive}/articles/tit-cua-bai-1{rest}.md\n" for rest in ("", "-2")] + [
        f"{archive}/articles/2025/tit-cua-bai-1-3.md\n"
    ]
    assert "draft: true" in (archive / "articles/tit-cua-bai-1.md").read_text(encoding="utf-8")


def test_a_new_article_takes_the_id_of_a_known_newspaper(archive):
    (archive / "authorities/sources.yaml").write_text("- {id: bao-a, name: Báo A, variants: [BA]}\n")
    with (archive / "site.yaml").open("a") as settings:
        settings.write("sources: closed\n")
    path = run("new", TITLE, "--archive", archive, "--source", "BA").stdout.strip()
    assert "\nsource: bao-a\n" in (archive / path).read_text(encoding="utf-8")
    before = tree(archive)
    unknown = run("new", "Hai", "--archive", archive, "--source", "Báo B")
    assert unknown.exit_code == 2
    assert "'Báo B' is not in authorities/sources.yaml" in unknown.stderr
    assert tree(archive) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([TITLE, "--date", "31/2/2025"], "There is no date 31/2/2025."),
        ([TITLE, "--date", "2025\ntitle: X"], "is not read as a date"),
        ([" \n"], "The title is empty."),
    ],
)
def test_wrong_use_of_new(archive, words, said):
    before = tree(archive)
    result = run("new", *words, "--archive", archive)
    assert result.exit_code == 2
    assert said in result.stderr
    assert tree(archive) == before


@pytest.mark.parametrize("command", [("new", TITLE), ("import", "tin.txt"), ("import", "tin.txt", "--dry-run")])
def test_a_new_article_wants_an_archive(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    Path("tin.txt").write_text("Tin mới\n\nCó tin từ Kaluga.", encoding="utf-8")
    result = run(*command)
    assert result.exit_code == 2
    assert f"{tmp_path} is no archive: it has no articles/" in result.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["tin.txt"]
    Path("site.yaml").touch()  # all that a clone of an empty archive has
    assert run(*command).exit_code == 0
