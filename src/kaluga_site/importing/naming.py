"""How article files are named: after their title, in the folder of their year, and never as another one."""

import re
from collections.abc import Iterable
from pathlib import Path

from kaluga_site.vietnamese import slug

_LONGEST_NAME = 60
_YEAR = re.compile(r"[0-9]{4}")


class Names:
    """The years and names that article files have, and the addresses that lead to them."""

    def __init__(self, archive: Path, files: Iterable[str], redirects: Iterable[tuple[str, str]] = ()) -> None:
        """Know the article files of an archive, and (year, name) of other addresses that are taken."""
        self._archive = archive
        self._taken = {*map(_name_of, files), *redirects}

    def take(self, year: str, name: str) -> None:
        """Know one more."""
        self._taken.add((year, name))

    def is_free(self, year: str, name: str) -> bool:
        """Return whether no file has a name, or may have its address: one outside the folders takes its date's."""
        if year:
            is_taken = (year, name) in self._taken or ("", name) in self._taken
        else:
            is_taken = any(name == other for _, other in self._taken)
        return not is_taken and not (self._archive / path_of(year, name)).exists()


def path_of(year: str, name: str) -> str:
    """Return the path of an article file from the archive's folder; `year` may be empty."""
    return f"articles/{year}/{name}.md" if year else f"articles/{name}.md"


def names_for(title: str) -> Iterable[str]:
    """Yield a name for a title's file, then the same name with 2, 3, …."""
    name = slug(title, limit=_LONGEST_NAME) or "bai"
    if name == "index" or name.isdigit():  # the pages of a year and of its months have these names
        name = f"bai-{name}"
    yield name
    for number in range(2, 1_000_000):
        yield f"{name}-{number}"


def _name_of(path: str) -> tuple[str, str]:
    """Return the year's folder of an article file ("" outside of one) and the name that its address has."""
    folder = Path(path).parts[1]
    return folder if _YEAR.fullmatch(folder) else "", slug(Path(path).stem, limit=200)
