"""What `check --against` says of an archive and a site that was published of it before."""

import json

import pytest
from click.testing import CliRunner

from conftest import NOW
from kaluga_site import pipeline
from kaluga_site.cli import main
from kaluga_site.model.build import Options
from kaluga_site.publish import read_manifest

TEXT = "---\ntitle: {title}\ndate: 2025-03-01\n{more}---\n{body}\n"
ONE, TWO = "articles/2025/mot.md", "articles/2025/hai.md"
CORRECTION = "corrections: [{date: 2025-04-01, text: Đã sửa.}]\n"


def article(title, body="Ông Nguyễn Văn Hùng đến Hà Nội.", more=""):
    return TEXT.format(title=title, body=body, more=more)


@pytest.fixture
def archive(make_archive, build):
    """An archive of two articles as it was published; one has a correction and is found at another address too."""
    old = "redirects: [bai-viet/2024/cu.html]\n"
    archive = make_archive({ONE: article("Một", more=CORRECTION + old), TWO: article("Hai", body="Không có ai.")})
    assert build(archive).published is not None
    return archive


def history(archive):
    """Return what is said of an archive against what was published of it, in order."""
    options = Options(against=read_manifest(archive / "_site"))
    found = pipeline.check(archive, archive / "_site", NOW, options).problems
    return [problem for problem in found if problem.code in {"vanished-address", "uncorrected-change"}]


def edit(archive, path, old, new):
    text = (archive / path).read_text(encoding="utf-8")
    assert old in text
    (archive / path).write_text(text.replace(old, new), encoding="utf-8")


def test_an_archive_as_it_was_published(archive):
    assert history(archive) == []
    edit(archive, ONE, "title: Một", "title: Một tít khác")
    edit(archive, ONE, "---\nÔng", "---\n\n\nÔng")
    (archive / "articles/2025/ba.md").write_text(article("Ba"), encoding="utf-8")
    assert history(archive) == []


@pytest.mark.parametrize("corrected", [False, True])
def test_a_changed_text_wants_a_correction_of_its_own(archive, corrected):
    edit(archive, ONE, "đến Hà Nội", "đến Huế")
    if corrected:
        edit(archive, ONE, "text: Đã sửa.}", "text: Đã sửa.}, {date: 2025-05, text: Không phải Hà Nội mà là Huế.}")
    told = [(problem.code, problem.path) for problem in history(archive)]
    assert told == ([] if corrected else [("uncorrected-change", ONE)])


def test_a_moved_article_wants_a_redirect(archive):
    (archive / ONE).rename(archive / "articles/2025/moi.md")
    (problem,) = history(archive)
    assert (problem.code, problem.path) == ("vanished-address", "articles/2025/moi.md")
    line = "redirects: [bai-viet/2024/cu.html, bai-viet/2025/mot.html]"
    assert f"Add to its front matter: {line};" in problem.hint
    edit(archive, "articles/2025/moi.md", "redirects: [bai-viet/2024/cu.html]", line)
    assert history(archive) == []
    edit(archive, "articles/2025/moi.md", "đến Hà Nội", "đến Huế")
    assert [problem.code for problem in history(archive)] == ["uncorrected-change"]


def test_a_moved_article_whose_text_changed_is_known_by_its_name(archive):
    (archive / "articles/2024").mkdir()
    (archive / TWO).rename(archive / "articles/2024/hai.md")
    edit(archive, "articles/2024/hai.md", "Không có ai", "Chẳng có ai")
    (problem,) = history(archive)
    assert (problem.code, problem.path) == ("vanished-address", "articles/2024/hai.md")


def test_a_removed_article_has_no_likely_place(archive):
    (archive / TWO).unlink()
    (problem,) = history(archive)
    assert problem.path == TWO
    assert "the article that is to be read there: redirects: [bai-viet/2025/hai.html];" in problem.hint


def test_an_old_address_stays_too(archive):
    edit(archive, ONE, "redirects: [bai-viet/2024/cu.html]\n", "")
    assert [problem.message for problem in history(archive)] == [
        "Nothing stands at bai-viet/2024/cu.html any more, where an article was published."
    ]


def test_a_draft_is_missed(archive):
    edit(archive, TWO, "title: Hai\n", "title: Hai\ndraft: true\n")
    assert [(problem.code, problem.path) for problem in history(archive)] == [("vanished-address", TWO)]


@pytest.mark.parametrize("line", ["withdrawn: Theo yêu cầu của tòa soạn.\n", "expires: 2026-01-01\n", "titel: Hai\n"])
def test_what_is_withdrawn_expired_or_wrong_otherwise_is_not_missed(archive, line):
    edit(archive, TWO, "title: Hai\n", f"title: Hai\n{line}")
    assert history(archive) == []


def test_a_withdrawn_article_may_come_back(archive, build):
    edit(archive, TWO, "title: Hai\n", "title: Hai\nwithdrawn: Tạm rút.\n")
    assert build(archive).published is not None
    edit(archive, TWO, "withdrawn: Tạm rút.\n", "")
    assert history(archive) == []
    (archive / TWO).unlink()
    assert [(problem.code, problem.path) for problem in history(archive)] == [("vanished-address", "articles")]


def test_a_build_never_compares(archive, build):
    (archive / ONE).unlink()
    edit(archive, TWO, "Không có ai", "Chẳng có ai")
    assert build(archive).problems == ()


def test_the_command(archive, tmp_path):
    def run(*words):
        return CliRunner().invoke(main, ["check", str(archive), *map(str, words)])

    manifest = archive / "_site/du-lieu/manifest.json"
    assert run("--against", archive / "_site").exit_code == 0
    edit(archive, TWO, "Không có ai", "Chẳng có ai")
    assert run().exit_code == 0
    for place in (archive / "_site", manifest):
        done = run("--against", place, "--format", "json")
        assert (done.exit_code, json.loads(done.stdout)["code"]) == (1, "uncorrected-change")
    (tmp_path / "empty.json").write_text('{"files": {}}')
    (tmp_path / "broken.json").write_text("[")
    for wrong in ("nowhere", "empty.json", "broken.json", "archive"):
        assert run("--against", tmp_path / wrong).exit_code == 2
