"""Messages to the archivist."""

from enum import StrEnum

from msgspec import Struct

from kaluga_site.model.catalogue import CATALOGUE, Severity

__all__ = ["Format", "Problem", "Problems", "Severity", "has_errors", "printable"]


_LONGEST_WORD = 600


class Format(StrEnum):
    """How a problem is written down."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class Problem(Struct, frozen=True, kw_only=True, order=True):
    """Something in the archive's files that the archivist should know; `line` and `column` count from 1."""

    path: str
    line: int = 1
    column: int = 1
    code: str
    severity: Severity
    message: str
    hint: str

    @classmethod
    def of(cls, code: str, path: str, line: int = 1, column: int = 1, **words: object) -> "Problem":
        """Make a problem of a kind in the catalogue; `words` fill its message and hint."""
        kind = CATALOGUE[code]
        shown = {name: _in_short(word) for name, word in words.items()}
        return cls(
            path=printable(path),
            line=line,
            column=column,
            code=code,
            severity=kind.severity,
            message=kind.message.format(**shown),
            hint=kind.hint.format(**shown),
        )

    def __str__(self) -> str:
        """Return the problem as one line of text."""
        return f"{self.path}:{self.line}: {self.code} {self.message} {self.hint}"

    def github(self) -> str:
        """Return the problem as a GitHub workflow command."""
        place = f"file={_escaped(self.path, property_=True)},line={self.line},col={self.column}"
        title = f"title={_escaped(self.code, property_=True)}"
        return f"::{self.severity} {place},{title}::{_escaped(f'{self.message} {self.hint}')}"


class Problems:
    """Collects the problems of one file while it is read, so that all are told at once."""

    def __init__(self, path: str) -> None:
        """Begin with none; `path` is the file's path from the archive's folder."""
        self.path = path
        self.found: list[Problem] = []
        self._text, self._text_line = "", 1

    def read_text(self, text: str, line: int) -> None:
        """Take the file's text as written, which begins on a line, so that words of it can be found."""
        self._text, self._text_line = text, line

    def line_of(self, words: str, earlier: int = 0) -> int:
        """Return the line on which words stand, after so many earlier places where they do; 1 if they are not found."""
        start = -1
        for _ in range(earlier + 1):
            start = self._text.find(words, start + 1)
            if start < 0:
                return 1
        return self._text_line + self._text.count("\n", 0, start)

    def add(self, code: str, line: int = 1, column: int = 1, **words: object) -> None:
        """Note a problem of this file."""
        self.found.append(Problem.of(code, self.path, line, column, **words))

    @property
    def has_errors(self) -> bool:
        """Whether this file may not be published as it is."""
        return has_errors(self.found)


def has_errors(problems: "list[Problem] | tuple[Problem, ...]", *, strict: bool = False) -> bool:
    """Return whether the problems forbid publishing; `strict` counts warnings too."""
    return any(strict or problem.severity is Severity.ERROR for problem in problems)


def printable(text: str) -> str:
    """Return text with characters that could drive a terminal, or change the order of what it shows, as escapes."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _in_short(word: object) -> str:
    """Return what a message tells of a word: all of it, unless it is longer than anybody would read."""
    text = str(word)
    half = _LONGEST_WORD // 2
    return printable(text if len(text) <= _LONGEST_WORD else f"{text[:half]} […] {text[-half:]}")


def _escaped(text: str, *, property_: bool = False) -> str:
    """Escape as GitHub's workflow commands ask for."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text
