"""An archive with every mistake once, and everything that is said about it."""

import os
import shutil
import threading
from collections import Counter
from pathlib import Path

import pytest
import yaml

from conftest import NOW, tree
from kaluga_site import pipeline, publish, state
from kaluga_site.cleaning import clean
from kaluga_site.load import yaml_nodes
from kaluga_site.model.build import Options
from kaluga_site.model.catalogue import CATALOGUE
from kaluga_site.model.problems import Severity
from kaluga_site.model.resources import built_in
from kaluga_site.publish import decode_manifest, locking
from kaluga_site.render import own_theme
from kaluga_site.standing import Place
from kaluga_site.state import database
from kaluga_site.workers import Workers

HERE = Path(__file__).parent / "bad_site"

OF_THE_PLACE = {
    "locked-archive",
    "locked-output",
    "missing-folder",
    "missing-typeface",
    "no-articles",
    "unreadable-file",
    "slow-yaml",
    "template-error",
    "unsafe-output",
    "unwritable-export",
    "unwritable-output",
}
"""The problems that no content of a checked-in archive can have; each has its own test, here or in test_export.py."""

OF_SIZE = {"file-too-large", "front-matter-too-long", "line-too-long", "too-many-findings"}
"""The problems of what is too large to be checked in; test_untrusted.py has each."""

OF_IMPORTING = {"near-duplicate", "not-raw-text", "unknown-encoding", "unwritable-file"}
"""The problems of texts that are not in the archive yet; test_import.py has each."""

OF_OPEN_VOCABULARIES = {"near-entry"}
"""The problems of archives whose vocabularies are not closed; tests/unit/load/test_declared.py has each."""

OF_A_SITE = {"broken-link", "changed-file", "foreign-file", "missing-file", "no-manifest"}
"""The problems of a published site; test_verify.py has each."""


@pytest.fixture
def bad_archive(tmp_path):
    return shutil.copytree(HERE / "archive", tmp_path / "bad")


def checked(bad_archive):
    """Return what is said of the bad archive against what is said to have been published of it."""
    published = decode_manifest((HERE / "published.json").read_bytes())
    return pipeline.check(bad_archive, bad_archive / "_site", NOW, Options(against=published)).problems


def test_all_problems_are_told_at_once(bad_archive, update):
    said = "".join(f"{problem}\n" for problem in checked(bad_archive))
    if update:
        (HERE / "expected.txt").write_text(said, encoding="utf-8")
    assert said == (HERE / "expected.txt").read_text(encoding="utf-8")


def test_every_code_of_the_content_stands_there_once(bad_archive):
    codes = Counter(problem.code for problem in checked(bad_archive))
    elsewhere = OF_THE_PLACE | OF_SIZE | OF_IMPORTING | OF_OPEN_VOCABULARIES | OF_A_SITE
    assert codes == dict.fromkeys(CATALOGUE.keys() - elsewhere, 1)


def test_a_build_says_the_same_but_for_what_was_published_before(bad_archive, build):
    past = {"uncorrected-change", "vanished-address"}
    assert [*build(bad_archive).problems] == [one for one in checked(bad_archive) if one.code not in past]


def test_nothing_is_published_and_the_site_that_stood_stays(bad_archive, build):
    site = bad_archive / "_site"
    site.mkdir()
    (site / "index.html").write_text("the site that stood")
    assert build(bad_archive).published is None
    assert tree(site) == {"index.html": b"the site that stood"}


@pytest.mark.parametrize("missing", ["", "articles"])
def test_missing_folder(tmp_path, build, missing):
    if missing:
        (tmp_path / "archive").mkdir()
    (problem,) = build(tmp_path / "archive").problems
    assert (problem.code, problem.path) == ("missing-folder", missing or str(tmp_path / "archive"))


@pytest.mark.parametrize("text", ["", "---\ndraft: true\n---\nMột bài ngày 1/2/2025."])
def test_no_articles(make_archive, build, text):
    archive = make_archive({"articles/2025/mot.md" if text else "articles/.keep": text})
    (problem,) = build(archive).problems
    assert (problem.code, problem.severity) == ("no-articles", Severity.WARNING)


@pytest.mark.parametrize("target", ["nowhere.txt", "../../../outside.txt", "../../authorities"])
def test_unreadable_link(make_archive, build, target):
    archive = make_archive({"articles/2025/mot.txt": "Một bài ngày 1/2/2025.", "authorities/topics.yaml": ""})
    (archive.parent / "outside.txt").write_text("Một bài ở ngoài, ngày 1/2/2025.")
    (archive / "articles/2025/hai.txt").symlink_to(target)
    (problem,) = build(archive).problems
    assert (problem.code, problem.path) == ("unreadable-file", "articles/2025/hai.txt")


