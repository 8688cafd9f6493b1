"""What an archivist may have done wrong in the templates and static files of an archive's own."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from kaluga_site.model.names import Vocabulary
from kaluga_site.model.problems import Problem
from kaluga_site.model.resources import built_in, leads_out

_OF_GROUPS = [f"{vocabulary.value}/{kind}.html" for vocabulary in Vocabulary for kind in ("single", "list")]
"""What an archive can have for the pages of a vocabulary, in the place of those for all of them."""


def check_theme(archive: Path, environment: Environment, typeface: str) -> Iterator[Problem]:
    """Yield what is wrong in `templates/` and `static/` of an archive; its pages want the file `typeface`."""
    own, static = archive / "templates", archive / "static"
    if not any((folder / typeface).is_file() for folder in (built_in("static"), static)):
        yield Problem.of("missing-typeface", f"static/{typeface}")
    for file in (own, static, *sorted((*own.rglob("*"), *static.rglob("*")))):
        if not is_utf_8(file):
            yield Problem.of("unreadable-file", path_in(archive, file), reason="its name is not UTF-8")
        elif file.is_symlink() and leads_out(file, archive):
            yield Problem.of("unreadable-file", path_in(archive, file), reason="it is a link out of the archive")
    for file in sorted(file for file in own.rglob("*") if not file.is_dir()):
        try:
            environment.get_template(file.relative_to(own).as_posix())
        except TemplateSyntaxError as error:
            yield template_error(archive, file, error.lineno, error)
        except UnicodeDecodeError as error:
            byte = f"{error.object[error.start]:02x}"
            yield Problem.of("not-utf-8", path_in(archive, file), offset=error.start, byte=byte)
        except OSError as error:
            yield Problem.of("unreadable-file", path_in(archive, file), reason=error.strerror or error)
    yield from _check_names(archive, own, environment)


def _check_names(archive: Path, own: Path, environment: Environment) -> Iterator[Problem]:
    """Yield a warning for every template of the archive that no page is made with, and no other one names."""
    files = (file for file in own.rglob("*") if file.is_file() and not leads_out(file, archive))
    names = {file.relative_to(own).as_posix(): file for file in files}
    new = [name for name in names if not built_in("templates").joinpath(name).is_file() and name not in _OF_GROUPS]
    if not new:
        return
    from difflib import get_close_matches  # noqa: PLC0415 - for templates of the archive's own alone

    from jinja2.meta import find_referenced_templates  # noqa: PLC0415 - as above

    named: set[str | None] = set()
    for file in names.values():
        with suppress(TemplateSyntaxError, OSError, UnicodeDecodeError):
            named.update(find_referenced_templates(environment.parse(file.read_text(encoding="utf-8"))))
    known = [file.relative_to(built_in("templates")).as_posix() for file in built_in("templates").rglob("*.*")]
    for name in sorted(new):
        if name not in named:
            near = get_close_matches(name, [*known, *_OF_GROUPS], 1)
            hint = f"Did you mean '{near[0]}'?" if near else "docs/theming.md lists those that there are."
            yield Problem.of("unused-file", path_in(archive, names[name]), suggestion=hint)


def template_error(archive: Path, file: Path, line: int | None, error: Exception) -> Problem:
    """Return the problem that a template of an archive cannot be used."""
    reason = str(error).rstrip(".") or type(error).__name__
    return Problem.of("template-error", path_in(archive, file), line or 1, reason=reason)


def path_in(archive: Path, file: Path) -> str:
    """Return the path of a file from the archive's folder."""
    return file.relative_to(archive).as_posix()


def is_utf_8(path: Path) -> bool:
    """Tell whether a path can be printed and published: a name in an old encoding cannot."""
    return not any("\ud800" <= character <= "\udfff" for character in str(path))
