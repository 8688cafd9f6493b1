"""Names of two words without surname or title, as artists and players bear them; they show themselves by recurring."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from kaluga_site.extract.around import follows_place_word, is_in_picture
from kaluga_site.extract.complements import free_name_end
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.runs import Run
from kaluga_site.extract.sayings import speaks
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import any_word_of, plain_words
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER

_FEWEST = 2
"""So often must a name stand in a text: once may be anything."""

_NOT_BEHIND = frozenset(("ở", "tại"))
_JOIN = compiled(rf"\s(?:và|cùng|với|-|–)\s(?:[^\W\d_{UPPER}]+\s){{0,2}}")
_LONGEST_BEFORE = 24
_PERFORMING = compiled(
    r"(?: (?:đã|sẽ|cũng|lại|vừa))? (?:thể hiện|hóa thân|trình diễn|biểu diễn|đăng quang|lên ngôi|đoạt|vào vai|thủ vai"
    r"|đóng vai|phát hành|ra mắt|là (?:á|quán) quân|khoe|hát|diễn)(?!\w)"
)
"""What artists do."""


def find_bare(passage: Passage, named: Sequence[Named]) -> Iterator[Named]:
    """Yield the names that stand bare in a text at least twice, and once as only a person's does.

    That is behind "vợ của" and the like or before "(trái)"; before a verb of saying or of performing, or joined to the
    name of a person, only where the text speaks of artists or players, for firms say things as well.
    """
    places: dict[str, list[int]] = {}
    for place, run in enumerate(passage.runs):
        if run.shape.is_bare:
            places.setdefault(run.shape.spelled, []).append(place)
    yield from _famous(passage)
    often = {spelled: at for spelled, at in places.items() if len(at) >= _FEWEST}
    known = {passage.plain[one.start : one.end] for one in named} if often else frozenset()
    for at in (at for spelled, at in often.items() if spelled not in known):
        runs = [passage.runs[place] for place in at]
        if not all(_may_be_person(passage, run) for run in runs):
            continue
        if any(_is_somebody(passage, run) for run in runs) or (
            artists().search(passage.plain) and any(_is_among_people(passage, place, known) for place in at)
        ):
            yield from (Named(run.start, run.end, "bare-name") for run in runs)


def _famous(passage: Passage) -> Iterator[Named]:
    """Yield the artists and players whom everybody calls by a name without a surname."""
    famous = plain_words("famous")
    runs = [run for run in passage.runs if run.shape.spelled in famous]
    is_of_artists = bool(runs) and artists().search(passage.plain) is not None
    speaking = {run.shape.spelled for run in runs if speaks(passage.plain, run.end)}
    for run in runs:
        is_meant = is_of_artists or run.shape.spelled in speaking
        if is_meant and not follows_place_word(passage.plain, run.start):
            yield Named(run.start, run.end, "famous-name")


def _may_be_person(passage: Passage, run: Run) -> bool:
    return run.before not in _NOT_BEHIND and bool(free_name_end(passage, run.start, with_any=True))


def _is_somebody(passage: Passage, run: Run) -> bool:
    """Tell whether the words around a run say that it is a person's name."""
    if is_in_picture(passage.plain, run.end):
        return True
    return bool(_personal().search(passage.plain, max(0, run.start - _LONGEST_BEFORE), run.start))


def _is_among_people(passage: Passage, place: int, known: Collection[str]) -> bool:
    """Tell whether a run says something, or is joined to one of the names that are known to be people's."""
    run = passage.runs[place]
    before, behind = passage.runs[place - 1], passage.runs[(place + 1) % len(passage.runs)]
    if before.shape.spelled in known and _JOIN.fullmatch(passage.text, before.end, run.start):
        return True
    if behind.shape.spelled in known and _JOIN.fullmatch(passage.text, run.end, behind.start):
        return True
    return speaks(passage.plain, run.end) or bool(_PERFORMING.match(passage.plain, run.end))


@cache
def _personal() -> re.Pattern[str]:
    return compiled(rf"{any_word_of('of_persons')}\scủa\s$")


@cache
def artists() -> re.Pattern[str]:
    """Return what tells that a text speaks of artists or players."""
    return compiled(rf"{any_word_of('artists')}(?!\w)")
