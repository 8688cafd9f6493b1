"""A build tells what it has changed: in the terminal, and as a report to post on a pull request."""

import re
import shutil

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from kaluga_site.changes import LISTED
from kaluga_site.cli import main
from kaluga_site.commands.report import as_markdown
from kaluga_site.model.build import Build
from kaluga_site.model.changes import ChangedArticle, ChangedArticles, ChangedNames, ChangedPages, Changes
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.problems import Problem

ONE = "---\ntitle: Một\ndate: 2025-01-02\nsource: Báo Một\n---\nÔng Trần Văn Nam nói có tin.\n"
TWO = "---\ntitle: Hai\ndate: 2025-01-03\nsource: Báo Một\n---\nKhông có ai ở đây.\n"
NEW = "---\ntitle: Ba\ndate: 2025-02-03\nsource: Báo Hai\ntopics: [Chủ đề mới]\n---\nBà Lê Thị Mới nói có tin.\n"
DOUBTFUL = "Một bài\nKhông rõ ngày.\n"
HOSTILE = "@ai #12 <img src=x> [x](http://a.vn) ![y](z) **b** `c` | www.a.vn https://a.vn\n# h"


@pytest.fixture
def archive(make_archive, build):
    found = make_archive({"articles/2025/mot.md": ONE, "articles/2025/hai.md": TWO})
    assert build(found).changes == Changes(is_first=True)
    return found


def write(archive, name, text):
    (archive / "articles/2025" / name).write_text(text, encoding="utf-8")


def titles(articles):
    return articles.count, [(one.source.rpartition("/")[2], one.title) for one in articles.first]


def test_what_is_new_edited_withdrawn_and_gone(archive, build):
    write(archive, "moi.md", NEW)
    write(archive, "mot.md", ONE.replace("có tin", "không có tin"))
    changes = build(archive).changes
    assert titles(changes.new) == (1, [("moi.md", "Ba")])
    assert titles(changes.edited) == (1, [("mot.md", "Một")])
    assert {kind: names.first for kind, names in changes.names.items()} == {
        "people": ("Lê Thị Mới",),
        "topics": ("Chủ đề mới",),
        "sources": ("Báo Hai",),
    }
    assert changes.pages["articles"] == ChangedPages(added=1, changed=4, removed=0)  # the others, and both lists
    write(archive, "hai.md", TWO.replace("date:", "withdrawn: Nguồn rút.\ndate:"))
    (archive / "articles/2025/moi.md").unlink()
    changes = build(archive).changes
    assert titles(changes.withdrawn) == (1, [("hai.md", "Hai")])
    assert titles(changes.gone) == (1, [("moi.md", "Ba")])
    assert (changes.new.count, changes.edited.count, changes.names) == (0, 0, {})
    assert changes.pages["people"] == ChangedPages(added=0, changed=2, removed=1)
    write(archive, "hai.md", TWO)
    assert titles(build(archive).changes.edited) == (1, [("hai.md", "Hai")])
    assert build(archive).changes == Changes()


def test_a_private_person_is_no_new_name(archive, build):
    (archive / "authorities").mkdir()
    (archive / "authorities/people.yaml").write_text("- {name: Lê Thị Mới, publish: false}\n", encoding="utf-8")
    write(archive, "moi.md", NEW)
    assert build(archive).changes.names.keys() == {"topics", "sources"}


def test_the_pages_of_all_languages_are_counted_together(archive, build):
    (archive / "site.yaml").write_text("languages: [vi, en]\n", encoding="utf-8")
    build(archive)
    write(archive, "mot.md", ONE.replace("title: Một", "title: Khác"))
    assert build(archive).changes.pages["sources"] == ChangedPages(added=0, changed=2, removed=0)


def test_new_problems_are_those_that_were_not_there_before(archive, build):
    write(archive, "ngo.txt", DOUBTFUL)
    first = build(archive)
    assert first.changes.problems == first.problems != ()
    write(archive, "sai.md", "---\ntitel: Sai\n---\nBài.\n")
    failed = build(archive)
    assert [problem.code for problem in failed.changes.problems] == ["unknown-key"]
    assert (failed.published, failed.changes.new.count) == (None, 0)
    (archive / "articles/2025/sai.md").unlink()
    assert build(archive).changes == Changes()
    write(archive, "ngo.txt", f"\n{DOUBTFUL}")
    changes = build(archive).changes
    assert (changes.problems, changes.mended, changes.edited.count) == ((), 0, 1)
    (archive / "articles/2025/ngo.txt").unlink()
    assert build(archive).changes.mended == len(first.problems)


