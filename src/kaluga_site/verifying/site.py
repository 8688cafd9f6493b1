"""Compare the files of a published site with its manifest, and follow its links."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from kaluga_site import publish
from kaluga_site.model.pages import PublishedFile, every_file
from kaluga_site.model.problems import Problem
from kaluga_site.verifying.links import Link, find_ids, find_links
from kaluga_site.workers import SMALL, Workers

_HOME = "index.html"
_NO_SUCH_ID = "the page has no element with this id"
_find_canonical = re.compile(rb'<link rel="canonical" href="([^"]+)"').search

Fragments = Mapping[str, tuple[str, str]]
"""The fragments that links to one page name → the address of a page with such a link, and the link."""


class Verification(Struct, frozen=True, kw_only=True):
    """How a site compares with its manifest."""

    problems: tuple[Problem, ...]
    files: int
    """How many files the manifest names."""

    links: int
    """How many links within the site were followed; of equal ones on a page, one."""


def verify_site(folder: Path, workers: Workers) -> Verification:
    """Compare every file of a site with its manifest, and follow every link in its pages, feeds and style sheets.

    Files that the manifest does not name are told, but for hidden ones at the top of the folder; no link in them is
    followed.
    """
    try:
        manifest = publish.decode_manifest((folder / publish.MANIFEST).read_bytes())
    except OSError as error:
        return _without_manifest(error.strerror or str(error))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _without_manifest(str(error))
    listed = every_file(manifest.files)
    there = set(publish.find_files(str(folder)))
    problems = [Problem.of("missing-file", address) for address in listed.keys() - there]
    problems += [Problem.of("foreign-file", address) for address in there - listed.keys() - {publish.MANIFEST}]
    links, wanted = 0, dict[str, dict[str, tuple[str, str]]]()
    items = sorted((address, file) for address, file in listed.items() if address in there)
    check = partial(_check_files, folder=str(folder), base_url=_base_url(folder))
    compared = workers.spread(check, items, "compare", alone=len(items) <= SMALL)
    for found in workers.watch.over(compared, "files compared", len(items)):
        problems += found.problems
        links += found.links
        for link in found.elsewhere:
            wanted.setdefault(link.target, {}).setdefault(link.fragment, (found.address, link.written))
    follow = partial(_check_fragments, folder=str(folder))
    followed = workers.spread(follow, sorted(wanted.items()), "follow", alone=len(wanted) <= SMALL)
    for broken in workers.watch.over(followed, "linked pages read", len(wanted)):
        problems += broken
    return Verification(problems=tuple(sorted(problems)), files=len(listed), links=links)


class _Checked(Struct, frozen=True, kw_only=True):
    """What comparing one file gave."""

    address: str
    problems: list[Problem]
    links: int
    elsewhere: list[Link]
    """The links to parts of other pages, which are still to be looked for."""


def _check_files(batch: Sequence[tuple[str, PublishedFile]], folder: str, base_url: str | None) -> list[_Checked]:
    return [_check_file(address, file, folder, base_url) for address, file in batch]


def _check_file(address: str, file: PublishedFile, folder: str, base_url: str | None) -> _Checked:
    content = _read(Path(folder, address))
    reason = "it cannot be read" if content is None else _difference(content, file)
    problems = [Problem.of("changed-file", address, reason=reason)] if reason else []
    content = content or b""
    links = find_links(content, address, base_url)
    there, ids, elsewhere = _files(folder), None, []
    for link in links:
        if link.target not in there:
            problems.append(_broken(address, content, link.written, _no_file(link.target)))
        elif link.fragment and link.target != address:
            elsewhere.append(link)
        elif link.fragment:
            ids = find_ids(content) if ids is None else ids
            if link.fragment not in ids:
                problems.append(_broken(address, content, link.written, _NO_SUCH_ID))
    return _Checked(address=address, problems=problems, links=len(links), elsewhere=elsewhere)


def _check_fragments(batch: Sequence[tuple[str, Fragments]], folder: str) -> list[list[Problem]]:
    """Return what is wrong with the links to parts of some pages."""
    return [list(_broken_fragments(target, wanted, folder)) for target, wanted in batch]


def _broken_fragments(target: str, wanted: Fragments, folder: str) -> Iterator[Problem]:
    ids = find_ids(_read(Path(folder, target)) or b"")
    for fragment, (address, written) in wanted.items():
        if fragment not in ids:
            yield _broken(address, _read(Path(folder, address)) or b"", written, _NO_SUCH_ID)


def _broken(address: str, content: bytes, written: str, reason: str) -> Problem:
    """Return the problem of a link; where it is written with entities, its line is not found, and the first is told."""
    line = content.count(b"\n", 0, max(0, content.find(f'"{written}"'.encode()))) + 1
    return Problem.of("broken-link", address, line, link=written, reason=reason)


def _no_file(target: str) -> str:
    return "it leads out of the site" if target.startswith("../") else f"there is no file {target}"


def _difference(content: bytes, file: PublishedFile) -> str | None:
    if len(content) != file.size:
        return f"it has {len(content)} bytes, not {file.size}"
    return None if sha256(content).hexdigest() == file.sha256 else "it has other bytes"


def _read(file: Path) -> bytes | None:
    """Return the bytes of a file; None where it cannot be read, or is none (a pipe would be waited for)."""
    try:
        return file.read_bytes() if file.is_file() else None
    except OSError:
        return None


@lru_cache(maxsize=1)
def _files(folder: str) -> frozenset[str]:
    """Return the addresses of all files, which each process looks up once."""
    return frozenset(publish.find_files(folder))


def _base_url(folder: Path) -> str | None:
    """Return where the site is published, as its home page says."""
    found = _find_canonical(_read(folder / _HOME) or b"")
    return posixpath.join(found[1].decode(errors="replace"), "") if found else None


def _without_manifest(reason: str) -> Verification:
    return Verification(problems=(Problem.of("no-manifest", publish.MANIFEST, reason=reason),), files=0, links=0)
