"""What every page of one site shares."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from kaluga_site.model.archive import Archive
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses
from kaluga_site.render.language import N_, say, spoken
from kaluga_site.render.linked_data import NOTHING_TOLD, Locate, Told, breadcrumbs, linked_data
from kaluga_site.render.views import Form, Frame, Link, NavigationLink, Sibling

_VOCABULARY_NAMES = {
    Vocabulary.PEOPLE: N_("Nhân vật"),
    Vocabulary.TOPICS: N_("Chủ đề"),
    Vocabulary.ORGANISATIONS: N_("Tổ chức"),
    Vocabulary.PLACES: N_("Địa danh"),
    Vocabulary.SOURCES: N_("Nguồn"),
    Vocabulary.AUTHORS: N_("Tác giả"),
}
_LOCALES = {"vi": "vi_VN", "en": "en_US"}
"""What Open Graph calls the languages of the interface."""

_LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def vocabulary_link(vocabulary: Vocabulary) -> Link:
    """Return what leads to the list of a vocabulary."""
    return Link(say(_VOCABULARY_NAMES[vocabulary]), addresses.list_address(vocabulary))


def articles_link() -> Link:
    """Return what leads to all articles."""
    return Link(say("Bài viết"), f"{addresses.ARTICLES}/index.html")


def timeline_link() -> Link:
    """Return what leads to the timeline."""
    return Link(say("Dòng thời gian"), f"{addresses.TIMELINE}/index.html")


def figures_link() -> Link:
    """Return what leads to all figures."""
    return Link(say("Số liệu"), addresses.FIGURES_LIST)


def data_link() -> Link:
    """Return what leads to the downloads."""
    return Link(say("Dữ liệu"), addresses.DATA_LIST)


class Site(Struct, frozen=True, kw_only=True):
    """The site's name, description, address and ways in: the same for every page of one language."""

    languages: tuple[str, ...]
    language: str
    """The one of these pages."""

    title: str
    description: str | None
    base_url: str | None
    contact: str | None
    sections: tuple[Link, ...]
    has_feed: bool

    @classmethod
    def of(cls, archive: Archive) -> "Site":
        """Return what the pages of an archive share; a vocabulary without entities is no way in, nor are no figures."""
        lists = [vocabulary_link(vocabulary) for vocabulary in addresses.FOLDERS if archive.listings[vocabulary]]
        figures = [figures_link()] if archive.figures else []
        return cls(
            languages=archive.settings.languages,
            language=spoken().tag,
            title=archive.settings.title,
            description=archive.settings.description,
            base_url=archive.settings.base_url,
            contact=archive.settings.contact,
            sections=(articles_link(), *lists, *figures, timeline_link()),
            has_feed=any(card.date is not None and not card.withdrawn for card in archive.newest()),
        )

    @property
    def prefix(self) -> str:
        """What leads from the site's root to that of the language: "", or "en/"."""
        return prefix_of(self.language, self.languages)

    def frame(
        self,
        address: str,
        title: str,
        *,
        breadcrumb: tuple[Link, ...] = (),
        description: str | None = None,
        told: Told = NOTHING_TOLD,
    ) -> Frame:
        """Return what surrounds the page at an address; `told` is what it has for programs besides the way to it."""
        is_placed = address != addresses.NOT_FOUND
        on_server = None if is_placed else addresses.root_on_server(self.base_url)
        root = on_server or addresses.root_from(address)
        home = () if address == addresses.HOME else (Link(say("Trang chủ"), addresses.HOME),)
        folder = address.partition("/")[0] if "/" in address else ""
        steps = (*home, *breadcrumb)
        way = [breadcrumbs(steps, title, self.locate(address))] if steps and is_placed else []
        return Frame(
            address=address,
            root=root,
            site_root=f"{root}../" if self.prefix else root,
            language=self.language,
            forms=self._forms(address),
            title=title,
            site_title=self.title,
            about=None if address == addresses.HOME else self.description,
            description=description,
            canonical=self.canonical(address),
            feed=f"{addresses.FEED}.xml" if self.has_feed else None,
            siblings=(*(feeds(addresses.FEED, self.title) if self.has_feed else ()), *told.siblings),
            locale=_LOCALES[self.language],
            image=f"{self.base_url}{addresses.CARD}" if self.base_url else None,
            linked_data=linked_data([*told.things, *way]),
            breadcrumb=steps,
            navigation=_navigation(self.sections, folder),
        )

    def canonical(self, address: str) -> str | None:
        """Return the whole address of a page, where the site has one."""
        return addresses.on_server(f"{self.prefix}{address}", self.base_url) if self.base_url else None

    def locate(self, address: str) -> Locate:
        """Return what locates the language's pages from the one at an address, for programs: whole if it can be."""
        base, prefix, root = self.base_url, self.prefix, addresses.root_from(address)
        return lambda target: addresses.on_server(f"{prefix}{target}", base) if base else f"{root}{target}"

    def locate_once(self, address: str) -> Locate:
        """Return what locates files that stand once for all languages, as `locate` does pages."""
        root = self.base_url or f"{addresses.root_from(address)}{'../' if self.prefix else ''}"
        return lambda target: f"{root}{target}"

    def _forms(self, address: str) -> tuple[Form, ...]:
        """Return a page in all languages: what stands at any address is there once."""
        if len(self.languages) == 1 or address == addresses.NOT_FOUND:
            return ()
        return tuple(self._form(language, address) for language in self.languages)

    def _form(self, language: str, address: str) -> Form:
        place = f"{prefix_of(language, self.languages)}{address}"
        return Form(
            language=language,
            label=_LANGUAGE_NAMES[language],
            address=place,
            whole=addresses.on_server(place, self.base_url) if self.base_url else None,
            is_this=language == self.language,
        )


def feeds(stem: str, title: str) -> tuple[Sibling, ...]:
    """Return both forms of a feed."""
    return (
        Sibling("application/atom+xml", f"{stem}.xml", title),
        Sibling("application/feed+json", f"{stem}.json", title),
    )


def prefix_of(language: str, languages: Sequence[str]) -> str:
    """Return what leads from the site's root to that of a language: "", or "en/"."""
    return "" if language == languages[0] else f"{language}/"


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