@pytest.mark.parametrize("has_state", [True, False])
def test_a_published_site_is_compared_with_where_it_is_named(archive, build, tmp_path, has_state):
    write(archive, "ngo.txt", DOUBTFUL)
    build(archive)
    published = shutil.copytree(archive / "_site", tmp_path / "published")
    write(archive, "moi.md", NEW)
    write(archive, "la.txt", DOUBTFUL.replace("Một", "Hai"))
    build(archive)
    if not has_state:
        shutil.rmtree(archive / ".kaluga-site")
        shutil.rmtree(archive / "_site")
    report = tmp_path / "report.md"
    options = ["--report", report, "--report-against", published, "--format", "json"]
    done = CliRunner().invoke(main, ["build", *map(str, [archive, *options])])
    assert done.exit_code == 0
    told = report.read_text(encoding="utf-8")
    assert re.findall(r"^\*\*(.*)\*\*$", told, re.MULTILINE) == [
        "2 articles new", "1 new person", "1 new topic", "1 new source", "New problems: 0 errors, 1 warning",
    ]  # fmt: skip
    assert "ngo\\.txt" not in told


def test_the_command_names_what_has_left_its_address(archive):
    words = ["build", str(archive)]
    write(archive, "moi.md", NEW)
    CliRunner().invoke(main, words)
    (archive / "articles/2025/moi.md").unlink(missing_ok=True)
    (archive / "articles/moi.md").unlink(missing_ok=True)
    told = CliRunner().invoke(main, words).stdout.splitlines()
    (line,) = [one for one in told if one.startswith("No longer at their addresses")]
    assert line.endswith("moi.md. 'redirects:' in an article leads an address on.")


def test_a_report_in_no_folder_is_refused_before_anything_is_published(archive, tmp_path):
    output = tmp_path / "out"
    words = ["build", archive, "--output", output, "--report", tmp_path / "nowhere/report.md"]
    done = CliRunner().invoke(main, list(map(str, words)))
    assert (done.exit_code, "does not exist" in done.stderr) == (2, True)
    assert not output.exists()


def test_the_command_tells_it_in_short_and_writes_the_report(archive, tmp_path):
    def run(*options):
        return CliRunner().invoke(main, ["build", str(archive), *map(str, options)])

    write(archive, "moi.md", NEW)
    assert run().stdout.splitlines()[1::2] == ["Articles: 1 new.", "New names: 1 person, 1 topic, 1 source."]
    report = tmp_path / "report.md"
    assert len(run("--report", report).stdout.splitlines()) == 1
    assert report.read_text(encoding="utf-8").endswith("\n\nNothing has changed.\n")
    assert run("--report", tmp_path / "no/where.md").exit_code == 2
    assert run("--report-against", tmp_path).exit_code == 2


def many(title):
    articles = ChangedArticles(count=99, first=(ChangedArticle(source=title, title=title),) * LISTED)
    names = {vocabulary: ChangedNames(count=99, first=(title,) * LISTED) for vocabulary in Vocabulary}
    problem = Problem.of("unknown-key", title, key=title, where="", suggestion=title)
    changes = Changes(
        new=articles, edited=articles, withdrawn=articles, gone=articles, names=names, problems=(problem,) * 99
    )
    return as_markdown(Build(problems=(), articles=1, published=None, changes=changes), "Published.")


def test_nothing_in_a_report_is_markup_of_the_archives():
    told = many(HOSTILE)
    html = MarkdownIt("commonmark").enable("table").render(told)
    assert set(re.findall(r"<(/?\w+)", html)) == {"h3", "/h3", "p", "/p", "strong", "/strong", "ul", "/ul", "li", "/li"}
    assert html.count("[x](http://a.vn) ![y](z) **b** `c` | www.a.vn https://a.vn") > 4 * LISTED
    assert not re.search(r"[@#]\w|://|www\.", told)  # which GitHub makes links of


def test_a_report_is_never_longer_than_can_be_posted():
    told = many("!" * 5_000)
    assert len(told) < 65_536
    assert told.endswith("The rest is too long to be told here.\n")
    assert many("x" * 50).count("and 84 more") == 4 + len(Vocabulary) + 1
