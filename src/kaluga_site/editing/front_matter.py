"""Rewrite the front matter of an article file and leave the body as it is, byte for byte."""

import re
from collections.abc import Callable, Iterator

from kaluga_site.editing.files import Refused
from kaluga_site.editing.nodes import Data, remarks_in, without_remarks
from kaluga_site.editing.rewriting import Change, rewrite_mapping

_LONGEST = 100_000
_OPENING = re.compile(r"\ufeff?\s*---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"\ufeff?\s*# ")


def rewrite_front_matter(content: bytes, change: Change, path: str) -> bytes:
    """Return the bytes of an article file whose front matter a function has changed; one with a heading gets one.

    `path` is told where it is refused. Raises Refused.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        message = f"{path} is not UTF-8."
        raise Refused(message) from None
    parts = _parted(text)
    if parts is None:
        return _with_front_matter(text, change, path).encode()
    opening, before, rest = parts
    if len(before) > _LONGEST:
        message = f"{path}: the front matter is too long."
        raise Refused(message)
    return f"{opening}{_in_lines(before, _newline_of(opening), change, path)}{rest}".encode()


def remarks_of(text: str) -> Iterator[tuple[str, Data, str]]:
    """Yield the comments beside the values of an article's front matter: (key, value or entry, comment).

    Raises YAMLError.
    """
    if parts := _parted(text):
        yield from remarks_in(parts[1])


def drop_remarks(content: bytes, key: str, is_meant: Callable[[str], bool]) -> bytes:
    """Return the bytes of an article file without those comments beside a key's values that are meant.

    Raises YAMLError.
    """
    parts = _parted(content.decode("utf-8"))
    if parts is None:
        return content
    opening, before, rest = parts
    return f"{opening}{without_remarks(before, key, is_meant)}{rest}".encode()


def _parted(text: str) -> tuple[str, str, str] | None:
    """Return what opens a front matter, its lines, and the rest of the text from its end on; None without one."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return None
    return opening.group(), text[opening.end() : closing.start()], text[closing.start() :]


def _newline_of(line: str) -> str:
    return "\r\n" if line.endswith("\r\n") else "\n"


def _with_front_matter(text: str, change: Change, path: str) -> str:
    if not _HEADING.match(text):
        message = f"{path} has no front matter that ends."
        raise Refused(message)
    newline = "\r\n" if "\r\n" in text else "\n"
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    return f"{bom}---{newline}{_in_lines('', newline, change, path)}---{newline}{newline}{text.removeprefix(bom)}"


def _in_lines(text: str, newline: str, change: Change, path: str) -> str:
    """Rewrite a mapping, all lines of which end in the same signs afterwards."""
    try:
        after = rewrite_mapping(text.replace("\r\n", "\n"), change)
    except Refused as error:
        message = f"{path}: {error}"
        raise Refused(message) from None
    return after.replace("\n", newline)
