"""No two pages may want one address, and no page a folder where another one stands."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain
from pathlib import PurePosixPath

from msgspec import Struct

from kaluga_site.model.problems import Problem
from kaluga_site.render import addresses
from kaluga_site.render.article_forms import ARTICLE_FORMS
from kaluga_site.render.plan import Pages, article_of


class _Claim(Struct, frozen=True, kw_only=True):
    """An address, and what asks for it."""

    address: str
    article: str | None
    """The article file; None for pages that the archive makes of itself."""

    is_own: bool = False
    """Whether it is the article's own page."""

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """Order by who has the better claim: the archive's pages, then articles' own, by their files."""
        return self.article is not None, not self.is_own, self.article or ""


def check_plan(
    plan: Pages,
    standing: Mapping[str, Collection[str]],
    lone_at: Callable[[Iterable[str]], Mapping[str, Collection[str]]],
    reserved: Iterable[str],
) -> Iterator[Problem]:
    """Yield a problem for every address that two inputs ask for, or that would have to be a folder as well.

    `standing` are the pages that stay, by what asks for them, but for those of articles that have one each: `lone_at`
    tells which of these stay at some addresses, in small letters. `reserved` are addresses that no page may have.
    """
    new = [claim for owner, pages in plan.items() for claim in _claims(owner, [page.address for page in pages])]
    new += [_Claim(address=address, article=None) for address in reserved]
    wanted = {claim.address.casefold() for claim in new}
    wanted |= {folder for claim in new for folder in _chosen_folders(claim)}
    old = [claim for owner in _touched(standing, wanted) for claim in _claims(owner, standing[owner])]
    old += [claim for owner, found in lone_at(wanted).items() for claim in _claims(owner, found)]
    owners: dict[str, _Claim] = {}
    claims = sorted([*new, *old], key=lambda claim: claim.rank)
    for claim in claims:
        owner = owners.setdefault(claim.address.casefold(), claim)
        if owner is not claim:
            yield _conflict(claim, owner)
    for claim in claims:
        owner_of_folder = next(filter(None, (_owner(folder, owners) for folder in _chosen_folders(claim))), None)
        if owner_of_folder is not None:
            yield _conflict(claim, owner_of_folder)


def _owner(folder: str, owners: Mapping[str, _Claim]) -> _Claim | None:
    """Return what stands where a folder is wanted: a page, or another form of an article's or of the data."""
    stem, dot, kind = folder.rpartition(".")
    if dot and folder.startswith(f"{addresses.DATA}/"):
        return owners.get(addresses.DATA_LIST)
    return owners.get(folder) or (owners.get(f"{stem}.html") if f"{dot}{kind}" in ARTICLE_FORMS else None)


def _claims(owner: str, addresses: Iterable[str]) -> Iterator[_Claim]:
    article = article_of(owner)
    for place, address in enumerate(addresses):
        yield _Claim(address=address, article=article, is_own=place == 0)


def _touched(standing: Mapping[str, Collection[str]], wanted: AbstractSet[str]) -> Iterator[str]:
    """Yield what asks for standing pages that a new one could collide with: mostly, articles that chose addresses."""
    if wanted.isdisjoint(map(str.casefold, chain.from_iterable(standing.values()))):
        yield from (owner for owner, found in standing.items() if len(found) > 1 and article_of(owner))
        return
    for owner, found in standing.items():
        if (len(found) > 1 and article_of(owner)) or not wanted.isdisjoint(map(str.casefold, found)):
            yield owner


def _chosen_folders(claim: _Claim) -> list[str]:
    """Return the folders of a page whose address an article chose."""
    chosen = claim.article is not None and not claim.is_own
    return [str(folder) for folder in PurePosixPath(claim.address.casefold()).parents] if chosen else []


def _conflict(claim: _Claim, owner: _Claim) -> Problem:
    """Return the problem of two pages, of which the second has the better claim."""
    if owner.article is None:
        other = f"{owner.address}, a page that the archive makes itself"
    elif owner.article == claim.article:
        other = f"the page {owner.address} of the same article"
    else:
        other = owner.article
    return Problem.of("address-conflict", claim.article or "site.yaml", address=claim.address, other=other)
