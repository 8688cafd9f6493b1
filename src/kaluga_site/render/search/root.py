"""The one file of the index whose name does not change: it leads to all others."""

from collections.abc import Iterable, Mapping, Sequence

from kaluga_site.render.search.script import FOLDER, encode_json, script

ROOT = f"{FOLDER}muc-luc.js"


def root_file(segments: Iterable[str], names: Mapping[str, str], synonyms: Sequence[Sequence[str]]) -> bytes:
    """Return the root of an index; `segments` are the addresses of their directories."""
    directories = [address.removeprefix(FOLDER) for address in sorted(segments)]
    root = {"segments": directories, "names": names, "synonyms": synonyms}
    return script(ROOT, encode_json(root))
