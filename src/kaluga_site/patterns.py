"""Regular expressions, whose compiled code is kept beside the modules' bytecode, as Python keeps that.

The rules of extraction have some two hundred, and Python takes a fifth of a second to compile them: as much as an
edited article of a large archive costs besides. Their code is the same in every process of one Python, which has no
public way to keep it. So what stands here leans on the parts of `re` that are not: where a Python lacks them or they
refuse what was kept, the pattern is compiled as always.
"""

import importlib.util
import marshal
import os
import re
import sys
from array import array
from contextlib import suppress
from pathlib import Path

_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, number of groups, their numbers by name, their names by number."""

_FILE = Path(importlib.util.cache_from_source(__file__)).with_suffix(".patterns")
_MOST = 2_000
"""More patterns than these no version has: what has piled up is thrown away."""


class _Patterns:
    """The code of patterns by their text and flags, read from a file once."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[tuple[str, int], _Code] | None = None
        self._used: dict[tuple[str, int], _Code] = {}
        self._is_new = False

    def compile(self, pattern: str, flags: int) -> re.Pattern[str]:
        """Return a pattern compiled, from its code where that is known. Raises re.error as `re.compile` does."""
        if self._known is None:
            self._known = self._read()
        known = self._known.get((pattern, flags))
        try:
            code = known or _code_of(pattern, flags)
            made = _from_code(pattern, code)
        except (AttributeError, ImportError, RuntimeError, TypeError, ValueError):
            return re.compile(pattern, flags)
        self._used[pattern, flags] = code
        self._is_new = self._is_new or known is None
        return made

    def keep(self) -> None:
        """Write what is new for the next process, where Python may write its bytecode."""
        if not self._is_new or sys.dont_write_bytecode:
            return
        together = {**self._read(), **self._used}
        kept = marshal.dumps((_python(), together if len(together) <= _MOST else self._used))
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            beside = self._file.with_suffix(f".{os.getpid()}")
            beside.write_bytes(kept)
            beside.replace(self._file)
        self._is_new = False

    def _read(self) -> dict[tuple[str, int], _Code]:
        with suppress(OSError, EOFError, ValueError, TypeError):
            python, known = marshal.loads(self._file.read_bytes())  # noqa: S302 - ours, as Python's bytecode beside it is
            if python == _python() and isinstance(known, dict):
                return known
        return {}


def _python() -> str:
    """Return what code depends on: the release, to the last digit, and how it was built."""
    return sys.version


def _code_of(pattern: str, flags: int) -> _Code:
    """Compile a pattern as `re` does, and return the code."""
    from re import _compiler, _parser  # type: ignore[attr-defined] # noqa: PLC0415 - see above

    parsed = _parser.parse(pattern, flags)
    code = array("I", map(int, _compiler._code(parsed, flags))).tobytes()  # noqa: SLF001 - see above
    groups = dict(parsed.state.groupdict)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in groups.items():
        names[number] = name
    return int(flags | parsed.state.flags), code, parsed.state.groups - 1, groups, tuple(names)


def _from_code(pattern: str, code: _Code) -> re.Pattern[str]:
    """Make a pattern of its code, which is checked: a RuntimeError says that it is none."""
    import _sre  # type: ignore[import-not-found] # noqa: PLC0415 - see above

    flags, numbers, groups, by_name, names = code
    found: re.Pattern[str] = _sre.compile(pattern, flags, array("I", numbers).tolist(), groups, by_name, names)
    return found


_patterns = _Patterns(_FILE)


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern, or take it as another process compiled it. Raises re.error as `re.compile` does."""
    return _patterns.compile(pattern, int(flags))


def keep_patterns() -> None:
    """Keep the code of what this process has compiled anew."""
    _patterns.keep()
