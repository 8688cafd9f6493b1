"""How to build, and how a build went."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from kaluga_site.model.changes import Changes
from kaluga_site.model.checks import FigureVerdict
from kaluga_site.model.heads import Release
from kaluga_site.model.pages import Manifest
from kaluga_site.model.problems import Problem


class Options(Struct, frozen=True, kw_only=True):
    """How to build."""

    base_url: str | None = None
    """Where the site is published, instead of what `site.yaml` says."""

    strict: bool = False
    """Whether warnings forbid publishing too."""

    cache: bool = True
    """Whether to trust what an earlier build has left; without, everything is read and rendered anew."""

    clean: bool = False
    """Whether to remove from the output folder what no build has made."""

    drafts: bool = False
    """Whether to show drafts, marked as such: for previews."""

    future: bool = False
    """Whether to show articles whose date has not come yet, marked as such."""

    against: Manifest | None = None
    """What was published before: `check` compares with it, and `build` tells what is another."""

    figures: bool = False
    """Whether `check` is to return the verdict of every calculation with an article's figures."""


class Published(Struct, frozen=True, kw_only=True):
    """How many files a build wrote, found as they should be, and removed."""

    written: int
    unchanged: int
    removed: int


class Build(Struct, frozen=True, kw_only=True):
    """How a build went; `published` is None where problems forbade publishing."""

    problems: tuple[Problem, ...]
    articles: int
    published: Published | None
    planned: int = 0
    """How many pages may have changed."""

    rendered: int = 0
    """How many pages were made anew."""

    read: int = 0
    """How many article files were read anew."""

    left_out: Mapping[Release, Sequence[str]] = {}
    """The articles that are not shown, by why."""

    changes: Changes | None = None
    """What the build has changed; None where nothing was compared."""

    cleaned: tuple[str, ...] = ()
    """The files that were removed because no build had made them, where that was asked for."""

    chartless: int = 0
    """How many pages would have a chart if the libraries were there that draw it."""

    verdicts: tuple[FigureVerdict, ...] = ()
    """What calculating with the articles' figures gave, where it was asked for."""
