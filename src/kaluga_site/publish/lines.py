"""The manifest's lines: one for each file or article, sought and replaced without reading the others."""

import mmap
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, repeat
from typing import Self

import msgspec
from msgspec import Struct

Buffer = bytes | memoryview

_BETWEEN = b",\n"  # no other line ends stand in the text


class Lines:
    """A line for each entry, in order of their bytes: those of a text, and what is to stand in the place of some."""

    def __init__(
        self, text: bytes | mmap.mmap = b"", start: int = 0, end: int = 0, new: Mapping[bytes, bytes] | None = None
    ) -> None:
        """Keep a part of a text; `new` are lines by their beginnings, none for those that are to go."""
        self._text, self._start, self._end, self._new = text, start, end, dict(new or {})

    @classmethod
    def of(cls, entries: Mapping[str, Struct]) -> Self:
        """Return the lines that tell of some entries."""
        text = _BETWEEN.join(line for _, line in sorted(_lines(entries).items()))
        return cls(text, 0, len(text))

    def changed(self, changes: Mapping[str, Struct | None]) -> Self:
        """Return the lines that tell of these changes, too."""
        new = _lines({address: one for address, one in changes.items() if one is not None})
        gone = {_key(address): b"" for address, one in changes.items() if one is None}
        return type(self)(self._text, self._start, self._end, {**self._new, **gone, **new})

    def find(self, address: str) -> bytes | None:
        """Return what the line of an address tells."""
        key = _key(address)
        line = self._new.get(key)
        if line is None:
            line = self._text[slice(*self._place(key))]
        return line[len(key) :] or None

    @cached_property
    def pieces(self) -> Sequence[Buffer]:
        """The lines, with what stands between them."""
        parts, last = list[Buffer](), self._start
        kept = memoryview(self._text)
        for key in sorted(self._new):
            start, end = self._place(key)
            if start > last:
                parts.append(kept[last : start - len(_BETWEEN)] if start < self._end else kept[last:start])
            parts += [self._new[key]] if self._new[key] else []
            last = min(end + len(_BETWEEN), self._end) if end > start else start
        parts += [kept[last : self._end]] if last < self._end else []
        return [*chain.from_iterable(zip(parts, repeat(_BETWEEN), strict=False))][:-1]

    @property
    def joined(self) -> bytes:
        """The bytes of all lines."""
        return b"".join(self.pieces)

    @property
    def addresses(self) -> Iterator[str]:
        """Those of which the lines tell."""
        lines = self.joined.split(_BETWEEN) if self.pieces else []
        return (address for line in lines for address in msgspec.json.decode(b"{%s}" % line))

    def count_more(self, word: bytes) -> int:
        """Return how often more what is new has a word than what stood in its place."""
        return sum(
            line.count(word) - self._text[slice(*self._place(key))].count(word) for key, line in self._new.items()
        )

    def _place(self, key: bytes) -> tuple[int, int]:
        """Return where the line with this beginning starts and ends; both are where it would stand if there is none."""
        text, low, high, long = self._text, self._start, self._end, len(key)
        while low < high:
            start = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if text[start : start + long] < key:
                end = text.find(b"\n", start, self._end)
                low = self._end if end < 0 else end + 1
            else:
                high = start
        if low == self._end or text[low : low + long] != key:
            return low, low
        end = text.find(b"\n", low, self._end)
        return low, self._end if end < 0 else end - 1


def _lines(entries: Mapping[str, Struct]) -> dict[bytes, bytes]:
    """Return the lines that tell of some entries by their beginnings."""
    encode = msgspec.json.Encoder().encode
    keys = ((_key(address), one) for address, one in entries.items())
    return {key: key + encode(one) for key, one in keys}


def _key(address: str) -> bytes:
    """Return the beginning of the line of an address."""
    return msgspec.json.encode(address) + b":"
