"""What the manifest tells of the articles: carried over from build to build, but for those that changed."""

from collections.abc import Iterable
from itertools import chain

from kaluga_site import publish, render, state
from kaluga_site.drafting import Draft
from kaluga_site.model.pages import ListedArticle


def change_articles(
    draft: Draft, last: state.Snapshot, before: publish.ManifestText
) -> dict[str, ListedArticle | None]:
    """Return what the manifest is to tell of articles, by the addresses of their pages, where that may have changed.

    It is None where there is an article no more. `before` is the manifest that stands, which the last build left if
    the draft builds on that one.
    """
    changed = draft.archive.changed_articles
    owners = map(render.owner_of_article, changed)
    old: Iterable[str] = chain(last.withdrawn.values(), *(draft.before.get(owner, ()) for owner in owners))
    return {**dict.fromkeys(before.articles if draft.is_anew else old), **list_articles(draft)}


def list_articles(draft: Draft) -> dict[str, ListedArticle]:
    """Return what is to be told of each article that changed, and of all that are withdrawn.

    Of a withdrawn article nothing is told but its address, and those that lead to it.
    """
    known, found = draft.snapshot, {}
    for path, head in draft.archive.changed_articles.items():
        if head is not None and not head.card.withdrawn:
            found[f"{head.card.address}.html"] = ListedArticle(
                source=path,
                sha256=known.contents[path].hex(),
                text_sha256=head.text.hex(),
                corrections=head.corrections,
                redirects=head.redirects,
            )
    for path, address in known.withdrawn.items():
        leading = known.redirects.get(path)
        found[address] = ListedArticle(redirects=leading.addresses if leading else ())
    return found
