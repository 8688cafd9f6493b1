"""The whole archive as one SQLite database."""

import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from conftest import NOW, copy_of_own_archive
from kaluga_site import exporting, pipeline
from kaluga_site.cli import main
from kaluga_site.model.build import Options

ONE = (
    "---\ntitle: Đầu tư tại Kaluga\ndate: 2025-03-0{n}\npeople: [Nguyễn Văn Hùng]\n---\n"
    "Ông Nguyễn Văn Hùng nói: “Chúng tôi sẽ làm hơn thế”. Vốn của nhà máy {n} đạt 1,5 triệu USD tại Hà Nội.\n"
)
WITHDRAWN = "---\ntitle: Rút\ndate: 2025-03-05\nwithdrawn: Đã rút.\n---\nCó 9 tỷ đồng.\n"


@pytest.fixture
def archive(make_archive):
    articles = {f"articles/2025/bai-{n}.md": ONE.format(n=n) for n in range(1, 4)}
    return make_archive({**articles, "articles/2025/rut.md": WITHDRAWN})


def export(archive, file):
    return exporting.export_sqlite(archive, file, NOW, Options())


def query(file, sql, *values):
    with closing(sqlite3.connect(file)) as database:
        return database.execute(sql, values).fetchall()


def dump(file):
    with closing(sqlite3.connect(file)) as database:
        return list(database.iterdump())


def test_it_holds_every_table(archive, tmp_path):
    file = tmp_path / "kho.db"
    assert export(archive, file).articles == 3
    assert query(file, "SELECT id, date FROM articles ORDER BY id")[0] == ("2025/bai-1", "2025-03-01")
    assert query(file, "SELECT id, articles FROM people") == [("nguyen-van-hung", 3)]
    assert query(file, "SELECT count(*) FROM mentions WHERE kind = 'place' AND id = 'ha-noi'") == [(3,)]
    figures = "SELECT quote, value, typeof(value), title FROM figures JOIN articles ON article = articles.id LIMIT 1"
    assert query(file, figures) == [("1,5 triệu USD", 1_500_000, "integer", "Đầu tư tại Kaluga")]
    assert query(file, "SELECT DISTINCT quote FROM quotations") == [("Chúng tôi sẽ làm hơn thế",)]
    told = query(file, "SELECT about FROM columns WHERE \"table\" = 'figures' AND \"column\" = 'quote'")
    assert told == [("Nguyên văn.",)]


@pytest.mark.parametrize(
    ("words", "count"),
    [("dau tu", 3), ("đầu tư", 3), ("đấu tư", 0), ("ĐẦU", 3), ("dau hùng", 3), ('"nha may 2"', 1), ("ty dong", 0)],
)
def test_its_words_are_found_with_and_without_accents(archive, tmp_path, words, count):
    file = tmp_path / "kho.db"
    export(archive, file)
    search = "SELECT count(*) FROM articles WHERE rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    assert query(file, search, words) == [(count,)]


def test_the_same_articles_give_the_same_content(archive, tmp_path):
    cold, warm, other = (tmp_path / f"{name}.db" for name in ("cold", "warm", "other"))
    export(archive, cold)
    assert pipeline.build(archive, archive / "_site", NOW).published is not None
    text = (archive / "articles/2025/bai-1.md").read_text(encoding="utf-8")
    (archive / "articles/2025/bai-1.md").unlink()
    assert pipeline.build(archive, archive / "_site", NOW).published is not None
    (archive / "articles/2025/bai-1.md").write_text(text, encoding="utf-8")
    export(archive, warm)
    assert dump(warm) == dump(cold)
    (archive / ".kaluga-site/state.sqlite").unlink()
    export(archive, other)
    assert dump(other) == dump(cold)


def test_exporting_leaves_the_state_to_the_next_build(archive, tmp_path):
    first = pipeline.build(archive, archive / "_site", NOW)
    (archive / "articles/2025/bai-4.md").write_text(ONE.format(n=4), encoding="utf-8")
    assert export(archive, tmp_path / "kho.db").articles == 4
    second = pipeline.build(archive, archive / "_site", NOW)
    assert (first.read, second.read) == (4, 1)


def run(*words):
    return CliRunner().invoke(main, ["export", *map(str, words)])


def test_the_command_says_what_it_wrote(tmp_path):
    archive, file = copy_of_own_archive(tmp_path), tmp_path / "kho.db"
    assert (run(archive, "--sqlite", file).output, run(archive, "--sqlite", file, "-q").output) == (
        f"2 articles in {file}.\n",
        "",
    )
    found = query(file, "SELECT title FROM articles_fts WHERE articles_fts MATCH 'thong doc kaluga'")
    assert len(found) == 2


def test_no_other_file_is_overwritten(archive, tmp_path):
    (tmp_path / "bai.txt").write_text("Một bài.")
    result = run(archive, "--sqlite", tmp_path / "bai.txt")
    assert (result.exit_code, (tmp_path / "bai.txt").read_text()) == (2, "Một bài.")
    assert "is not overwritten" in result.output


def test_with_an_error_nothing_is_written(archive, tmp_path):
    (archive / "articles/2025/sai.md").write_text("---\ntitel: Sai\n---\nMột bài.", encoding="utf-8")
    result = run(archive, "--sqlite", tmp_path / "kho.db")
    assert (result.exit_code, list(tmp_path.glob("*.db"))) == (1, [])
    assert "unknown-key" in result.output


def test_a_place_that_cannot_be_written_is_a_problem(archive, tmp_path):
    (problem,) = export(archive, tmp_path / "nowhere/kho.db").problems
    assert problem.code == "unwritable-export"


def test_an_address_that_is_none_is_wrong_use(archive, tmp_path):
    assert run(archive, "--sqlite", tmp_path / "kho.db", "--base-url", "kho").exit_code == 2
