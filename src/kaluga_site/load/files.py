"""Find and read the files of an archive."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kaluga_site.model.heads import Head
from kaluga_site.model.problems import Problem, Problems
from kaluga_site.model.resources import leads_out
from kaluga_site.model.sources import Sources
from kaluga_site.vietnamese import clean

MARKDOWN, RAW = ".md", ".txt"

_LARGEST_ARTICLE = 2_000_000
"""A file of more bytes is no newspaper piece: the longest have some 100,000."""

LARGEST_LIST = 50_000_000
"""A file of authorities may hold as many entries as there are people in a large archive."""

_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""The signs that change the order in which text is shown. Source: the Unicode bidirectional algorithm (UAX 9)."""


def find_article_files(
    archive: Path, sources: Sources, known: Mapping[str, object] = {}
) -> tuple[list[str], list[Problem]]:
    """Return the article files among the files of an archive, in order, and what was passed over.

    Those that are `known` to be some are not looked at again. Names that begin with "." or "_" are nobody's articles
    (editors' and system files) and pass in silence.
    """
    if not (archive / "articles").is_dir():
        return [], [Problem.of("missing-folder", "articles", folder="articles")]
    others = sources.stamps.keys() - known.keys() | sources.unreadable.keys()
    found = [path for path in sources.stamps if path not in others]
    problems = []
    for path in sorted(others):
        if "/." in path or "/_" in path:
            continue
        suffix = path[path.rfind(".") :].lower()  # tens of thousands of Paths would cost more
        if path in sources.unreadable:
            problems.append(Problem.of("unreadable-file", path, reason=sources.unreadable[path]))
        elif suffix in {MARKDOWN, RAW}:
            found.append(path)
        elif suffix not in IMAGE_SUFFIXES:
            problems.append(Problem.of("ignored-file", path))
    return sorted(found), problems


IMAGE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"}
"""The image files that may lie beside an article as its photos."""


def check_photos(archive: Path, head: Head) -> Iterator[Problem]:
    """Yield a problem for every photo of an article that is not there."""
    for file, line in head.photos:
        if not _is_photo(archive / file, archive):
            yield Problem.of("missing-photo", head.card.path, line, file=file)


def _is_photo(file: Path, archive: Path) -> bool:
    """Return whether there is such a file: a link out of the archive is none, nor is a name that is too long."""
    try:
        return file.is_file() and not leads_out(file, archive)
    except OSError:
        return False


def read_text(
    file: Path, problems: Problems, *, may_be_missing: bool = False, limit: int = _LARGEST_ARTICLE
) -> str | None:
    """Return a file's cleaned text, or None after noting why it cannot be read."""
    content = read_content(file, problems, may_be_missing=may_be_missing, limit=limit)
    return None if content is None else decode_content(content, problems)


def read_content(
    file: Path, problems: Problems, *, may_be_missing: bool = False, limit: int = _LARGEST_ARTICLE
) -> bytes | None:
    """Return a file's bytes, or None after noting why it cannot be read; of one that is too large, nothing is read."""
    try:
        with file.open("rb", buffering=0) as opened:
            if os.fstat(opened.fileno()).st_size <= limit:
                return opened.read()
        problems.add("file-too-large", limit=f"{limit // 1_000_000} MB")
    except OSError as error:
        if not (may_be_missing and isinstance(error, FileNotFoundError)):
            problems.add("unreadable-file", reason=error.strerror or error)
    return None


def decode_content(content: bytes, problems: Problems) -> str | None:
    """Return the cleaned text of a file's bytes, or None after noting that they are not UTF-8."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.add("not-utf-8", line, offset=error.start, byte=f"{error.object[error.start]:02x}")
        return None
    cleaned = clean(text)
    sign = None if cleaned == text else _REORDERING.search(text)
    if sign is not None:
        line = text.count("\n", 0, sign.start()) + 1
        problems.add("reordering-sign", line, sign=f"U+{ord(sign.group()):04X}")
    return cleaned
