"""Rewrite one entry of an authority file and leave the others as they are, byte for byte."""

import re
from collections.abc import Mapping, Sequence

import yaml

from kaluga_site.editing.files import Refused
from kaluga_site.editing.nodes import Data, compose, content_end, data_of
from kaluga_site.editing.rewriting import Change, checked, rewrite_mapping
from kaluga_site.vietnamese import slug

_DASH = re.compile(r" *- +")


def rewrite_entry(content: bytes, entry_id: str, change: Change, path: str) -> bytes:
    """Return the bytes of an authority file of which a function has changed the entry with this id. Raises Refused."""
    text, newline = _read(content, path)
    start, end, node = _place(text, entry_id, path)
    column = node.start_mark.column
    first = text[start : start + column]
    lines = (first.replace("-", " ") + text[start + column : end]).splitlines(keepends=True)
    try:
        after = rewrite_mapping("".join(_dedented(line, column) for line in lines), change)
    except Refused as error:
        message = f"{path}: {error}"
        raise Refused(message) from None
    indented = "".join(line if line == "\n" else " " * column + line for line in after.splitlines(keepends=True))
    whole = text[:start] + first + indented[column:] + text[end:]
    _check_others(text, whole, entry_id, path)
    return _written(content, whole, newline)


def remove_entry(content: bytes, entry_id: str, path: str) -> bytes:
    """Return the bytes of an authority file without the entry with this id. Raises Refused."""
    text, newline = _read(content, path)
    start, end, _ = _place(text, entry_id, path)
    whole = text[:start] + text[end:]
    _check_others(text, whole, entry_id, path)
    return _written(content, whole, newline)


def append_entries(content: bytes, entries: Sequence[Mapping[str, object]]) -> bytes | None:
    """Return the bytes of an authority file with more entries at its end; None where it holds no list of lines."""
    known = _read_list(content)
    if known is None:
        return None
    newline = "\r\n" if b"\r\n" in content else "\n"
    root = compose(content.decode("utf-8-sig"))
    indent = " " * (root.start_mark.column if root is not None else 0)
    dumped = yaml.safe_dump([*map(dict, entries)], allow_unicode=True, width=2**31, sort_keys=False)
    text = "".join(f"{indent}{line}{newline}" for line in dumped.splitlines())
    gap = newline if content and not content.endswith(b"\n") else ""
    after = content + (gap + text).encode()
    held = _read_list(after)
    return after if held is not None and held == [*known, *(_read_list(dumped.encode()) or ())] else None


def _read_list(content: bytes) -> list[object] | None:
    """Return the mappings that a YAML file lists; none where it holds nothing, None where anything else."""
    try:
        root = compose(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError, ValueError):
        return None
    if root is None:
        return []
    is_list = isinstance(root, yaml.SequenceNode) and all(isinstance(one, yaml.MappingNode) for one in root.value)
    return [data_of(one) for one in root.value] if is_list else None


def _read(content: bytes, path: str) -> tuple[str, str]:
    """Return the text of a file, lines ended by one sign, and what ends them in the file."""
    try:
        text = content.decode("utf-8-sig")
        return checked(text.replace("\r\n", "\n")), "\r\n" if "\r\n" in text else "\n"
    except (UnicodeDecodeError, Refused) as error:
        message = f"{path}: {error}"
        raise Refused(message) from None


def _written(before: bytes, text: str, newline: str) -> bytes:
    bom = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    return bom + text.replace("\n", newline).encode()


def _place(text: str, entry_id: str, path: str) -> tuple[int, int, yaml.Node]:
    """Return where the lines of an entry begin and end, without what stands between it and the next one."""
    root = compose(text)
    nodes = root.value if isinstance(root, yaml.SequenceNode) and not root.flow_style else ()
    for node in nodes:
        if isinstance(node, yaml.MappingNode) and _id_of(node) == entry_id:
            start = text.rfind("\n", 0, node.start_mark.index) + 1
            if _DASH.fullmatch(text[start : node.start_mark.index]):
                return start, content_end(node, text), node
    message = f"{path} has no entry {entry_id} in lines of its own."
    raise Refused(message)


def _id_of(node: yaml.MappingNode) -> str:
    entry = data_of(node)
    return slug(str(entry.get("id") or entry.get("name") or "")) if isinstance(entry, dict) else ""


def _dedented(line: str, column: int) -> str:
    return line[min(column, len(line) - len(line.lstrip(" "))) :]


def _check_others(before: str, after: str, entry_id: str, path: str) -> None:
    """Raise Refused unless all entries but the one that had this id are what they were, in their places."""
    root, then = compose(before), _entries(before)
    place = next(number for number, node in enumerate(root.value if root else ()) if _id_of(node) == entry_id)
    now = _entries(after)
    if len(now) == len(then):
        now = now[:place] + now[place + 1 :]
    if now != then[:place] + then[place + 1 :]:
        message = f"{path} is written in a way that cannot be changed by a program."
        raise Refused(message)


def _entries(text: str) -> list[Data]:
    """Return what the entries of a list hold; none where there is no list any more."""
    root = compose(text)
    return [data_of(node) for node in root.value] if isinstance(root, yaml.SequenceNode) else []
