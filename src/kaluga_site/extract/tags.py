"""The newspaper's or agency's tag: "(PNTĐ) -", "TTO - ", "Hà Nội (TTXVN 20/9) -", "(TTXVN)" at the end."""

import re

from kaluga_site.extract.dateline import is_dateline, skip_lines
from kaluga_site.extract.words import words
from kaluga_site.model.basis import Attested, Basis, Span
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER

_IN_BRACKETS = (
    r"\(\s*([^\W\d][^()\n]{1,30}?)(?:,?\s(?:ngày\s)?(?P<day>\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?))?\s*\)\s?[-–—]"
)
_HEAD = 300
"""So many characters hold the datelines and the tag that a text begins with."""

_BRACKETED_TAG = compiled(rf"\s*{_IN_BRACKETS}")
_PLACED_TAG = compiled(rf"\s*[{UPPER}][^()\n!?]{{1,40}}?{_IN_BRACKETS}")
_BARE_TAG = compiled(r"\s*([^\W\d][^()\n–—-]{1,24}?)\s?[-–—]\s")
_CLOSING_TAG = compiled(r"\(([^()\n]{2,30})\)[\s.]*$")
_TAG_LINE = compiled(r"\s*\(\s*([^()\n]{2,40})\)[^\S\n]*(?:\n|$)")
_OPENING_TAG = compiled(rf"\s*\(\s*([^()\n]{{2,40}})\)\s(?=[{UPPER}“\"])")
_CREDIT = compiled(r"(?:Ảnh|ẢNH|ảnh|Nguồn ảnh|Video|Clip|Đồ họa)(?!\w)|[^:]*:")


def find_tag(text: str) -> Attested[str] | None:
    """Return the tag at the head of a text, behind a dateline perhaps, or at its end.

    It must be a known one, but for brackets with a dash behind: there it must not be a place or a credit.
    """
    start = skip_lines(text, is_dateline)
    if match := _match_bracketed(text, start):
        return _tag(match, "bracketed-tag")
    if (match := _PLACED_TAG.match(text, start)) and _is_known(match[1]):
        return _tag(match, "tag-behind-place")
    if (match := _BARE_TAG.match(text, start)) and match[1] in words("agencies"):
        return _tag(match, "known-tag")
    if (match := _TAG_LINE.match(text, start) or _OPENING_TAG.match(text, start)) and _is_known(match[1]):
        return _tag(match, "tag-line" if match.re is _TAG_LINE else "known-tag")
    if (match := _CLOSING_TAG.search(text, max(0, len(text) - 60))) and match[1] in words("agencies"):
        return _tag(match, "closing-tag")
    return None


def find_tag_end(text: str, start: int) -> int:
    """Return the offset behind the brackets and dash that may stand before the first word, whatever they hold."""
    match = _match_head(text, start)
    return match.end() if match else start


def find_tag_day(text: str) -> tuple[int, int] | None:
    """Return where the day of the head's tag stands: "21/8" in "(TTXVN 21/8) -"."""
    match = _match_head(text, skip_lines(text, is_dateline)) if text.find("(", 0, _HEAD) >= 0 else None
    if match is None or not match["day"] or not (match[1].isupper() or _is_known(match[1])):
        return None  # "(Kỳ 1/3) -" is no day
    return match.span("day")


def is_tag_line(line: str) -> bool:
    """Tell a line that is nothing but words in brackets: "(TTXVN/Vietnam+)"."""
    return bool(_TAG_LINE.fullmatch(line))


def _match_head(text: str, start: int) -> re.Match[str] | None:
    match = _BRACKETED_TAG.match(text, start)
    if not match and (placed := _PLACED_TAG.match(text, start)) and _is_known(placed[1]):
        return placed
    return match


def _match_bracketed(text: str, start: int) -> re.Match[str] | None:
    match = _BRACKETED_TAG.match(text, start)
    return None if not match or match[1].lower() in words("places") or _CREDIT.match(match[1]) else match


def _is_known(tag: str) -> bool:
    return all(part.strip() in words("agencies") for part in tag.split("/"))


def _tag(match: re.Match[str], rule: str) -> Attested[str]:
    return Attested(value=match[1], basis=Basis.INFERRED, rule=rule, span=Span(*match.span(1)))
