"""Lay out a new archive: settings and authority files that say in comments what they may hold, and no content."""

from pathlib import Path

from kaluga_site.model.resources import PACKAGE
from kaluga_site.schemas import schema_files, schema_line

_STARTER = PACKAGE / "starter"
_MAY_BE_THERE = frozenset((".git",))

TITLE_LINE = "title: Kho lưu trữ bài báo\n"


class NotEmptyError(Exception):
    """A folder that holds something already; its argument is the name of one thing in it."""


def start_archive(folder: Path, title: str | None) -> list[str]:
    """Write a new archive into a folder, which may exist if it is empty, and return its files.

    Only a `.git` may be there. Raises NotEmptyError, with nothing written, and OSError.
    """
    there = sorted(file.name for file in folder.iterdir() if file.name not in _MAY_BE_THERE) if folder.exists() else []
    if there:
        raise NotEmptyError(there[0])
    contents = {_name_of(file): file.read_text(encoding="utf-8") for file in sorted(_STARTER.rglob("*.*"))}
    contents[".gitignore"] = (_STARTER / "gitignore").read_text(encoding="utf-8")
    contents |= {
        name: schema_line(Path(name).stem, name) + text for name, text in contents.items() if name.endswith(".yaml")
    }
    contents |= {name: content.decode() for name, content in schema_files().items()}
    contents["articles/.gitkeep"] = ""  # git keeps no empty folder
    if title is not None:
        contents["site.yaml"] = contents["site.yaml"].replace(TITLE_LINE, _title_line(title))
    for name, content in contents.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(content)
    return sorted(contents)


def _name_of(file: Path) -> str:
    return file.relative_to(_STARTER).as_posix()


def _title_line(title: str) -> str:
    import yaml  # noqa: PLC0415 - only where there is a title to write

    return str(yaml.safe_dump({"title": title}, allow_unicode=True, width=2**31))
