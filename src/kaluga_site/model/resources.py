"""Where the built-in templates and static files lie, and what lies outside of an archive."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def built_in(name: str) -> Path:
    """Return the built-in folder: inside the installed package, or at the top of a checkout."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parents[1] / name


def leads_out(file: Path, archive: Path) -> bool:
    """Return whether a file of an archive is, or lies behind, a link to something outside of it. Raises OSError."""
    return not file.resolve().is_relative_to(archive.resolve())
