"""Write text in old encodings, for tests: what `decode` reads, the other way round."""

import unicodedata
from importlib import import_module
from importlib.util import find_spec

from conftest import tool
from kaluga_site.importing.decoding import _VNI_GAPS

_TONES = "\u0300\u0309\u0303\u0301\u0323"


def encode(text, encoding):
    """Return text as bytes; TCVN3 has no accented capitals, so they become small."""
    if encoding == "windows-1258":
        return b"".join(map(_in_windows_1258, text))
    found = find_spec("viparse")
    tool(found and found.origin, "viparse")
    charmaps = import_module("viparse.normalize.encodings").CHARMAPS
    table = {letter: letters for letters, letter in reversed(charmaps[encoding].pairs)}
    table |= {letter: letters for letters, letter in _VNI_GAPS.items()} if encoding == "vni" else {}
    surface = "".join(table.get(letter) or table.get(letter.lower(), letter) for letter in text)
    return surface.encode("latin-1" if encoding == "viscii" else "cp1252")


def _in_windows_1258(letter):
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        decomposed = unicodedata.normalize("NFD", letter)
        bare = "".join(mark for mark in decomposed if mark not in _TONES)
        tones = "".join(mark for mark in decomposed if mark in _TONES)
        return (unicodedata.normalize("NFC", bare) + tones).encode("cp1258")
