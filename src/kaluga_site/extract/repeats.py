"""Bare repeats of names already found: in full, by given name, by a surname from abroad."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from kaluga_site.extract.around import begins_sentence, follows_place_word
from kaluga_site.extract.names import (
    DASHES,
    MIDDLE_NAMES,
    common_surnames,
    ends_in_initial,
    is_initials,
    surnames,
    without_article,
)
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.runs import Run
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import phrases, plain, plain_words
from kaluga_site.keeping import kept
from kaluga_site.vietnamese import is_syllable

_SEPARATORS = frozenset((", ", " và ", " cùng "))
_BEFORE_HOUSES = frozenset(("họ", "nhà", "thời", "triều", "đời", "vua", "chúa", "tộc", "dòng", "người", "dân", "tiếng"))
"""Words that make a dynasty, a clan or a people of the surname behind them."""

_BEHIND_HOUSES = (" tướng quân", " gia trang", " gia ", " triều ", " tộc ")
_PEOPLES = frozenset(("thái", "hoa", "hàn", "hán", "mông", "kinh", "việt"))
"""Surnames that name a people, too."""

_PERSONAL = (
    *("bị cáo ", "bị can ", "nghi phạm ", "nghi can ", "hung thủ ", "đối tượng ", "nạn nhân ", "bị hại ", "tử tù "),
    *(
        "đại tá ",
        "thượng tá ",
        "trung tá ",
        "thiếu tá ",
        "đại úy ",
        "thượng úy ",
        "trung úy ",
        "thiếu úy ",
        "chuẩn úy ",
    ),
    *("thượng sĩ ", "trung sĩ ", "hạ sĩ ", "chiến sĩ "),
)
"""Titles that make a person of the country behind them, where one so called was named: "bị can Đức"."""

_BEFORE_COUNTRIES = frozenset(
    ("nước", "tại", "ở", "sang", "từ", "về", "đến", "tới", "qua", "rời", "người", "tiếng", "tuyển", "giữa", "dân")
)
"""Words that leave no doubt that the country behind them is meant."""

_LONGEST_SYLLABLE = 9
_BEHIND_SPEECH = ("” - ", "” – ", '" - ', '" – ')
_SAYING = (
    *(" cho biết", " cho hay", " cho rằng", " nói ", " kể ", " kể:", " chia sẻ", " tâm sự", " bộc bạch", " khẳng định"),
    *(" giải thích", " thừa nhận", " nhấn mạnh", " nhớ lại", " khai ", " khai:", " thú nhận", " tiết lộ"),
    *(" trả lời", " nhận xét", " đáp ", " hỏi ", " viết ", " bày tỏ", " cảm ơn", " xin lỗi", " bị bắt", " bị khởi tố"),
    *(" bị tạm giữ", " bị cáo buộc", " bị truy nã", " cùng đồng phạm", " và đồng phạm"),
)


class _Calls(NamedTuple):
    """What a person may be called by, in plain form, once named in full."""

    forms: frozenset[str]
    country: str
    """The given name, where it is a country's, too."""

    family: tuple[str, str] | None
    """Surname and given name of who may be called by the surname, as Chinese people are."""


def find_repeats(passage: Passage, named: Sequence[Named]) -> Iterator[Named]:
    """Yield the bare repeats of names.

    At the beginning of a sentence, where any word is capitalised, a Vietnamese given name counts only if it
    says something there, or stands bare inside a sentence as well.
    """
    forms: set[str] = set()
    countries: set[str] = set()
    families: dict[str, set[str]] = {}
    for called, country, family in map(_calls, {passage.text[found.start : found.end] for found in named}):
        forms |= called
        if country:
            countries.add(country)
        if family:
            families.setdefault(family[0], set()).add(family[1])
    watched = forms.union(countries, families)
    doubtful: list[Named] = []
    rare: dict[str, list[int]] = {}
    bare: set[str] = set()
    for place, run in enumerate(passage.runs):
        shape = run.shape
        if shape.spelled not in watched and shape.rest not in forms:
            continue
        if shape.spelled in countries or (shape.spelled in families and shape.spelled not in forms):
            rare.setdefault(shape.spelled, []).append(place)
            continue
        found, initial = _repeat(passage, place, forms)
        if found and initial and not _is_listed(passage, place, forms):
            doubtful.append(found)
        elif found:
            bare.add(passage.text[found.start : found.end])
            yield found
    for form, places in rare.items():
        if form in countries:
            runs = _bearers_of_countries(passage, named, places, forms)
        else:
            runs = _bearers_of_surname(passage, places, families[form])
        yield from (Named(run.start, run.start + run.shape.length, "repeated-name") for run in runs)
    yield from (found for found in doubtful if passage.text[found.start : found.end] in bare)


def _begins_body(passage: Passage, start: int, end: int) -> bool:
    """Tell "trụ sở Chính phủ" from "ông Chính phủ nhận": a given name that is the first syllable of a body's word."""
    word = passage.plain[start : end + _LONGEST_SYLLABLE].split(" ", 2)[:2]
    return passage.text[end : end + 1] == " " and " ".join(word).rstrip('.,;:?!”")') in plain_words(
        "bodies_in_small_letters"
    )


