"""Numbers as letters, for what a script of the index hands over. static/search-index.js reads them."""

from collections.abc import Iterable

_DIGITS = [bytes([code]) for code in range(ord("#"), 0x7F) if code != ord("\\")]
_VALUES = {digit[0]: value for value, digit in enumerate(_DIGITS)}
_SURROGATES, _BEYOND, _LAST = 0xD800, 0x10000, 0x10FFFF


class Numbers(dict[int, bytes]):
    """Numbers in the signs of ASCII from "#" on, but for the backslash; the highest digit first. Each is made once.

    No number has two forms: 90 is "~", 91 "##".
    """

    def __missing__(self, number: int) -> bytes:
        """Return a number in digits."""
        rest, digit = divmod(number, len(_DIGITS))
        self[number] = (self[rest - 1] if rest else b"") + _DIGITS[digit]
        return self[number]


class Values(dict[bytes, int]):
    """What numbers are whose digits are these. Each is told once."""

    def __missing__(self, digits: bytes) -> int:
        """Return what a number is."""
        value = 0
        for digit in digits:
            value = value * len(_DIGITS) + _VALUES[digit] + 1
        self[digits] = value - 1
        return value - 1


def as_letters(numbers: Iterable[int]) -> str:
    """Return numbers as one letter each, 0 as "#"; all beyond the last letter as that one."""
    return "".join(chr(_code(number + ord("#"))) for number in numbers)


def _code(code: int) -> int:
    return min(code if code < _SURROGATES else code - _SURROGATES + _BEYOND, _LAST)
