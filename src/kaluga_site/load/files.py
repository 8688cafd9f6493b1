"""Find and read the files of an archive."""

import os
from collections.abc import Iterator
from pathlib import Path

from kaluga_site.load.yaml_nodes import HAS_C_LOADER
from kaluga_site.model.problems import Problem, Problems
from kaluga_site.vietnamese import clean

MARKDOWN, RAW = ".md", ".txt"


def find_article_files(archive: Path) -> tuple[list[Path], list[Problem]]:
    """Return the article files below `archive`/articles, sorted by path, and what was passed over.

    Names that begin with "." or "_" are nobody's articles (editors' and system files) and pass in silence.
    """
    folder = archive / "articles"
    if not folder.is_dir():
        return [], [Problem.of("missing-folder", "articles", folder="articles")]
    files = sorted(_visible_files(folder))
    found = [file for file in files if file.suffix.lower() in {MARKDOWN, RAW}]
    passed_over = [
        Problem.of("ignored-file", path_within(archive, file))
        for file in files
        if file.suffix.lower() not in {MARKDOWN, RAW, *IMAGE_SUFFIXES}
    ]
    return found, passed_over


IMAGE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"}
"""The image files that may lie beside an article as its photos."""


def check_installation() -> Iterator[Problem]:
    """Yield a warning where YAML is not read as fast as it can be."""
    if not HAS_C_LOADER:
        yield Problem.of("slow-yaml", "authorities")


def path_within(archive: Path, file: Path) -> str:
    """Return a file's path from the archive's folder, with forward slashes."""
    return file.relative_to(archive).as_posix()


def read_text(file: Path, problems: Problems) -> str | None:
    """Return a file's cleaned text, or None after noting why it cannot be read."""
    try:
        return clean(file.read_bytes().decode("utf-8"))
    except OSError as error:
        problems.add("unreadable-file", reason=error.strerror or error)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.add("not-utf-8", line, offset=error.start, byte=f"{error.object[error.start]:02x}")
    return None


def _visible_files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        yield from (Path(parent, name) for name in names if not name.startswith((".", "_")))
