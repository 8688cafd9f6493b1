"""Find and read the files of an archive."""

import os
from collections.abc import Iterator
from pathlib import Path

from kaluga_site.load.yaml_nodes import HAS_C_LOADER
from kaluga_site.model.archive import Head
from kaluga_site.model.problems import Problem, Problems
from kaluga_site.vietnamese import clean

MARKDOWN, RAW = ".md", ".txt"


def find_article_files(archive: Path) -> tuple[list[str], list[Problem]]:
    """Return the article files below `archive`/articles, by their paths from the archive, and what was passed over.

    Names that begin with "." or "_" are nobody's articles (editors' and system files) and pass in silence.
    Links that lead out of the archive are not followed.
    """
    if not (archive / "articles").is_dir():
        return [], [Problem.of("missing-folder", "articles", folder="articles")]
    problems: list[Problem] = []
    found, passed_over = [], []
    for path in _visible_files("articles", archive, problems):
        suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 - tens of thousands of Paths would cost more
        if suffix in {MARKDOWN, RAW}:
            found.append(path)
        elif suffix not in IMAGE_SUFFIXES:
            passed_over.append(Problem.of("ignored-file", path))
    return sorted(found), [*problems, *passed_over]


IMAGE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"}
"""The image files that may lie beside an article as its photos."""


def check_installation() -> Iterator[Problem]:
    """Yield a warning where YAML is not read as fast as it can be."""
    if not HAS_C_LOADER:
        yield Problem.of("slow-yaml", "authorities")


def check_photos(archive: Path, head: Head) -> Iterator[Problem]:
    """Yield a problem for every photo of an article that is not there."""
    for file, line in head.photos:
        if not (archive / file).is_file():
            yield Problem.of("missing-photo", head.card.path, line, file=file)


def read_text(file: Path, problems: Problems, *, may_be_missing: bool = False) -> str | None:
    """Return a file's cleaned text, or None after noting why it cannot be read."""
    try:
        return clean(file.read_bytes().decode("utf-8"))
    except OSError as error:
        if not (may_be_missing and isinstance(error, FileNotFoundError)):
            problems.add("unreadable-file", reason=error.strerror or error)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.add("not-utf-8", line, offset=error.start, byte=f"{error.object[error.start]:02x}")
    return None


def _visible_files(folder: str, archive: Path, problems: list[Problem]) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(archive / folder), key=lambda entry: entry.name)
    except OSError as error:
        problems.append(Problem.of("unreadable-file", folder, reason=error.strerror or error))
        return
    for entry in entries:
        if entry.name.startswith((".", "_")):
            continue
        path, reason = f"{folder}/{entry.name}", _why_not(entry, archive)
        if reason is not None:
            problems.append(Problem.of("unreadable-file", path, reason=reason))
        elif entry.is_dir():
            yield from _visible_files(path, archive, problems)
        else:
            yield path


def _why_not(entry: os.DirEntry[str], archive: Path) -> str | None:
    """Return why a file or folder is not to be read: a link to elsewhere, a pipe, a name in an old encoding."""
    if any("\ud800" <= character <= "\udfff" for character in entry.name):
        return "its name is not UTF-8"
    if entry.is_symlink():
        target = Path(entry.path).resolve()
        if not target.exists():
            return "it is a link that leads nowhere"
        if entry.is_dir() or not target.is_relative_to(archive.resolve()):
            return "it is a link to a folder or out of the archive"
    return None if entry.is_dir() or entry.is_file() else "it is no regular file"
