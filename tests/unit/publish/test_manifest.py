import io
import mmap
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaluga_site.model.pages import ListedArticle, Manifest, ManifestChange, PublishedFile
from kaluga_site.publish import MANIFEST, ManifestText, read_manifest

_ADDRESSES = st.sampled_from(
    ["a.html", "a", "a b.html", "a/b.html", "a!.html", 'a".html', "a\\.html", "ă.html", "b.html"]
)
_FILES = st.builds(
    PublishedFile,
    sha256=st.sampled_from(["1", "2"]),
    size=st.integers(0, 9),
    forms=st.sampled_from([msgspec.Raw(b'{".txt":{"sha256":"3","size":1}}')]),
)
_ARTICLES = st.builds(ListedArticle, source=st.sampled_from(["articles/a.md", "articles/b.md"]))
_MANIFESTS = st.builds(
    Manifest, files=st.dictionaries(_ADDRESSES, _FILES), articles=st.dictionaries(_ADDRESSES, _ARTICLES)
)


def changes(before, after):
    return {address: after.get(address) for address in before.keys() | after.keys()}


@given(_MANIFESTS, _MANIFESTS)
def test_changing_lines_gives_what_writing_all_of_them_does(before, after):
    text = ManifestText.of(before)
    found = text.changed(changes(before.files, after.files), changes(before.articles, after.articles))
    assert found.content == ManifestText.of(after).content
    assert found.whole == after
    assert set(text) == before.files.keys()
    assert [text.file(address) for address in after.files] == [before.files.get(address) for address in after.files]
    assert found.count == sum(1 + len(one.suffixes) for one in after.files.values())


def refuse(*_, **__):
    raise OSError("no such device")


@pytest.mark.parametrize("can_map", [True, False])
@given(manifest=_MANIFESTS)
def test_a_manifest_that_a_build_left_is_read_line_by_line(tmp_path_factory, can_map, manifest):
    folder = tmp_path_factory.mktemp("site")
    (folder / "du-lieu").mkdir()
    text = ManifestText.of(manifest)
    (folder / MANIFEST).write_bytes(text.content)
    with pytest.MonkeyPatch.context() as patch:
        if not can_map:
            patch.setattr(mmap, "mmap", refuse)
        found = ManifestText.read(folder, text.count)
    assert found.whole == manifest
    assert found.content == text.content
    assert found.count == text.count
    assert list(found.articles) == list(text.articles)


class KilledFile(type(Path())):
    """A file whose writer is killed before it is cut."""

    def open(self, mode, buffering):  # noqa: ARG002 - as of a path
        class Opened(io.FileIO):
            def truncate(self, _size):
                raise KeyboardInterrupt

        return Opened(self, mode.replace("b", ""))


@given(_MANIFESTS, st.dictionaries(_ADDRESSES, _FILES, min_size=1))
def test_a_manifest_lists_what_is_being_removed_until_it_is_forgotten(tmp_path_factory, manifest, gone):
    folder = tmp_path_factory.mktemp("site")
    (folder / "du-lieu").mkdir()
    text, file = ManifestText.of(manifest), folder / MANIFEST
    file.write_bytes(b"".join(text.pieces_with(gone)))
    assert read_manifest(folder) == Manifest(files={**gone, **manifest.files}, articles=manifest.articles)
    with pytest.raises(KeyboardInterrupt):
        text.forget(KilledFile(file))
    assert read_manifest(folder) == manifest
    text.forget(file)
    assert file.read_bytes() == text.content


def test_addresses_that_begin_alike_are_told_apart():
    text = ManifestText.of(Manifest(files={"a.html": PublishedFile(sha256="1", size=1)}))
    assert "a.html" in text
    assert "a" not in text
    assert "a.htm" not in text
    assert 1 not in text


@pytest.mark.parametrize("content", [b"", b"{", b'{"files": []}'])
def test_a_broken_manifest_lists_nothing(tmp_path, content):
    (tmp_path / "du-lieu").mkdir()
    (tmp_path / MANIFEST).write_bytes(content)
    assert list(ManifestText.of(read_manifest(tmp_path))) == []


@given(_MANIFESTS, _MANIFESTS)
def test_what_differs_between_two_manifests_is_told_once(before, after):
    change = ManifestChange.between(before, after)
    assert change.is_first == (not before.files)
    for pairs, old, new in (
        (change.files, before.files, after.files),
        (change.articles, before.articles, after.articles),
    ):
        assert all(
            pair == (old.get(address), new.get(address)) and pair[0] != pair[1] for address, pair in pairs.items()
        )
        assert {one for one in old.keys() | new.keys() if old.get(one) != new.get(one)} == pairs.keys()
