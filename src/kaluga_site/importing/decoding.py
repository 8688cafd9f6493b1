"""Bytes become text: Unicode, or one of the encodings in which Vietnamese was written before it."""

import codecs
import re
from collections.abc import Callable
from functools import cache

from msgspec import Struct

from kaluga_site.importing.spelling import Likeness, likeness
from kaluga_site.model.encodings import ENCODINGS

HOW_TO_INSTALL = "pip install viparse"
"""How to get viparse, which reads the encodings of old fonts."""

_BY_FONT = ("tcvn3", "vni", "viscii")
_SURFACE = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
"""How Windows shows the bytes that Latin-1 has no letter for: old fonts kept its quotation marks and dashes there."""

_VNI_GAPS = {"aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ"}
"""What viparse's table, drawn up from documents, lacks. Source: the VNI-Windows character chart."""

_STRAY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]|[€ƒˆ‰Š‹ŒŽ™š›œžŸ†‡„‚˜](?=[^\W\d_])")
"""What an old font has no letter for: reading on, a letter (a capital of TCVN 5712-1, say) would be lost in silence."""

_LIKELY = 0.8
_LIKELY_ALONE = 0.9
_AHEAD = 0.15
_FEWEST_WORDS = 3
"""The right reading of 28 news texts had 0.94 or more, the next best was 0.15 or more behind, from 120 letters on."""

_GARBLED = 0.5
"""Below this share a text in valid UTF-8 may hold the surface of an old font: "B¸o c¸o" for "Báo cáo"."""


class Decoded(Struct, frozen=True):
    """A text and the encoding it was read in."""

    text: str
    encoding: str


class DecodingError(ValueError):
    """Bytes that cannot be read, or not for sure; says why and what to do."""

    def __init__(self, reason: str, suggestion: str) -> None:
        """Keep both."""
        super().__init__(reason)
        self.reason = reason
        self.suggestion = suggestion


class MissingExtraError(DecodingError):
    """What is needed to read an encoding is not installed."""


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of bytes, in an encoding of `ENCODINGS` or, without, in the one that they tell.

    UTF-8 and a byte order mark tell for themselves. Otherwise every encoding is tried, and the one that makes the
    most Vietnamese words wins if it is clearly ahead. Raises DecodingError.
    """
    if encoding is not None:
        return Decoded(_decode_as(data, encoding), encoding)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(_decode_as(data, "utf-16"), "utf-16")
    if 0 not in data:
        try:
            return _look_behind_font(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            pass
    return _guess(data)


def _decode_as(data: bytes, encoding: str) -> str:
    if encoding in _BY_FONT:
        text = _from_font(_surface(data, encoding), encoding)
        if stray := _STRAY.search(text):
            raise _not_in(encoding, f"what stands before '{text[stray.end() : stray.end() + 10]}'")
        return text
    codec = {"utf-8": "utf-8-sig", "windows-1258": "cp1258"}.get(encoding, encoding)
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise _not_in(encoding, f"byte {error.start} (0x{data[error.start]:02x})") from None


def _not_in(encoding: str, what: str) -> DecodingError:
    others = ", ".join(name for name in ENCODINGS if name != encoding)
    return DecodingError(f"{what} is not {encoding}", f"Name another encoding ({others}): --encoding NAME.")


def _look_behind_font(text: str) -> Decoded:
    """Return a text in Unicode, or what it says if its letters are those that an old font merely showed."""
    as_it_is = likeness(text)
    if as_it_is.share >= _GARBLED or as_it_is.words < _FEWEST_WORDS or _charmaps() is None:
        return Decoded(text, "utf-8")
    readings = {encoding: _from_font(text, encoding) for encoding in ("tcvn3", "vni")}
    best = _clearly_best({encoding: likeness(reading) for encoding, reading in readings.items()}, _LIKELY)
    return Decoded(readings[best], best) if best and not _STRAY.search(readings[best]) else Decoded(text, "utf-8")


def _guess(data: bytes) -> Decoded:
    candidates = ["utf-16-le", "utf-16-be"] if 0 in data else ["windows-1258"]
    if 0 not in data and _charmaps() is not None:
        candidates += _BY_FONT
    readings, found = {}, {}
    for encoding in candidates:
        try:
            readings[encoding] = _decode_as(data, encoding)
            found[encoding] = likeness(readings[encoding])
        except DecodingError:
            found[encoding] = Likeness(0.0, 0)
    best = _clearly_best(found, _LIKELY if len(found) > 1 else _LIKELY_ALONE)
    if best is not None:
        return Decoded(readings[best], best)
    shares = ", ".join(f"{one.share:.0%} as {name}" for name, one in _ranked(found))
    reason = f"it is not UTF-8, and of its accented words so many are Vietnamese: {shares}"
    raise DecodingError(reason, _suggestion())


def _clearly_best(found: dict[str, Likeness], least: float) -> str | None:
    (name, best), *others = _ranked(found)
    is_likely = best.share >= least and best.words >= _FEWEST_WORDS
    return name if is_likely and all(best.share - other.share >= _AHEAD for _, other in others) else None


def _ranked(found: dict[str, Likeness]) -> list[tuple[str, Likeness]]:
    return sorted(found.items(), key=lambda item: -item[1].share)


def _suggestion() -> str:
    said = f"Say which it is, one of {', '.join(ENCODINGS)}: --encoding NAME."
    if _charmaps() is None:
        said += f" To read {', '.join(_BY_FONT)}, install viparse: {HOW_TO_INSTALL}."
    return said


def _surface(data: bytes, encoding: str) -> str:
    """Return the letters that stand for the bytes of an old font: as pasted, or as Windows showed them."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
        return text if encoding == "viscii" else text.translate(_SURFACE)


def _from_font(surface: str, encoding: str) -> str:
    convert = _charmaps()
    if convert is None:
        reason = f"{encoding} is read by viparse, which is not installed"
        raise MissingExtraError(reason, f"Install it: {HOW_TO_INSTALL}.")
    if encoding == "vni":
        for letters, letter in _VNI_GAPS.items():
            surface = surface.replace(letters, letter)
    return convert(surface, encoding)


@cache
def _charmaps() -> Callable[[str, str], str] | None:
    """Return what converts the letters of old fonts; None without the extra that brings it."""
    try:
        from viparse.normalize.encodings import CHARMAPS  # noqa: PLC0415 - an extra
        from viparse.normalize.tables import convert  # noqa: PLC0415
    except ImportError:
        return None
    return lambda surface, encoding: str(convert(surface, CHARMAPS[encoding]))
