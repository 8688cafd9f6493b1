"""New files are written whole or not at all, and none in the place of another."""

import os

import pytest

from kaluga_site.importing.files import write_new


def no_hard_links(*_):
    raise OSError(1, "Operation not permitted")


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_file_replaces_none(tmp_path, monkeypatch, has_links):
    if not has_links:
        monkeypatch.setattr(os, "link", no_hard_links)
    file = tmp_path / "2025/mot.md"
    assert write_new(file, b"one")
    assert not write_new(file, b"two")
    assert file.read_bytes() == b"one"
    assert list(file.parent.iterdir()) == [file]
