"""A published site, compared with its own list of files."""

import json
import shutil
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

from conftest import ROOT
from kaluga_site.cli import main
from kaluga_site.verifying import verify_site
from kaluga_site.verifying.links import find_ids, find_links
from kaluga_site.workers import Workers

ARTICLE = "bai-viet/2025/day-du.html"


@pytest.fixture
def golden(tmp_path):
    return shutil.copytree(ROOT / "tests/golden/site", tmp_path / "site")


def run(*words):
    return CliRunner().invoke(main, ["verify", *map(str, words)])


def told(site):
    return [(problem.code, problem.path) for problem in verify_site(site, Workers()).problems]


class Elements(HTMLParser):
    """The ids of a page's elements, and where its links lead."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links = set(), {}
        self.feed(text)

    def handle_starttag(self, _tag, attrs):
        values = dict(attrs)
        self.ids |= {values["id"]} if "id" in values else set()
        self.links |= dict.fromkeys(values[name] for name in ("href", "src") if name in values)


def test_every_site_is_as_it_was_published(site):
    found = verify_site(site, Workers())
    assert found.problems == ()
    assert found.files == sum(1 for file in site.rglob("*") if file.is_file()) - 1
    assert found.links > 900


def test_links_and_ids_are_those_that_a_parser_finds(site):
    for file in site.rglob("*.html"):
        content = file.read_bytes()
        parsed = Elements(content.decode())
        address = file.relative_to(site).as_posix()
        assert find_ids(content) == parsed.ids
        outside = ("http://", "https://", "mailto:")
        found = [link.written for link in find_links(content, address, None) if not link.written.startswith("/")]
        assert len(found) == len(set(found))
        assert set(found) == {link for link in parsed.links if not link.startswith((*outside, "/"))}


def change(site):
    (site / ARTICLE).write_bytes((site / ARTICLE).read_bytes().replace(b"Shapsha", b"Shapsho"))


def cut_off(site):
    (site / "static/card.png").write_bytes((site / "static/card.png").read_bytes()[:100])


def make_a_link(site):
    (site / "robots.txt").unlink()
    (site / "robots.txt").symlink_to("/dev/zero")


def add(site):
    (site / "static/them.js").write_text("")
    (site / ".nojekyll").write_text("")
    (site / ".git").mkdir()
    (site / ".git/HEAD").write_text("")


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        (change, [("changed-file", ARTICLE)]),
        (cut_off, [("changed-file", "static/card.png")]),
        (make_a_link, [("changed-file", "robots.txt")]),
        (add, [("foreign-file", "static/them.js")]),
        (lambda site: (site / "bai-viet/2025/day-du.bib").unlink(), None),
        (lambda site: (site / "du-lieu/manifest.json").unlink(), [("no-manifest", "du-lieu/manifest.json")]),
        (lambda site: (site / "du-lieu/manifest.json").write_text("{"), [("no-manifest", "du-lieu/manifest.json")]),
    ],
)
def test_harm_is_named(golden, harm, expected):
    harm(golden)
    found = told(golden)
    if expected is None:
        expected = [("missing-file", "bai-viet/2025/day-du.bib")]
        broken = [one for one in found if one[0] == "broken-link"]
        assert ("broken-link", ARTICLE) in broken
        found = [one for one in found if one not in broken]
    assert found == expected


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("../../nhan-vat/khong-co.html", "there is no file nhan-vat/khong-co.html"),
        ("#khong-co", "the page has no element with this id"),
        ("../../index.html#khong-co", "the page has no element with this id"),
        ("../../../ngoai.html", "it leads out of the site"),
        ("/kho/khong-co.html", "there is no file khong-co.html"),
        ("../2024/", "there is no file bai-viet/2024/index.html"),
        ("https://example.org/kho/khong-co.html", "there is no file khong-co.html"),
        ("../../index.html?a=1#noi-dung:~:text=B", None),
        ("../../index.html#noi%2Ddung", None),
        ("", None),
        ("../../", None),
        ("https://example.org/elsewhere.html", None),
        ("https://example.com/kho/khong-co.html", None),
        ("/elsewhere.html", None),
        ("//example.com/x", None),
        ("mailto:a@example.org", None),
    ],
)
@pytest.mark.parametrize("quoted", ['href="{}"', "href='{}'", "class=x href={}"])
def test_links_are_followed(golden, link, reason, quoted):
    page = golden / ARTICLE
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", f"\n<a {quoted.format(link)}>x</a></body>"))
    found = [problem for problem in verify_site(golden, Workers()).problems if problem.code == "broken-link"]
    expected = [f"The link '{link}' leads nowhere: {reason}."] if reason else []
    assert [problem.message for problem in found] == expected
    lines = page.read_text(encoding="utf-8").splitlines()
    assert all(f'"{link}"' in lines[problem.line - 1] for problem in found if '"' in quoted)


def test_what_scripts_and_comments_hold_is_no_link(golden):
    page = golden / ARTICLE
    hidden = '<!-- <a href="x.html"> --><script type="application/json">" href="y.html"</script>'
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", f"{hidden}</body>"))
    assert told(golden) == [("changed-file", ARTICLE)]


def test_style_sheets_and_feeds_are_read_too(golden):
    with (golden / "static/style.css").open("a") as opened:
        opened.write("a{background:url('khong-co.png')}")
    feed = golden / "bai-viet/index.xml"
    feed.write_text(feed.read_text().replace("kho/bai-viet/2025/day-du.html", "kho/bai-viet/2025/khong-co.html"))
    broken = [path for code, path in told(golden) if code == "broken-link"]
    assert sorted(set(broken)) == ["bai-viet/index.xml", "static/style.css"]


def test_a_manifest_reaches_nothing_outside(golden):
    manifest = json.loads((golden / "du-lieu/manifest.json").read_text())
    manifest["files"]["../outside.txt"] = {"sha256": "", "size": 1}
    (golden / "du-lieu/manifest.json").write_text(json.dumps(manifest))
    (golden.parent / "outside.txt").write_text("x")
    assert told(golden) == [("missing-file", "../outside.txt")]


def test_processes_find_what_one_finds(golden, monkeypatch):
    monkeypatch.setattr("kaluga_site.verifying.site.SMALL", 0)
    change(golden)
    add(golden)
    alone = json.loads(f"[{','.join(run(golden, '--jobs', '1', '--format', 'json').stdout.splitlines())}]")
    together = json.loads(f"[{','.join(run(golden, '--jobs', '2', '--format', 'json').stdout.splitlines())}]")
    assert alone == together
    assert [one["code"] for one in alone] == ["changed-file", "foreign-file"]


def test_exit_codes(golden, tmp_path):
    done = run(golden)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.endswith(" links: 0 errors, 0 warnings.\n")
    add(golden)
    said = "static/them.js:1: foreign-file No build has made this file."
    assert run(golden, "--quiet").output == f"{said} If it belongs to nobody, remove it, or build with --clean.\n"
    assert run(golden).exit_code == 0
    assert run(golden, "--strict").exit_code == 1
    (golden / "robots.txt").unlink()
    assert run(golden).exit_code == 1
    assert "::error file=robots.txt,line=1,col=1,title=missing-file::" in run(golden, "--format", "github").stdout
    assert run(tmp_path / "nowhere").exit_code == 2
