"""Lets in nobody but the archivist's own browser: no other site's pages, no other name of this machine."""

import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

_LARGEST_FORM = 100_000
_MOST_FIELDS = 200
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer says to the browser: keep nothing, hand nothing to others, show it in no frame."""


class Guard:
    """Knows the names under which the server may be asked, and the word that its own forms carry."""

    def __init__(self, port: int) -> None:
        """Make up the word, which lives as long as the server."""
        self.token = secrets.token_urlsafe(32)
        self._hosts = frozenset(f"{name}:{port}" for name in _LOOPBACK)

    def refusal(self, host: str) -> str:
        """Return why whoever asked for this host is not served: a name may have been bound anew to this machine."""
        return "" if host in self._hosts else "This server answers to 127.0.0.1 and localhost alone."

    async def form(self, request: Request) -> Mapping[str, str]:
        """Return the fields of a form that a page of this server has sent. Raises HTTPException otherwise."""
        origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
        if origin != f"http://{request.headers['host']}" or site not in {None, "same-origin"}:
            raise HTTPException(403, "The form comes from another site.")
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
            raise HTTPException(415, "This is no form.")
        content = b""
        async for chunk in request.stream():
            content += chunk
            if len(content) > _LARGEST_FORM:
                raise HTTPException(413, "The form is too large.")
        try:
            pairs = parse_qsl(
                content.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
            )
        except (UnicodeError, ValueError):
            raise HTTPException(400, "The form cannot be read.") from None
        fields = dict(pairs)
        if not hmac.compare_digest(fields.pop("token", "").encode(), self.token.encode()):
            raise HTTPException(403, "The form is not one that this server has made. Open the page anew.")
        return fields
