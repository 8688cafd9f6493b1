"""`kaluga-site people` and `topics`: lists, and one becomes another or is called otherwise, wherever it is named."""

import json
import re
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from conftest import tree
from kaluga_site import load
from kaluga_site.cli import main

PEOPLE = """# Người trong kho
- id: tran-van-nam  # ông
  name: Trần Văn Nam
  variants: [Ba Nam]
- {id: ong-nam, name: "Nam Trần", role: giám đốc}
# giữ kín
- {id: le-an, name: Lê Ẩn, publish: false}
"""
TOPICS = """- {id: kinh-te, name: Kinh tế, keywords: [tiền]}
- id: dau-tu
  name: Đầu tư
  broader: kinh-te
- {id: von, name: Vốn, keywords: [vốn], broader: dau-tu}
"""
ONE = """---
title: Một   # tít
date: 2025-03-02
topics: [dau-tu, Vốn]
people:
  - ong-nam   # ông ấy
  - {name: Trần Văn Nam, role: bộ trưởng}
  - Thái Hương
figures:
  - {quote: 3 tấn, speaker: Nam Trần}
---
Ông Trần Văn Nam và bà Thái Hương nói có 3 tấn.
"""
TWO = "---\r\ntitle: Hai\r\ndate: 2025-03-03\r\npeople: Nam Trần\r\n---\r\nÔng Nam Trần đến. dau-tu\r\n"
THREE = "Bài ba\nNgày 4/3/2025, ông Trần Văn Nam, bà Thái Hương và ông Lê Ẩn gặp nhau.\n"


@pytest.fixture
def archive(make_archive, monkeypatch):
    archive = make_archive(
        {
            "articles/2025/mot.md": ONE,
            "articles/2025/hai.md": TWO,
            "articles/2025/ba.txt": THREE,
            "authorities/people.yaml": PEOPLE,
            "authorities/topics.yaml": TOPICS,
        }
    )
    monkeypatch.chdir(archive)
    return archive


