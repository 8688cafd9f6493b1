"""Calculate with the figures of an article, and compare with what its text says.

`load.exactness` says what a number's words allow. What disagrees only because the ends of a change may have been
rounded is not called wrong but cannot be checked. "Tăng N lần" is read both ways: N times as much, and N times more.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kaluga_site.load.changes import figure_at
from kaluga_site.load.exactness import Bounds, is_open, rounding_bounds, stated_bounds
from kaluga_site.model.article import Change, Figure
from kaluga_site.model.checks import Doubt, FigureCheck, Verdict
from kaluga_site.model.findings import FactorSense, FigureKind, FoundFactor, FoundSum, is_comparable
from kaluga_site.model.problems import Problems

_SCALES = (Decimal(10) ** 9, Decimal(10) ** 6, Decimal(10) ** 3)
_LEAST, _MOST = Decimal("0.0001"), Decimal(10) ** 18
_HUNDRED = Decimal(100)


class _Result(NamedTuple):
    """What a calculation gives, and between what it lies if its numbers were rounded."""

    formula: str
    value: Decimal
    bounds: Bounds
    sign: str = ""
    scale: Decimal = Decimal(1)


def check_figures(
    figures: Sequence[Figure], changes: Sequence[Change], sums: Sequence[FoundSum], text: str, problems: Problems
) -> tuple[FigureCheck, ...]:
    """Return every calculation that a text invites, and note in `problems` those that do not come out."""
    by_id = {figure.id: figure for figure in figures}
    checks = [*_check_changes(changes, by_id), *_check_alone(figures, changes), *_check_sums(sums, figures)]
    for check in checks:
        if check.verdict is Verdict.INCONSISTENT:
            figure = by_id[check.figures[0]]
            line = problems.line_of(figure.quote, text.count(figure.quote, 0, figure.span.start))
            problems.add("figures-disagree", line, quote=figure.quote, sum=check.sum)
    return tuple(checks)


def _check_changes(changes: Sequence[Change], by_id: dict[str, Figure]) -> Iterator[FigureCheck]:
    for change in changes:
        if change.factor is None:
            continue
        start, end = by_id[change.start], by_id[change.end]
        ids = (*([change.factor_figure] if change.factor_figure else []), change.end, change.start)
        low, high = _single(start), _single(end)
        results: list[_Result] = []
        exact = not is_open(start) and not is_open(end) and _is_sensible(change.factor.value)
        if low and high is not None and exact and is_comparable(start.unit, end.unit):
            results = list(_results(change.factor, start, end, low, high))
        yield _verdict(change.factor, results, ids) if results else _unchecked(Doubt.NO_VALUE, ids)


def _check_alone(figures: Sequence[Figure], changes: Sequence[Change]) -> Iterator[FigureCheck]:
    """Yield what can be said of a percentage or a multiple by itself."""
    joined = {change.factor_figure for change in changes}
    for figure in figures:
        if figure.kind is FigureKind.SHARE and figure.unit == "%" and (_single(figure) or 0) > _HUNDRED:
            said = f"{_number(figure.value or _HUNDRED)}% > 100%"
            yield FigureCheck(verdict=Verdict.INCONSISTENT, doubt=None, figures=(figure.id,), sum=said)
        relative = figure.unit in {"%", "lần"} and figure.kind in {FigureKind.CHANGE, FigureKind.MULTIPLE}
        if relative and figure.id not in joined:
            yield _unchecked(Doubt.NO_ENDS, (figure.id,))


def _check_sums(sums: Sequence[FoundSum], figures: Sequence[Figure]) -> Iterator[FigureCheck]:
    for one in sums:
        total = figure_at(one.total, figures)
        parts = [part for span in one.parts if (part := figure_at(span, figures))]
        stated = None if total is None else _single(total)
        if total is None or stated is None or len(parts) < len(one.parts):
            continue
        numbers = [value for part in parts if (value := _single(part)) is not None]
        if len(numbers) < len(parts):
            yield _unchecked(Doubt.NO_VALUE, (total.id, *(part.id for part in parts)))
            continue
        agrees, said = _add(total, stated, parts, numbers)
        ids = (total.id, *(part.id for part in parts))
        if agrees or one.is_complete:
            verdict = Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT
            yield FigureCheck(verdict=verdict, doubt=None, figures=ids, sum=said)
        else:
            yield _unchecked(Doubt.SOME_PARTS, ids)


def _add(total: Figure, stated: Decimal, parts: Sequence[Figure], numbers: Sequence[Decimal]) -> tuple[bool, str]:
    """Return whether parts come to their total, and the sum."""
    added, scale = sum(numbers, Decimal(0)), _scale_of([stated, *numbers])
    bounds = [rounding_bounds(part, value, is_part=True) for part, value in zip(parts, numbers, strict=True)]
    spread = Bounds(sum((one.low for one in bounds), Decimal(0)), sum((one.high for one in bounds), Decimal(0)))
    agrees = added == stated or spread.meet(rounding_bounds(total, stated, is_part=True))
    formula = " + ".join(_number(number / scale) for number in numbers)
    if added == stated and not total.qualifier:
        return True, f"{formula} = {total.quote}"
    return agrees, f"{formula} = {_number(added / scale)} {'≈' if agrees else '≠'} {total.quote}"


def _results(factor: FoundFactor, start: Figure, end: Figure, low: Decimal, high: Decimal) -> Iterator[_Result]:
    """Yield what the ends of a change give, once for each way to read the factor."""
    scale = _scale_of([low, high])
    first, last = _number(low / scale), _number(high / scale)
    s, e = rounding_bounds(start, low), rounding_bounds(end, high)
    falls = factor.sense is FactorSense.DECREASE
    if factor.unit == "lần":
        if falls and high > 0 and e.low > 0:
            yield _Result(f"{first} ÷ {last}", low / high, Bounds(s.low / e.high, s.high / e.low))
        elif not falls:
            ratio = Bounds(e.low / s.high, e.high / s.low)
            yield _Result(f"{last} ÷ {first}", high / low, ratio)
            if factor.sense is FactorSense.INCREASE:
                less = Bounds(ratio.low - 1, ratio.high - 1)
                yield _Result(f"{last} ÷ {first} − 1", high / low - 1, less)
        return
    formula = f"{first} − {last}" if falls else f"{last} − {first}"
    by = low - high if falls else high - low
    spread = Bounds(s.low - e.high, s.high - e.low) if falls else Bounds(e.low - s.high, e.high - s.low)
    if factor.unit == "%" and factor.sense is FactorSense.RATIO:
        ratio = Bounds(e.low / s.high * _HUNDRED, e.high / s.low * _HUNDRED)
        yield _Result(f"{last} ÷ {first}", high / low * _HUNDRED, ratio, "%")
    elif factor.unit == "%":
        bounds = Bounds(spread.low / s.high * _HUNDRED, spread.high / s.low * _HUNDRED)
        yield _Result(f"({formula}) ÷ {first}", by / low * _HUNDRED, bounds, "%")
    unit = (end.unit or "").partition("/")[0]
    is_difference = is_comparable(factor.unit, unit) if factor.unit and unit else factor.unit == end.unit
    if is_difference or (factor.unit in {"điểm phần trăm", "%"} and unit == "%"):
        yield _Result(formula, by, spread, scale=scale)


def _verdict(factor: FoundFactor, results: Sequence[_Result], ids: tuple[str, ...]) -> FigureCheck:
    """Compare what was calculated with what is stated; one agreeing way to read it is enough."""
    stated = stated_bounds(factor.quote, factor.value, factor.qualifier)
    fitting = next((result for result in results if stated.hold(result.value)), None)
    doubtful = next((result for result in results if stated.meet(result.bounds)), None)
    result = fitting or doubtful or results[0]
    verdict = Verdict.CONSISTENT if fitting else Verdict.UNCHECKED if doubtful else Verdict.INCONSISTENT
    return FigureCheck(
        verdict=verdict,
        doubt=Doubt.ROUNDED if verdict is Verdict.UNCHECKED else None,
        figures=ids,
        sum=_in_full(result, factor, fits=fitting is not None),
    )


def _in_full(result: _Result, factor: FoundFactor, *, fits: bool) -> str:
    """Return a calculation with what it is compared with: "316 ÷ 4 = 79 ≈ gần 80 lần"."""
    exact = not factor.qualifier and result.value == factor.value
    if exact and factor.quote[0].isdigit():
        return f"{result.formula} = {factor.quote}"
    shown = result.value / result.scale
    equals = "=" if shown == round(shown, 2) else "≈"
    wanted = "=" if exact else "≈" if fits else "≠"
    return f"{result.formula} {equals} {_number(shown, 2)}{result.sign} {wanted} {factor.quote}"


def _unchecked(doubt: Doubt, ids: tuple[str, ...]) -> FigureCheck:
    return FigureCheck(verdict=Verdict.UNCHECKED, doubt=doubt, figures=ids, sum=None)


def _single(figure: Figure) -> Decimal | None:
    """Return the one value of a figure; None for a range, and for what no newspaper means."""
    return figure.value if figure.high is None and figure.value is not None and _is_sensible(figure.value) else None


def _is_sensible(value: Decimal) -> bool:
    """Tell a number with which one can calculate in 28 digits."""
    return value == 0 or _LEAST <= value <= _MOST


def _scale_of(values: Sequence[Decimal]) -> Decimal:
    """Return the scale by which all values can be shown with at most three decimals."""
    for scale in _SCALES:
        if all(abs(value) >= scale and value / scale == round(value / scale, 3) for value in values):
            return scale
    return Decimal(1)


def _number(value: Decimal, places: int = 3) -> str:
    """Return a number, rounded to so many places, as Vietnamese papers write it: "1.234,5"."""
    text = f"{round(value, places):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.translate(str.maketrans(",.", ".,"))
