"""The pages of articles that have one alone are found, and can be looked at while a large edit is written."""

import msgspec

from kaluga_site.state import PageState, Snapshot, Store, lone_sizes


def state_of(size):
    return PageState(size=size, forms=".md", fingerprint=b"f", content=b"c")


def kept(folder, pages):
    with Store(folder, alone=True) as store:
        store.keep_lone_pages(pages, (), anew=False)
        store.save(Snapshot(configuration=msgspec.Raw(b"\x80"), lone=len(pages)))


def test_lone_pages_are_found_by_what_asks_for_them_and_by_address(tmp_path):
    pages = {f"article {n}.md": {f"Bài/{n}.html": state_of(n)} for n in range(600)}
    kept(tmp_path, pages)
    with Store(tmp_path, alone=True) as store:
        assert store.lone_pages(["article none.md", *pages]) == pages
        assert store.lone_pages_at(["bài/7.html", "Bài/8.html"]) == {"article 7.md": {"Bài/7.html": state_of(7)}}
        store.keep_lone_pages({"article 7.md": {"b.html": state_of(1)}}, ["article 8.md"], anew=False)
        assert store.lone_pages(["article 7.md", "article 8.md"]) == {"article 7.md": {"b.html": state_of(1)}}
    assert {address: one.size for address, one in lone_sizes(tmp_path).items()} == {
        f"Bài/{n}.html": n for n in range(600)
    }


def test_a_large_edit_keeps_nobody_from_looking_into_the_state(tmp_path):
    kept(tmp_path, {"article a.md": {"a.html": state_of(1)}})
    with Store(tmp_path, alone=True) as store:
        for number in range(40):
            store.put(f"articles/{number}.md", b"", b"", bytes(1_000_000), b"")
        assert [one.size for one in lone_sizes(tmp_path).values()] == [1]
