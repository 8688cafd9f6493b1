"""Write single entries with ruamel.yaml, which keeps the comments and the quotes of those that were there."""

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString
from ruamel.yaml.tag import Tag

from kaluga_site.editing.files import Refused
from kaluga_site.editing.nodes import Data

_TEXT, _NO_VALUE = Tag(suffix="tag:yaml.org,2002:str"), Tag(suffix="tag:yaml.org,2002:null")
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_TAKEN_FOR_OTHER = re.compile(r"yes|no|on|off|y|n", re.IGNORECASE)
"""Text that other programs take for a truth value."""

_QUOTED = (DoubleQuotedScalarString, SingleQuotedScalarString)
_COMMENT = re.compile(r" +(?P<words>#.*)\n?\Z")
_WANTS_QUOTES = re.compile(r"[?:]$|^[=<]|\?\s*[,\]}]")
"""Text that other programs cannot read without quotes in every place."""


class Writer:
    """Writes entries of mappings and of sequences, each at column 0."""

    def __init__(self, dash_column: int) -> None:
        """Indent the dashes of new sequences by so many columns."""
        self._yaml = YAML()
        self._yaml.Resolver = _AsText
        self._yaml.preserve_quotes = True
        self._yaml.width = 2**31
        self._yaml.indent(mapping=2, sequence=dash_column + 2, offset=dash_column)
        self._dash_column = dash_column

    def entry(self, key: str | None, value: Data) -> str:
        """Return the lines of a new entry: of a mapping with its key, of a sequence without."""
        return self._item(_new(value)) if key is None else self._dumped(CommentedMap({key: _new(value, is_own=True)}))

    def again(self, lines: str, key: str | None, value: Data) -> str:
        """Return the lines of an entry, or of a mapping that is the whole text, that is to hold another value."""
        try:
            held = self._yaml.load(lines)
        except YAMLError as error:
            message = " ".join(str(error).split())
            raise Refused(message) from None
        if key is not None:
            held[key] = _adopted(held.get(key), value, is_own=True)
            return _with_comment(lines, self._dumped(held))
        if isinstance(held, CommentedSeq):
            held[0] = _adopted(held[0], value)
            return _with_comment(lines, self._item_lines(held))
        return _with_comment(lines, self._dumped(_adopted(held, value)))

    def _item(self, value: Any) -> str:  # noqa: ANN401 - whatever ruamel.yaml has
        return self._item_lines(CommentedSeq([value]))

    def _item_lines(self, entries: CommentedSeq) -> str:
        lines = self._dumped(entries).splitlines(keepends=True)
        return "".join(line.removeprefix(" " * self._dash_column) for line in lines)

    def _dumped(self, value: Any) -> str:  # noqa: ANN401
        out = io.StringIO()
        self._yaml.dump(value, out)
        return out.getvalue()


def _with_comment(before: str, after: str) -> str:
    """Return the lines of an entry with the comment on the last of them as far from the value as it was."""
    comment = _COMMENT.search(before)
    if comment is None or not after.endswith(f" {comment['words']}\n"):
        return after
    return f"{after.removesuffix(comment['words'] + chr(10)).rstrip(' ')}{comment.group().removesuffix(chr(10))}\n"


class _AsText(VersionedResolver):
    """Takes every plain scalar for text, as the archive does: no numbers, dates or truth values."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:  # noqa: ANN401 - as the library has it
        if kind is ScalarNode and implicit[0]:
            return _NO_VALUE if value in _NOTHING else _TEXT
        return super().resolve(kind, value, implicit)


def _new(value: Data, *, is_own: bool = False) -> Any:  # noqa: ANN401
    """Return a value as ruamel.yaml writes it: in one line, but for a list of mappings that is a key's own."""
    if isinstance(value, dict):
        made = CommentedMap((key, _new(one)) for key, one in value.items())
        made.fa.set_flow_style()
        return made
    if isinstance(value, list | tuple):
        entries = CommentedSeq(map(_new, value))
        is_long = is_own and any(isinstance(one, dict) for one in value)
        entries.fa.set_block_style() if is_long else entries.fa.set_flow_style()
        return entries
    if value is None:
        return None
    is_odd = _TAKEN_FOR_OTHER.fullmatch(value) or (not is_own and _WANTS_QUOTES.search(value))
    return DoubleQuotedScalarString(value) if is_odd else value


def _adopted(held: Any, value: Data, *, is_own: bool = False) -> Any:  # noqa: ANN401
    """Return what was held, its comments and quotes kept, with another value."""
    if isinstance(held, CommentedMap) and isinstance(value, dict) and held:
        for key in [key for key in held if key not in value]:
            del held[key]
        for key, one in value.items():
            if key not in held or held[key] != one:
                held[key] = _adopted(held.get(key), one)
        return held
    if isinstance(held, CommentedSeq) and isinstance(value, list) and held:
        same = {str(one): one for one in held if isinstance(one, str)}
        entries = [same.get(one, _new(one)) if isinstance(one, str) else _new(one) for one in value]
        while held:
            del held[-1]
        held.extend(entries)
        return held
    if isinstance(held, _QUOTED) and isinstance(value, str):
        return type(held)(value)
    return _new(value, is_own=is_own)
