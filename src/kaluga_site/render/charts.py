"""Charts of series, drawn by Altair and vl-convert: libraries of an extra, so whoever wants a chart imports this late.

Of the SVG that they make only the places of marks and ticks are taken. The template `figures/chart.html` draws anew,
with the colours and letters of the page and without any style of its own; the labels are in the site's language.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from xml.etree import ElementTree as ET

import altair as alt
import vl_convert as vlc
from msgspec import Struct

from kaluga_site.model.dates import PartialDate
from kaluga_site.render.figure_views import Chart, ChartTick
from kaluga_site.render.words import date_in_short, number_in_short

_WIDTH = 280
"""Of the plot. With its margins a chart is at most some 410 wide, so that letters of 16 are 11 px on a small phone."""

_HEIGHT = 190
_ABOVE = 14
_BELOW = 34
_BESIDE = 32
"""Right of the plot, where half of the last date may stand."""

_LETTER = 8.5
"""The width of a letter or digit, on the large side: where labels go must not depend on the fonts of a computer."""

_X_TICKS, _Y_TICKS = 4, 3
"""Of about so many ticks an axis is asked."""

_SVG = "{http://www.w3.org/2000/svg}"
_MINUS = "\N{MINUS SIGN}"
"""As Vega writes it."""

_NUMBER = re.compile(r"-?[\d.]+(?:e-?\d+)?")


class Value(Struct, frozen=True):
    """A point of a chart; those of one source lie on a line."""

    date: PartialDate
    """One that is known to the month or year stands on its first day."""

    value: float
    source: str | None


def chart_of(values: Sequence[Value], id_: str, name: str) -> Chart:
    """Return the chart of a measure's values, which are of several days; `id_` is its own on the page."""
    svg = ET.fromstring(vlc.vegalite_to_svg(_specification(values)))  # noqa: S314 - it comes from the line itself
    rising, passing = _ticks(svg, "y2", "0"), _ticks(svg, "x2", "0")
    y_ticks = [
        ChartTick(at=_short(y), label=number_in_short(Decimal(label.replace(_MINUS, "-")))) for _, y, label in rising
    ]
    left = round(max((len(tick.label) for tick in y_ticks), default=0) * _LETTER) + 14
    dates, ordered = (
        sorted((one.date for one in values), key=lambda date: date.sort_key),
        [Decimal(str(one.value)) for one in values],
    )
    return Chart(
        id=id_,
        name=name,
        box=f"{-left} {-_ABOVE} {left + _WIDTH + _BESIDE} {_ABOVE + _HEIGHT + _BELOW}",
        width=_WIDTH,
        foot=_HEIGHT,
        y_ticks=tuple(y_ticks),
        x_ticks=tuple(_dates([(x, datetime.date.fromisoformat(label)) for x, _, label in passing])),
        lines=tuple(_line(path) for path in _marks(svg, "mark-line")),
        points=tuple((_short(x), _short(y)) for x, y in map(_place, _marks(svg, "mark-symbol"))),
        count=len(values),
        first=date_in_short(dates[0]),
        last=date_in_short(dates[-1]),
        least=number_in_short(min(ordered)),
        most=number_in_short(max(ordered)),
    )


def _specification(values: Sequence[Value]) -> dict[str, object]:
    """Return what Vega-Lite is to draw: labels are for programs, and no place depends on how wide they are."""
    counts = Counter(one.source for one in values)
    lined = [_datum(one) for one in values if one.source is not None and counts[one.source] > 1]
    known = [one.value for one in values]
    from_zero = min(known) < max(known) / 2 or max(known) <= 0
    axis = alt.Axis(labelOverlap=False, title=None, grid=False, tickRound=False)
    x_axis, y_axis = axis.copy(), axis.copy()
    x_axis.format, x_axis.tickCount = "%Y-%m-%d", _X_TICKS
    y_axis.format, y_axis.tickCount = ".10~g", _Y_TICKS
    x = alt.X("date", type="temporal", scale=alt.Scale(type="utc"), axis=x_axis)
    y = alt.Y("value", type="quantitative", scale=alt.Scale(zero=from_zero, nice=_Y_TICKS), axis=y_axis)
    lines = (
        alt.Chart(alt.InlineData(values=lined))
        .mark_line()
        .encode(x=x, y=y, detail=alt.Detail("source", type="nominal"))
    )
    dots = alt.Chart(alt.InlineData(values=[_datum(one) for one in values])).mark_point().encode(x=x, y=y)
    chart = alt.layer(*([lines] if lined else []), dots).properties(width=_WIDTH, height=_HEIGHT)
    specification: dict[str, object] = chart.to_dict(validate=False)
    return specification


def _datum(one: Value) -> dict[str, object]:
    return {"date": one.date.first_day.isoformat(), "value": one.value, "source": one.source}


def _marks(svg: ET.Element, kind: str) -> Iterator[ET.Element]:
    """Yield what is drawn of a kind, by the class that Vega gives it."""
    for group in svg.iter(f"{_SVG}g"):
        if kind in group.get("class", "").split():
            yield from group


def _ticks(svg: ET.Element, side: str, end: str) -> Iterator[tuple[float, float, str]]:
    """Yield the ticks of an axis with their labels: those of one go down (x2 is 0), those of the other to the left."""
    for axis in svg.iter(f"{_SVG}g"):
        if "role-axis" in axis.get("class", "").split():
            ticks, labels = list(_marks(axis, "role-axis-tick")), _marks(axis, "role-axis-label")
            if all(tick.get(side) == end for tick in ticks):
                yield from ((*_place(tick), label.text or "") for tick, label in zip(ticks, labels, strict=True))


def _place(mark: ET.Element) -> tuple[float, float]:
    x, y = map(float, _NUMBER.findall(mark.get("transform", "")))
    return x, y


def _dates(ticks: Sequence[tuple[float, datetime.date]]) -> Iterator[ChartTick]:
    """Yield the dates below a chart, no more exact than they must be, and so many as have room.

    Within a few days there are ticks for hours too: the first of a day is its beginning.
    """
    places = {day: x for x, day in reversed(ticks)}
    days = sorted(places)
    is_of_months = all(day.day == 1 for day in days)
    is_of_years = is_of_months and all(day.month == 1 for day in days)
    labels = [
        date_in_short(
            PartialDate(year=day.year, month=None if is_of_years else day.month, day=None if is_of_months else day.day)
        )
        for day in days
    ]
    room = max(1, int(_WIDTH / (_LETTER * (max(map(len, labels), default=1) + 1))))
    step = -(-len(days) // room) or 1
    for day, label in list(zip(days, labels, strict=True))[::step]:
        yield ChartTick(at=_short(places[day]), label=label)


def _line(path: ET.Element) -> str:
    """Return a line with its places rounded."""
    return _NUMBER.sub(lambda number: _short(float(number.group())), path.get("d", ""))


def _short(number: float) -> str:
    return f"{round(number, 1) + 0:g}"
