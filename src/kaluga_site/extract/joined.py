"""Names that stand beside a person's: in one list, under a shared title, as a byname."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from kaluga_site.extract.around import OPENING
from kaluga_site.extract.complements import free_name_end
from kaluga_site.extract.names import is_place, is_work
from kaluga_site.extract.offices import begins_office
from kaluga_site.extract.passage import Passage, run_at
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import find_all
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER, is_syllable

_START, _END = attrgetter("start"), attrgetter("end")
_JOIN = compiled(rf"(?:, | (?:và|cùng|[-–]) )(?=[{UPPER}])")
_LAST_JOINS = frozenset((" và ", " cùng "))
_PLURALS = ("hai ", "ba ", "bốn ", "năm ", "các ", "những ", "cặp ", "nhóm ")
_PAIRS = ("cặp đôi ", "cặp vợ chồng ", "vợ chồng ", "đôi vợ chồng ", "cặp sao ")
_COMPANY = frozenset(("cùng", "với", "đôi", "chồng"))
"""What stands before the first of two who are named together: "cùng A và B", "cặp đôi A và B"."""

_ON_STAGE = (
    "nghệ sĩ",
    "nghệ sỹ",
    "ca sĩ",
    "ca sỹ",
    "nhạc sĩ",
    "diễn viên",
    "danh hài",
    "nsnd",
    "nsưt",
    "diva",
    "rapper",
    "cầu thủ",
)
_ELLIPSES = ("…", "...", " …", " ...")
_SENTENCE_ENDS = (".", ";", "\n")
_MOST_LISTED, _PAIR = 12, 2

_BYNAMES = (" pháp", "(pháp", " biệt", "(biệt", " bí", "(bí", " nghệ", "(nghệ", " bút", "(bút")
_BYNAME = compiled(r" danh\s(?:là\s)?[“\"'‘]?(?=\w)")
"""The end of "pháp danh", "biệt danh" and the like, and what may stand before the byname."""
_QUOTED = compiled(r"(?=[^\W\d_])[^\n“”\"‘’'.,;:?!]{2,30}(?=[”\"’'])")
_REAL_NAME = compiled(r",?\s\(?(?:có )?tên thật(?: là|:)?\s|\s\((?:hay|tức|còn gọi là|hay còn gọi là)\s")
_BRACKET = " ("
_BEFORE_OTHER_NAMES = (" (", ",", " tên", " có tên")
_BETWEEN = compiled(r"[^\n.;:!?“”\"]{0,40}")


def find_joined(passage: Passage, named: Sequence[Named]) -> Iterator[Named]:
    """Yield the names that a list, or a title for several, makes persons beside those found.

    These are what stands between two of them ("Nam, Sathya Sambath và Hoa"), what follows one of them behind a plural
    title ("hai nghệ sĩ Trấn Thành và Hari Won"), and what is named with one of them ("cùng Cẩm Ly và Hoàng Nam").
    """
    text, match = passage.text, _JOIN.match
    starts, ends = {one.start for one in named}, {one.end for one in named}
    for one in named:
        join = match(text, one.end)
        if join and join.end() not in starts:
            yield from _behind(passage, one, join, starts, ends)
        if text.endswith(" và ", 0, one.start) and one.start - len(" và ") not in ends:
            yield from _before(passage, one.start - len(" và "))


def _behind(
    passage: Passage, one: Named, join: re.Match[str] | None, starts: set[int], ends_of_names: set[int]
) -> Iterator[Named]:
    """Follow the list that a name and what joins the next one to it begin.

    Names from abroad behind two persons are persons, too: "Lee Chong Wei, Peter Gade, Bo Ri và Boonsak Ponsana".
    """
    found: list[tuple[int, int]] = []
    last, is_shut, is_shared = "", False, bool(join) and _is_shared(passage, one)
    is_on_stage = not is_shared and _is_on_stage(one.role)
    in_row = passage.text.endswith(", ", 0, one.start) and one.start - 2 in ends_of_names
    while join and len(found) < _MOST_LISTED and last not in _LAST_JOINS:
        begin, last = join.end(), join.group()
        is_shut = begin in starts
        end = free_name_end(passage, begin, with_single=is_shared or not found, with_any=is_shared)
        end = end or (_end_in_row(passage, begin) if in_row else 0)
        end = 0 if is_shut or begins_office(passage, begin) else end
        if not end or (not is_shared and " " not in passage.text[begin:end]):
            break
        in_row = in_row and not any(is_syllable(part) for part in passage.plain[begin:end].split())
        found.append((begin, end))
        join = _JOIN.match(passage.text, end)
    if not found:
        return
    behind = found[-1][1]
    ends = last in _LAST_JOINS or passage.text.startswith((" và ", *_SENTENCE_ENDS), behind)
    is_whole = ends or passage.text.startswith(_ELLIPSES, behind)
    if is_shut or (is_shared and (ends or len(found) == 1)) or (is_on_stage and ends) or (in_row and is_whole):
        for begin, end in found:
            yield Named(begin, end, "listed-people", one.role if is_shared else None)


def _end_in_row(passage: Passage, at: int) -> int:
    """Return where a name from abroad ends that begins as a place does, in a row of people: "Paris Hilton"."""
    run = run_at(passage, at)
    is_name = len(run) == _PAIR and not any(is_syllable(word.plain) for word in run) and not is_work(run)
    return run[-1].end if is_name and not is_place(run) else 0


def _is_on_stage(role: str | None) -> bool:
    """Tell a calling behind which several are listed: "nghệ sĩ Minh Vương, Thanh Tuấn"."""
    return role is not None and role.lower().endswith(_ON_STAGE)


def _is_shared(passage: Passage, one: Named) -> bool:
    """Tell whether the title before a name is that of several persons."""
    if passage.plain.endswith(_PAIRS, 0, one.start):
        return True
    if one.role and passage.text.endswith(f"{one.role} ", 0, one.start):
        title = one.start - len(one.role) - 1
    else:
        title = max(passage.plain.rfind(blank, 0, one.start - 1) for blank in " \n") + 1
    return one.rule in {"title-before-name", "address-before-name"} and passage.plain.endswith(_PLURALS, 0, title)


def _before(passage: Passage, end: int) -> Iterator[Named]:
    """Yield the name that ends before "và" and a person's name, and is told as one of two."""
    place = bisect_left(passage.runs, end, key=_START) - 1
    if place < 0 or passage.runs[place].before not in _COMPANY:
        return
    start = passage.runs[place].start
    if free_name_end(passage, start) == end:
        yield Named(start, end, "listed-people")


