"""Find the links in the files of a site, and where within it they lead."""

import html
import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from msgspec import Struct

_INDEX = "index.html"
_VALUE = rb"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_SCRIPT = re.compile(rb"(<script\b[^>]*>).*?</script", re.DOTALL)


def _attribute(name: bytes) -> re.Pattern[bytes]:
    """Return the pattern of an attribute; it begins with the name, for a text is searched for that much faster."""
    return re.compile(name + rb"(?<=\s" + name + rb")" + _VALUE)


_ID, _HREF, _SRC = map(_attribute, (b"id", b"href", b"src"))
_LINKS = {
    ".html": (_HREF, _SRC),
    ".svg": (_HREF, _attribute(b"xlink:href")),
    ".xml": (_HREF, re.compile(rb"<loc>([^<]*)</loc>()()")),
    ".css": (re.compile(rb"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]+))"""),),
}
"""Suffix → the patterns of the links in a file. HTML is read by them, for a parser takes thirty times as long."""

_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE).match


class Link(Struct, frozen=True, array_like=True):
    """A link as it is written, and where within the site it leads."""

    written: str
    target: str
    """The address of a file; it may lead out of the site, and then begins with "../"."""

    fragment: str


def find_ids(content: bytes) -> frozenset[str]:
    """Return the ids of the elements of a page."""
    return frozenset(map(_text, _ID.findall(_shown(content))))


def find_links(content: bytes, address: str, base_url: str | None) -> list[Link]:
    """Return the links within the site in the file at an address, each once."""
    suffix = posixpath.splitext(address)[1]
    shown = _shown(content) if suffix == ".html" else content
    written = dict.fromkeys(found for pattern in _LINKS.get(suffix, ()) for found in pattern.findall(shown))
    return list(_within(map(_text, written), address, base_url))


def _shown(content: bytes) -> bytes:
    """Return a page without its comments and what its scripts hold."""
    return _SCRIPT.sub(rb"\1", _COMMENT.sub(b"", content) if b"<!--" in content else content)


def _text(found: tuple[bytes, ...]) -> str:
    """Return the text of a value that stands between quotation marks of one kind, or of none."""
    text = b"".join(found).decode(errors="replace")
    return html.unescape(text).strip() if "&" in text else text.strip()


def _within(links: Iterable[str], address: str, base_url: str | None) -> Iterator[Link]:
    folder = posixpath.dirname(address)
    for written in links:
        whole, _, fragment = written.partition("#")
        whole = whole.partition("?")[0]
        path = _path(whole, folder, base_url) if whole else address
        if path is not None:
            yield Link(written, path, unquote(fragment.partition(":~:")[0]) if fragment else "")


@lru_cache(maxsize=1 << 16)
def _path(link: str, folder: str, base_url: str | None) -> str | None:
    """Return the address of the file to which a link in a folder leads; None where that is no part of the site."""
    if base_url and link.startswith(base_url):
        path = link.removeprefix(base_url)
    elif _HAS_SCHEME(link) or link.startswith("//"):
        return None
    elif link.startswith("/"):
        root = urlsplit(base_url).path if base_url else "/"
        if not link.startswith(root):
            return None
        path = link.removeprefix(root)
    else:
        path = posixpath.join(folder, link)
    path = unquote(path)
    is_folder = not path or path.endswith(("/", "/.", "/..")) or path in {".", ".."}
    return posixpath.normpath(f"{path}/{_INDEX}" if is_folder else path).lstrip("/")
