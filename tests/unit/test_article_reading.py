"""Articles that are read or rendered together are as those that are done alone."""

import pytest

from conftest import ROOT
from kaluga_site import article_reading, articles, load, state
from kaluga_site.workers import Workers

ARCHIVE = ROOT / "tests/golden/archive"


@pytest.fixture(scope="module")
def read():
    """Return a function that reads all files of an archive."""
    files, _ = load.find_article_files(ARCHIVE, state.look_around(ARCHIVE))
    known = load.load_settings(ARCHIVE)[0], load.load_authorities(ARCHIVE)[0]
    return lambda: list(article_reading.read_articles(ARCHIVE, files, *known, Workers()))


@pytest.mark.parametrize("most", [1, 1_000])
def test_articles_are_the_same_however_many_are_read_together(monkeypatch, read, most):
    together = read()
    assert sum(bool(one.record) for one in together) > 5
    sizes = []
    read_contents = articles.read_article_contents
    monkeypatch.setattr(article_reading, "_TOGETHER", most)
    monkeypatch.setattr(
        articles, "read_article_contents", lambda some, *known: sizes.append(len(some)) or read_contents(some, *known)
    )
    assert read() == together
    assert (max(sizes) == 1) == (most == 1)
    assert len(sizes) > 1
