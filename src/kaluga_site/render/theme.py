"""The look of the site: templates and static files, the archive's own before the built-in ones."""

import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import cast

from jinja2 import (
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup
from msgspec import structs

from kaluga_site.keeping import Bounded
from kaluga_site.model.pages import Page
from kaluga_site.model.problems import Problem
from kaluga_site.model.resources import built_in
from kaluga_site.model.settings import ARCHIVE_LANGUAGE
from kaluga_site.render import addresses
from kaluga_site.render.entity_views import Entry
from kaluga_site.render.environment import SwiftEnvironment
from kaluga_site.render.fingerprints import digest
from kaluga_site.render.language import language_of
from kaluga_site.render.own_theme import check_theme, is_utf_8, path_in, template_error
from kaluga_site.render.program_views import FeedEntry
from kaluga_site.render.typography import typeset
from kaluga_site.render.view import View
from kaluga_site.render.views import ShownCard
from kaluga_site.render.words import counted, number_in_words

_FREQUENT = (
    "base.html", "partials/macros.html", "partials/card.html", "partials/navigation.html", "article/single.html",
    "article/list.html", "entity/single.html", "entity/list.html", "data/list.html", "feed/atom.xml", "sitemap.xml",
)  # fmt: skip
"""What the pages of most new articles take: their own and those of the lists that show them."""

_COMPILED = "swift-{language}-%s.cache"
"""The names of compiled templates. They tell for which environment, since Jinja compares nothing but the source."""

_TYPEFACE, _LICENCE = "kaluga-serif.woff2", "kaluga-serif-OFL.txt"
"""Made when the package is built (hatch_build.py)."""

_ROOT = "\0"
"""Stands in cards for what leads from a page to the site's root; no text has it."""

_MANY = 2_000
"""So many parts of pages and entries of feeds are kept at once; a part that comes on all pages is soon made again."""

_SUMMARY = "\1"
"""Stands in cards before and after the summary, in whose place an entity's page has other words."""

_SUMMARY_EDGE = _SUMMARY.encode()

_TEMPLATE_ERRORS = (
    TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What a mistake in a template can raise while a page is made."""


class TemplateProblem(Exception):  # noqa: N818 - it carries a problem to the archivist
    """A template of the archive that cannot be used."""

    def __init__(self, problem: Problem) -> None:
        """Keep what to tell the archivist."""
        super().__init__(problem)
        self.problem = problem


class _CompiledTemplates(FileSystemBytecodeCache):
    """Keeps compiled templates where it can: a folder of somebody else's costs time only."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


class Theme:
    """Renders planned pages with the templates of one archive."""

    def __init__(self, archive: Path, compiled: Path | None = None, language: str = ARCHIVE_LANGUAGE) -> None:
        """Use the templates and static files in `archive` before the built-in ones of the same name.

        Compiled templates are kept in the folder `compiled`, if it is there.
        """
        self.archive = archive
        self._compiled = compiled
        self._language = language_of(language)
        self._others: dict[str, Theme] = {}
        self._own = archive / "templates"
        self._environment = SwiftEnvironment(
            self._language,
            loader=FileSystemLoader([self._own, built_in("templates")]),
            autoescape=True,
            auto_reload=False,
            cache_size=-1,  # a plain dict: all templates are few
            bytecode_cache=_CompiledTemplates(str(compiled), _COMPILED.format(language=self._language.fingerprint))
            if compiled and compiled.is_dir()
            else None,
            lstrip_blocks=True,
            trim_blocks=True,
            keep_trailing_newline=True,
            undefined=StrictUndefined,
        )

        self._environment.filters["typeset"] = typeset
        self._environment.globals |= {
            "card": lambda shown, root: self._cards([shown], root),
            "entries": self._entries,
            "cards": self._cards,
            "_": self._language.say,
            "counted": counted,
            "in_words": number_in_words,
            "summary_edge": _SUMMARY,
            "feed_entries": self._feed_entries,
            "navigation": partial(self._fragment, "partials/navigation.html"),
        }
        self._chosen: dict[tuple[str, ...], Template] = {}
        self._fragments = Bounded[tuple[str, object, str], bytes](_MANY)
        self._parts: dict[str, tuple[ShownCard, bytes]] = {}
        """Both in UTF-8, for in a text with Vietnamese letters Python keeps twice as much."""

        self._said: Callable[..., str] | None = None

    def prepare(self) -> None:
        """Load what most pages take, as it would be when the first of them is made."""
        with suppress(*_TEMPLATE_ERRORS):  # which are told then
            for template in _FREQUENT:
                self._environment.get_template(template)
        _ = self._language.locale.number_symbols

    def speaking(self, language: str) -> "Theme":
        """Return the same look in a language."""
        if language == self._language.tag:
            return self
        if language not in self._others:
            self._others[language] = Theme(self.archive, self._compiled, language)
        return self._others[language]

    def forget_parts(self) -> None:
        """Let go of what several pages are put together from: no other page will be made."""
        self._fragments.clear()
        self._parts.clear()
        for theme in self._others.values():
            theme.forget_parts()

    def fingerprint(self) -> bytes:
        """Return a digest of the archive's own templates."""
        return digest(*((path_in(self.archive, file), _content(file)) for file in sorted(self._own.rglob("*"))))

    def check(self) -> Iterator[Problem]:
        """Yield what is wrong in the archive's own theme as it stands, before any page is made."""
        yield from check_theme(self.archive, self._environment, _TYPEFACE)

    def render(self, address: str, templates: tuple[str, ...], view: View) -> Page:
        """Return a page made with the first of the templates that exists.

        Raises TemplateProblem where one of the archive's own is wrong.
        """
        try:
            template = self._chosen.get(templates)
            if template is None:  # to look for one that is not there goes through the folders each time
                template = self._chosen[templates] = self._environment.select_template(templates)
            text = template.render(structs.asdict(view))
        except _TEMPLATE_ERRORS as error:
            frames = reversed(traceback.extract_tb(error.__traceback__))
            own = (frame for frame in frames if Path(frame.filename).is_relative_to(self._own))
            frame = next(own, None)
            if frame is None:
                raise
            raise TemplateProblem(template_error(self.archive, Path(frame.filename), frame.lineno, error)) from error
        return Page(address=address, content=text.encode("utf-8"))

    def static_files(self) -> dict[str, Path]:
        """Return the static files by their addresses: each has its own name below static/.

        The licence of our typeface goes where an archive has one of its own in its place.
        """
        files: dict[str, Path] = {}
        for folder in (built_in("static"), self.archive / "static"):
            for file in sorted(folder.rglob("*")):
                path = file.relative_to(folder)
                if file.is_file() and not any(part.startswith(".") for part in path.parts) and is_utf_8(path):
                    files[path.as_posix()] = file
        if (self.archive / "static" / _TYPEFACE).is_file() and files.get(_LICENCE) == built_in("static") / _LICENCE:
            del files[_LICENCE]
        return {f"{addresses.STATIC}/{name}": file for name, file in sorted(files.items())}

    def _fragment(self, template: str, shown: object, root: str) -> Markup:
        """Return what a partial template makes of something."""
        return Markup(self._made(template, shown, root).decode())  # noqa: S704 - rendered with autoescape

    def _made(self, template: str, shown: object, root: str) -> bytes:
        """Return what a partial template makes of something, made once for each distance from the root."""
        key = (template, shown, root)
        found = self._fragments.get(key)
        if found is None:
            text = self._environment.get_template(template).render(shown=shown, root=root)
            found = self._fragments.keep(key, text.encode())
        return found

    def _cards(self, shown: Iterable[ShownCard], root: str) -> Markup:
        """Return the cards of a list, each made once for the whole site: what leads to the root is put in last."""
        cards = b"".join(map(self._card, shown)).decode()
        return Markup(cards.replace(_SUMMARY, "").replace(_ROOT, root))  # noqa: S704 - as above; a root is dots, slashes

    def _entries(self, shown: Iterable[Entry], root: str) -> Markup:
        """Return the cards of an entity's list, with what each article says of it in the place of the summary.

        A card that does not tell where its summary stands is shown as it is.
        """
        say = self._said or self._load_said()
        pieces: list[bytes] = []
        for one in shown:
            parts = self._card(one.card).split(_SUMMARY_EDGE)
            if one.said is None or len(parts) != 3:
                pieces += parts
            else:
                pieces += (parts[0], say(one.said, one.card, _ROOT).encode(), parts[2])
        return Markup(b"".join(pieces).decode().replace(_ROOT, root))  # noqa: S704 - as above

    def _card(self, shown: ShownCard) -> bytes:
        """Return a card, with _SUMMARY before its summary and behind it."""
        known = self._parts.get(shown.address)
        if known is None or known[0] is not shown:
            text = self._environment.get_template("partials/card.html").render(shown=shown, root=_ROOT)
            known = self._parts[shown.address] = shown, text.encode()
        return known[1]

    def _load_said(self) -> Callable[..., str]:
        """Return the macro that shows what an article says of an entity."""
        module = self._environment.get_template("partials/said.html").module
        self._said = said = cast(Callable[..., str], vars(module)["said"])
        return said

    def _feed_entries(self, shown: Iterable[FeedEntry]) -> Markup:
        """Return the entries of a feed, each made once for all feeds."""
        entries = b"".join([self._made("feed/entry.xml", one, "") for one in shown])
        return Markup(entries.decode())  # noqa: S704 - rendered with autoescape


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