def run(*words, stdin=None):
    result = CliRunner().invoke(main, words, input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def content(archive):
    """Return {path: text} of what the archivist has written."""
    found = {path: one for path, one in tree(archive).items() if path.startswith(("articles/", "authorities/"))}
    return {path: one.decode() for path, one in found.items()}


def test_where_two_stand_together_it_is_said_before_they_become_one(archive):
    for n in range(7):
        (archive / f"articles/2025/x{n}.md").write_text(ONE, encoding="utf-8")
    said = run("people", "merge", "ong-nam", "tran-van-nam").stderr.splitlines()[0]
    names = ", ".join(f"articles/2025/{name}.md" for name in ("mot", "x0", "x1", "x2", "x3"))
    assert said == f"Both stand in 8 articles, where they may be two: {names} and 3 others."
    assert not run("people", "merge", "ong-nam", "tran-van-nam", "-yq").stderr


@pytest.mark.usefixtures("archive")
def test_a_list_names_everybody_but_those_kept_private():
    result = run("people", "list")
    assert result.stdout.splitlines() == [
        "     2  ong-nam       Nam Trần",
        "     2  thai-huong    Thái Hương  (no entry)",
        "     2  tran-van-nam  Trần Văn Nam",
    ]
    assert result.stderr == "3 names, 1 without an entry in authorities/people.yaml.\n"
    (only,) = map(json.loads, run("people", "list", "--unresolved", "--json").stdout.splitlines())
    assert only == {"id": "thai-huong", "name": "Thái Hương", "articles": 2, "entry": False}
    assert "     0  kinh-te  Kinh tế" in run("topics", "list").stdout


def test_two_people_become_one(archive, build):
    before = content(archive)
    assert build(archive).published
    assert (archive / "_site/nhan-vat/ong-nam.html").exists()
    result = run("people", "merge", "ong-nam", "tran-van-nam", "--yes")
    both = "Both stand in 1 article, where they may be two: articles/2025/mot.md.\n"
    assert (result.exit_code, result.stderr) == (0, f"{both}3 files changed.\n")
    assert content(archive) == before | {
        "authorities/people.yaml": """# Người trong kho
- id: tran-van-nam  # ông
  name: Trần Văn Nam
  variants: [Ba Nam, Nam Trần]
  role: giám đốc
  former_ids: [ong-nam]
# giữ kín
- {id: le-an, name: Lê Ẩn, publish: false}
""",
        "articles/2025/mot.md": ONE.replace("  - ong-nam   # ông ấy\n", "").replace(
            "speaker: Nam Trần", "speaker: Trần Văn Nam"
        ),
        "articles/2025/hai.md": TWO.replace("people: Nam Trần", "people: Trần Văn Nam"),
    }
    outcome = build(archive)
    assert outcome.published
    assert [problem.code for problem in outcome.problems if problem.severity == "error"] == []
    page = (archive / "_site/nhan-vat/ong-nam.html").read_text(encoding="utf-8")
    assert 'content="0; url=../nhan-vat/tran-van-nam.html"' in page
    assert run("people", "list").stdout.startswith("     3  tran-van-nam  Trần Văn Nam\n")


def test_names_without_entry_become_one_with_an_entry(archive):
    result = run("people", "merge", "Thái Hương", "Nam Trần", "-y")
    assert result.exit_code == 0
    entry = '{id: ong-nam, name: "Nam Trần", role: giám đốc, variants: [Thái Hương], former_ids: [thai-huong]}'
    assert entry in content(archive)["authorities/people.yaml"]
    assert "  - Nam Trần\n" not in content(archive)["articles/2025/mot.md"]  # he is named there already


def test_two_names_without_entry_get_one(archive):
    (archive / "articles/2025/bon.txt").write_text("Bốn\nNgày 5/3/2025, bà Thái Thị Hương đến dự.\n")
    assert run("people", "merge", "Thái Hương", "Thái Thị Hương", "-y").exit_code == 0
    text = content(archive)["authorities/people.yaml"].removeprefix(PEOPLE)
    assert text == (
        "- id: thai-thi-huong\n  name: Thái Thị Hương\n  variants:\n  - Thái Hương\n  former_ids:\n  - thai-huong\n"
    )
    assert "  - Thái Thị Hương\n" in content(archive)["articles/2025/mot.md"]


def test_a_person_gets_another_name_and_address(archive, build):
    assert run("people", "rename", "Trần Văn Nam", "Trần Hoài Nam", "-y").exit_code == 0
    assert content(archive)["authorities/people.yaml"] == PEOPLE.replace(
        "- id: tran-van-nam  # ông\n  name: Trần Văn Nam\n  variants: [Ba Nam]\n",
        "- id: tran-hoai-nam  # ông\n  name: Trần Hoài Nam\n  variants: [Ba Nam, Trần Văn Nam]\n"
        "  former_ids: [tran-van-nam]\n",
    )
    assert "{name: Trần Hoài Nam, role: bộ trưởng}" in content(archive)["articles/2025/mot.md"]
    assert content(archive)["articles/2025/ba.txt"] == THREE
    assert build(archive).published
    assert (archive / "_site/_redirects").read_text().splitlines() == [
        f"/nhan-vat/tran-van-nam.{form} /nhan-vat/tran-hoai-nam.{form} 301" for form in ("html", "json", "xml")
    ]
    assert run("people", "rename", "tran-hoai-nam", "Trần Văn Nam", "-y").exit_code == 0  # and back
    people = content(archive)["authorities/people.yaml"]
    assert "- id: tran-van-nam  # ông\n  name: Trần Văn Nam\n  variants: [Ba Nam, Trần Hoài Nam]\n" in people
    assert "  former_ids: [tran-hoai-nam]\n" in people


def test_an_address_may_stay(archive):
    result = run("people", "rename", "ong-nam", "Nam Trân", "--id", "ong-nam", "-y", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    expected = '- {id: ong-nam, name: "Nam Trân", role: giám đốc, variants: [Nam Trần]}'
    assert expected in content(archive)["authorities/people.yaml"]
    assert "  - ong-nam   # ông ấy\n" in content(archive)["articles/2025/mot.md"]


def test_a_name_without_entry_is_known_before_articles_change(archive):
    shown = run("people", "rename", "thai-huong", "Thái Thị Hương").stdout
    assert shown.index("b/authorities/people.yaml") < shown.index("b/articles/2025/mot.md")
    assert content(archive)["authorities/people.yaml"] == PEOPLE


def test_a_name_without_entry_gets_one(archive):
    assert run("people", "rename", "thai-huong", "Thái Thị Hương", "-y").exit_code == 0
    assert "- id: thai-thi-huong\n  name: Thái Thị Hương\n" in content(archive)["authorities/people.yaml"]


def test_topics_lead_their_narrower_ones_along(archive, build):
    assert run("topics", "merge", "dau-tu", "von", "-y").exit_code == 0
    assert content(archive)["authorities/topics.yaml"] == (
        "- {id: kinh-te, name: Kinh tế, keywords: [tiền]}\n"
        "- {id: von, name: Vốn, keywords: [vốn], broader: kinh-te, variants: [Đầu tư], former_ids: [dau-tu]}\n"
    )
    assert "topics: [von]\n" in content(archive)["articles/2025/mot.md"]
    assert run("topics", "rename", "kinh-te", "Kinh tế học", "-y").exit_code == 0
    assert "broader: kinh-te-hoc" in content(archive)["authorities/topics.yaml"]
    assert content(archive)["articles/2025/hai.md"] == TWO  # whose text has the word
    assert build(archive).published


def test_without_a_terminal_nothing_is_written(archive):
    before = tree(archive)
    result = run("people", "merge", "ong-nam", "tran-van-nam")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "Nothing was written. Say --yes to change the 3 files."
    assert "--- a/articles/2025/mot.md\n+++ b/articles/2025/mot.md\n@@ " in result.stdout
    assert "-  - ong-nam   # ông ấy\n" in result.stdout
    assert result.stdout.index("a/articles/2025/mot.md") < result.stdout.index("a/authorities/people.yaml")
    assert {path: one for path, one in tree(archive).items() if not path.startswith(".")} == before


@pytest.mark.parametrize(("answer", "code"), [("n\n", 1), ("\n", 1), ("y\n", 0)])
def test_somebody_at_a_terminal_is_asked(archive, monkeypatch, answer, code):
    before = content(archive)
    monkeypatch.setattr("kaluga_site.commands.rewriting._can_ask", lambda: True)
    result = run("people", "merge", "ong-nam", "tran-van-nam", stdin=answer)
    assert result.exit_code == code
    assert "Change these 3 files? [y/N]: " in result.stderr
    assert (content(archive) == before) is (code == 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["people", "merge", "tran-van-nan", "ong-nam"], "There is no 'tran-van-nan' among the people. Did you mean"),
        (["people", "merge", "Nam Trần", "ong-nam"], "Both are Nam Trần already."),
        (["people", "merge", "ong-nam", "Thái Hương"], "Thái Hương has no entry"),
        (["people", "merge", "ong-nam", "le-an"], "One of the two is kept private"),
        (["people", "rename", "ong-nam", "Trần Văn Nam"], "'Trần Văn Nam' is tran-van-nam already: say 'merge'"),
        (["people", "rename", "ong-nam", "Mới", "--id", "tran-van-nam"], "The id tran-van-nam is that of Trần Văn Nam"),
        (["people", "rename", "ong-nam", "Mới", "--id", "Mới"], "'Mới' cannot be an id"),
        (["people", "rename", "ong-nam", "…"], "'' cannot be an id"),
        (["people", "rename", "ong-nam"], "Missing argument 'NEW'"),
    ],
)
def test_wrong_use(archive, words, said):
    before = content(archive)
    result = run(*words, "--yes")
    assert result.exit_code == 2
    assert said in result.stderr
    assert content(archive) == before


