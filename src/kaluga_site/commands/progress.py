"""How far a long work has come, shown on a terminal: nothing in the first second, and nothing when it is done."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

Item = TypeVar("Item")

_PATIENCE = 1.0
"""After so many seconds progress is shown,"""

_PAUSE = 0.1
"""and then again after so many."""


class Progress:
    """Watches work: on a terminal it shows the stage, a bar, how fast it goes and how long it will take yet."""

    def __init__(self, *, quiet: bool = False) -> None:
        """Show nothing if that is asked for, or if nobody sits before a terminal."""
        self._is_shown = not quiet and _is_terminal()
        self._stands = False

    def over(self, items: Iterable[Item], what: str, total: int) -> Iterable[Item]:
        """Return the items, of which there are `total`, and show how many are done while they are taken."""
        return self._watched(items, what, total) if self._is_shown else items

    def clear(self) -> None:
        """Take away what is shown, so that something else can be printed."""
        if self._stands:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._stands = False

    def _watched(self, items: Iterable[Item], what: str, total: int) -> Iterator[Item]:
        begun = time.monotonic()
        due, shown = begun + _PATIENCE, 0
        bar = click.progressbar(range(total), label=what, width=20, show_pos=True, show_eta=False)
        try:
            for done, item in enumerate(items, start=1):
                yield item
                now = time.monotonic()
                if now >= due:
                    bar.make_step(done - shown)
                    self._show(f"{bar.format_progress_line()}  {_pace(done, total, now - begun)}")
                    shown, due = done, now + _PAUSE
        finally:
            self.clear()

    def _show(self, line: str) -> None:
        from shutil import get_terminal_size

        width = get_terminal_size().columns - 1  # a line that breaks could not be taken away
        click.echo(f"\r\x1b[K{line[:width]}", nl=False, err=True)
        self._stands = True


def _pace(done: int, total: int, seconds: float) -> str:
    """Return how fast work goes and how long the rest will take: click's own estimate is led astray by a slow start."""
    rate = done / max(seconds, 0.001)
    left = round((total - done) / rate)
    return f"{rate:,.0f}/s, {left // 60}:{left % 60:02} left"


def _is_terminal() -> bool:
    return sys.stderr.isatty()