def test_a_link_within_the_archive_is_an_article(make_archive, build):
    archive = make_archive({"articles/2025/mot.txt": "Một bài ngày 1/2/2025."})
    (archive / "articles/2025/hai.txt").symlink_to("mot.txt")
    outcome = build(archive)
    assert (outcome.articles, outcome.problems) == (2, ())


def test_unreadable_pipe(make_archive, build):
    archive = make_archive({"articles/2025/mot.txt": "Một bài ngày 1/2/2025."})
    os.mkfifo(archive / "articles/2025/hai.txt")
    assert [problem.code for problem in build(archive).problems] == ["unreadable-file"]


@pytest.mark.parametrize("name", ["articles", "articles/2025", "authorities"])
def test_unreadable_folder(make_archive, build, monkeypatch, name):
    """Root may read everything, so the operating system's refusal is played."""
    archive = make_archive({"articles/2025/mot.txt": "Một bài ngày 1/2/2025.", "authorities/topics.yaml": ""})
    refused = str(archive / name)
    real_scandir, real_open = os.scandir, Path.open

    def scandir(path):
        if str(path) == refused:
            raise PermissionError(13, "Permission denied", refused)
        return real_scandir(path)

    def open_file(path, *arguments, **options):
        if str(path.parent) == refused:
            raise PermissionError(13, "Permission denied", str(path))
        return real_open(path, *arguments, **options)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "open", open_file)
    outcome = build(archive)
    assert outcome.published is None
    assert {problem.code for problem in outcome.problems} == {"unreadable-file"}


def test_locked_archive(make_archive, build, monkeypatch):
    archive = make_archive({"articles/2025/mot.txt": "Một bài ngày 1/2/2025."})
    monkeypatch.setattr(database, "_LOCK_SECONDS", 0.1)
    monkeypatch.setattr(database, "_PATIENCE_SECONDS", 0.1)
    with state.Store(archive / state.FOLDER, alone=True):
        (problem,) = build(archive).problems
    assert problem.code == "locked-archive"
    assert f"process {os.getpid()} on " in problem.message
    assert build(archive).published is not None


def test_what_a_killed_build_left_locks_nothing(make_archive, build):
    archive = make_archive({"articles/2025/mot.txt": "Một bài ngày 1/2/2025.", ".kaluga-site/building": "process 1"})
    assert build(archive).published is not None
    assert not (archive / ".kaluga-site/building").exists()


@pytest.fixture
def shared_output(make_archive, tmp_path):
    """An output folder, and two archives that are both built into it; each with the site that it has alone."""
    sites = {}
    for name in ("mot", "hai"):
        archive = make_archive({f"articles/2025/{name}.txt": f"Bài {name}.\nNgày 1/2/2025 có tin."})
        archive.rename(tmp_path / name)
        assert pipeline.build(tmp_path / name, tmp_path / f"{name}-alone", NOW).published is not None
        sites[tmp_path / name] = tree(tmp_path / f"{name}-alone")
    return tmp_path / "shared", sites


def test_an_output_folder_that_another_archives_build_writes_is_told(shared_output, monkeypatch):
    monkeypatch.setattr(locking, "_LOCK_SECONDS", 0.1)
    monkeypatch.setattr(locking, "_PATIENCE_SECONDS", 0.1)
    output, sites = shared_output
    archive = next(iter(sites))
    assert pipeline.build(archive, output, NOW).published is not None
    (archive / "articles/2025/mot.txt").write_text("Bài khác.\nNgày 1/2/2025 có tin.", encoding="utf-8")
    with publish.holding(output):
        outcome = pipeline.build(archive, output, NOW)
        cleaned = clean(archive, output, dry_run=False)
    assert outcome.published is None
    assert [problem.code for problem in outcome.problems] == ["locked-output"]
    assert cleaned.code == "locked-output"
    assert tree(output) == sites[archive]


def test_of_two_archives_in_one_output_folder_the_later_one_has_it_whole(shared_output, monkeypatch):
    """One waits while the other publishes: what it knew of the folder holds no more."""
    monkeypatch.setattr(locking, "_PATIENCE_SECONDS", 0.01)
    output, sites = shared_output
    first, second = sites
    outcomes = []
    assert pipeline.build(first, output, NOW).published is not None
    (first / "articles/2025/them.txt").write_text("Thêm.\nNgày 1/2/2025 có tin.", encoding="utf-8")
    place, waits = Place.of(first, output, Options()), threading.Event()
    work = lambda: outcomes.append(pipeline.build_at(place, NOW, Workers(), lambda _: waits.set()))  # noqa: E731
    waiting = threading.Thread(target=work)
    with publish.holding(output):
        waiting.start()
        assert waits.wait(60)
        for name in tree(output):
            (output / name).unlink()
        shutil.copytree(f"{second}-alone", output, dirs_exist_ok=True)  # as its build leaves it
    waiting.join(60)
    assert outcomes[0].published is not None
    assert pipeline.build(first, first.with_name("anew"), NOW, Options(cache=False)).published is not None
    assert tree(output) == tree(first.with_name("anew"))
    assert pipeline.build(second, output, NOW).published is not None
    assert tree(output) == sites[second]


