"""The one file of the index whose name does not change: it leads to all others."""

from collections.abc import Iterable, Mapping, Sequence

from kaluga_site.render.search.script import FOLDER, encode_json, name_in_index, script

ROOT = f"{FOLDER}muc-luc.js"


def root_file(segments: Iterable[Iterable[str]], names: Mapping[str, str], synonyms: Sequence[Sequence[str]]) -> bytes:
    """Return the root of an index; of each of `segments` the addresses of the files for its articles and its words."""
    listed = sorted(sorted(map(name_in_index, addresses)) for addresses in segments)
    root = {"segments": listed, "names": names, "synonyms": synonyms}
    return script(ROOT, encode_json(root))
