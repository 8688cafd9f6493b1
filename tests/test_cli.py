"""What a person types, and the exit codes: 0 fine, 1 problems in the content, 2 wrong use."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOT, copy_of_own_archive, tree
from kaluga_site import __version__, state
from kaluga_site.cli import main
from kaluga_site.model.catalogue import CATALOGUE
from kaluga_site.render import series_pages
from kaluga_site.state import database

GOOD = {"articles/2025/mot.txt": "Một bài\nNgày 1/2/2025 có tin."}
DOUBTFUL = {"articles/2025/mot.txt": "Một bài\nKhông rõ ngày."}
WRONG = {"articles/2025/mot.md": "---\ntitel: Một\n---\nNgày 1/2/2025 có tin.", "articles/2025/hai.txt": ""}


def run(*words):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("files", "options", "code"),
    [
        (GOOD, [], 0),
        (DOUBTFUL, [], 0),
        (DOUBTFUL, ["--strict"], 1),
        (WRONG, [], 1),
        (GOOD, ["--no-such-option"], 2),
        (GOOD, ["--base-url", "example.org"], 2),
        (GOOD, ["--format", "xml"], 2),
    ],
)
def test_exit_codes(make_archive, command, files, options, code):
    assert run(command, make_archive(files), *options).exit_code == code


def test_build_says_what_it_did(make_archive):
    archive = make_archive(GOOD)
    first = run("build", archive)
    count = len(tree(archive / "_site")) - 1
    assert first.stdout == (
        f"1 article in {count} files in {archive / '_site'}: {count} written, 0 unchanged, 0 removed.\n"
    )
    assert f"0 written, {count} unchanged" in run("build", archive).stdout
    assert run("build", archive, "--quiet").output == ""


def test_build_says_where_the_time_went(make_archive):
    archive = make_archive(GOOD)
    lines = run("build", archive, "--profile", "--jobs", "1").stderr.splitlines()
    assert lines[0].split() == ["stage", "seconds", "CPU", "workers", "CPU"]
    stages = [line.split()[0] for line in lines[1:]]
    assert {"look", "read", "join", "plan", "render", "publish", "save", "together"} <= {*stages}
    assert "articles: 1 published, 1 files read, the others known" in lines
    assert any(line.startswith("memory: ") and "worker" not in line for line in lines)
    assert "0 made of 0 planned" not in run("build", archive, "--profile").stderr


def test_build_says_that_it_waits(make_archive, monkeypatch):
    archive = make_archive(GOOD)
    monkeypatch.setattr(database, "_LOCK_SECONDS", 0.1)
    monkeypatch.setattr(database, "_PATIENCE_SECONDS", 0.05)
    (archive / state.FOLDER).mkdir()
    with state.Store(archive / state.FOLDER, alone=True):
        waiting, quiet = run("build", archive, "--jobs", "1"), run("build", archive, "--jobs", "1", "--quiet")
        cleaned = run("clean", archive)
    assert "Waiting until another build has ended: process " in waiting.stderr
    assert "Waiting" not in quiet.stderr
    for result in (waiting, quiet, cleaned):
        assert (result.exit_code, "locked-archive" in result.stderr) == (1, True)
    assert run("build", archive).exit_code == 0


def test_build_says_how_to_get_charts_where_there_would_be_some(make_archive, monkeypatch):
    monkeypatch.setattr(series_pages, "CHART_MODULES", ("no_such_module",))
    figures = "".join(f"  - {{quote: {number} tấn, measure: von, as_of: 20{number}}}\n" for number in range(10, 19))
    words = " ".join(f"Có {number} tấn." for number in range(10, 19))
    archive = make_archive(
        {
            "articles/2025/mot.md": f"---\ntitle: Một bài\ndate: 2025-03-02\nfigures:\n{figures}---\n{words}\n",
            "authorities/measures.yaml": "- {id: von, name: Vốn}\n",
        }
    )
    hint = "1 page of figures would have a chart with: pip install 'kaluga-site[charts]'"
    assert run("build", archive).stdout.splitlines()[1:] == [hint]
    assert run("build", archive).stdout.splitlines()[1:] == [hint]
    assert run("build", archive, "--no-cache", "--quiet").output == ""


def test_build_says_what_it_cleaned(make_archive):
    archive = make_archive(GOOD)
    run("build", archive)
    (archive / "_site/CNAME").write_text("example.org")
    said = f"{archive / '_site/CNAME'}: removed, for no build has made it."
    assert run("build", archive, "--clean").stdout.splitlines()[1:] == [said]


def test_build_into_another_folder(make_archive, tmp_path):
    archive = make_archive(GOOD)
    assert run("build", archive, "--output", tmp_path / "public").exit_code == 0
    assert (tmp_path / "public/index.html").exists()
    assert not (archive / "_site").exists()


def test_base_url_on_the_command_line(make_archive):
    archive = make_archive(GOOD)
    run("build", archive)
    assert not (archive / "_site/sitemap.xml").exists()
    assert 'rel="canonical"' not in (archive / "_site/index.html").read_text(encoding="utf-8")
    run("build", archive, "--base-url", "https://example.org/kho")
    part = (archive / "_site/sitemap/2025/02.xml").read_text()
    assert "<loc>https://example.org/kho/bai-viet/2025/mot.html</loc>" in part
    assert 'href="/kho/index.html"' in (archive / "_site/404.html").read_text(encoding="utf-8")


def test_check_writes_nothing(make_archive):
    archive = make_archive(GOOD)
    before = tree(archive)
    assert run("check", archive).output == "1 article: 0 errors, 0 warnings.\n"
    assert tree(archive) == before


def test_check_lists_every_verdict_on_the_figures(make_archive):
    text = "Kim ngạch đã tăng {} lần, từ 4 triệu USD lên 316 triệu USD. Vốn tăng 9%."
    archive = make_archive(
        {
            f"articles/2025/{name}.md": f"---\ntitle: Một\ndate: 2025\n---\n{text.format(times)}"
            for name, times in (("hai", "60"), ("mot", "gần 80"))
        }
    )
    result = run("check", archive, "--figures")
    unchecked = "cannot be checked: the text does not give both ends of the change"
    assert result.stdout.splitlines() == [
        "articles/2025/hai.md: '60 lần': 316 ÷ 4 = 79 ≠ 60 lần: inconsistent",
        f"articles/2025/hai.md: '9%': {unchecked}",
        "articles/2025/mot.md: 'gần 80 lần': 316 ÷ 4 = 79 ≈ gần 80 lần: consistent",
        f"articles/2025/mot.md: '9%': {unchecked}",
        "Calculations: 2 cannot be checked, 1 consistent, 1 inconsistent.",
        "2 articles: 0 errors, 1 warning.",
    ]
    assert "articles/2025/hai.md:5: figures-disagree" in result.stderr
    lines = [json.loads(line) for line in run("check", archive, "--figures", "--format", "json").stdout.splitlines()]
    assert [line["verdict"] for line in lines if "verdict" in line] == [
        "inconsistent", "cannot be checked", "consistent", "cannot be checked",
    ]  # fmt: skip
    assert "consistent" not in run("check", archive).stdout
    assert run("check", archive, "--figures", "--strict").exit_code == 1


def test_check_tells_articles_of_the_same_words(make_archive):
    text = " ".join(f"câu thứ {number} nói về Kaluga" for number in range(30))
    files = {f"articles/2025/{name}.md": f"---\ntitle: {name}\ndate: 2025\n---\n{text}" for name in ("mot", "hai")}
    archive = make_archive({**files, "articles/2025/ba.md": "---\ntitle: Ba\ndate: 2025\n---\nTin khác hẳn."})
    result = run("check", archive, "--duplicates")
    assert result.exit_code == 0
    begin = "articles/2025/mot.md:1: near-duplicate 100% of the words are those of articles/2025/hai.md. "
    assert result.stderr.startswith(begin)
    assert len(result.stderr.splitlines()) == 1
    assert "3 articles: 0 errors, 1 warning." in result.stdout
    assert run("check", archive, "--duplicates", "--strict").exit_code == 1
    assert not run("check", archive).stderr
    assert "missing-folder" in run("check", archive / "nowhere", "--duplicates").stderr


def test_problems_for_people(make_archive):
    result = run("check", make_archive(WRONG))
    assert result.stderr.splitlines() == [
        "articles/2025/hai.txt:1: empty-file The file holds no text. Paste the article in, or remove the file.",
        "articles/2025/mot.md:2: unknown-key There is no key 'titel'. Did you mean 'title'?",
    ]


def test_problems_for_programs(make_archive):
    result = run("check", make_archive(WRONG), "--format", "json")
    assert [json.loads(line) for line in result.stdout.splitlines()][1] == {
        "path": "articles/2025/mot.md",
        "line": 2,
        "column": 1,
        "code": "unknown-key",
        "severity": "error",
        "message": "There is no key 'titel'.",
        "hint": "Did you mean 'title'?",
    }


def test_problems_for_github(make_archive, monkeypatch):
    archive = make_archive(DOUBTFUL)
    result = run("check", archive, "--format", "github")
    file = os.path.relpath(archive / "articles/2025/mot.txt").replace(":", "%3A")
    assert result.stdout.startswith(f"::warning file={file},line=1,col=1,title=unknown-date::Neither")
    monkeypatch.chdir(archive.parent)
    path = f"{archive.name}/articles/2025/mot.txt"
    assert f"file={path}," in run("check", archive.name, "--format", "github").stdout
    assert f"file={path}," in run("build", archive.name, "--format", "github").stdout


def test_problems_of_an_export_for_programs(make_archive, tmp_path):
    result = run("export", make_archive(WRONG), "--sqlite", tmp_path / "kho.db", "--format", "json")
    assert result.exit_code == 1
    assert [json.loads(line)["code"] for line in result.stdout.splitlines()] == ["empty-file", "unknown-key"]


def test_no_escape_sequence_reaches_the_terminal(make_archive):
    text = '---\ntitle: Một\n"a\\e[31m": 1\n---\nNgày 1/2/2025.'
    result = run("check", make_archive({"articles/2025/x.md": text, "articles/2025/y\x1b[31m.docx": ""}))
    assert "\x1b" not in result.output
    assert "unknown-key There is no key 'a[31m'." in result.output
    assert "articles/2025/y\\x1b[31m.docx:1: ignored-file" in result.output


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_code_is_explained(code):
    result = run("explain", code)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{code} ({CATALOGUE[code].severity})\n")
    assert CATALOGUE[code].explanation in result.stdout


def test_explain_lists_all_codes():
    assert [line.split()[0] for line in run("explain").stdout.splitlines()] == list(CATALOGUE)
    assert run("explain", "no-such-code").exit_code == 2


def test_help_lists_every_command():
    listed = re.findall(r"^  ([a-z]+) {2,}[A-Z]", run("--help").stdout, re.MULTILINE)
    assert listed == main.list_commands(None)


@pytest.mark.parametrize("name", main.list_commands(None))
def test_the_help_of_every_command_teaches_by_example(name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: main {name} ")
    assert f"  Examples:\n    kaluga-site {name}" in result.stdout
    assert "Exit codes: 0 " in result.stdout


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["build"], ["articles read", "pages made"]),
        (["check"], ["articles read"]),
        (["export", "--sqlite", "kho.db"], ["articles read", "articles written"]),
        (["verify"], ["files compared"]),
    ],
)
def test_long_work_shows_on_a_terminal_how_far_it_has_come(make_archive, monkeypatch, words, shown):
    monkeypatch.chdir(make_archive(GOOD))
    run("build")
    (Path("articles/2025/hai.txt")).write_text("Hai\nNgày 2/2/2025 có tin.")
    assert "left" not in run(*words).output
    Path("articles/2025/hai.txt").write_text("Ba\nNgày 2/2/2025 có tin.")
    monkeypatch.setattr("kaluga_site.commands.progress._PATIENCE", 0.0)
    monkeypatch.setattr("kaluga_site.commands.progress._is_terminal", lambda: True)
    stages = re.findall(
        r"\r([a-z ]+[a-z])  \[[#-]+\]  [0-9]+/[0-9]+  [0-9,]+/s, [0-9]+:[0-9]{2} left", run(*words).stderr
    )
    assert list(dict.fromkeys(stages)) == shown
    assert "left" not in run(*words, "--quiet").output


def test_version():
    assert run("--version").stdout == f"kaluga-site, version {__version__}\n"


def test_build_py_builds_its_own_folder_from_anywhere(tmp_path):
    archive = copy_of_own_archive(tmp_path)
    (archive / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run([sys.executable, archive / "build.py", "--quiet"], cwd=elsewhere, check=False)
    assert done.returncode == 0
    assert (archive / "_site/index.html").exists()
    assert list(elsewhere.iterdir()) == []


ENDS = """
import atexit, sys
from kaluga_site import cli
class Held:
    def __del__(self):
        print("taken apart")