@pytest.mark.parametrize("name", [b"\xff.txt", b"\xff.jpg", b"\xff.docx"])
def test_a_name_that_is_not_utf_8(make_archive, build, name):
    archive = make_archive({"articles/2025/mot.txt": "Một bài ngày 1/2/2025."})
    (archive / "articles/2025" / os.fsdecode(name)).write_text("Một bài ngày 1/2/2025.")
    assert [problem.code for problem in build(archive).problems] == ["unreadable-file"]


@pytest.mark.parametrize("folder", ["authorities", "static"])
def test_a_name_elsewhere_that_is_not_utf_8(make_archive, build, folder):
    archive = make_archive({"articles/2025/mot.txt": "Một bài ngày 1/2/2025.", f"{folder}/.keep": ""})
    (archive / folder / os.fsdecode(b"\xff.css")).write_text("")
    assert len(build(archive).problems) == 1


@pytest.mark.parametrize(
    "place", ["du-lieu/manifest.json", "du-lieu/2025/khong-ro-thang-so-lieu.csv", "bai-viet/2025/mot.txt"]
)
def test_a_redirect_cannot_take_the_place_of_the_manifest_or_of_data(make_archive, build, place):
    text = f"---\ntitle: Một\ndate: 2025\nredirects: [{place}/a.html]\n---\nBài."
    archive = make_archive({"articles/2025/mot.md": text})
    assert [problem.code for problem in build(archive).problems] == ["address-conflict"]
    assert not (archive / "_site").exists()


def test_slow_yaml(make_archive, build, monkeypatch):
    monkeypatch.setattr(yaml_nodes, "HAS_C_LOADER", False)
    (problem,) = build(make_archive({"articles/2025/mot.txt": "Một bài.\nNgày 1/2/2025 có tin."})).problems
    assert (problem.code, problem.severity) == ("slow-yaml", Severity.WARNING)


def test_missing_typeface(make_archive, build, monkeypatch, tmp_path):
    archive = make_archive({"articles/2025/mot.txt": "Một bài.\nNgày 1/2/2025 có tin."})
    for name in ("templates", "static"):
        shutil.copytree(built_in(name), tmp_path / "installed" / name)
    (tmp_path / "installed/static/kaluga-serif.woff2").unlink()
    monkeypatch.setattr(own_theme, "built_in", lambda name: tmp_path / "installed" / name)
    (problem,) = build(archive).problems
    assert (problem.code, problem.severity) == ("missing-typeface", Severity.WARNING)


def test_the_c_loader_is_there_on_this_machine():
    assert yaml.__with_libyaml__


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{% block main %}", 1),
        ("một\n{{ no_such_thing }}", 2),
        ('một\n\n{% include "nowhere.html" %}', 3),
        ('{{ "a" + 1 }}', 1),
        ("\n{{ 1 / 0 }}", 2),
        ('{% extends "home.html" %}', 1),
    ],
)
def test_template_error(make_archive, build, text, line):
    archive = make_archive({"articles/2025/mot.txt": "Một bài.\nNgày 1/2/2025 có tin.", "templates/home.html": text})
    outcome = build(archive)
    assert outcome.published is None
    assert [(p.code, p.path, p.line) for p in outcome.problems] == [("template-error", "templates/home.html", line)]
    assert pipeline.check(archive, archive / "_site", NOW).problems == outcome.problems


def test_a_template_that_is_not_utf_8(make_archive, build):
    archive = make_archive({"articles/2025/mot.txt": "Một bài.", "templates/home.html": "một".encode("utf-16")})
    assert [(p.code, p.path) for p in build(archive).problems if p.code != "unknown-date"] == [
        ("not-utf-8", "templates/home.html")
    ]


def test_cleaning_removes_what_no_build_has_made(make_archive, build, tmp_path):
    archive = make_archive({"articles/2025/mot.txt": "Một bài.\nNgày 1/2/2025 có tin."})
    site, outside = archive / "_site", tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("mine")
    build(archive)
    before = tree(site)
    hidden = {".git/HEAD": b"ref", ".nojekyll": b""}
    foreign = {"CNAME": b"example.org", "bai-viet/2025/.DS_Store": b"", "cu/sau/trang.html": b"old"}
    for name, content in {**hidden, **foreign}.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    (site / "ra-ngoai").symlink_to(outside)
    assert build(archive).cleaned == ()
    assert tree(site) == {**before, **hidden, **foreign}
    assert build(archive, clean=True).cleaned == (*sorted(foreign)[:2], "cu/sau/trang.html", "ra-ngoai")
    assert tree(site) == {**before, **hidden}
    assert not (site / "cu").exists()
    assert tree(outside) == {"file": b"mine"}
    assert build(archive, clean=True).cleaned == ()
    assert build(archive).published.written == 0


