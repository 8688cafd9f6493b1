"""Plan what merging two, or giving one another name, changes in an archive; nothing is written before all is known."""

import difflib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from kaluga_site import editing, load, state
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.problems import printable
from kaluga_site.model.work import Watch
from kaluga_site.renaming import entries
from kaluga_site.renaming.articles import Referent, Swap
from kaluga_site.renaming.subjects import Mistake, Subject, file_of, find_subject
from kaluga_site.surveying import Survey
from kaluga_site.vietnamese import clean, slug


class Plan(Struct, frozen=True, kw_only=True):
    """Files with what they are to hold, in the order in which they are written.

    The authority file comes last, so that whoever is interrupted can say the same again; where the old one has no
    entry, first, for then the new one knows its name.
    """

    opened: Mapping[str, editing.Opened]
    contents: Mapping[str, bytes]

    together: tuple[str, ...] = ()
    """The articles whose front matter has both that are to be one: there they may be two."""

    def diff(self) -> Iterator[str]:
        """Yield the lines of what changes, as `diff -u` has them, with nothing in them that drives a terminal."""
        for path, content in self.contents.items():
            before, after = _lines(self.opened[path].content), _lines(content)
            yield from map(printable, difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm=""))

    def carry_out(self) -> None:
        """Write all files, or none. Raises editing.Refused."""
        editing.write_all(self.contents, self.opened)


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "replace").splitlines()


def plan_merge(archive: Path, survey: Survey, vocabulary: Vocabulary, words: tuple[str, str], watch: Watch) -> Plan:
    """Plan that the first of two becomes the second. Raises Mistake, and editing.Refused."""
    gone, kept = (find_subject(word, survey, vocabulary) for word in words)
    if gone == kept:
        message = f"Both are {kept.name} already."
        raise Mistake(message)
    if gone.entry and not kept.entry:
        message = f"{kept.name} has no entry: give that of {gone.name} this name, with 'rename'."
        raise Mistake(message)
    if kept.entry and gone.is_private != kept.is_private:
        message = "One of the two is kept private ('publish: false'), and the other is not: make both the same first."
        raise Mistake(message)
    kept_id = kept.entry.id if kept.entry else kept.address_word or slug(kept.name)
    path = f"authorities/{vocabulary}.yaml"
    opened = editing.open_file(archive, path)
    content = opened.content
    if gone.entry:
        content = _lead_elsewhere(content, gone.entry.id, kept_id, survey, vocabulary)
        content = editing.remove_entry(content, gone.entry.id, path)
    if kept.entry:
        change = partial(entries.take_in, gone=gone, kept_id=kept_id, vocabulary=vocabulary)
        content = editing.rewrite_entry(content, kept_id, change, path)
    else:
        content = _with_entry(content, entries.new_entry(kept.name, kept_id, gone, vocabulary), path)
    is_one = len(file_of(survey, vocabulary).find(kept.name)) < 2
    swap = _swap(gone, kept_id, kept.name if is_one else None, vocabulary)
    return _planned(archive, structs.replace(swap, other=_referent(kept, vocabulary)), opened, content, watch)


def plan_rename(
    archive: Path, survey: Survey, vocabulary: Vocabulary, words: tuple[str, str, str | None], watch: Watch
) -> Plan:
    """Plan another name for one; `words` are who, the new name, and the new id if it is not to be made of that.

    Raises Mistake, and editing.Refused.
    """
    old, name = find_subject(words[0], survey, vocabulary), " ".join(clean(words[1]).split())
    file = file_of(survey, vocabulary)
    new_id = words[2] or slug(name)
    if slug(new_id) != new_id or new_id in {"", "index"}:
        message = f"'{new_id}' cannot be an id: use small letters, digits and single hyphens. Say one with --id."
        raise Mistake(message)
    others = [entry for entry in file.find(name) if entry != old.entry]
    if others:
        message = f"'{name}' is {others[0].id} already: say 'merge' to make the two one."
        raise Mistake(message)
    if new_id in file.by_id and file.by_id[new_id] != old.entry:
        message = f"The id {new_id} is that of {file.by_id[new_id].name}: say another with --id."
        raise Mistake(message)
    path = f"authorities/{vocabulary}.yaml"
    opened = editing.open_file(archive, path)
    if old.entry:
        content = _lead_elsewhere(opened.content, old.entry.id, new_id, survey, vocabulary)
        change = partial(entries.call, old=old, new_name=name, new_id=new_id, vocabulary=vocabulary)
        content = editing.rewrite_entry(content, old.entry.id, change, path)
    else:
        content = _with_entry(opened.content, entries.new_entry(name, new_id, old, vocabulary), path)
    return _planned(archive, _swap(old, new_id, name, vocabulary), opened, content, watch)


def _swap(old: Subject, new_id: str, new_name: str | None, vocabulary: Vocabulary) -> Swap:
    return Swap(old=_referent(old, vocabulary), new_id=new_id, new_name=new_name)


def _referent(subject: Subject, vocabulary: Vocabulary) -> Referent:
    return Referent(vocabulary=vocabulary, id=subject.entry.id if subject.entry else None, name=subject.name)


def _lead_elsewhere(content: bytes, old_id: str, new_id: str, survey: Survey, vocabulary: Vocabulary) -> bytes:
    """Return the authority file with every topic below one that has another id now."""
    if old_id == new_id:
        return content
    for narrower in entries.lead_elsewhere(file_of(survey, vocabulary).entries, old_id, new_id):
        change = partial(editing.put, key="broader", value=new_id)
        content = editing.rewrite_entry(content, narrower, change, f"authorities/{vocabulary}.yaml")
    return content


def _with_entry(content: bytes, entry: Mapping[str, Any], path: str) -> bytes:
    after = editing.append_entries(content, [entry])
    if after is None:
        message = f"{path} holds no list to which an entry can be added."
        raise editing.Refused(message)
    return after


def _planned(archive: Path, swap: Swap, opened: editing.Opened, content: bytes, watch: Watch) -> Plan:
    """Add the articles that are concerned; raise Mistake where one cannot be read, for it might be."""
    files, contents, together = {}, {}, []
    paths, _ = load.find_article_files(archive, state.look_around(archive))
    for path in watch.over(paths, "front matter read", len(paths)):
        article, problems = load.read_article_file(archive, path)
        if problems.has_errors:
            message = f"Mend this first: {next(one for one in problems.found)}"
            raise Mistake(message)
        if article is not None and swap.old.stands_in(article.declared):
            together += [path] if swap.other and swap.other.stands_in(article.declared) else []
            files[path] = editing.open_file(archive, path)
            contents[path] = editing.rewrite_front_matter(files[path].content, swap.change, path)
    changed = {path: after for path, after in contents.items() if after != files[path].content}
    own = {opened.path: content} if content != opened.content else {}
    ordered = {**own, **changed} if swap.old.id is None else {**changed, **own}
    return Plan(opened={**files, opened.path: opened}, contents=ordered, together=tuple(together))
