"""Import texts one by one: decode, read, compare with what is there, write."""

from enum import StrEnum
from pathlib import Path

from msgspec import Struct, structs

from kaluga_site import articles, load, state
from kaluga_site.importing.decoding import Decoded, DecodingError, MissingExtraError, decode
from kaluga_site.importing.duplicates import NEAR, Twin, Words
from kaluga_site.importing.files import write_new
from kaluga_site.importing.naming import Names, names_for, path_of
from kaluga_site.importing.newcomers import Newcomer, Newcomers, newcomers_of
from kaluga_site.importing.writing import article_text
from kaluga_site.model.article import Article
from kaluga_site.model.basis import Basis
from kaluga_site.model.problems import Problem, Problems, has_errors, printable
from kaluga_site.model.work import Unwatched, Watch
from kaluga_site.vietnamese import clean

_UNPLACED = "articles/bai.txt"
"""As which file a text is read before it has a place of its own."""

_TELLING = 20
"""A body of so many words is one article's, whatever the title above it."""


class Status(StrEnum):
    """What became of a text."""

    WRITTEN = "written"
    PLANNED = "to be written"
    ALREADY = "already imported"
    SKIPPED = "skipped as a near-duplicate"
    FAILED = "not imported"


class Options(Struct, frozen=True, kw_only=True):
    """How to import."""

    encoding: str | None = None
    skip_duplicates: bool = False
    dry_run: bool = False


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of one text."""

    source: str
    """Its file as named on the command line, "-" for standard input."""

    status: Status
    path: str | None = None
    """The article file, from the archive's folder: the written one, or the one that has the same words."""

    encoding: str | None = None
    article: Article | None = None
    raw: str = ""
    """The cleaned text, in which the spans of title and stamp count."""

    problems: tuple[Problem, ...] = ()
    twin: Twin | None = None
    """The article with nearly the same words."""

    numbered: bool = False
    """Whether the name it should have had is taken by another article."""

    newcomers: tuple[Newcomer, ...] = ()


