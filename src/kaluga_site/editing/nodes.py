"""What a YAML text holds, every value as text, and the lines in which each entry stands."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import yaml

from kaluga_site.load import yaml_loader

_LOADER = yaml_loader()
_REMARK = re.compile(r"[ \]}\"']*?( *#[^\r\n]*)")
_NOTHING = ("", "~", "null", "Null", "NULL")

Data = str | None | list["Data"] | dict[str, "Data"]


def compose(text: str) -> yaml.Node | None:
    """Return the root node of a YAML text. Raises YAMLError; whoever calls has looked at the text before."""
    return yaml.compose(text, Loader=_LOADER)


def data_of(node: yaml.Node | None) -> Data:
    """Return what a node holds."""
    if isinstance(node, yaml.SequenceNode):
        return [data_of(one) for one in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): data_of(value) for key, value in node.value}
    if node is None or (not getattr(node, "style", None) and node.value in _NOTHING):
        return None
    return str(node.value)


def remarks_in(text: str) -> Iterator[tuple[str, Data, str]]:
    """Yield the comments that end the line of a value of a mapping, or of an entry of its list: (key, value, comment).

    Raises YAMLError.
    """
    for key, node, remark in _remarks(text):
        yield key, data_of(node), _words_of(remark)


def without_remarks(text: str, key: str, is_meant: Callable[[str], bool]) -> str:
    """Return a text without those comments beside the value of a key, or its entries, that are meant.

    Raises YAMLError.
    """
    for owner, _, remark in reversed(list(_remarks(text))):
        if owner == key and is_meant(_words_of(remark)):
            text = text[: remark.start(1)] + text[remark.end(1) :]
    return text


def _words_of(remark: re.Match[str]) -> str:
    return remark[1].strip().removeprefix("#").strip()


def _remarks(text: str) -> Iterator[tuple[str, yaml.Node, re.Match[str]]]:
    """Yield the comments that end the lines of values and entries, with the blanks before them."""
    root = compose(text)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        is_block = isinstance(value, yaml.SequenceNode) and not value.flow_style
        for node in value.value if is_block else [value]:
            if remark := _REMARK.match(text, node.end_mark.index):
                yield str(key.value), node, remark


class Region(NamedTuple):
    """The lines that an entry stands in, up to the next one: its key or dash, its value, what follows."""

    text: str
    start: int
    end: int
    node: yaml.Node
    key: str | None = None
    """None for the entries of a sequence, and for the root."""

    key_start: int = 0

    @property
    def lines(self) -> str:
        """All of it."""
        return self.text[self.start : self.end]

    @property
    def content(self) -> str:
        """The lines of key and value."""
        return self.text[self.start : max(self.start, content_end(self.node, self.text))]

    @property
    def tail(self) -> str:
        """The comments and empty lines behind it, which may be about what follows."""
        return self.text[max(self.start, content_end(self.node, self.text)) : self.end]

    @property
    def prefix(self) -> str:
        """What stands before the key: spaces, or the dash of the sequence that the mapping is an entry of."""
        return self.text[self.start : self.key_start]


def whole(text: str, root: yaml.Node) -> Region:
    """Return all of a text."""
    return Region(text, 0, len(text), root)


def content_end(node: yaml.Node, text: str) -> int:
    """Return where the last line of a node ends; comments and empty lines behind it are not its own."""
    leaf = node
    while isinstance(leaf, yaml.CollectionNode) and not leaf.flow_style and leaf.value:
        last = leaf.value[-1]
        leaf = last[1] if isinstance(last, tuple) else last
    end = leaf.end_mark.index
    if end > leaf.start_mark.index and text[end - 1] == "\n":
        return int(end)
    line_end = text.find("\n", end)
    return len(text) if line_end < 0 else line_end + 1


def parts_of(region: Region) -> list[Region]:
    """Return the entries of a block mapping or sequence; none where they do not stand in lines of their own."""
    node, text = region.node, region.text
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return []
    is_list = isinstance(node, yaml.SequenceNode)
    pairs: Sequence[tuple[yaml.Node, yaml.Node]] = [(one, one) for one in node.value] if is_list else node.value
    places = [key.start_mark.index for key, _ in pairs]
    starts = [text.rfind("\n", 0, place) + 1 for place in places]
    marks = [text[start:place].strip() for start, place in zip(starts, places, strict=True)]
    dash = "-" if is_list else ""
    if any(mark != dash for mark in marks[1:]) or marks[0] not in {dash, "-"}:
        return []
    ends = [*starts[1:], region.end]
    rows = zip(starts, ends, pairs, places, strict=True)
    return [
        Region(text, start, end, value, None if is_list else str(key.value), place)
        for start, end, (key, value), place in rows
    ]
