"""Cite an article in words. What is not known is said to be so, never made up.

Names stay whole, in the order in which they are written: which part of one is the family's, no article tells.
"""

from msgspec import Struct

from kaluga_site.model.article import Article
from kaluga_site.model.basis import Basis
from kaluga_site.model.dates import PartialDate
from kaluga_site.render.language import N_, say
from kaluga_site.render.words import date_note, day_in_figures

_ENDS = ("?", "!", "…", "?”", "!”", "…”")
"""What ends a title as a full stop would."""


class CitedArticle(Struct, frozen=True, kw_only=True):
    """What a reader needs to find an article again; None where it is not known."""

    key: str
    """A name for the entry: "2025-tinh-kaluga"."""

    authors: tuple[str, ...]
    title: str
    newspaper: str | None
    date: PartialDate | None
    date_note: str | None
    """How sure the date is, where it is not simply declared."""

    is_date_inferred: bool
    section: str | None
    issue: str | None
    page: str | None
    language: str
    url: str | None
    """Where it is to be found: the newspaper's page, else a copy, else the archive's page."""

    kept: str | None
    """The archive's own page, where it has an address that is not `url`."""

    @classmethod
    def of(cls, article: Article, newspaper: str | None, page: str | None) -> "CitedArticle":
        """Take it from a record; `page` is the whole address of the article's page, if the site has one."""
        date = article.date
        url = article.url or article.archived_url or page
        return cls(
            key=article.address.partition("/")[2].replace("/", "-"),
            authors=article.authors,
            title=article.title.value,
            newspaper=newspaper,
            date=date.value if date else None,
            date_note=date_note(date.value, date.basis) if date else None,
            is_date_inferred=date is not None and date.basis is Basis.INFERRED,
            section=article.section,
            issue=article.issue,
            page=article.page,
            language=article.language,
            url=url,
            kept=None if page == url else page,
        )


def in_words(cited: CitedArticle) -> str:
    """Return the citation in the order of Vietnamese reference lists: author or newspaper, year, title, place, date.

    Where neither is known the title comes first, as in lists of works without an author.
    """
    year = f"{cited.date.year}{'?' * cited.date.uncertain}" if cited.date else say("không rõ ngày")
    lead = ", ".join(cited.authors) or cited.newspaper
    parts = (
        ("{value}", None if lead == cited.newspaper and lead else cited.newspaper or say("không rõ nguồn")),
        (N_("mục {value}"), cited.section),
        (N_("số {value}"), cited.issue),
        (N_("tr. {value}"), cited.page),
        ("{value}", _day(cited.date)),
    )
    place = ", ".join(say(message, value=value) for message, value in parts if value)
    place += f" ({cited.date_note})" if cited.date_note else ""
    sentences = [
        f"{lead or cited.title} ({year})",
        cited.title if lead else None,
        place[:1].upper() + place[1:],
        say("{url} (bản lưu: {kept})", url=cited.url, kept=cited.kept) if cited.kept else cited.url,
    ]
    return in_sentences(*sentences)


def in_sentences(*parts: str | None) -> str:
    """Return parts of a citation with a full stop between them, but where one ends with a mark of its own."""
    stated = [part.removesuffix(".") for part in parts if part]
    return "".join([part + (" " if part.endswith(_ENDS) else ". ") for part in stated[:-1]] + stated[-1:])


def _day(date: PartialDate | None) -> str | None:
    """Return a day or a month in figures; a year alone has been said."""
    if date is None or date.month is None:
        return None
    return day_in_figures(date.year, date.month, date.day)
