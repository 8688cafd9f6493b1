import shutil
import sys

import pytest

from kaluga_site.model.resources import PACKAGE
from kaluga_site.state import code, versions_of


def test_an_extra_counts_from_the_moment_it_is_installed(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    assert versions_of([], ["no-such-extra"]) == ["no-such-extra None"]
    (tmp_path / "no_such_extra-1.2.dist-info").mkdir()
    assert versions_of([], ["no-such-extra"]) == ["no-such-extra 1.2"]


@pytest.fixture
def generator(tmp_path, monkeypatch):
    """A copy of the generator, whose digest is kept; what tells how often its files are read whole."""
    copy = tmp_path / "src/kaluga_site"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("*.pyc", "static"))
    monkeypatch.setattr(code, "PACKAGE", copy)
    monkeypatch.setattr(code, "built_in", lambda name: copy / name)
    monkeypatch.setattr(code, "_KEPT", str(tmp_path / "kept"))
    monkeypatch.setattr(code, "RACY_NS", 0)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return copy


def digest():
    code.code_digest.cache_clear()
    try:
        return code.code_digest()
    finally:
        code.code_digest.cache_clear()


def test_the_digest_of_the_generator_is_kept_until_one_of_its_files_changes(generator, tmp_path, monkeypatch):
    first = digest()
    monkeypatch.setattr(code, "_digest", lambda *_: b"another" + bytes(9))
    assert digest() == first
    with (generator / "cli.py").open("a") as module:
        module.write("\n")
    assert digest() == b"another" + bytes(9)
    (generator / "new.py").touch()
    (tmp_path / "kept").write_bytes(b"broken")
    assert digest() == b"another" + bytes(9)


def test_a_digest_is_no_other_for_being_kept(generator, tmp_path):
    first = digest()
    (tmp_path / "kept").unlink()
    assert digest() == first
    moved = generator / "cli.py"
    moved.rename(generator / "cli-2.py")
    (generator / "cli-2.py").rename(moved)  # its stamp is another one
    assert digest() == first


@pytest.mark.usefixtures("generator")
def test_files_that_changed_just_now_are_read_again(tmp_path, monkeypatch):
    monkeypatch.setattr(code, "RACY_NS", 10**18)
    digest()
    assert not (tmp_path / "kept").exists()


def test_a_link_that_leads_nowhere_is_a_file_of_the_generator_like_any_other(generator, tmp_path):
    first = digest()
    (generator / ".#cli.py").symlink_to("me@here.123")  # as Emacs leaves it while a file is edited
    (tmp_path / "kept").unlink()
    assert digest() not in {first, b""}
    assert not (tmp_path / "kept").exists()
