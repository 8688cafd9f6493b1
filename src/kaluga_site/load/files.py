"""Find and read the files of an archive."""

import os
from collections.abc import Iterator
from pathlib import Path

from kaluga_site.load.yaml_nodes import HAS_C_LOADER
from kaluga_site.model.archive import Head
from kaluga_site.model.problems import Problem, Problems
from kaluga_site.vietnamese import clean

MARKDOWN, RAW = ".md", ".txt"


def find_article_files(archive: Path) -> tuple[list[Path], list[Problem]]:
    """Return the article files below `archive`/articles, sorted by path, and what was passed over.

    Names that begin with "." or "_" are nobody's articles (editors' and system files) and pass in silence.
    Links that lead out of the archive are not followed.
    """
    folder = archive / "articles"
    if not folder.is_dir():
        return [], [Problem.of("missing-folder", "articles", folder="articles")]
    problems: list[Problem] = []
    files = sorted(_visible_files(folder, archive, problems))
    found = [file for file in files if file.suffix.lower() in {MARKDOWN, RAW}]
    problems += [
        Problem.of("ignored-file", path_within(archive, file))
        for file in files
        if file.suffix.lower() not in {MARKDOWN, RAW, *IMAGE_SUFFIXES}
    ]
    return found, problems


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


def path_within(archive: Path, file: Path) -> str:
    """Return a file's path from the archive's folder, with forward slashes."""
    return file.relative_to(archive).as_posix()


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


def _visible_files(folder: Path, archive: Path, problems: list[Problem]) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        why = error.strerror or error
        problems.append(Problem.of("unreadable-file", path_within(archive, folder), reason=why))
        return
    for entry in entries:
        path = Path(entry.path)
        reason = None if entry.name.startswith((".", "_")) else _why_not(entry, archive)
        if reason is not None:
            problems.append(Problem.of("unreadable-file", path_within(archive, path), reason=reason))
        elif not entry.name.startswith((".", "_")):
            if entry.is_dir():
                yield from _visible_files(path, archive, problems)
            else:
                yield path


def _why_not(entry: os.DirEntry[str], archive: Path) -> str | None:
    """Return why a file or folder is not to be read: a link to elsewhere, a pipe."""
    if entry.is_symlink():
        target = Path(entry.path).resolve()
        if not target.exists():
            return "it is a link that leads nowhere"
        if entry.is_dir() or not target.is_relative_to(archive.resolve()):
            return "it is a link to a folder or out of the archive"
    return None if entry.is_dir() or entry.is_file() else "it is no regular file"