@pytest.mark.parametrize("output", ["public", "archive", "archive/articles/site"])
def test_only_what_a_build_has_published_is_cleaned(make_archive, build, tmp_path, output):
    archive = make_archive({"articles/2025/mot.txt": "Một bài.\nNgày 1/2/2025 có tin."})
    (tmp_path / output).mkdir(parents=True, exist_ok=True)
    (tmp_path / output / "thesis.txt").write_text("mine")
    outcome = build(archive, tmp_path / output, clean=True)
    assert "unsafe-output" in [problem.code for problem in outcome.problems]
    assert (tmp_path / output / "thesis.txt").read_text() == "mine"
    assert outcome.published is None


def test_nothing_is_cleaned_where_nothing_is_published(make_archive, build):
    archive = make_archive({"articles/2025/mot.txt": "Một bài.\nNgày 1/2/2025 có tin."})
    build(archive)
    (archive / "_site/CNAME").write_text("example.org")
    (archive / "articles/2025/hai.txt").write_text("")
    assert build(archive, clean=True).cleaned == ()
    assert (archive / "_site/CNAME").exists()


def test_a_file_that_no_build_has_made_is_not_overwritten(make_archive, build, tmp_path):
    archive = make_archive({"articles/2025/mot.txt": "Một bài.\nNgày 1/2/2025 có tin."})
    (tmp_path / "public").mkdir()
    (tmp_path / "public/index.html").write_text("mine")
    assert [problem.code for problem in build(archive, tmp_path / "public").problems] == ["unsafe-output"]
    assert tree(tmp_path / "public") == {"index.html": b"mine"}


@pytest.mark.parametrize("output", [".", "..", "articles/site", "templates", "articles/2025/mot.txt"])
def test_unsafe_output(make_archive, build, output):
    archive = make_archive({"articles/2025/mot.txt": "Một bài.\nNgày 1/2/2025 có tin."})
    before = tree(archive)
    assert [problem.code for problem in build(archive, archive / output).problems] == ["unsafe-output"]
    assert [problem.code for problem in pipeline.check(archive, archive / output, NOW).problems] == ["unsafe-output"]
    (archive / state.FOLDER / "state.sqlite").unlink()
    assert tree(archive) == before


def test_the_home_folder_is_no_output(make_archive, build, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    archive = make_archive({"articles/2025/mot.txt": "Một bài.\nNgày 1/2/2025 có tin."})
    assert [problem.code for problem in build(archive, tmp_path / "home").problems] == ["unsafe-output"]


def test_unwritable_output(make_archive, build, tmp_path):
    archive = make_archive({"articles/2025/mot.txt": "Một bài.\nNgày 1/2/2025 có tin."})
    (tmp_path / "file").write_text("")
    outcome = build(archive, tmp_path / "file" / "site")
    assert outcome.published is None
    assert [problem.code for problem in outcome.problems] == ["unwritable-output"]


@pytest.mark.parametrize(
    ("redirects", "address"),
    [
        ("[bai-viet/2025/mot.html]", "bai-viet/2025/mot.html"),
        ("[bai-viet/index.html]", "bai-viet/index.html"),
        ("[bai-viet/2025/mot.html/x.html]", "bai-viet/2025/mot.html/x.html"),
        ("[static/style.css/x.html]", "static/style.css/x.html"),
    ],
)
def test_a_redirect_takes_no_address_that_is_in_use(make_archive, build, redirects, address):
    archive = make_archive({"articles/2025/mot.md": f"---\ntitle: Một\ndate: 2025\nredirects: {redirects}\n---\nBài."})
    (problem,) = build(archive).problems
    assert (problem.code, problem.path) == ("address-conflict", "articles/2025/mot.md")
    assert address in problem.message


def test_photos_have_plain_addresses(make_archive, build):
    text = '---\ntitle: Một\ndate: 2025\nphotos: ["Ảnh #1?.PNG", b/x.png, c/x.png]\n---\nBài.'
    photos = {f"articles/2025/{name}": b"PNG" for name in ("Ảnh #1?.PNG", "b/x.png", "c/x.png")}
    archive = make_archive({"articles/2025/mot.md": text, **photos})
    assert build(archive).published is not None
    published = {file.name for file in (archive / "_site/bai-viet/2025/mot").iterdir()}
    assert published == {"anh-1.png", "b-x.png", "c-x.png"}


def test_a_name_read_in_a_text_can_stop_no_build(make_archive, build):
    archive = make_archive({"articles/2025/mot.txt": "Một bài\nÔng Index nói. Ngày 1/2/2025."})
    assert build(archive).published is not None
