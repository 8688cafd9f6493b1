"""What every page of one site shares."""

from functools import lru_cache

from msgspec import Struct

from kaluga_site.model.archive import Archive
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses
from kaluga_site.render.views import Frame, Link, NavigationLink

VOCABULARY_NAMES = {
    Vocabulary.PEOPLE: "Nhân vật",
    Vocabulary.TOPICS: "Chủ đề",
    Vocabulary.ORGANISATIONS: "Tổ chức",
    Vocabulary.PLACES: "Địa danh",
    Vocabulary.SOURCES: "Nguồn",
    Vocabulary.AUTHORS: "Tác giả",
}
ARTICLES_NAME = "Bài viết"
TIMELINE_NAME = "Dòng thời gian"
FIGURES_NAME = "Số liệu"


class Site(Struct, frozen=True, kw_only=True):
    """The site's name, description, address and ways in: the same for every page."""

    title: str
    description: str | None
    base_url: str | None
    contact: str | None
    sections: tuple[Link, ...]
    has_feed: bool

    @classmethod
    def of(cls, archive: Archive) -> "Site":
        """Return what the pages of an archive share; a vocabulary without entities is no way in, nor are no figures."""
        lists = [
            Link(VOCABULARY_NAMES[vocabulary], addresses.list_address(vocabulary))
            for vocabulary in addresses.FOLDERS
            if archive.listings[vocabulary]
        ]
        figures = [Link(FIGURES_NAME, addresses.FIGURES_LIST)] if archive.figures else []
        return cls(
            title=archive.settings.title,
            description=archive.settings.description,
            base_url=archive.settings.base_url,
            contact=archive.settings.contact,
            sections=(
                Link(ARTICLES_NAME, f"{addresses.ARTICLES}/index.html"),
                *lists,
                *figures,
                Link(TIMELINE_NAME, f"{addresses.TIMELINE}/index.html"),
            ),
            has_feed=any(card.date is not None and not card.withdrawn for card in archive.newest()),
        )

    def frame(
        self, address: str, title: str, *, breadcrumb: tuple[Link, ...] = (), description: str | None = None
    ) -> Frame:
        """Return what surrounds the page at an address."""
        on_server = addresses.root_on_server(self.base_url) if address == addresses.NOT_FOUND else None
        home = () if address == addresses.HOME else (Link("Trang chủ", addresses.HOME),)
        folder = address.partition("/")[0] if "/" in address else ""
        return Frame(
            address=address,
            root=on_server or addresses.root_from(address),
            title=title,
            site_title=self.title,
            about=None if address == addresses.HOME else self.description,
            description=description,
            canonical=addresses.on_server(address, self.base_url) if self.base_url else None,
            feed=f"{addresses.ARTICLES}/index.xml" if self.has_feed else None,
            breadcrumb=(*home, *breadcrumb),
            navigation=_navigation(self.sections, folder),
        )


@lru_cache
def _navigation(sections: tuple[Link, ...], folder: str) -> tuple[NavigationLink, ...]:
    """Return the ways in, as all pages of a folder show them; none is current on a page outside of the sections."""
    return tuple(
        NavigationLink(
            label=section.label,
            address=section.address,
            current=section.address.startswith(f"{folder}/"),
        )
        for section in sections
    )
