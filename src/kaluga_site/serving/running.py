"""Run the server until it is told to end."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Iterator

import anyio
import uvicorn
from starlette.applications import Starlette

from kaluga_site.serving.studio import Studio

_PATIENCE_SECONDS = 2


class PortTakenError(Exception):
    """Another program answers at the port."""


def bind(host: str, port: int) -> socket.socket:
    """Return a socket at a port of this machine, 0 for any that is free. Raises PortTakenError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named asyncio sends small answers at once (TCP_NODELAY), else 40 ms after their heads.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(128)
    except OSError as error:
        found.close()
        raise PortTakenError(error.strerror or str(error)) from None
    return found


def run(app: Starlette, studio: Studio, at: socket.socket, on_start: Callable[[], None]) -> None:
    """Serve, and build what changes, until SIGINT or SIGTERM comes."""
    asyncio.run(_run(app, studio, at, on_start))


class _Server(uvicorn.Server):
    """Leaves the signals to us: one that ends it is no failure."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _run(app: Starlette, studio: Studio, at: socket.socket, on_start: Callable[[], None]) -> None:
    config = uvicorn.Config(
        app, log_level="error", access_log=False, lifespan="off", timeout_graceful_shutdown=_PATIENCE_SECONDS
    )
    server, stop = _Server(config), anyio.Event()

    def end() -> None:
        server.should_exit = True
        stop.set()
        studio.hub.close()

    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(sign, end)
        except NotImplementedError:  # Windows
            signal.signal(sign, lambda *_: loop.call_soon_threadsafe(end))
    on_start()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(studio.watch(stop))
        await server.serve([at])
        end()
