"""Cite an article: in words, and as an entry for biblatex. What is not known is said to be so, never made up."""

import re

from msgspec import Struct

from kaluga_site.model.article import Article
from kaluga_site.model.dates import PartialDate
from kaluga_site.render.language import N_, say
from kaluga_site.render.words import date_note, day_in_figures

_LANGUAGES = {"vi": "vietnamese", "en": "english", "ru": "russian"}
"""Language tags and what babel, and so biblatex, calls them."""

_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
"""Signs that mean something to TeX. A brace is named, since BibTeX counts braces behind a backslash too."""

_find_special = re.compile(r"[\\{}~^&%$#_]").search

_ESCAPED_IN_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
"""An address is taken as it stands, but for what would end it."""


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
            section=article.section,
            issue=article.issue,
            page=article.page,
            language=article.language,
            url=url,
            kept=None if page == url else page,
        )


def in_words(cited: CitedArticle) -> str:
    """Return the citation in the order of Vietnamese reference lists: author or newspaper, year, title, place, date."""
    year = f"{cited.date.year}{'?' * cited.date.uncertain}" if cited.date else say("không rõ ngày")
    newspaper = cited.newspaper or say("không rõ nguồn")
    parts = (
        ("{value}", newspaper if cited.authors else None),
        (N_("mục {value}"), cited.section),
        (N_("số {value}"), cited.issue),
        (N_("tr. {value}"), cited.page),
        ("{value}", _day(cited.date)),
    )
    place = ", ".join(say(message, value=value) for message, value in parts if value)
    place += f" ({cited.date_note})" if cited.date_note else ""
    sentences = [
        f"{', '.join(cited.authors) or newspaper} ({year})",
        cited.title,
        place[:1].upper() + place[1:],
        say("{url} (bản lưu: {kept})", url=cited.url, kept=cited.kept) if cited.kept else cited.url,
    ]
    return ". ".join(sentence.removesuffix(".") for sentence in sentences if sentence)


def biblatex(cited: CitedArticle) -> str:
    """Return the entry for a .bib file in UTF-8. A date that is not certain carries its "?" (EDTF) for biber."""
    date = cited.date
    fields = {
        "author": " and ".join(f"{{{_escape(author)}}}" for author in cited.authors),
        "title": f"{{{_escape(cited.title)}}}",
        "journaltitle": f"{{{_escape(cited.newspaper)}}}" if cited.newspaper else "",
        "date": f"{date.iso}{'?' * date.uncertain}" if date else "",
        "number": _escape(cited.issue or ""),
        "pages": _escape(cited.page or ""),
        "note": _escape("; ".join(note for note in (cited.section, cited.date_note) if note)),
        "url": _escape_url(cited.url or ""),
        "langid": _LANGUAGES.get(cited.language, ""),
        "entrysubtype": "newspaper",
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@article{{{cited.key},\n{''.join(lines)}}}\n"


def _day(date: PartialDate | None) -> str | None:
    """Return a day or a month in figures; a year alone has been said."""
    if date is None or date.month is None:
        return None
    return day_in_figures(date.year, date.month, date.day)


def _escape(text: str) -> str:
    return text.translate(_ESCAPED) if _find_special(text) else text


def _escape_url(url: str) -> str:
    return url.translate(_ESCAPED_IN_URL) if _find_special(url) or " " in url else url
