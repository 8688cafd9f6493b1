"""The web application: the preview, what reloads it, and the pages of the review."""

from pathlib import Path

import anyio
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kaluga_site.model.resources import built_in
from kaluga_site.serving.guard import HEADERS, Guard
from kaluga_site.serving.pages import Pages
from kaluga_site.serving.preview import file_of, followed, respond
from kaluga_site.serving.review import Review
from kaluga_site.serving.studio import Studio

_ASSETS = {name: Path(__file__).parent / "assets" / name for name in ("live.js", "live.css", "review.css", "review.js")}
_ASSETS |= {name: built_in("static") / name for name in ("style.css", "theme.js", "icon.svg")}
_TYPEFACE = "kaluga-serif.woff2"
_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


def application(studio: Studio, guard: Guard, pages: Pages) -> Starlette:
    """Return the application that shows an archive."""
    review = Review(studio, guard, pages)

    async def preview(request: Request) -> Response:
        build = studio.count
        found = await anyio.to_thread.run_sync(respond, studio.builder.site, build, request)
        if found is not None:
            return found
        if file_of(studio.builder.site, "index.html") is None:
            page = pages.render("nothing.html", 503, problems=studio.errors)
        else:
            page = pages.render("missing.html", 404)
        return followed(page, build)

    async def live(_request: Request) -> Response:
        return StreamingResponse(studio.hub.events(), media_type="text/event-stream")

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        file = studio.builder.site / "static" / name if name == _TYPEFACE else _ASSETS.get(name)
        if file is None or not file.is_file():
            raise HTTPException(404)
        return Response(file.read_bytes(), media_type=_KINDS[file.suffix])

    return Starlette(
        routes=[
            Route("/__kaluga/live", live),
            *review.routes(),
            Route("/__kaluga/{name}", asset),
            Route("/{address:path}", preview),
        ],
        middleware=[Middleware(_Doorkeeper, guard=guard)],
        exception_handlers={HTTPException: pages.refuse},
    )


class _Doorkeeper:
    """Refuses requests for other names of this machine, and says to browsers what they may do with the answers."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app = app
        self._guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = self._guard.refusal(Headers(scope=scope).get("host", ""))
        answer = PlainTextResponse(refusal, 421) if refusal else self._app
        await answer(scope, receive, send_guarded)
