"""Rewrite a YAML mapping: entries that hold what they held keep their lines, the others are written anew."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from importlib.util import find_spec
from typing import Any

import yaml

from kaluga_site.editing.files import Refused
from kaluga_site.editing.nodes import Data, Region, compose, data_of, parts_of, whole
from kaluga_site.load import read_yaml
from kaluga_site.model.problems import Problems
from kaluga_site.vietnamese import clean

HOW_TO_GET = "pip install 'kaluga-site[edit]'"

Change = Callable[[dict[str, Any]], object]
"""What changes a mapping in place: texts, None for nothing, lists and mappings of them."""

_OTHER_LINE_ENDS = re.compile("[\r\x85\u2028\u2029]")


def is_installed() -> bool:
    """Return whether the library is there that files are rewritten with."""
    return find_spec("ruamel") is not None and find_spec("ruamel.yaml") is not None


def checked(text: str) -> str:
    """Return a YAML text that a build would read without a problem, and a program may rewrite. Raises Refused."""
    if _OTHER_LINE_ENDS.search(text):
        message = "the lines end in unusual signs."
        raise Refused(message)
    for form in (text, clean(text)):
        problems = Problems("")
        read_yaml(form, problems)
        for problem in problems.found[:1]:
            message = f"{problem.line}: {problem.message}"
            raise Refused(message)
    return text


def rewrite_mapping(text: str, change: Change) -> str:
    """Return the text of a mapping, or of nothing but comments, that a function has changed.

    Raises Refused where the text is not one that a build reads, or the new one would not say what it is to say.
    """
    root = compose(checked(text))
    if root is not None and not isinstance(root, yaml.MappingNode):
        message = "it holds no mapping (key: value)."
        raise Refused(message)
    held = data_of(root) or {}
    change(held)  # type: ignore[arg-type]  # a mapping node's data is a dict
    after = _rewritten(text, root, held)
    if not _holds(after, held):
        message = "it is written in a way that a program cannot change."
        raise Refused(message)
    return after


def _rewritten(text: str, root: yaml.Node | None, held: Data) -> str:
    from kaluga_site.editing.writing import Writer  # noqa: PLC0415 - it wants an extra

    writer = Writer(dash_column=0 if _has_dashes_below_keys(root) else 2)
    if root is None:
        gap = "" if text.endswith("\n") or not text else "\n"
        return text + gap + "".join(writer.entry(key, value) for key, value in dict(held or {}).items())  # type: ignore[arg-type]
    return _lines(whole(text, root), held, writer)


def _lines(region: Region, value: Data, writer: Any) -> str:  # noqa: ANN401 - see above
    """Return the lines of an entry that is to hold a value."""
    if data_of(region.node) == value:
        return region.lines
    parts = parts_of(region)
    if isinstance(value, dict) and isinstance(region.node, yaml.MappingNode) and parts:
        places = {part.key: place for place, part in enumerate(parts)}
        return _joined(region, parts, [(key, one, places.get(key)) for key, one in value.items()], writer)
    if isinstance(value, list) and isinstance(region.node, yaml.SequenceNode) and parts and value:
        return _joined(region, parts, [(None, *row) for row in _aligned(parts, value)], writer)
    return _anew(region, value, writer) + region.tail


def _joined(
    region: Region,
    parts: Sequence[Region],
    wanted: Sequence[tuple[str | None, Data, int | None]],
    writer: Any,  # noqa: ANN401
) -> str:
    """Return the lines of a collection: of entries that stay, in their places, and of new ones, before the comments."""
    first = parts[0].prefix
    indent = " " * (len(first) if wanted and wanted[0][0] is not None else len(first) - len(first.lstrip(" ")))
    kept = {place for _, _, place in wanted}
    lost = [place for place in range(len(parts)) if place not in kept]
    lines, tail = "", ""
    for key, value, place in wanted:
        if place is None:
            lines += _indented(writer.entry(key, value), indent)
            continue
        lines += tail
        while lost and lost[0] < place:
            lines += parts[lost.pop(0)].tail
        made = _lines(parts[place], value, writer)
        made = made if made.endswith("\n") else f"{made}\n"
        if key is not None and "-" in parts[place].prefix:
            made = indent + made[len(indent) :]
        tail = parts[place].tail if made.endswith(parts[place].tail) else ""
        lines += made.removesuffix(tail)
    lines += tail + "".join(parts[place].tail for place in lost)
    head = region.text[region.start : max(region.start, parts[0].start)]
    return head + (first + lines[len(first) :] if "-" in first and indent == " " * len(first) else lines)


def _anew(region: Region, value: Data, writer: Any) -> str:  # noqa: ANN401
    """Return the lines of an entry written anew; the comments on them are kept."""
    content, prefix = region.content, region.prefix
    if region.key is None:
        column = len(content) - len(content.lstrip(" "))
        return _indented(writer.again(_dedented(content, column), None, value), " " * column)
    content = " " * len(prefix) + content[len(prefix) :]
    made = _indented(writer.again(_dedented(content, len(prefix)), region.key, value), " " * len(prefix))
    return prefix + made[len(prefix) :]


def _aligned(parts: Sequence[Region], values: Sequence[Data]) -> Iterator[tuple[Data, int | None]]:
    """Yield each value of a list with the place of the entry that held it, or in whose place it comes."""
    before, after = [repr(data_of(part.node)) for part in parts], list(map(repr, values))
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        is_same = kind == "equal" or (kind == "replace" and end - start == last - first)
        for step, value in enumerate(values[first:last]):
            yield value, start + step if is_same else None


def _dedented(text: str, column: int) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(line[min(column, len(line) - len(line.lstrip(" "))) :] for line in lines)


def _indented(text: str, indent: str) -> str:
    return "".join(line if line == "\n" else indent + line for line in text.splitlines(keepends=True))


def _holds(text: str, wanted: Data) -> bool:
    try:
        return (data_of(compose(checked(text))) or {}) == _nothing_as_none(wanted)
    except (Refused, yaml.YAMLError):
        return False


def _nothing_as_none(value: Any) -> Data:  # noqa: ANN401 - whatever a change has put there
    if isinstance(value, Mapping):
        return {key: _nothing_as_none(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_nothing_as_none(one) for one in value]
    return None if value is None else str(value)


def _has_dashes_below_keys(root: yaml.Node | None) -> bool:
    """Return whether the first list of a mapping is indented no further than its key."""
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if isinstance(value, yaml.SequenceNode) and not value.flow_style:
            return bool(value.start_mark.column == key.start_mark.column)
    return False
