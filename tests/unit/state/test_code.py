import sys

from kaluga_site.state import versions_of


def test_an_extra_counts_from_the_moment_it_is_installed(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    assert versions_of([], ["no-such-extra"]) == ["no-such-extra None"]
    (tmp_path / "no_such_extra-1.2.dist-info").mkdir()
    assert versions_of([], ["no-such-extra"]) == ["no-such-extra 1.2"]
