"""`kaluga-site stats`, `clean` and `completion`."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from conftest import ROOT, tree
from kaluga_site.cli import main

FILES = {
    "articles/2025/mot.md": "---\ntitle: Một\ndate: 2025-01-02\nsource: bao-a\ntopics: [x]\n---\n"
    "Có 3 tấn. “Chúng tôi sẽ còn làm hơn thế”, ông Trần Văn Nam khẳng định.\n",
    "articles/2024/hai.md": "---\ntitle: Hai\ndate: 2024\n---\nÔng Lê Văn Ba đến.\n",
    "articles/ba.md": "---\ntitle: Ba\n---\nCó tin.\n",
    "articles/nhap.md": "---\ntitle: Nháp\ndraft: true\n---\n",
    "articles/2025/rut.md": "---\ntitle: Rút\ndate: 2025\nwithdrawn: Đã rút.\n---\n",
    "authorities/people.yaml": "- {id: tran-van-nam, name: Trần Văn Nam}\n",
    "authorities/sources.yaml": "- {id: bao-a, name: Báo A}\n",
}


@pytest.fixture
def archive(make_archive):
    return make_archive(FILES)


def run(*words):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_what_an_archive_holds(archive):
    assert run("stats", archive).stdout.splitlines() == [
        "       4  articles (1 not shown, 1 withdrawn)",
        "       2    2025",
        "       1    2024",
        "       1    without date",
        "       2  people (1 without an entry)",
        "       0  organisations",
        "       0  places",
        "       1  topic (1 without an entry)",
        "       1  source",
        "       1    Báo A",
        "       3    newspaper unknown",
        "       1  figure",
        "       1  quotation",
        "       1  problem",
        "       1    warning unknown-date",
    ]


def test_what_an_archive_holds_for_programs(archive, build):
    told = json.loads(run("stats", archive, "--json").stdout)
    assert build(archive).published
    assert json.loads(run("stats", archive, "--json").stdout) == told  # from the state, nothing read again
    assert told == {
        "articles": {
            "shown": 4,
            "hidden": 1,
            "withdrawn": 1,
            "undated": 1,
            "by_year": {"2025": 2, "2024": 1},
            "by_source": [{"id": "bao-a", "name": "Báo A", "articles": 1}],
            "without_source": 3,
        },
        "names": {
            "people": {"all": 2, "without_entry": 1},
            "organisations": {"all": 0, "without_entry": 0},
            "places": {"all": 0, "without_entry": 0},
            "topics": {"all": 1, "without_entry": 1},
            "sources": {"all": 1, "without_entry": 0},
        },
        "figures": 1,
        "measures": 0,
        "quotations": 1,
        "problems": {"warning unknown-date": 1},
    }


def test_a_folder_that_is_not_there_is_told_and_not_made(tmp_path):
    done = CliRunner().invoke(main, ["stats", str(tmp_path / "nowhere")])
    assert (done.exit_code, "missing-folder" in done.stderr) == (1, True)
    assert not list(tmp_path.iterdir())


def test_clean_removes_what_builds_made_and_nothing_else(archive, build):
    assert build(archive).published
    site = archive / "_site"
    (site / "CNAME").write_text("example.org")
    whole, count = tree(archive), len(tree(site)) - 1
    dry = run("clean", archive, "--site", "--dry-run")
    assert dry.stdout.splitlines() == [
        f"{archive / '.kaluga-site'}: would be removed.",
        f"{site}: {count} files would be removed.",
        f"{site / 'CNAME'}: stays, for no build has made it.",
    ]
    assert tree(archive).keys() == whole.keys()
    assert run("clean", archive).stdout == f"{archive / '.kaluga-site'}: removed.\n"
    assert tree(archive) == {path: one for path, one in whole.items() if not path.startswith(".kaluga-site")}
    assert run("clean", archive, "--site").stdout.splitlines() == [
        f"{site}: {count} files removed.",
        f"{site / 'CNAME'}: stays, for no build has made it.",
    ]
    assert tree(archive) == {path: one.encode() for path, one in FILES.items()} | {"_site/CNAME": b"example.org"}
    assert run("clean", archive).stdout == "There is nothing to remove.\n"
    (site / "CNAME").unlink()
    assert build(archive).published
    assert run("clean", archive, "--site", "--quiet").output == ""
    assert not site.exists()


def test_clean_wants_a_folder_of_the_sites_own(archive):
    (archive / "du-lieu").mkdir()
    (archive / "du-lieu/manifest.json").write_text(
        '{"files": {"articles/ba.md": {"sha256": "", "size": 1}}, "articles": {}}'
    )
    before = tree(archive)
    result = run("clean", archive, "--site", "--output", archive)
    assert result.exit_code == 1
    assert "unsafe-output" in result.stderr
    assert tree(archive) == before


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kaluga-site ver", {"verify"}),
        ("kaluga-site build --stri", {"--strict"}),
        ("kaluga-site explain unknown-d", {"unknown-date"}),
        ("kaluga-site people merge shap", {"shapsha-vladislav-valerievich"}),
        ("kaluga-site topics rename y", {"y-te"}),
        ("kaluga-site new Bài --source p", {"pntd"}),
    ],
)
def test_a_shell_completes(words, offered):
    environment = {"_KALUGA_SITE_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    script = "import sys; sys.argv[0] = 'kaluga-site'; from kaluga_site.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell(shell):
    assert f"_KALUGA_SITE_COMPLETE={shell}_complete" in run("completion", shell).stdout