held = Held()
atexit.register(print, "asked for")
sys.argv = ["kaluga-site", *sys.argv[1:]]
cli.run()
"""


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        (["explain", "unclosed-quote"], 0, ["asked for"]),
        (["check", "nowhere"], 1, ["asked for", "taken apart"]),
        (["explain", "nothing"], 2, ["asked for", "taken apart"]),
    ],
)
def test_a_process_that_has_done_well_ends_at_once(typed, status, told):
    """What was printed, into a pipe, is whole, and what others have asked for is done."""
    done = subprocess.run([sys.executable, "-c", ENDS, *typed], capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert done.stdout.splitlines()[-len(told) :] == told
    assert status or "unclosed-quote" in done.stdout


INTERRUPTED = """
import signal, click
from kaluga_site import cli
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background has it ignored
cli.run(click.Command("wait", callback=lambda: signal.raise_signal(signal.SIGINT)))
"""


def test_ctrl_c_has_an_exit_code_of_its_own():
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "\nAborted!\n")


def test_what_is_no_archive_stays_as_it_is(tmp_path):
    assert run("build", tmp_path).exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_printed_is_told():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kaluga_site", "explain", "unclosed-quote"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode
    assert done.stderr


def test_help_imports_nothing_heavy():
    heavy = {"jinja2", "markdown_it", "babel", "yaml", "frontmatter", "anyascii"}
    script = f"import sys; from kaluga_site.cli import main; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(("typed", "meant"), [("improt", " Did you mean 'import'?"), ("zzz", "")])
def test_a_slip_is_told_from_a_command(typed, meant):
    result = run(typed, "x")
    assert result.exit_code == 2
    assert result.stderr.endswith(f"Error: No such command '{typed}'.{meant}\n")
