"""One whole small site, kept byte for byte. `pytest --update` renews it; its diff is what a reviewer reads."""

import shutil
from pathlib import Path

from conftest import tree

HERE = Path(__file__).parent / "golden"


def test_the_golden_site_is_built_byte_for_byte(tmp_path, build, update):
    archive = shutil.copytree(HERE / "archive", tmp_path / "archive")
    outcome = build(archive)
    assert outcome.published is not None, outcome.problems
    if update:
        shutil.rmtree(HERE / "site", ignore_errors=True)
        shutil.copytree(archive / "_site", HERE / "site")
    expected, found = tree(HERE / "site"), tree(archive / "_site")
    assert found.keys() == expected.keys()
    assert [address for address in expected if found[address] != expected[address]] == []
