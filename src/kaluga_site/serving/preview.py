"""The files of the preview, with a script put into every page that reloads it."""

import mimetypes
from pathlib import Path
from typing import Literal

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

Follows = Literal["pages", "every build"]
"""Which builds a page is renewed after: those that changed any page, or all."""

_SCRIPT = '<script src="/__kaluga/live.js" data-build="{build}" data-follows="{follows}" defer></script>\n</head>'
_TYPES = {".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".woff2": "font/woff2"}
_OTHER_TYPE = "application/octet-stream"


def file_of(site: Path, address: str) -> Path | None:
    """Return the file of a site at an address, the index of a folder too; None where there is none."""
    if "\x00" in address or len(address) > 2_000:
        return None
    root = site.resolve()
    file = (root / address.lstrip("/")).resolve()
    if not file.is_relative_to(root):
        return None
    try:
        file = file / "index.html" if file.is_dir() else file
        return file if file.is_file() else None
    except OSError:
        return None


def respond(site: Path, build: int, request: Request) -> Response | None:
    """Return a file of the preview as it stands, no older than a build; None where there is none."""
    file = file_of(site, request.path_params["address"])
    try:
        content = file.read_bytes() if file else None
    except OSError:  # just being replaced
        content = None
    if file is None or content is None:
        return None
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or _OTHER_TYPE
    return Response(with_script(content, build) if kind == "text/html" else content, media_type=kind)


def with_script(page: bytes, build: int, follows: Follows = "pages") -> bytes:
    """Return a page, no older than a build, with the script that listens for news of later ones."""
    return page.replace(b"</head>", _SCRIPT.format(build=build, follows=follows).encode(), 1)


def followed(page: HTMLResponse, build: int, follows: Follows = "pages") -> HTMLResponse:
    """Return a page of the server's own with that script."""
    return HTMLResponse(with_script(bytes(page.body), build, follows), page.status_code)
