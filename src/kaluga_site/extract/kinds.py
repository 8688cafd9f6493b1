"""What kind of quantity a figure is, told by its unit and the words around it."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cache, partial

from kaluga_site.extract.clause import Clause
from kaluga_site.extract.units import counted_noun
from kaluga_site.extract.words import sections, words_of
from kaluga_site.model.findings import FigureKind
from kaluga_site.patterns import compiled

_PERCENT = frozenset(("%", "‰"))
_RISING_TO = ("lên", "xuống")
_FARTHEST = 6
"""So many words before a figure may stand between it and the verb that says how it changed."""

_BEFORE_PLUS = frozenset(("", " ", "(", "\n", "/", ";"))

_PER = compiled(
    r"\s(?:mỗi|một|hằng|hàng|trên một|cho mỗi)\s"
    r"(?:năm|tháng|tuần|ngày|giờ|phút|giây|người|hộ|đầu người|lít|kg|tấn|ha|m2|mét vuông|lượng|vụ|chuyến|lần)(?!\w)"
)
_OFTEN = compiled(r"\s(?:liên tiếp|trong (?:tháng|tuần|năm|ngày|vòng)|mỗi|một|nữa)(?!\w)")
_OF_A_GOAL = compiled(
    r"\s(?:so với|cùng kỳ|kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết|tiến độ|công suất|nhu cầu|định mức|lương)(?!\w)"
)


def kind_of(clause: Clause, rule: str, value: Decimal | None, unit: str | None) -> FigureKind:
    """Return the kind of a figure.

    A percentage without any cue is a share, and one beyond 100 a ratio: a share of a whole is never larger.
    """
    if rule == "rank":
        return FigureKind.RANK
    if rule == "fraction":
        return FigureKind.SHARE
    verb = _verb(clause.before)
    changes = verb in _words("changing") and not clause.passage.plain.startswith(_RISING_TO, clause.span.start)
    changes = changes or _has_plus(clause)
    if unit in _PERCENT:
        changes = changes or verb in _words("losing") or rule == "below-zero"  # nothing has a share below zero
        return _kind_of_percentage(clause, value, changes=changes)
    if unit == "lần":
        return _kind_of_times(clause, changes=changes)
    if (changes and "tăng trưởng" not in verb) or _is_by_so_much(clause):
        return FigureKind.CHANGE
    return _kind_by_unit(clause, unit)


@cache
def unit_classes() -> dict[str, frozenset[str]]:
    """Return the units of each class of what can be measured: "money", "area"."""
    classes = (line.split(" = ") for line in sections("measured")["units"])
    return {name: frozenset(unit.strip() for unit in units.split(",")) for name, units in classes}


@cache
def _measured_units() -> frozenset[str]:
    return frozenset().union(*unit_classes().values(), (plain_unit for plain_unit in sections("units")["symbols"]))


_words = partial(words_of, "changing")


@cache
def _movers() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for part in ("changing", "losing") for phrase in _words(part))


@cache
def _fillers() -> frozenset[str]:
    return frozenset(word for phrase in _words("fillers") for word in phrase.split())


def _verb(before: Sequence[str]) -> str:
    """Return the word that governs a figure, what may stand between left out: "tăng" of "tăng khá mạnh".

    Nothing is returned where no word of the clause tells of a change.
    """
    if _movers().isdisjoint(before):
        return ""
    fillers = _fillers()
    at = len(before)
    while at > max(0, len(before) - _FARTHEST):
        at -= 1
        pair = " ".join(before[max(0, at - 1) : at + 1])
        if pair in _words("changing") or pair in _words("losing"):
            return pair
        if before[at] not in fillers:
            break
    return before[at]


def _has_plus(clause: Clause) -> bool:
    """Tell whether a plus sign stands right before a figure: "VN-Index +0,5%", "(+12 điểm)", but not "ASEAN+3"."""
    text, start = clause.passage.text, clause.span.start
    return text[max(0, start - 1) : start] == "+" and text[max(0, start - 2) : start - 1] in _BEFORE_PLUS


def _kind_by_unit(clause: Clause, unit: str | None) -> FigureKind:
    if unit is not None and "/" in unit:
        return FigureKind.RATE
    if unit in unit_classes()["time"]:
        return FigureKind.DURATION
    if "mỗi" in clause.before[-4:] or _PER.match(clause.passage.plain, clause.span.end):
        return FigureKind.RATE
    return FigureKind.AMOUNT if unit in _measured_units() else FigureKind.COUNT


def _kind_of_percentage(clause: Clause, value: Decimal | None, *, changes: bool) -> FigureKind:
    passage, span, before = clause.passage, clause.span, clause.before
    if changes or _grows(before) or _is_compared(clause) or _goes_on(before):
        return FigureKind.CHANGE
    if "/" in passage.text[span.start : span.end] or _stands(_words("rated"), before):
        return FigureKind.RATE
    last = before[-1] if before else ""
    if last in _words("holding"):
        return FigureKind.SHARE
    if _OF_A_GOAL.match(passage.plain, span.end):
        return FigureKind.MULTIPLE
    of_some = last not in _words("reaching") and counted_noun(passage.plain, span.end)
    return FigureKind.SHARE if of_some or value is None or value <= 100 else FigureKind.MULTIPLE


def _kind_of_times(clause: Clause, *, changes: bool) -> FigureKind:
    passage, span, before = clause.passage, clause.span, clause.before
    if changes or "gấp" in before[-2:]:
        return FigureKind.COUNT if _OFTEN.match(passage.plain, span.end) else FigureKind.MULTIPLE
    is_compared = _is_compared(clause) or passage.plain.startswith(" so với", span.end)
    return FigureKind.MULTIPLE if is_compared else FigureKind.COUNT


def _is_compared(clause: Clause) -> bool:
    """Tell "cao hơn 20%", where "hơn" is no qualifier, and "cao gấp 2 lần"."""
    passage, span, before = clause.passage, clause.span, clause.before
    rest = [word for word in before[-2:] if word not in {"gấp", "hơn", "kém"}]
    has_link = passage.plain.startswith(("hơn", "gấp"), span.start) or len(rest) < len(before[-2:])
    return bool(rest) and (rest[-1] in _words("comparing") or rest[-1] in _words("measuring")) and has_link


def _is_by_so_much(clause: Clause) -> bool:
    """Tell "cao hơn 700.000 đồng", where "hơn" is no qualifier, as it is in "cao hơn 8 m"."""
    return clause.before[-1:] == ["hơn"] and _is_compared(clause)


def _goes_on(before: Sequence[str]) -> bool:
    """Tell the second share of "tăng 8,5% so với tháng trước và 28,5% so với cùng kỳ"."""
    return before[-1:] == ["và"] and any(word.endswith("%") for word in before) and not _movers().isdisjoint(before)


def _grows(before: Sequence[str]) -> bool:
    """Tell "tốc độ tăng trưởng GDP đạt": the share of growth that a clause speaks of."""
    text = " ".join(before[-8:])
    return "tăng trưởng" in text or "lạm phát" in text or text.endswith(("mức tăng là", "mức giảm là"))


def _stands(phrases: Collection[str], before: Sequence[str]) -> bool:
    text = f" {' '.join(before[-6:])} "
    return any(f" {phrase} " in text for phrase in phrases)
