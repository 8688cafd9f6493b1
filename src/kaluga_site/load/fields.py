"""Read the fields of a mapping, each of one form; what is not asked for is an unknown key."""

import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Generic, TypeVar

from msgspec import Struct

from kaluga_site.load.dates import DateError, parse_date
from kaluga_site.load.yaml_nodes import Entries, Items, Node, Scalar
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.problems import Problems
from kaluga_site.model.settings import parse_base_url

T = TypeVar("T")
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_MOST_DIGITS = 24
"""More than these cannot be written with decimals in the 28 digits that numbers are calculated with."""

_LONGEST_LIKENESS = 60
"""A longer word is no slip of a known one; to compare it would take long."""

_TRUTH = frozenset(("true", "false"))
_SEPARATOR = re.compile(r"\s*[,;]\s*")
_OF_PEOPLE = frozenset(("people", "authors"))
_BETWEEN_PEOPLE = re.compile(r"\s*[,;]\s*|\s+(?:và|&)\s+")
"""A body's name may hold "và", that of a person does not."""


_GIVEN = {Scalar: "text", Items: "a list", Entries: "a mapping"}


IN_TEXT = 0
"""Stands for the line of a value that is declared nowhere: that on which the text has it."""


class Located(Struct, Generic[T], frozen=True):
    """A value and the line that it is declared on, or IN_TEXT."""

    value: T
    line: int


