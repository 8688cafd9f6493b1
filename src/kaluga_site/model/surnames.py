"""Which part of a Vietnamese person's name is the surname."""

from functools import cache

from kaluga_site.model.resources import PACKAGE
from kaluga_site.vietnamese import is_syllable, unify_tone_placement

_LIST = "extract/data/surnames.txt"
_LONGEST_NAME = 5
_OF_TWO_WORDS = ("Tôn Nữ", "Tôn Thất", "Âu Dương")


def family_first(name: str) -> tuple[str, str] | None:
    """Return the surname and the other names: ("Dương", "Quỳnh"); None where that is not sure.

    Vietnamese names begin with the surname. What does not (a pen name, an office, a foreign name) is not to be split.
    """
    words = name.split()
    is_name = 1 < len(words) <= _LONGEST_NAME and all(map(_is_name, words))
    if not is_name or unify_tone_placement(words[0]) not in _surnames():
        return None
    length = 2 if " ".join(words[:2]) in _OF_TWO_WORDS else 1
    return (" ".join(words[:length]), " ".join(words[length:])) if words[length:] else None


def _is_name(word: str) -> bool:
    """Return whether a word is a Vietnamese syllable with a capital letter."""
    small = word.lower()
    return word == small.capitalize() and is_syllable(small)


@cache
def _surnames() -> frozenset[str]:
    """Return the surnames that names in texts are read by."""
    lines = (PACKAGE / _LIST).read_text(encoding="utf-8").splitlines()
    names = (line.removeprefix("common:") for line in lines if not line.startswith("#"))
    return frozenset(unify_tone_placement(name.strip()) for line in names for name in line.split(",") if name.strip())
