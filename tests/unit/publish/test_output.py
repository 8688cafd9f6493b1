import hashlib
import itertools
import json
import os

import pytest

from conftest import tree
from kaluga_site.model.build import Published
from kaluga_site.model.pages import Page
from kaluga_site.publish import ManifestText, output, read_manifest, staging


def publish(stage, staged):
    """Publish these pages alone."""
    before, staged = ManifestText.of(read_manifest(stage.output)), list(staged)
    return stage.publish(staged, {*before} - {page.address for page in staged}, {}, before)


@pytest.fixture
def put(tmp_path):
    """Return a function that publishes {address: text} and returns what changed."""

    def run(pages):
        made = [Page(address=address, content=text.encode()) for address, text in pages.items()]
        with staging(tmp_path / "site", tmp_path / "state") as stage:
            return publish(stage, map(stage.put, made)).tally

    run.site = tmp_path / "site"
    run.state = tmp_path / "state"
    return run


def pages(site):
    return {address: content.decode() for address, content in tree(site).items() if address != "du-lieu/manifest.json"}


def test_pages_are_put_in_place_and_listed(put):
    assert put({"index.html": "một", "a/b.html": "hai"}) == Published(written=2, unchanged=0, removed=0)
    assert pages(put.site) == {"index.html": "một", "a/b.html": "hai"}
    manifest = json.loads((put.site / "du-lieu/manifest.json").read_text())
    digest = hashlib.sha256(b"hai").hexdigest()
    assert manifest["files"]["a/b.html"] == {"sha256": digest, "size": 3}
    assert list(manifest["files"]) == ["a/b.html", "index.html"]


def test_a_new_site_is_put_in_place_by_folders_where_nothing_stands(put, monkeypatch):
    """One renaming for each folder, not for each file; what somebody else has put there stays."""
    (put.site / "static").mkdir(parents=True)
    (put.site / "static/ours.css").write_text("của tôi")
    real_replace, moved = os.replace, []

    def told(source, target):
        moved.append(os.path.relpath(target, put.site))
        return real_replace(source, target)

    monkeypatch.setattr(os, "replace", told)
    files = {f"bai-viet/2025/{number}.html": "một" for number in range(9)}
    files |= {"index.html": "hai", "static/a.css": "ba", "du-lieu/x.csv": "bốn"}
    assert put(files) == Published(written=12, unchanged=0, removed=0)
    assert pages(put.site) == {**files, "static/ours.css": "của tôi"}
    assert {*moved} == {"bai-viet", "du-lieu/manifest.json", "du-lieu/x.csv", "index.html", "static/a.css"}


def test_equal_files_are_not_touched(put):
    put({"index.html": "một", "a.html": "hai"})
    before = (put.site / "index.html").stat()
    assert put({"index.html": "một", "a.html": "ba"}) == Published(written=1, unchanged=1, removed=0)
    after = (put.site / "index.html").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_a_damaged_file_is_written_again(put):
    put({"index.html": "một"})
    (put.site / "index.html").write_text("hỏng")
    assert put({"index.html": "một"}).written == 1
    assert pages(put.site) == {"index.html": "một"}


def test_what_is_no_longer_planned_goes_with_its_empty_folders(put):
    put({"index.html": "một", "a/b/c.html": "hai", "a/d.html": "ba"})
    assert put({"index.html": "một", "a/d.html": "ba"}).removed == 1
    assert not (put.site / "a/b").exists()
    assert pages(put.site) == {"index.html": "một", "a/d.html": "ba"}


def test_files_that_are_not_ours_stay(put):
    put({"index.html": "một"})
    (put.site / "CNAME").write_text("example.org")
    put({})
    assert pages(put.site) == {"CNAME": "example.org"}


def test_a_manifest_cannot_reach_out_of_the_site(put):
    put({"index.html": "một"})
    outside = put.site.parent / "outside.txt"
    outside.write_text("bên ngoài")
    names = ["../outside.txt", str(outside)]
    forged = {"files": {name: {"sha256": "", "size": 0} for name in names}}
    (put.site / "du-lieu/manifest.json").write_text(json.dumps(forged))
    put({"index.html": "một"})
    assert outside.read_text() == "bên ngoài"


def test_a_broken_manifest_removes_nothing(put):
    put({"index.html": "một", "a.html": "hai"})
    (put.site / "du-lieu/manifest.json").write_text("{")
    assert put({"index.html": "một"}).removed == 0


def test_a_page_that_fails_leaves_the_site_as_it_was(put):
    put({"index.html": "một"})
    before = tree(put.site)

    def failing():
        yield Page(address="index.html", content=b"two")
        yield Page(address="photo.jpg", content=put.site / "nowhere.jpg")

    with pytest.raises(FileNotFoundError), staging(put.site, put.state) as stage:
        publish(stage, map(stage.put, failing()))
    assert tree(put.site) == before
    assert tree(put.state) == {}