def _repeat(passage: Passage, place: int, forms: set[str]) -> tuple[Named | None, bool]:
    """Return the repeat that a run is, and whether it is doubtful: any word would stand capitalised there.

    The first word of a run may be the first of the sentence: "Theo Shapsha". A dash behind another one of the people
    begins none: "Trump - Kim".
    """
    run = passage.runs[place]
    start, shape = run.start, run.shape
    first = begins_sentence(passage.text, start) and not _is_paired(passage, place, forms)
    end = start + shape.length
    if (
        shape.spelled in forms
        and not follows_place_word(passage.plain, start)
        and not _begins_body(passage, start, end)
    ):
        is_doubtful = first and len(shape.words) == 1 and is_syllable(shape.spelled)
        return Named(start, end, "repeated-name"), is_doubtful and not _says(passage.plain, start, end)
    if shape.rest in forms and first:
        behind = start + shape.words[1].start
        is_other = follows_place_word(passage.plain, behind) or _begins_body(passage, behind, end)
        return (None if is_other else Named(behind, end, "repeated-name")), False
    return None, False


def _says(plain: str, start: int, end: int) -> bool:
    """Tell whether somebody between two offsets speaks: "Linh cho biết", "“…” - Linh cười"."""
    return plain.endswith(_BEHIND_SPEECH, 0, start) or plain.startswith(_SAYING, end)


def _is_paired(passage: Passage, place: int, forms: set[str]) -> bool:
    """Tell whether a dash joins a run to a name right before it."""
    if not place or not passage.text.endswith(DASHES, 0, passage.runs[place].start):
        return False
    before = passage.runs[place - 1]
    return before.shape.spelled in forms and before.start + before.shape.length == passage.runs[place].start - 3


def _bearers_of_countries(
    passage: Passage, named: Sequence[Named], places: Sequence[int], forms: set[str]
) -> Iterator[Run]:
    """Yield those of the runs at the given places, all one country's name, that are a person's given name.

    They are so behind a title that no country bears and in a list of given names; all of them, where nothing shows
    that the country is meant and the person was once called so with a title.
    """
    runs = [passage.runs[place] for place in places]
    form = runs[0].shape.spelled
    roles = {plain(one.role) for one in named if one.role and passage.plain.endswith(form, one.start, one.end)}
    titles = (*_PERSONAL, *(f" {begun} " for role in roles for begun in _beginnings(role)))
    inner = [run for run in runs if not begins_sentence(passage.text, run.start)]
    sure = {run.start for run in inner if passage.plain.endswith(titles, 0, run.start)}
    called = sure or any(passage.plain[one.start : one.end] == form for one in named)
    if called and form != "anh" and not any(run.before in _BEFORE_COUNTRIES for run in runs):
        common = phrases("not_places")
        yield from (run for run in runs if inner and not common.longest_at(passage.plain, run.start))
    else:
        listed = (passage.runs[place] for place in places if _is_listed(passage, place, forms))
        yield from (run for run in inner if run.start in sure)
        yield from (run for run in listed if run.start not in sure)


def _beginnings(role: str) -> Iterator[str]:
    """Yield a role and what it begins with, two words or more: the "thứ trưởng" of "thứ trưởng bộ giao thông"."""
    words = role.split()
    yield role
    yield from (" ".join(words[:size]) for size in range(2, len(words)))


def _is_listed(passage: Passage, place: int, forms: set[str]) -> bool:
    """Tell whether a comma or "và" joins a run to a Vietnamese given name among the forms, before or behind it."""
    beside = zip(passage.runs[max(0, place - 1) : place + 1], passage.runs[max(1, place) : place + 2], strict=False)
    return any(
        passage.text[one.start + one.shape.length : other.start] in _SEPARATORS
        and any(run.shape.spelled in forms and is_syllable(run.shape.spelled) for run in (one, other))
        for one, other in beside
    )


def _bearers_of_surname(passage: Passage, places: Sequence[int], givens: Collection[str]) -> Iterator[Run]:
    """Yield the runs at the given places, all one surname, as Chinese people are called by it.

    There are none where two are named so, or the text calls the one by the given name, or no surname stands within a
    sentence; one of the Vietnamese ones must stand there twice.
    """
    runs = [run for run in (passage.runs[place] for place in places) if not _is_house(passage, run)]
    inner = sum(not begins_sentence(passage.text, run.start) for run in runs)
    is_enough = inner >= (2 if runs and runs[0].shape.spelled in common_surnames() else 1)
    if is_enough and len(givens) == 1 and not any(run.shape.spelled in givens for run in passage.runs):
        yield from runs


def _is_house(passage: Passage, run: Run) -> bool:
    """Tell whether the words around a surname make a dynasty, a family or a shrine of it: "nhà Trần", "Trần gia"."""
    if run.before in _BEFORE_HOUSES or follows_place_word(passage.plain, run.start):
        return True
    return passage.plain.startswith(_BEHIND_HOUSES, run.start + run.shape.length)


@kept(most=20_000)
def _calls(name: str) -> _Calls:
    """Return what a name may be repeated as."""
    parts, places = plain(name).replace("’", "'").split(), plain_words("places")
    is_eastern = len(parts) > 1 and all(map(is_syllable, parts))
    if is_eastern:
        short = [parts[-1], *([" ".join(parts[-2:])] if len(parts) > 2 else [])]
    elif len(parts) > 2 and ends_in_initial(name) and parts[0] in surnames():
        short = [parts[-1]]
    else:
        short = [parts[0], *(" ".join(parts[place:]) for place in range(1, len(parts)))]
    if len(parts) > 1 and (last := without_article(parts[-1])) != parts[-1]:
        short.append(last)
    if is_initials(name):
        short.append(parts[-1].rstrip(".")[-1] + ".")
    forms = (" ".join(parts), *(form for form in short if len(form) > 1))
    by_surname = is_eastern and len(parts) < 4 and parts[1] not in MIDDLE_NAMES and parts[0] in surnames()
    return _Calls(
        forms=frozenset(form for form in forms if form not in places),
        country=parts[-1] if is_eastern and parts[-1] in places else "",
        family=(parts[0], parts[-1]) if by_surname and parts[0] not in _PEOPLES and parts[0] not in places else None,
    )
