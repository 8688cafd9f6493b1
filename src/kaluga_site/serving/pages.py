"""The pages of the server itself, in the site's look and language. They are never published."""

from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kaluga_site.render import N_, counted, language_of, say, speaking
from kaluga_site.render.environment import SwiftEnvironment

_PAGES = Path(__file__).parent / "pages"
_SECTIONS = {
    "": N_("Bài chờ duyệt"),
    "ten": N_("Tên chưa rõ"),
    "trung": N_("Bài gần giống nhau"),
    "so-lieu": N_("Số liệu lệch"),
}
FIELDS = {
    "title": N_("Tít"),
    "date": N_("Ngày đăng"),
    "source": N_("Báo"),
    "summary": N_("Tóm tắt"),
    "authors": N_("Tác giả"),
    "topics": N_("Chủ đề"),
    "organisations": N_("Tổ chức"),
    "places": N_("Địa danh"),
    "people": N_("Nhân vật"),
    "sources": N_("Báo"),
    "figures": N_("Số liệu"),
    "quotations": N_("Lời trích"),
}
"""What the fields of the front matter are called."""


class Pages:
    """Renders the server's own pages."""

    def __init__(self, language: str, site_title: str) -> None:
        """Speak a language of the interface."""
        self.language = language
        self._environment = SwiftEnvironment(
            language_of(language),
            loader=FileSystemLoader(_PAGES),
            autoescape=True,
            lstrip_blocks=True,
            trim_blocks=True,
            undefined=StrictUndefined,
        )
        with speaking(language):
            sections = [(address, say(label)) for address, label in _SECTIONS.items()]
        self._environment.globals |= {
            "_": language_of(language).say,
            "site_title": site_title,
            "sections": sections,
            "section": None,
            "field_label": lambda name: say(FIELDS[name]),
            "counted": counted,
        }

    def refuse(self, _request: Request, refusal: Exception) -> HTMLResponse:
        """Return a page that says why something is not done."""
        detail, status = getattr(refusal, "detail", ""), getattr(refusal, "status_code", 500)
        return self.render("refused.html", status, detail=detail)

    def render(self, name: str, status: int = 200, **values: object) -> HTMLResponse:
        """Return a page."""
        with speaking(self.language):
            return HTMLResponse(self._environment.get_template(name).render(values), status)
