"""The name of a body, from its head word on: fields of work, an own name, a place, an acronym in brackets."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from msgspec import Struct, structs

from kaluga_site.extract.around import begins_sentence
from kaluga_site.extract.gazetteer import head_kinds, known_places, place_end
from kaluga_site.extract.names import is_acronym
from kaluga_site.extract.offices import begins_office
from kaluga_site.extract.passage import Passage, words_at
from kaluga_site.extract.words import Phrases, lines, phrases, plain, plain_words, words
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import LOWER, UPPER, is_syllable

LONGEST = 160
"""Characters from a head word to the end of the name."""

_MOST_PARTS = 12
_LONGEST_OWN = 6
_SIGNS = ("- ", "– ", "& ")
_ACRONYM = rf"(?P<acronym>[{UPPER}][\w&-]{{0,6}}[{UPPER}][\w&-]{{0,3}})"
_BRACKET = compiled(rf" ?\({_ACRONYM}\)")
_BRIDGE = compiled(rf"(?P<words>(?: [{LOWER}{UPPER}][\w/-]{{0,12}}){{1,8}}) \({_ACRONYM}\)")
_PAIR = compiled(rf" ?[-–] ?(?:Việt(?: Nam)?(?!\w)|(?P<other>[{UPPER}]\w+))")
_DASHES = ("-", "–", " -", " –")
_SMALL_WORD = compiled(rf" ([{LOWER}]+)(?!\w)")
_NATIONS = frozenset(("việt", "nhật", "hàn", "fdi", "trung", "tây", "âu", "ta", "nhà nước", "quốc doanh", "mẹ", "con"))
"""What tells of a firm only where it comes from: "công ty Nhật"."""

_SMALL_TAILS = frozenset(("trung ương", "tw", "quốc tế", "thế giới", "quốc gia", "liên bang", "nhân dân", "nhà nước"))
_SMALL_HEADS = frozenset(
    (
        *("bệnh viện", "đại học", "trường đại học", "trường cao đẳng", "trường thpt", "trường thcs", "trường tiểu học"),
        *("học viện", "viện", "câu lạc bộ", "clb", "nhà hát", "bảo tàng"),
    )
)
"""Heads of the kind "name" that may be written small; the others are common words then."""

_NOT_BRIDGED = frozenset(
    (
        *("đã", "sẽ", "đang", "vừa", "là", "có", "không", "cho", "với", "của", "tại", "ở", "được", "bị", "đến", "khi"),
        *("nếu", "mà", "thì", "này", "đó", "nói", "ký", "còn", "luôn", "cũng", "do", "nhưng", "bằng", "hay", "hoặc"),
    )
)
"""Words that do not stand between a body's head word and its acronym in brackets."""

_NUMBERED = frozenset(
    ("bệnh viện", "đại học", "trường đại học", "trường thpt", "trường thcs", "trường tiểu học", "trại giam")
)
_NUMBER_BEHIND = compiled(r" \d{1,3}(?=[.,;:)\n]|$| \()(?![.,]\d)")
"""A number that is not of what is counted behind it."""


class Body(Struct, frozen=True, gc=False):
    """The name of a body: its span, whether it says too little to stand alone, the acronym that it introduces."""

    start: int
    end: int
    weak: bool
    acronym: tuple[int, int] | None


class _Parts(Struct, frozen=True, gc=False):
    """What stands behind a head word."""

    end: int
    fields: int = 0
    """Fields written with a capital."""

    small: bool = False
    """Whether there is one written small."""

    own: bool = False
    place: bool = False


_OF_PLACES = frozenset(("đại học", "trường đại học", "học viện", "trường cao đẳng", "cao đẳng", "bệnh viện"))
"""What a place's name behind it is enough to name, where a sentence begins as well: "Đại học Đà Nẵng"."""


