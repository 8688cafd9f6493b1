"""What a build has changed."""

from collections.abc import Mapping

from msgspec import Struct

from kaluga_site.model.names import Vocabulary
from kaluga_site.model.problems import Problem


class ChangedArticle(Struct, frozen=True, kw_only=True):
    """An article that changed, told by its file and its title; of one that is gone, the title is not known."""

    source: str
    title: str | None = None


class ChangedArticles(Struct, frozen=True, kw_only=True):
    """How many articles changed in one way, and the first of them."""

    count: int = 0
    first: tuple[ChangedArticle, ...] = ()


class ChangedNames(Struct, frozen=True, kw_only=True):
    """How many new names a vocabulary has, and the first of them."""

    count: int
    first: tuple[str, ...]


class ChangedPages(Struct, frozen=True, kw_only=True):
    """How many pages of a kind changed."""

    added: int
    changed: int
    removed: int


class Changes(Struct, frozen=True, kw_only=True):
    """What a build has changed, compared with the one before or with a site that was published."""

    is_first: bool = False
    """Whether there was nothing to compare with: all is new then, and told by counts alone."""

    new: ChangedArticles = ChangedArticles()
    edited: ChangedArticles = ChangedArticles()
    withdrawn: ChangedArticles = ChangedArticles()
    gone: ChangedArticles = ChangedArticles()
    pages: Mapping[str, ChangedPages] = {}
    """What pages are of → how many of them changed."""

    names: Mapping[Vocabulary, ChangedNames] = {}
    """Of vocabularies that have new names."""

    problems: tuple[Problem, ...] = ()
    """Those that the build before did not have; compared with a published site, those of files that differ there."""

    mended: int = 0
    """How many problems the build before had that are no more."""