def test_what_cannot_be_read_is_mended_first(archive):
    (archive / "articles/2025/hong.md").write_text("---\ntitle: [\n---\nX ngày 1/2/2025.\n")
    before = content(archive)
    result = run("people", "merge", "ong-nam", "tran-van-nam", "-y")
    assert result.exit_code == 2
    assert "Mend this first: articles/2025/hong.md:" in result.stderr
    assert content(archive) == before


@pytest.mark.usefixtures("archive")
def test_without_the_library_it_is_told_how_to_get_it(monkeypatch):
    monkeypatch.setattr("kaluga_site.editing.is_installed", lambda: False)
    result = run("people", "merge", "ong-nam", "tran-van-nam", "-y")
    assert result.exit_code == 2
    assert "pip install 'kaluga-site[edit]'" in result.stderr
    assert run("people", "list").exit_code == 0


KILL = """
import os, pathlib, signal, sys
from kaluga_site.cli import main
replace, left = pathlib.Path.replace, int(sys.argv.pop(1))
def count(self, target):
    global left
    if str(self).endswith(".part"):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)
pathlib.Path.replace = count
main()
"""


@pytest.mark.parametrize("written", range(3))
def test_a_killed_one_leaves_whole_files_and_goes_on_when_said_again(archive, written):
    words = ["people", "rename", "ong-nam", "Nam Trần Hai", "--yes"]
    before = content(archive)
    script = [sys.executable, "-c", KILL, str(written), *words]
    assert subprocess.run(script, cwd=archive, capture_output=True, check=False).returncode == -signal.SIGKILL
    halfway = {path: one for path, one in content(archive).items() if not path.rpartition("/")[2].startswith(".")}
    assert sum(halfway[path] != one for path, one in before.items()) == written
    assert halfway["authorities/people.yaml"] == PEOPLE
    assert run(*words).exit_code == 0
    people, problems = load.load_authorities(archive)
    assert problems == []
    assert "nam-tran-hai" in people.people.by_id
    assert not re.search("ong-nam(?!])", "".join(content(archive).values()))
    assert not [*(archive / "articles/2025").glob(".*")]