@cache
def names_of_bodies() -> Mapping[str, str]:
    """Return the names in the archive of the bodies of the word list, by every form."""
    entries = [
        [form.strip() for form in entry.split("=")] for line in lines("organisations") for entry in line.split(",")
    ]
    return MappingProxyType({form: forms[0] for forms in entries for form in forms})


@cache
def known_bodies() -> Phrases:
    """Return the forms of the names of the bodies of the word list, letter for letter, to be looked for in a text."""
    return Phrases(names_of_bodies())


@cache
def head_needs() -> Mapping[str, str]:
    """Return what must follow each head word: "field", "place", "name" or "firm"."""
    pairs = (line.partition(":") for line in lines("organisation_heads"))
    return MappingProxyType({head.strip(): need for need, _, heads in pairs for head in heads.split(",")})


@cache
def head_phrases() -> Phrases:
    """Return the head words, to be looked for in the plain text."""
    return Phrases(head_needs())


def may_be_small(head: str) -> bool:
    """Tell whether a head word in small letters may begin a name."""
    return head_needs()[head] not in {"field", "name"} or head in _SMALL_HEADS


def read_body(passage: Passage, start: int, head: str, limit: int) -> Body | None:
    """Read the name that begins with a head word, before a limit; None where the head stands alone."""
    need, is_small = head_needs()[head], passage.text[start].islower()
    behind = start + len(head)
    parts = _read_parts(passage, behind, limit)
    has_bracket = parts.end > behind and passage.text.startswith(("(", " ("), parts.end, limit)
    bracket = _BRACKET.match(passage.text, parts.end, limit) if has_bracket else None
    is_whole = bracket or is_small or parts.own or parts.place
    bridge = None if is_whole else _bridge(passage, parts.end, limit)
    acronym = bracket or bridge
    if acronym and acronym["acronym"] not in words("agencies"):
        end = bridge.end("words") if bridge else parts.end
        return Body(start, end, weak=False, acronym=acronym.span("acronym"))
    if parts.end == behind:
        return None
    is_doubtful = is_small or (begins_sentence(passage.text, start) and head not in _OF_PLACES)
    is_open = need != "field" and passage.plain.endswith(_open_heads(), start, parts.end)
    enough = not is_open and _is_enough(need, parts, is_doubtful=is_doubtful)
    if not enough and (is_small or not parts.fields):
        return None
    return Body(start, _with_number(passage, head, parts, limit), weak=not enough, acronym=None)


def _with_number(passage: Passage, head: str, parts: _Parts, limit: int) -> int:
    """Return where a body's name ends with the number that tells it from others: "Bệnh viện Nhi Đồng 1"."""
    may_have = head in _NUMBERED and (parts.own or parts.place or parts.fields)
    number = _NUMBER_BEHIND.match(passage.text, parts.end, limit) if may_have else None
    return number.end() if number else parts.end


def _is_enough(need: str, parts: _Parts, *, is_doubtful: bool) -> bool:
    """Tell whether a head word and what follows make a name of one body."""
    if need == "field":
        return parts.fields > 0 or (parts.place and parts.small)
    if need == "place":
        return parts.place or parts.own
    if need == "firm":
        return parts.own or (parts.place and parts.fields > 0)
    return parts.own or parts.fields > 1 or (parts.place and (parts.fields > 0 or not is_doubtful))


def _read_parts(passage: Passage, at: int, limit: int) -> _Parts:
    """Follow the fields, the own name and the place of a body as far as they are sure."""
    text = passage.text
    sure, fields, is_small, is_list = _Parts(at), 0, False, False
    for _ in range(_MOST_PARTS):
        joins = _connector(text, at, limit)
        if joins is None or (joins and not fields):
            break
        at += len(joins) + (joins != ", ")
        if at >= limit:
            break
        if joins == ", " and begins_office(passage, at):
            break
        field = _field_end(passage, at, limit)
        if not joins and (last := _last_part(passage, at, limit, field or 0)):
            return structs.replace(last, fields=fields, small=is_small)
        if not field:
            break
        is_capital, is_tail = text[at].isupper(), text[at:field] in _SMALL_TAILS
        is_small, is_list = is_small or not is_capital, is_list or joins not in {"", "và "}
        at, fields = field, fields + is_capital
        is_sure = is_capital or is_list if joins == "và " else joins != ", " and (bool(joins) or is_capital or is_tail)
        sure = _Parts(at, fields, is_small) if is_sure else sure
    return sure


