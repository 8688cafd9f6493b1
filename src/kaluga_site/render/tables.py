"""Write tables as CSV for programs and spreadsheets."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

BOM = b"\xef\xbb\xbf"
"""Without it, Excel takes a CSV file in UTF-8 for one in an old encoding."""

Cell = str | int | Decimal | tuple[str, ...] | None

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""With these begins what a spreadsheet may take for a formula. Source: OWASP, CSV Injection."""

_is_number = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?").fullmatch


def csv_lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as CSV (RFC 4180), in UTF-8. A list is one cell, "; " between its parts; what is unknown is empty."""
    written = io.StringIO()
    # Of the cells of large tables nearly all are written as they are: those are told without a call of a function.
    csv.writer(written, lineterminator="\r\n").writerows(
        [
            cell
            if cell is None or cell.__class__ is int or (cell.__class__ is str and cell[:1] not in _FORMULA)
            else _cell(cell)
            for cell in row
        ]
        for row in rows
    )
    return written.getvalue().encode()


def _cell(cell: Cell) -> str | int | None:
    if isinstance(cell, str):
        return cell if cell[:1] not in _FORMULA else _harmless(cell)
    if isinstance(cell, tuple):
        return _cell(cell_in_one(cell))
    return f"{cell:f}" if isinstance(cell, Decimal) else cell


def cell_in_one(cells: tuple[str, ...]) -> str:
    """Return a list as one text."""
    return "; ".join(cells)


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet calculates: with an apostrophe before it, but for what is a plain number."""
    return text if _is_number(text) else f"'{text}"
