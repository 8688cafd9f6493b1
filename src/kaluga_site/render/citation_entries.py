"""Cite an article for programs: BibTeX, RIS, CSL-JSON.

A name is never split into a given and a family name: in BibTeX it stands in braces, in CSL-JSON as a literal, and in
RIS before a comma, without which readers of RIS take the last word for the family's name.
"""

import re

import msgspec
from msgspec import Struct

from kaluga_site.model.dates import PartialDate
from kaluga_site.render.citation import CitedArticle

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

_encode = msgspec.json.Encoder().encode


def bibtex(cited: CitedArticle) -> str:
    """Return the entry for a .bib file in UTF-8, which BibTeX and biblatex read.

    A date that is not certain carries its "?" (EDTF), which biblatex knows; `year` is for BibTeX, and comes behind
    `date`, since Zotero adds to it what it does not tell.
    """
    date = cited.date
    fields = {
        "author": " and ".join(f"{{{_escape(author)}}}" for author in cited.authors),
        "title": f"{{{_escape(cited.title)}}}",
        "journal": f"{{{_escape(cited.newspaper)}}}" if cited.newspaper else "",
        "date": f"{date.iso}{'?' * date.uncertain}" if date else "",
        "year": f"{date.year:04}" if date else "",
        "number": _escape(cited.issue or ""),
        "pages": _escape(cited.page or ""),
        "note": _escape("; ".join(note for note in (cited.section, cited.date_note) if note)),
        "url": _escape_url(cited.url or ""),
        "langid": _LANGUAGES.get(cited.language, ""),
        "entrysubtype": "newspaper",
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@article{{{cited.key},\n{''.join(lines)}}}\n"


def ris(cited: CitedArticle) -> str:
    """Return the record for a .ris file; L2 is the archive's own page."""
    fields = [
        ("TY", "NEWS"),
        *(("AU", f"{author.replace(',', ' ')},") for author in cited.authors),
        ("TI", cited.title),
        ("T2", cited.newspaper),
        ("DA", _ris_date(cited.date) if cited.date and not cited.date.uncertain else None),
        ("PY", f"{cited.date.year:04}" if cited.date else None),
        ("IS", cited.issue),
        ("SP", cited.page),
        ("SE", cited.section),
        ("LA", cited.language),
        ("UR", cited.url),
        ("L2", cited.kept),
        ("N1", cited.date_note),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}\n" for tag, value in fields if value]
    return f"{''.join(lines)}ER  - \n"


class _CslName(Struct, frozen=True):
    literal: str


class _CslDate(Struct, frozen=True, omit_defaults=True, rename={"parts": "date-parts"}):
    parts: tuple[tuple[int, ...], ...]
    circa: bool = False


class _CslItem(Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"newspaper": "container-title"}):
    """An item of CSL-JSON: the names of its fields are those of the format."""

    id: str
    type: str
    title: str
    author: tuple[_CslName, ...] = ()
    newspaper: str | None = None
    issued: _CslDate | None = None
    section: str | None = None
    issue: str | None = None
    page: str | None = None
    language: str
    URL: str | None = None
    archive_location: str | None = None
    note: str | None = None


def csl_json(cited: CitedArticle) -> str:
    """Return the item for whatever reads the Citation Style Language: a list of one, as its files are."""
    date = cited.date
    parts = (date.year, date.month, date.day) if date else ()
    item = _CslItem(
        id=cited.key,
        type="article-newspaper",
        title=cited.title,
        author=tuple(map(_CslName, cited.authors)),
        newspaper=cited.newspaper,
        issued=_CslDate((tuple(part for part in parts if part),), circa=date.uncertain) if date else None,
        section=cited.section,
        issue=cited.issue,
        page=cited.page,
        language=cited.language,
        URL=cited.url,
        archive_location=cited.kept,
        note=cited.date_note,
    )
    return _encode([item]).decode()


def _ris_date(date: PartialDate) -> str:
    """Return "2025/03/02/": parts that are not known are empty."""
    return f"{date.year:04}/{f'{date.month:02}' if date.month else ''}/{f'{date.day:02}' if date.day else ''}/"


def _escape(text: str) -> str:
    return text.translate(_ESCAPED) if _find_special(text) else text


def _escape_url(url: str) -> str:
    return url.translate(_ESCAPED_IN_URL) if _find_special(url) or " " in url else url
