"""Read YAML into plain nodes that know their lines, refusing what would be lost or misread in silence."""

import re
from collections.abc import Iterator

import yaml
from msgspec import Struct

from kaluga_site.model.problems import Problem, Problems
from kaluga_site.vietnamese import clean

HAS_C_LOADER = yaml.__with_libyaml__
_LOADER: type[yaml.BaseLoader] = yaml.CBaseLoader if HAS_C_LOADER else yaml.BaseLoader  # type: ignore[assignment]
"""The loader that looks for no numbers, dates or truth values in what is written: nobody here asks for them."""


def check_installation() -> Iterator[Problem]:
    """Yield a warning where YAML is not read as fast as it can be."""
    if not HAS_C_LOADER:
        yield Problem.of("slow-yaml", "authorities")


def yaml_loader() -> type[yaml.BaseLoader]:
    """Return the loader that files are read with."""
    return _LOADER


_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))

_NO_END = "found unexpected end of stream"
"""What libyaml, and PyYAML, say of a quotation mark that is never closed, at the end of the text."""

_A_KEY = "while scanning a simple key"
_GLUED = re.compile(r"\s*(?:- )?([\w-]+:)\S")
_NO_BEGINNING = "found character that cannot start any token"
_INDENTED = ("did not find expected '-' indicator", "mapping values are not allowed in this context")
_INDENTED_KEY = re.compile(r"\s+[\w-]+:")
_DEPTH_LIMIT = 8
_WANTS_A_LOOK = re.compile(r"[&*!\[{?]|(?:- ){3}|\n {17}")
"""Signs without which a short text has no anchor, alias or tag, and no deep nesting."""

_SHORT = 20_000


class Scalar(Struct, frozen=True, kw_only=True):
    """A value as written, before any reading; `empty` for nothing, "~" and "null"."""

    text: str
    empty: bool
    line: int
    column: int


class Items(Struct, frozen=True, kw_only=True):
    """A list."""

    nodes: "tuple[Node, ...]"
    line: int
    column: int


class Entries(Struct, frozen=True, kw_only=True):
    """A mapping, in the order of the text; `key_lines` tells each key's line."""

    nodes: "dict[str, Node]"
    key_lines: dict[str, int]
    line: int
    column: int


Node = Scalar | Items | Entries


def read_yaml(text: str, problems: Problems, first_line: int = 1) -> Node | None:
    """Return the root node of a cleaned YAML text that begins on `first_line` of its file.

    None for an empty text, or after noting what cannot be read: broken syntax, a tab, anchors, aliases and
    tags, deep nesting. A duplicate key is noted and the first one kept.
    """
    try:
        if _is_refused(text, problems, first_line):
            return None
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        _note_syntax(error, text, problems, first_line)
        return None
    except yaml.YAMLError as error:
        problems.add("yaml-syntax", first_line, reason=str(error).replace("\n", " "))
        return None
    return None if root is None else _convert(root, problems, first_line)


def _is_refused(text: str, problems: Problems, first_line: int) -> bool:
    if len(text) <= _SHORT and not _WANTS_A_LOOK.search(text):
        return False
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        mark = event.start_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            problems.add("yaml-alias", line, column)
            return True
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH_LIMIT:
            problems.add("yaml-depth", line, column, limit=_DEPTH_LIMIT)
            return True
    return False


def _note_syntax(error: yaml.MarkedYAMLError, text: str, problems: Problems, first_line: int) -> None:
    begun = error.context_mark
    if error.problem == _NO_END and begun:
        problems.add("unclosed-quote", begun.line + first_line, begun.column + 1)
        return
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.rstrip().split("\n")
    found = lines[line] if line < len(lines) else ""
    if "\t" in found[: column + 1] and not found[:column].strip():
        problems.add("yaml-tab", line + first_line, found.index("\t") + 1)
    else:
        at = begun.line if begun and error.context == _A_KEY else min(line, len(lines) - 1)
        problems.add("yaml-syntax", at + first_line, column + 1, reason=_reason(error, lines[at], column))


def _reason(error: yaml.MarkedYAMLError, line: str, column: int) -> str:
    """Return why a line cannot be read: the commonest slips in words, others in the parser's."""
    if error.context == _A_KEY and (key := _GLUED.match(line)):
        return f"no space stands behind '{key[1]}'"
    if error.problem == _NO_BEGINNING and line[column : column + 1]:
        return f"a value cannot begin with '{line[column]}' unless it stands between '…'"
    if error.problem in _INDENTED and _INDENTED_KEY.match(line) and line.count(": ") < 2:
        return "the line is indented otherwise than those that it belongs with"
    return " ".join(part for part in (error.context, error.problem) if part)


def _convert(node: yaml.Node, problems: Problems, first_line: int) -> Node:
    line, column = node.start_mark.line + first_line, node.start_mark.column + 1
    if isinstance(node, yaml.SequenceNode):
        nodes = tuple(_convert(item, problems, first_line) for item in node.value)
        return Items(nodes=nodes, line=line, column=column)
    if isinstance(node, yaml.MappingNode):
        return _convert_mapping(node, problems, first_line)
    is_plain = isinstance(node, yaml.ScalarNode) and not node.style  # "'null'" is a word
    is_empty = is_plain and node.value in _NOTHING
    return Scalar(text=_written(node).strip(), empty=is_empty, line=line, column=column)


def _written(node: yaml.Node) -> str:
    """Return the text of a scalar: of a clean file, only an escape between double quotes can make one that is not."""
    text = str(node.value)
    return clean(text) if getattr(node, "style", None) == '"' else text


def _convert_mapping(node: yaml.MappingNode, problems: Problems, first_line: int) -> Entries:
    nodes: dict[str, Node] = {}
    key_lines: dict[str, int] = {}
    for key, value in node.value:
        name, line, column = _written(key), key.start_mark.line + first_line, key.start_mark.column + 1
        if not isinstance(key, yaml.ScalarNode):
            problems.add("yaml-syntax", line, column, reason="a key is a list or a mapping")
        elif name in nodes:
            problems.add("duplicate-key", line, column, key=name, first=key_lines[name])
        else:
            nodes[name], key_lines[name] = _convert(value, problems, first_line), line
    return Entries(
        nodes=nodes,
        key_lines=key_lines,
        line=node.start_mark.line + first_line,
        column=node.start_mark.column + 1,
    )
