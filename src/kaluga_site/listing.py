"""What the manifest tells of the articles: carried over from build to build, but for those that changed."""

from collections.abc import Mapping

from kaluga_site.drafting import Draft
from kaluga_site.model.pages import ListedArticle


def list_articles(draft: Draft, before: Mapping[str, ListedArticle]) -> dict[str, ListedArticle]:
    """Return what is to be told of each published article, by the address of its page.

    `before` is what the manifest of the last build tells, if the draft builds on that one. Of a withdrawn article
    nothing is told but its address, and those that lead to it.
    """
    known, changed = draft.snapshot, draft.showings[0].archive.changed_articles
    carried = {} if draft.is_anew else before
    found = {address: one for address, one in carried.items() if one.source and one.source not in changed}
    for path, head in changed.items():
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
