"""Compare an archive with a site that was published of it: no address of an article dies, no text changes in silence.

Only the addresses of articles are permanent, and those that lead to them. Those of a person or a topic follow from
what articles say: they may go with the last article, and front matter has no place to redirect them.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from kaluga_site.drafting import Draft
from kaluga_site.listing import list_articles
from kaluga_site.model.heads import Release
from kaluga_site.model.pages import ListedArticle, Manifest
from kaluga_site.model.problems import Problem, has_errors


def check_history(draft: Draft, before: Manifest) -> Iterator[Problem]:
    """Yield a problem for every article that was published and has no address, or another text without correction.

    `draft` is of the whole archive. Articles that have errors or have expired are passed over.
    """
    now = _Now.of(draft)
    for address, old in before.articles.items():
        if old.source in now.passed_over:
            continue
        found = now.leading.get(address)
        if found is None:
            yield _vanished(address, old, now)
        elif _changed(old, found):
            yield Problem.of("uncorrected-change", found.source, address=address)
        for redirect in old.redirects:
            if redirect not in now.leading:
                yield _vanished(redirect, old, now)


class _Now(Struct, frozen=True):
    """The articles that are published now."""

    leading: Mapping[str, ListedArticle]
    """The articles by their addresses, and by those that lead to them."""

    by_text: Mapping[str, ListedArticle]
    by_name: Mapping[str, Collection[ListedArticle]]
    """By the last part of their address."""

    passed_over: Collection[str]

    @classmethod
    def of(cls, draft: Draft) -> "_Now":
        articles = list_articles(draft)
        leading = {redirect: one for one in articles.values() for redirect in one.redirects} | articles
        by_name: dict[str, list[ListedArticle]] = {}
        for address, one in articles.items():
            by_name.setdefault(PurePosixPath(address).name, []).append(one)
        known = draft.snapshot
        return cls(
            leading=leading,
            by_text={one.text_sha256: one for one in articles.values() if one.source},
            by_name=by_name,
            passed_over={
                *(path for path, release in known.releases.items() if release is Release.EXPIRED),
                *(path for path, noted in known.noted.items() if has_errors(noted)),
            },
        )


def _changed(old: ListedArticle, new: ListedArticle) -> bool:
    """Return whether a text is another one without saying so; one that is withdrawn, then or now, has none."""
    is_another = old.source and new.source and old.text_sha256 != new.text_sha256
    return bool(is_another) and new.corrections <= old.corrections


def _vanished(address: str, old: ListedArticle, now: _Now) -> Problem:
    """Return the problem of an address that leads nowhere, with the line to add where a likely new place is known."""
    named = now.by_name.get(PurePosixPath(address).name, ())
    likely = now.by_text.get(old.text_sha256) or next((one for one in named if len(named) == 1), None)
    if likely is None or not likely.source:
        place, entry = "the front matter of the article that is to be read there", _entry([address])
        return Problem.of("vanished-address", old.source or "articles", address=address, place=place, entry=entry)
    entry = _entry([*likely.redirects, address])
    return Problem.of("vanished-address", likely.source, address=address, place="its front matter", entry=entry)


def _entry(addresses: Collection[str]) -> str:
    return f"redirects: [{', '.join(addresses)}]"
