"""Names of two words without surname or title, as artists and players bear them; they show themselves by recurring."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from kaluga_site.extract.complements import free_name_end
from kaluga_site.extract.names import is_in_picture
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.runs import Run
from kaluga_site.extract.sayings import speaks
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import any_of
from kaluga_site.vietnamese import UPPER

_FEWEST = 2
"""So often must a name stand in a text: once may be anything."""

_NOT_BEHIND = frozenset(("ở", "tại"))
_JOIN = re.compile(rf"\s(?:và|cùng|với|-|–)\s(?:[^\W\d_{UPPER}]+\s){{0,2}}")
_LONGEST_BEFORE = 24


def find_bare(passage: Passage, named: Sequence[Named]) -> Iterator[Named]:
    """Yield the names that stand bare in a text at least twice, and once as only a person's does.

    That is behind "vợ của" and the like or before "(trái)"; before a verb of saying, or joined to the name of a person,
    only where the text speaks of artists or players, for firms say things as well.
    """
    places: dict[str, list[int]] = {}
    for place, run in enumerate(passage.runs):
        if run.shape.is_bare:
            places.setdefault(run.shape.spelled, []).append(place)
    often = {spelled: at for spelled, at in places.items() if len(at) >= _FEWEST}
    if not often:
        return
    known = {passage.plain[one.start : one.end] for one in named}
    forms = known if _artists().search(passage.plain) else None
    for at in (at for spelled, at in often.items() if spelled not in known):
        runs = [passage.runs[place] for place in at]
        if all(_may_be_person(passage, run) for run in runs) and any(_is_person(passage, place, forms) for place in at):
            yield from (Named(run.start, run.end, "bare-name") for run in runs)


def _may_be_person(passage: Passage, run: Run) -> bool:
    return run.before not in _NOT_BEHIND and bool(free_name_end(passage, run.start, with_any=True))


def _is_person(passage: Passage, place: int, forms: Collection[str] | None) -> bool:
    """Tell whether a run is somebody's name by the words around it; `forms` are people's names in a text of artists."""
    start, end = passage.runs[place].start, passage.runs[place].end
    if is_in_picture(passage.plain, end) or _personal().search(passage.plain, max(0, start - _LONGEST_BEFORE), start):
        return True
    if forms is None:
        return False
    before, behind = passage.runs[place - 1], passage.runs[(place + 1) % len(passage.runs)]
    if before.shape.spelled in forms and _JOIN.fullmatch(passage.text, before.end, start):
        return True
    if behind.shape.spelled in forms and _JOIN.fullmatch(passage.text, end, behind.start):
        return True
    return speaks(passage.plain, end)


@cache
def _personal() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('of_persons')}\scủa\s$")


@cache
def _artists() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('artists')}(?!\w)")
