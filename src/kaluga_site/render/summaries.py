"""Say in a sentence or two what the archive has of an entity: nothing but what its articles count up to."""

from collections.abc import Mapping

from kaluga_site.model.entities import Entity
from kaluga_site.model.groups import Period
from kaluga_site.model.names import Vocabulary
from kaluga_site.render.language import N_, NN_, say
from kaluga_site.render.words import counted, month_in_words, month_name, within_a_line

_NAMED = NN_("{name} được nhắc đến trong {count} bài{when}.")
_OPENINGS = {
    Vocabulary.TOPICS: NN_("Kho lưu trữ có {count} bài thuộc chủ đề này{when}."),
    Vocabulary.SOURCES: NN_("Kho lưu trữ có {count} bài của {name}{when}."),
}
_UNKNOWN_SOURCE = NN_("Kho lưu trữ có {count} bài không rõ nguồn{when}.")

_QUOTED = N_("Bài viết dẫn lời người này {times}."), N_("Các bài dẫn lời người này {times}.")
_GIVEN = NN_("Bài viết ghi {count} số liệu do người này nêu."), NN_("Các bài ghi {count} số liệu do người này nêu.")
_QUOTED_AND_GIVEN = (
    NN_("Bài viết dẫn lời người này {times} và ghi {count} số liệu do người này nêu."),
    NN_("Các bài dẫn lời người này {times} và ghi {count} số liệu do người này nêu."),
)
_FIGURES = NN_("Bài viết nêu {count} số liệu."), NN_("Các bài nêu {count} số liệu.")
"""What one article says, and what several say."""

_BESIDE, _UNDATED = NN_(": {count} bài {when}"), NN_("; {count} bài không rõ ngày")
_UNCERTAIN = NN_(", trong đó {count} bài chưa chắc chắn ngày")


def summary_of(entity: Entity) -> str:
    """Return what the articles of an entity are, how many and from when to when, and what they have from a person."""
    listing = entity.listing
    opening = _UNKNOWN_SOURCE if listing.is_unknown else _OPENINGS.get(listing.vocabulary, _NAMED)
    first = counted(opening, listing.count, name=listing.name, when=_when(entity.counts, entity.uncertain))
    return " ".join([first[:1].upper() + first[1:], *_statements(entity)])


def span_in_words(first: Period, last: Period) -> str:
    """Return "tháng 11 năm 2025", or "từ tháng 3 năm 2019 đến tháng 11 năm 2025"; months of one year say it once."""
    if first == last:
        return _period_in_words(first)
    if first.year == last.year and first.month and last.month:
        begin = say("tháng {month}", month=first.month, month_name=month_name(first.month))
    else:
        begin = _period_in_words(first)
    return say("từ {first} đến {last}", first=begin, last=_period_in_words(last))


def _statements(entity: Entity) -> list[str]:
    """Return what the articles hold besides: what they have from a person, how many figures there are on a topic."""
    several = entity.listing.count > 1
    if entity.listing.vocabulary is Vocabulary.TOPICS and entity.figures:
        return [counted(_FIGURES[several], entity.figures)]
    times = counted(NN_("{count} lần"), entity.quotations)
    if entity.quotations and entity.given:
        return [counted(_QUOTED_AND_GIVEN[several], entity.given, times=times)]
    if entity.quotations:
        return [say(_QUOTED[several], times=times)]
    return [counted(_GIVEN[several], entity.given)] if entity.given else []


def _when(counts: Mapping[Period, int], uncertain: int) -> str:
    """Return when articles are dated, as it stands behind their number, and of how many that is not certain."""
    dated = {period: count for period, count in counts.items() if period.year}
    if not dated:
        return say(", không rõ ngày")
    total, undated = sum(dated.values()), sum(counts.values()) - sum(dated.values())
    span = span_in_words(min(dated), max(dated))
    if len(dated) > 1:
        when = span
    elif total == 1:
        when = say("vào {month}", month=span)
    else:
        when = say("đều vào {month}", month=span)
    if uncertain == total:
        when += say(" (chưa chắc chắn)")
    elif uncertain:
        when += counted(_UNCERTAIN, uncertain)
    return counted(_BESIDE, total, when=when) + counted(_UNDATED, undated) if undated else f", {when}"


def _period_in_words(period: Period) -> str:
    if not period.month:
        return say("năm {year}", year=period.year)
    return within_a_line(month_in_words(*period))