def _connector(text: str, at: int, limit: int) -> str | None:
    """Return what stands at an offset, a space aside, between two parts of a name; None where these are apart."""
    if text.startswith(" ", at, limit):
        joins = text[at + 1 : min(at + 4, limit)]
        return joins if joins == "và " else joins[:2] if joins.startswith(_SIGNS) else ""
    return ", " if text.startswith(", ", at, limit) else None


def _last_part(passage: Passage, at: int, limit: int, field: int) -> _Parts | None:
    """Return what a place or an own name at an offset completes, where no longer `field` of work ends behind it."""
    text = passage.text
    place = place_end(passage, at, limit) if text[at].isupper() or not field else 0
    if place and place >= field:
        return _Parts(_with_pair(text, place, limit), place=True)
    if field or not text[at].isupper():
        return None
    run = [word for word in words_at(passage, at) if at + word.end <= limit]
    is_nation = len(run) == 1 and run[0].plain in _NATIONS and not _pair(text, at + run[0].end, limit)
    if not run or is_nation or len(run) > _LONGEST_OWN:
        return None
    last = at + run[-1].start
    tail = last + len(phrases("organisation_fields").longest_at(passage.plain, last, limit))
    if tail > at + run[-1].end:  # "PCTN Trung ương"
        return _Parts(tail, own=True)
    if run[-1].plain in head_kinds() or begins_office(passage, last):
        run.pop()
    if not run or (len(run) == 1 and is_syllable(run[0].plain) and _SMALL_WORD.match(text, at + run[0].end)):
        return None
    return _Parts(_with_pair(text, at + run[-1].end, limit), own=True)


def _field_end(passage: Passage, at: int, limit: int) -> int | None:
    """Return where a field of work ends that begins at an offset: a listed one, or a capital and a small syllable."""
    if field := phrases("organisation_fields").longest_at(passage.plain, at, limit):
        return at + len(field)
    run = words_at(passage, at)
    if len(run) != 1 or not is_syllable(run[0].plain) or run[0].plain in known_places() or is_acronym(run[0].text):
        return None
    behind = _SMALL_WORD.match(passage.plain, at + run[0].end, limit)
    if not behind or not is_syllable(behind[1]) or behind[1] in plain_words("not_in_names"):
        return None
    return behind.end() if passage.text[behind.start(1)].islower() else None


def _with_pair(text: str, end: int, limit: int) -> int:
    """Return where "Việt - Nga" or "Nga - Việt" ends whose first half ends at an offset."""
    pair = _pair(text, end, limit)
    return pair.end() if pair and (not pair["other"] or text[end - 4 : end] == "Việt") else end


def _pair(text: str, at: int, limit: int) -> re.Match[str] | None:
    return _PAIR.match(text, at, limit) if text.startswith(_DASHES, at, limit) else None


def _bridge(passage: Passage, at: int, limit: int) -> re.Match[str] | None:
    """Return small words between an offset and an acronym in brackets, where they can belong to the body's name."""
    bridge = _BRIDGE.match(passage.text, at, limit) if passage.text.find(" (", at, limit) > at else None
    if not bridge or not _NOT_BRIDGED.isdisjoint(plain(bridge["words"]).split()):
        return None
    return bridge


@cache
def _open_heads() -> tuple[str, ...]:
    """Return the head words behind which a name cannot end, as "Ban Thường vụ Thành ủy" does not."""
    return tuple(f" {head}" for head, need in head_needs().items() if need == "place")
