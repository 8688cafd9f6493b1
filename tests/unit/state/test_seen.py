"""A snapshot that is told as it differs from one written whole is the same when it is read."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from kaluga_site.model.sources import SourceStamp
from kaluga_site.state import PageState, Seen, Snapshot, seen
from kaluga_site.state.seals import sealed_whole

_NAMES = st.sampled_from("abcdef")
_STAMPS = st.none() | st.builds(SourceStamp, st.integers(0, 2), st.just(1), st.just(2), st.just(3))
_STATES = st.builds(
    PageState, size=st.integers(0, 2), forms=st.just(".md"), fingerprint=st.just(b"f"), content=st.just(b"c")
)
_NOTHING = msgspec.Raw(b"\x80")
_SNAPSHOTS = st.builds(
    Snapshot,
    configuration=st.just(_NOTHING),
    sources=st.dictionaries(_NAMES, _STAMPS),
    contents=st.dictionaries(_NAMES, st.binary(max_size=1)),
    pages=st.dictionaries(_NAMES, st.dictionaries(_NAMES, _STATES)),
    lone=st.integers(0, 3),
    hidden=st.frozensets(_NAMES),
)


@given(first=_SNAPSHOTS, second=_SNAPSHOTS, third=_SNAPSHOTS)
def test_a_later_snapshot_is_told_by_what_differs(first, second, third):
    whole = bytes(sealed_whole(first))
    found = Seen(whole)
    for later in (second, third):
        found = Seen(whole, bytes(found.changed(later)))
        for field in ("sources", "contents", "pages", "lone", "hidden"):
            assert getattr(found.snapshot, field) == getattr(later, field)
        assert found.sketch.sources == later.sources
        sizes = {owner: {address: one.size for address, one in of.items()} for owner, of in later.pages.items()}
        told = found.sketch.page_sizes
        assert {owner: {address: one.size for address, one in of.items()} for owner, of in told.items()} == sizes
    assert found.seal != Seen(whole).seal


@pytest.mark.parametrize(("few", "is_told"), [(1, False), (2, True)])
def test_a_snapshot_of_which_much_differs_is_written_whole(monkeypatch, few, is_told):
    monkeypatch.setattr(seen, "_FEW", few)
    first = Snapshot(configuration=_NOTHING, contents={"a": b"1", "b": b"2", "c": b"3"})
    second = structs.replace(first, contents={"a": b"1", "b": b"4"})
    assert (Seen(bytes(sealed_whole(first))).changed(second) is not None) == is_told
    assert Seen().changed(second) is None