class Importer:
    """Imports texts into an archive."""

    def __init__(self, archive: Path, options: Options, watch: Watch | None = None) -> None:
        """Look at what the archive has: its settings, authority files and the words of all its articles.

        `watch` is told how far that has come.
        """
        self.archive = archive
        self.settings, problems = load.load_settings(archive)
        self.authorities, more = load.load_authorities(archive)
        self.problems = (*problems, *more)
        self.newcomers = Newcomers()
        self._options = options
        files, _ = load.find_article_files(archive, state.look_around(archive))
        self._words = Words(archive, (watch or Unwatched()).over(files, "archive read", len(files)))
        self._names = Names(archive, files, self._words.redirects)
        self._planned: dict[str, set[str]] = {}
        """The words of what this run imported."""

    def take_file(self, file: Path) -> Outcome:
        """Import a file. Raises MissingExtraError as `take` does."""
        source = printable(str(file))
        problems = Problems(source)
        content = load.read_content(file, problems)
        return _failed(source, *problems.found) if content is None else self.take(content, source)

    def take(self, content: bytes, source: str) -> Outcome:
        """Import a text that comes from `source`.

        Raises MissingExtraError where the encoding asked for cannot be read on this machine.
        """
        try:
            decoded = decode(content, self._options.encoding)
        except MissingExtraError:
            raise
        except DecodingError as error:
            problem = Problem.of("unknown-encoding", source, reason=error.reason, suggestion=error.suggestion)
            return _failed(source, problem)
        outcome = self._read(decoded, source)
        if outcome.article is not None:
            outcome = self._place(outcome, outcome.article)
        self.newcomers.add(outcome.newcomers)
        return outcome

    def new_entries(self) -> dict[str, list[dict[str, object]]]:
        """Return an entry for each name that the texts have and no authority file knows, by vocabulary."""
        return {str(name): entries for name, entries in self.newcomers.entries(self.authorities).items()}

    def _read(self, decoded: Decoded, source: str) -> Outcome:
        raw = clean(decoded.text)
        article, found = articles.read_article_text(raw, _UNPLACED, self.settings, self.authorities)
        problems = tuple(_of_source(problem, source) for problem in found)
        if article is None or has_errors(problems):
            return _failed(source, *problems)
        return Outcome(
            source=source,
            status=Status.PLANNED if self._options.dry_run else Status.WRITTEN,
            encoding=decoded.encoding,
            article=article,
            raw=raw,
            problems=problems,
            newcomers=tuple(newcomers_of(article, self.authorities)),
        )

    def _place(self, outcome: Outcome, article: Article) -> Outcome:
        """Find out whether the archive has the article; write it if not."""
        twins = self._words.like(article.body.text, article.title.value)
        for twin in twins:
            if twin.may_be_same and self._has_same_words(twin.path, article):
                return self._already(outcome, twin.path)
        near = next((twin for twin in twins if twin.share >= NEAR), None)
        if near is not None:
            problem = Problem.of("near-duplicate", outcome.source, share=f"{near.share:.0%}", other=near.path)
            outcome = structs.replace(outcome, twin=near, problems=(*outcome.problems, problem))
            if self._options.skip_duplicates:
                return structs.replace(outcome, status=Status.SKIPPED, newcomers=())
        try:
            path, numbered = self._write(article, outcome.raw)
        except OSError as error:
            reason = f"{error.filename or self.archive}: {error.strerror or error}"
            return _failed(outcome.source, Problem.of("unwritable-file", outcome.source, reason=reason))
        self._words.add(path, article.body.text)
        self._planned[path] = _same_words(article)
        return structs.replace(outcome, path=path, numbered=numbered)

    def _already(self, outcome: Outcome, path: str) -> Outcome:
        """Return that an article is there; its names are those that the archivist may have reviewed there."""
        newcomers = outcome.newcomers
        if path not in self._planned:
            there, _ = articles.read_article(self.archive, path, self.settings, self.authorities)
            newcomers = tuple(newcomers_of(there, self.authorities)) if there else ()
        return structs.replace(outcome, status=Status.ALREADY, path=path, newcomers=newcomers)

    def _has_same_words(self, path: str, article: Article) -> bool:
        words = _same_words(article)
        if path in self._planned:
            return bool(words & self._planned[path])
        there, _ = articles.read_article(self.archive, path, self.settings, self.authorities)
        if there is None:
            return False
        return there.withdrawn is not None or bool(words & _same_words(there))  # a withdrawn one shows no words

    def _write(self, article: Article, raw: str) -> tuple[str, bool]:
        """Write an article under a name of its own; return its path, and whether the name is numbered.

        Raises OSError.
        """
        year = f"{article.date.value.year:04}" if article.date else ""
        content = article_text(article, raw, self.authorities).encode()
        for number, name in enumerate(names_for(article.title.value), start=1):
            path, is_free = path_of(year, name), self._names.is_free(year, name)
            if is_free and (self._options.dry_run or write_new(self.archive / path, content)):
                self._names.take(year, name)
                return path, number > 1
        raise AssertionError


def _failed(source: str, *problems: Problem) -> Outcome:
    return Outcome(source=source, status=Status.FAILED, problems=problems)


def _of_source(problem: Problem, source: str) -> Problem:
    """Return a problem of the text as one of the file that it came from."""
    if problem.code == "front-matter-in-text":
        return Problem.of("not-raw-text", source)
    return structs.replace(problem, path=source)


def _same_words(article: Article) -> set[str]:
    """Return what an article is known by: all its words, whatever the space between them.

    Where the body is long enough to be known by, its words alone do: the title may have been mended since.
    """
    body = article.body.text.split()
    title = [] if article.title.basis is Basis.SUPPLIED else article.title.value.split()
    known_by = [[*title, *body], body] if len(body) >= _TELLING else [[*title, *body]]
    return set(map(" ".join, known_by))
