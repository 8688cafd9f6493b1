"""Cite an article in the styles of APA (7th edition) and of Chicago (17th, notes and bibliography).

Both are written in English whatever the language of the site, for that is where they are asked for. A date that a rule
inferred stands in brackets, one that is not certain has a "?".
"""

from collections.abc import Sequence

from msgspec import Struct

from kaluga_site.model.dates import PartialDate
from kaluga_site.render.citation import CitedArticle, in_sentences

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NO_NEWSPAPER = "[newspaper unknown]"
_INNER_QUOTES = str.maketrans("“”", "‘’")


class StyledCitation(Struct, frozen=True, kw_only=True):
    """A citation, of which the newspaper's name stands in italics."""

    style: str
    before: str
    newspaper: str
    after: str


def apa(cited: CitedArticle) -> StyledCitation:
    """Return "Author. (2025, March 2). Title. *Newspaper*, (12), 3. URL"; without an author the title comes first."""
    date = f"({_bracketed(cited, _year_first(cited.date)) or 'n.d.'})"
    lead = (_joined(cited.authors, "&"), date, cited.title) if cited.authors else (cited.title, date)
    place = [f"({cited.issue})" if cited.issue else None, cited.page]
    return _styled("APA", in_sentences(*lead), " ", cited, _after(cited, place))


def chicago(cited: CitedArticle) -> StyledCitation:
    """Return "Author. “Title.” *Newspaper*, March 2, 2025. URL"; without an author a known newspaper comes first."""
    title = cited.title.removesuffix(".").translate(_INNER_QUOTES)
    title = f"“{title}{'' if title.endswith(('?', '!', '…')) else '.'}”"
    date = _bracketed(cited, _month_first(cited.date)) or "n.d."
    place = [
        date,
        f"sec. {cited.section}" if cited.section else None,
        f"no. {cited.issue}" if cited.issue else None,
        cited.page,
    ]
    if cited.authors or not cited.newspaper:
        lead = in_sentences(_joined(cited.authors, "and"), title) if cited.authors else title
        return _styled("Chicago", lead, " ", cited, _after(cited, place))
    return _styled("Chicago", "", "", cited, f". {title} {_ended(', '.join(part for part in place if part), cited)}")


def _styled(style: str, before: str, gap: str, cited: CitedArticle, after: str) -> StyledCitation:
    stop = "" if not before or before.endswith(("?", "!", "…", "”")) else "."
    if cited.newspaper:
        return StyledCitation(style=style, before=f"{before}{stop}{gap}", newspaper=cited.newspaper, after=after)
    return StyledCitation(style=style, before=f"{before}{stop}{gap}{_NO_NEWSPAPER}", newspaper="", after=after)


def _after(cited: CitedArticle, place: Sequence[str | None]) -> str:
    """Return what stands behind the newspaper's name: where in it, and the address."""
    return _ended("".join(f", {part}" for part in place if part), cited)


def _ended(details: str, cited: CitedArticle) -> str:
    """Return the details of a citation with a full stop, and the address behind it."""
    stop = "" if details.endswith(".") else "."
    where = f"{cited.url} (archived at {cited.kept})" if cited.kept else cited.url
    return f"{details}{stop} {where}" if where else f"{details}{stop}"


def _joined(names: Sequence[str], conjunction: str) -> str:
    """Return names as English lists them: "A", "A and B", "A, B, and C"."""
    if len(names) <= 2:
        return f" {conjunction} ".join(names)
    return f"{', '.join(names[:-1])}, {conjunction} {names[-1]}"


def _year_first(date: PartialDate | None) -> str | None:
    if date is None or date.month is None:
        return str(date.year) if date else None
    return f"{date.year}, {_MONTHS[date.month - 1]}{f' {date.day}' if date.day else ''}"


def _month_first(date: PartialDate | None) -> str | None:
    if date is None or date.month is None:
        return str(date.year) if date else None
    return f"{_MONTHS[date.month - 1]} {f'{date.day}, ' if date.day else ''}{date.year}"


def _bracketed(cited: CitedArticle, date: str | None) -> str | None:
    """Return a date as sure as it is known."""
    if date is None or cited.date is None:
        return None
    date = f"{date}?" if cited.date.uncertain else date
    return f"[{date}]" if cited.is_date_inferred else date
