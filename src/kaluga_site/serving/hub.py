"""Tells every open page what has happened."""

import asyncio
from collections.abc import AsyncIterator, Mapping

import msgspec


class Hub:
    """Hands the news to whoever listens; the last of them is told to those who come later."""

    def __init__(self) -> None:
        """Begin without news."""
        self._listeners: set[asyncio.Queue[bytes | None]] = set()
        self._last: bytes | None = None
        self._is_open = True

    def tell(self, news: Mapping[str, object], *, is_lasting: bool = True) -> None:
        """Send news, as one event of a stream of server-sent events."""
        event = b"data: " + msgspec.json.encode(news) + b"\n\n"
        self._last = event if is_lasting else self._last
        for listener in self._listeners:
            listener.put_nowait(event)

    async def events(self) -> AsyncIterator[bytes]:
        """Yield the last news, then what comes, until the hub is closed."""
        listener: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._listeners.add(listener)
        try:
            yield b"retry: 500\n\n"
            if self._last is not None:
                yield self._last
            while self._is_open and (event := await listener.get()) is not None:
                yield event
        finally:
            self._listeners.discard(listener)

    def close(self) -> None:
        """Let all listeners go."""
        self._is_open = False
        for listener in self._listeners:
            listener.put_nowait(None)
