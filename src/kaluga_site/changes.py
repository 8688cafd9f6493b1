"""Find out what a build has changed, from the manifests before and after it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from msgspec import structs

from kaluga_site.drafting import Draft, Job
from kaluga_site.model.changes import ChangedArticle, ChangedArticles, ChangedNames, ChangedPages, Changes
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.pages import ListedArticle, Manifest, ManifestChange
from kaluga_site.model.problems import Problem, printable
from kaluga_site.render import addresses

LISTED = 15
"""So many of each kind are told by name; of others the number."""

_FOLDERS = {
    addresses.ARTICLES: "articles",
    **{folder: vocabulary.value for vocabulary, folder in addresses.FOLDERS.items()},
    addresses.TIMELINE: "timeline",
    addresses.FIGURES: "figures",
    addresses.DATA: "data",
    addresses.SEARCH.removesuffix(".html"): "search",
    addresses.STATIC: "static files",
}
_FEEDS, _PHOTOS, _OTHERS = "feeds", "photos", "others"
_ORDER = (*_FOLDERS.values(), _FEEDS, _PHOTOS, _OTHERS)


def find_changes(job: Job, draft: Draft, change: ManifestChange) -> Changes:
    """Return what has changed on a site whose manifest changed so, problems aside. Raises state.Damaged."""
    if change.is_first:
        return Changes(is_first=True)
    changed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    added = [address for address, (old, _) in change.files.items() if old is None]
    prefixes = {f"{language}/" for language in draft.settings.languages[1:]}
    for address, (old, new) in change.files.items():
        how = "added" if old is None else "removed" if new is None else "changed"
        changed[_kind(address, prefixes)][how] += 1
    told, articles = _Told(job, draft), change.articles.values()
    return Changes(
        new=told.articles(new for old, new in articles if old is None and new and new.source),
        edited=told.articles(new for old, new in articles if old and new and new.source and _is_another(old, new)),
        withdrawn=told.articles(old for old, new in articles if old and old.source and new and not new.source),
        gone=told.articles(old for old, new in articles if old and old.source and new is None),
        pages={
            kind: ChangedPages(added=count["added"], changed=count["changed"], removed=count["removed"])
            for kind in _ORDER
            if (count := changed.get(kind))
        },
        names={
            vocabulary: found for vocabulary in addresses.FOLDERS if (found := _new_names(vocabulary, added, draft))
        },
    )


def compare_problems(changes: Changes, problems: Sequence[Problem], job: Job, draft: Draft) -> Changes:
    """Return changes that tell of problems, too.

    Compared with a site (`Options.against`), which tells of none, they are those of all files that are not as they were
    when it was published.
    """
    against = job.place.options.against
    if against is not None:
        same = _same_files(against, draft)
        return structs.replace(changes, problems=tuple(one for one in problems if one.path not in same))
    before = set(map(_identity, job.store.snapshot.problems))
    new = tuple(problem for problem in problems if _identity(problem) not in before)
    return structs.replace(changes, problems=new, mended=len(before.difference(map(_identity, problems))))


def _same_files(against: Manifest, draft: Draft) -> set[str]:
    contents = draft.snapshot.contents
    published = {one.source: one.sha256 for one in against.articles.values() if one.source}
    return {printable(path) for path, sha256 in published.items() if contents.get(path, b"").hex() == sha256}


def _identity(problem: Problem) -> tuple[str, str, str]:
    """Return what makes a problem the same one on another line."""
    return problem.path, problem.code, problem.message


def _kind(address: str, prefixes: Iterable[str]) -> str:
    for prefix in prefixes:
        address = address.removeprefix(prefix)
    folder, _, name = address.rpartition("/")
    kind = _FOLDERS.get(address.partition("/")[0], _OTHERS) if folder else _OTHERS
    suffix = PurePosixPath(name).suffix
    if suffix == ".html" or kind in {"data", "search", "static files"}:
        return kind
    if suffix in {".xml", ".json"} and kind not in {_OTHERS, "figures"}:
        return _FEEDS
    return _PHOTOS if kind == "articles" else kind


def _is_another(old: ListedArticle, new: ListedArticle) -> bool:
    """Return whether an article's file is another one; that of one that comes back after it was withdrawn is so."""
    return (old.sha256, old.source) != (new.sha256, new.source)


def _new_names(vocabulary: Vocabulary, added: Iterable[str], draft: Draft) -> ChangedNames | None:
    """Return the names whose pages are new; those that need not be asked for cost nothing."""
    folder = f"{addresses.FOLDERS[vocabulary]}/"
    pages = {address for address in added if address.startswith(folder) and address.endswith(".html")}
    if not pages:
        return None
    listings = draft.archive.listings[vocabulary].values()
    found = sorted((one.name_key, one.name) for one in listings if addresses.entity_address(one) in pages)
    return ChangedNames(count=len(found), first=tuple(name for _, name in found[:LISTED])) if found else None


class _Told:
    """Tells articles by their titles, which the state knows."""

    def __init__(self, job: Job, draft: Draft) -> None:
        self._store = job.store
        self._known = (draft.snapshot.contents, job.store.snapshot.contents)

    def articles(self, articles: Iterable[ListedArticle]) -> ChangedArticles:
        paths = sorted(one.source for one in articles)
        first = paths[:LISTED]
        readings = self._store.readings([path for path in first if any(path in known for known in self._known)])
        titles = {path: reading.head.card.title for path, reading in readings if reading.head}
        return ChangedArticles(
            count=len(paths), first=tuple(ChangedArticle(source=path, title=titles.get(path)) for path in first)
        )
