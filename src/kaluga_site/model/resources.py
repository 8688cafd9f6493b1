"""Where the built-in templates and static files lie."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def built_in(name: str) -> Path:
    """Return the built-in folder: inside the installed package, or at the top of a checkout."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parents[1] / name