def test_a_file_may_become_a_folder_and_a_folder_a_file(put):
    put({"index.html": "một", "fonts": "hai"})
    assert put({"index.html": "một", "fonts/a.woff": "ba"}) == Published(written=1, unchanged=1, removed=0)
    assert pages(put.site) == {"index.html": "một", "fonts/a.woff": "ba"}
    put({"index.html": "một", "fonts": "hai"})
    assert pages(put.site) == {"index.html": "một", "fonts": "hai"}


def test_the_build_after_a_killed_one_removes_what_it_left(put, monkeypatch):
    put({"index.html": "một"})
    real_replace, count = os.replace, itertools.count()

    def killed_after_three(source, target):
        if next(count) == 3:
            raise KeyboardInterrupt
        return real_replace(source, target)

    monkeypatch.setattr(os, "replace", killed_after_three)
    with pytest.raises(KeyboardInterrupt):
        put({"index.html": "hai", "a.html": "a", "b.html": "b", "c.html": "c"})
    monkeypatch.undo()
    assert len(pages(put.site)) > 1
    (put.state / "stage-left").mkdir()
    put({"index.html": "một"})
    assert pages(put.site) == {"index.html": "một"}
    assert tree(put.state) == {}
    assert list(put.state.iterdir()) == []


def test_a_state_folder_that_cannot_be_made_is_done_without(put):
    put.state.write_text("a file stands there")
    put({"index.html": "một"})
    assert pages(put.site) == {"index.html": "một"}


def test_a_site_that_has_lost_its_manifest_gets_it_again(put):
    put({"index.html": "một"})
    manifest = put.site / "du-lieu/manifest.json"
    before = manifest.read_bytes()
    manifest.unlink()
    assert put({"index.html": "một"}) == Published(written=0, unchanged=1, removed=0)
    assert manifest.read_bytes() == before


@pytest.mark.parametrize("is_writable", [True, False])
def test_pages_are_staged_in_the_state_or_else_in_the_site(tmp_path, monkeypatch, is_writable):
    monkeypatch.setattr(os, "access", lambda *_: is_writable)
    site, state = tmp_path / "a/site", tmp_path / "b/c/state"
    with staging(site, state) as stage:
        assert stage.folder.parent == (state if is_writable else site / "state")
        assert stage.folder.is_dir()
    assert not stage.folder.exists()
    assert list(site.iterdir()) == []
    assert list(state.iterdir()) == []


@pytest.fixture
def put_forms(tmp_path):
    """Return a function that publishes one page with these other forms ({suffix: text})."""

    def run(forms):
        encoded = {suffix: text.encode() for suffix, text in forms.items()}
        page = Page(address="a/b.html", content=b"trang", forms=encoded)
        with staging(tmp_path / "site", tmp_path / "state") as stage:
            site = publish(stage, [stage.put(page)])
        return site.tally, site.listed.whole.files

    run.site = tmp_path / "site"
    return run


def test_other_forms_of_a_page_are_put_beside_it_and_listed_below_it(put_forms):
    published, files = put_forms({".txt": "một", "-hai.csv": "hai"})
    assert published == Published(written=3, unchanged=0, removed=0)
    assert pages(put_forms.site) == {"a/b.html": "trang", "a/b.txt": "một", "a/b-hai.csv": "hai"}
    manifest = json.loads((put_forms.site / "du-lieu/manifest.json").read_text())
    digest = hashlib.sha256(b"hai").hexdigest()
    assert manifest["files"]["a/b.html"]["forms"]["-hai.csv"] == {"sha256": digest, "size": 3}
    assert list(manifest["files"]) == ["a/b.html"]
    assert files["a/b.html"].suffixes == (".txt", "-hai.csv")
    assert put_forms({".txt": "một", "-hai.csv": "ba"})[0] == Published(written=1, unchanged=2, removed=0)


def test_a_form_that_a_page_has_no_more_goes(put_forms):
    put_forms({".txt": "một", ".bib": "hai"})
    assert put_forms({".bib": "hai"})[0] == Published(written=0, unchanged=2, removed=1)
    assert pages(put_forms.site) == {"a/b.html": "trang", "a/b.bib": "hai"}


def test_a_page_takes_its_forms_along(put_forms, put):
    put_forms({".txt": "một"})
    assert put({"index.html": "hai"}).removed == 2
    assert pages(put_forms.site) == {"index.html": "hai"}


def test_a_killed_build_leaves_forms_that_are_to_go_in_the_manifest(put_forms, monkeypatch):
    put_forms({".txt": "một", ".bib": "hai"})

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(output, "remove", killed)
    with pytest.raises(KeyboardInterrupt):
        put_forms({".bib": "ba"})
    monkeypatch.undo()
    assert put_forms({".bib": "ba"})[0].removed == 1
    assert pages(put_forms.site) == {"a/b.html": "trang", "a/b.bib": "ba"}