class Fields:
    """The fields of one mapping. Every reader returns None (or nothing) for what is absent, empty or wrong.

    What is wrong is noted in `problems`. After reading, `refuse_unknown` notes every key not asked for.
    """

    def __init__(self, entries: Entries, problems: Problems, where: str = "") -> None:
        """Read from `entries`; `where` says in messages what they belong to, such as " of a person"."""
        self.entries = entries
        self.problems = problems
        self.where = where
        self._asked: dict[str, None] = {}

    def line(self, key: str) -> int:
        """Return the line of a key, or the mapping's own."""
        return self.entries.key_lines.get(key, self.entries.line)

    def text(self, key: str) -> str | None:
        """Read a line of text."""
        node = self._node(key)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self._wrong_type(key, "text", node, f'{key}: "…" (in quotation marks)')
            return None
        return " ".join(node.text.split()) or None

    def required_text(self, key: str, example: str) -> str | None:
        """Read a text that may not be missing."""
        if self._node(key) is None:
            self.problems.add("missing-key", self.line(key), key=key, where=self.where, example=example)
            return None
        return self.text(key)

    def located_text(self, key: str) -> Located[str] | None:
        """Read a text with its line."""
        text = self.text(key)
        return None if text is None else Located(text, self.line(key))

    def texts(self, key: str) -> tuple[Located[str], ...]:
        """Read a list of texts; a single text is a list of one, of which a comma is told."""
        self.tell_unsplit(key)
        found = []
        for node in self.items(key):
            if isinstance(node, Scalar):
                found.append(Located(" ".join(node.text.split()), node.line))
            else:
                self._wrong_type(key, "a list of texts", node, f"{key}: [một, hai]")
        return tuple(found)

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the nodes of a list, noting empty ones; a single value is a list of one."""
        node = self._node(key)
        if node is None:
            return ()
        nodes = node.nodes if isinstance(node, Items) else (node,)
        for empty in filter(_is_empty, nodes):
            self.problems.add("empty-value", empty.line, empty.column, key=key)
        return tuple(node for node in nodes if not _is_empty(node))

    def tell_unsplit(self, key: str) -> None:
        """Note a single text in the place of a list that looks like several."""
        node, separator = self._node(key), _BETWEEN_PEOPLE if key in _OF_PEOPLE else _SEPARATOR
        if isinstance(node, Scalar) and len(parts := [part for part in separator.split(node.text) if part]) > 1:
            names = {"text": " ".join(node.text.split()), "list": ", ".join(parts)}
            self.problems.add("unsplit-list", node.line, node.column, key=key, **names)

    def date(self, key: str) -> PartialDate | None:
        """Read a date."""
        text = self.text(key)
        if text is None:
            return None
        try:
            return parse_date(text)
        except DateError as error:
            self.problems.add(error.code, self.line(key), text=text)
            return None

    def flag(self, key: str) -> bool | None:
        """Read true or false."""
        text = self.text(key)
        if text is None:
            return None
        if text.lower() not in _TRUTH:
            self._wrong_type(key, "true or false", self.entries.nodes[key], f"{key}: true", text)
            return None
        return text.lower() == "true"

    def words(self, key: str, what: str) -> str | None:
        """Read a text that says something: no true or false, which its neighbours may be."""
        text = self.text(key)
        if text is not None and text.lower() in _TRUTH:
            self._wrong_type(key, what, self.entries.nodes[key], f"{key}: …", text)
            return None
        return text

    def number(self, key: str) -> Decimal | None:
        """Read a decimal number without grouping."""
        text = self.text(key)
        if text is None:
            return None
        if not _NUMBER.fullmatch(text) or sum(map(str.isdigit, text)) > _MOST_DIGITS:
            self.problems.add("bad-number", self.line(key), text=text)
            return None
        return Decimal(text)

    def web_address(self, key: str) -> str | None:
        """Read an address that begins with http:// or https://."""
        text = self.text(key)
        if text is not None and not _WEB_ADDRESS.fullmatch(text):
            self.problems.add("bad-url", self.line(key), url=text)
            return None
        return text

    def base_url(self, key: str) -> str | None:
        """Read the address of a site: whole, without query and fragment."""
        text = self.text(key)
        found = None if text is None else parse_base_url(text)
        if text is not None and found is None:
            self.problems.add("bad-url", self.line(key), url=text)
        return found

    def refuse_unknown(self) -> None:
        """Note every key that nobody asked for, with the nearest known one."""
        for key, line in self.entries.key_lines.items():
            if key not in self._asked:
                suggestion = suggest(key, self._asked, "Remove it; the known keys are: ")
                self.problems.add("unknown-key", line, key=key, where=self.where, suggestion=suggestion)

    def _node(self, key: str) -> Node | None:
        self._asked[key] = None
        node = self.entries.nodes.get(key)
        return None if node is None or _is_empty(node) else node

    def _wrong_type(self, key: str, wanted: str, node: Node, example: str, given: str = "") -> None:
        given = f"'{given}'" if given else _GIVEN[type(node)]
        self.problems.add("wrong-type", node.line, node.column, key=key, wanted=wanted, given=given, example=example)


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.empty or not node.text)


def mapping_of(node: Node, key: str, problems: Problems, example: str) -> Entries | None:
    """Return a node that has to be a mapping, or note that it is none."""
    if isinstance(node, Entries):
        return node
    problems.add(
        "wrong-type",
        node.line,
        node.column,
        key=key,
        wanted="a mapping (key: value)",
        given=_GIVEN[type(node)],
        example=example,
    )
    return None


def suggest(given: str, known: Collection[str], otherwise: str, limit: int = 12) -> str:
    """Return the hint that names the nearest known word, or `otherwise` and the known words."""
    near = nearest(given, known)
    if near is not None:
        return f"Did you mean '{near}'?"
    names = [*known][:limit]
    if not names:
        return otherwise.partition(":")[0].partition(" Known are")[0].rstrip(".; ") + "."
    return otherwise + ", ".join(names) + (", …." if len(known) > limit else ".")


def nearest(given: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like the given one, if any is."""
    if len(given) > _LONGEST_LIKENESS:
        return None
    import difflib  # noqa: PLC0415 - a build reads few files that are in want of it

    return next(iter(difflib.get_close_matches(given, list(known), n=1, cutoff=0.6)), None)
