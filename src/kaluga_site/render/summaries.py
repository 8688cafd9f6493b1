"""Say in a sentence or two what the archive has of an entity: nothing but what its articles count up to."""

from collections.abc import Mapping
from decimal import Decimal

from kaluga_site.model.archive import Entity, Period
from kaluga_site.model.names import Vocabulary
from kaluga_site.render.words import month_in_words, number_in_words

_NAMED = "{name} được nhắc đến trong {count} bài{when}."
_OPENINGS = {
    Vocabulary.TOPICS: "Kho lưu trữ có {count} bài thuộc chủ đề này{when}.",
    Vocabulary.SOURCES: "Kho lưu trữ có {count} bài của {name}{when}.",
}
_UNKNOWN_SOURCE = "Kho lưu trữ có {count} bài không rõ nguồn{when}."

_ALL_UNDATED = ", không rõ ngày"
_ONE_MONTH = ", vào {month}"
_ALL_OF_ONE_MONTH = ", đều vào {month}"
_SPAN = ", {span}"
_SOME_UNDATED = ", trong đó {count} bài không rõ ngày"

_FROM_TO = "từ {first} đến {last}"
_MONTH_OF_SAME_YEAR = "tháng {month}"
_YEAR = "năm {year}"

_QUOTED = "{articles} dẫn lời người này {quotations} lần."
_GIVEN = "{articles} ghi {given} số liệu do người này nêu."
_QUOTED_AND_GIVEN = "{articles} dẫn lời người này {quotations} lần và ghi {given} số liệu do người này nêu."
_FIGURES = "{articles} nêu {figures} số liệu."
_THE_ARTICLE = "Bài viết"
_THE_ARTICLES = "Các bài"


def summary_of(entity: Entity) -> str:
    """Return what the articles of an entity are, how many and from when to when, and what they have from a person."""
    listing = entity.listing
    opening = _UNKNOWN_SOURCE if listing.is_unknown else _OPENINGS.get(listing.vocabulary, _NAMED)
    first = opening.format(name=listing.name, count=_number(listing.count), when=_when(entity.counts))
    return " ".join([first[:1].upper() + first[1:], *_statements(entity)])


def span_in_words(first: Period, last: Period) -> str:
    """Return "tháng 11 năm 2025", or "từ tháng 3 năm 2019 đến tháng 11 năm 2025"; months of one year say it once."""
    if first == last:
        return _period_in_words(first)
    if first.year == last.year and first.month and last.month:
        begin = _MONTH_OF_SAME_YEAR.format(month=first.month)
    else:
        begin = _period_in_words(first)
    return _FROM_TO.format(first=begin, last=_period_in_words(last))


def _statements(entity: Entity) -> list[str]:
    """Return what the articles hold besides: what they have from a person, how many figures there are on a topic."""
    numbers = {
        "articles": _THE_ARTICLE if entity.listing.count == 1 else _THE_ARTICLES,
        "quotations": _number(entity.quotations),
        "given": _number(entity.given),
        "figures": _number(entity.figures),
    }
    statements = {(True, True): _QUOTED_AND_GIVEN, (True, False): _QUOTED, (False, True): _GIVEN}
    said = statements.get((entity.quotations > 0, entity.given > 0))
    if entity.listing.vocabulary is Vocabulary.TOPICS and entity.figures:
        said = _FIGURES
    return [said.format(**numbers)] if said else []


def _when(counts: Mapping[Period, int]) -> str:
    """Return when articles are dated, as it stands behind their number."""
    dated = [period for period in counts if period.year]
    if not dated:
        return _ALL_UNDATED
    total, undated = sum(counts.values()), sum(count for period, count in counts.items() if not period.year)
    span = span_in_words(min(dated), max(dated))
    if len(dated) > 1:
        when = _SPAN.format(span=span)
    else:
        when = (_ONE_MONTH if total == 1 or undated else _ALL_OF_ONE_MONTH).format(month=span)
    return when + (_SOME_UNDATED.format(count=_number(undated)) if undated else "")


def _period_in_words(period: Period) -> str:
    if not period.month:
        return _YEAR.format(year=period.year)
    text = month_in_words(*period)
    return text[:1].lower() + text[1:]


def _number(count: int) -> str:
    return number_in_words(Decimal(count))
