"""People in a list of people: "những người tiên phong như Tsiolkovsky, Korolev và Gagarin"."""

from collections.abc import Iterator
from functools import cache

from kaluga_site.extract.offices import begins_office, read_title
from kaluga_site.extract.passage import Passage, run_at
from kaluga_site.extract.runs import shape_at
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import Phrases, find_all, phrases, places_of, plain_words
from kaluga_site.patterns import compiled

_LONGEST_LEAD = 100
_SUCH_AS = compiled(r" (?:như|gồm):? (?=\w)")
_THOSE = "những "
_SEVERAL = compiled(r"(?<!\w)(?:những|các|nhiều|một số|hai|ba|bốn|năm|\d{1,2})\s")
_COUPLE = compiled(r"(?:vợ chồng|gia đình|cặp đôi) ")
_SEPARATOR = compiled(r", | (?:và|hay|hoặc|cùng) ")


def find_listed(passage: Passage) -> Iterator[Named]:
    """Read "những người tiên phong … như Tsiolkovsky, Korolev và Gagarin": the list of people holds people.

    So does "những Tấn Tài, Đức Cường, Rabo Ali", where one of them is known to be one.
    """
    for such_as in find_all(_SUCH_AS, passage.text, (" như", " gồm")):
        start = such_as.start()
        if not passage.text[such_as.end()].isupper():
            continue
        before = max(0, start - _LONGEST_LEAD)
        sentence = max(passage.plain.rfind(mark, before, start) for mark in ".!?;:\n“”")
        *_, last = (None, *_SEVERAL.finditer(passage.plain, max(sentence, before), start))
        if last and _persons().longest_at(passage.plain, last.end(), start):
            yield from _listed(passage, such_as.end())

    for at in places_of((_THOSE,), passage.plain):
        if passage.text[at + len(_THOSE) : at + len(_THOSE) + 1].isupper():
            named = list(_listed(passage, at + len(_THOSE)))
            if len(named) > 1 and any(_is_known(passage, one) for one in named):
                yield from named


def _is_known(passage: Passage, one: Named) -> bool:
    """Tell whether a name shows itself by its form, or is one that everybody knows."""
    shape = shape_at(passage.text, one.start)
    if shape is None:
        return False
    return bool(shape.full_name) or any(shape.spelled in plain_words(name) for name in ("famous", "known_alone"))


def _listed(passage: Passage, at: int) -> Iterator[Named]:
    """Yield those in the list that begins at an offset, "và" before the last one; who has a title is found by that."""
    is_last = False
    while True:
        end = _end_with_title(passage, at)
        if end is None:
            run = run_at(passage, at)
            if not run or begins_office(passage, at):
                return
            end = run[-1].end
            place = phrases("places").longest_at(passage.plain, at)
            if not place or at + len(place) < end:  # "Mỹ Linh" is more than "Mỹ"
                yield Named(run[0].start, end, "listed-people")
        separator = None if is_last else _SEPARATOR.match(passage.text, end)
        if not separator:
            return
        at, is_last = separator.end(), separator.group() != ", "


def _end_with_title(passage: Passage, at: int) -> int | None:
    """Return where somebody in a list ends who has a title there: "ca sĩ Quang Dũng", "Vợ chồng ca sĩ Lệ Quyên"."""
    couple = _COUPLE.match(passage.plain, at)
    title = read_title(passage, couple.end() if couple else at)
    if title is None or title.office is None:
        return None
    run = run_at(passage, title.end + 1)
    return run[-1].end if run and passage.text[title.end] == " " else None


@cache
def _persons() -> Phrases:
    """Return what those are called of whom a list may follow."""
    return Phrases(
        plain_words("offices")
        | {"người", "vị", "nhân vật", "danh nhân", "tên tuổi", "huyền thoại", "khách mời", "gương mặt", "ngôi sao"}
        | {"cựu vô địch", "đương kim vô địch", "vô địch", "đàn anh", "đàn em", "đồng đội", "đối thủ", "cựu binh"}
        | {"cái tên", "mũi tấn công", "chân sút", "tuyển thủ", "nam thanh nữ tú", "sao việt", "mỹ nhân", "diva"}
    )