def find_bynames(passage: Passage, named: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield the bynames given behind a name, each with the name: "Lê Văn Nam, 26 tuổi, pháp danh Thiện Tâm"."""
    if " danh " not in passage.plain:
        return
    found = find_all(_BYNAME, passage.plain, (" danh ",))
    matches = [match for match in found if passage.plain.endswith(_BYNAMES, 0, match.start())]
    if not matches:
        return
    owners = sorted(named, key=_END)
    for match in matches:
        end = _byname_end(passage, match.end())
        place = bisect_right(owners, match.start(), key=_END) - 1
        if not end or place < 0 or not _BETWEEN.fullmatch(passage.text, owners[place].end, match.start()):
            continue
        other = bisect_left(passage.runs, owners[place].end, key=_START)
        if passage.runs[other].start >= match.end():
            yield Named(match.end(), end, "byname"), owners[place]


def find_real_names(passage: Passage, named: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield the names under which somebody is known, each with another one: "Nam Cơ tên thật là Lê Văn Nam".

    Behind "hay" and "tức" stands one in brackets: "Michael Soy (hay Nguyễn Toàn Anh)".
    """
    has_others = " (" in passage.plain or " thật " in passage.plain
    starts = {one.start: one for one in named} if has_others else {}
    for one in named if starts else ():
        if not passage.plain.startswith(_BEFORE_OTHER_NAMES, one.end):
            continue
        real = _REAL_NAME.match(passage.plain, one.end)
        if real and real.end() in starts:
            yield one, starts[real.end()]
        elif (other := starts.get(one.end + len(_BRACKET))) and _is_same_in_brackets(passage.text, one, other):
            yield other, one


def _is_same_in_brackets(text: str, one: Named, other: Named) -> bool:
    """Tell "Trương Thảo My (Kayleigh Trương)" and "Thành Long (Jackie Chan)" from who stands beside a club."""
    if not (text.startswith(_BRACKET, one.end) and text.startswith(")", other.end)):
        return False
    first, second = (text[name.start : name.end].casefold().split() for name in (one, other))
    is_foreign = [not all(map(is_syllable, name)) for name in (first, second)]
    is_longer = set(first) <= set(second)  # which needs no telling
    is_same = is_foreign == [False, True] or (any(is_foreign) and not set(first).isdisjoint(second))
    return len(second) > 1 and not is_longer and is_same


def _byname_end(passage: Passage, at: int) -> int:
    """Return where a byname ends: the run at an offset, or all words in quotation marks; 0 where there is none."""
    if passage.text[at - 1] in OPENING:
        quoted = _QUOTED.match(passage.text, at)
        return quoted.end() if quoted else 0
    run = run_at(passage, at)
    return run[-1].end if run else 0
