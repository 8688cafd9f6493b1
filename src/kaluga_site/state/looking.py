"""Look at the files in articles/: which there are, and which may be others than the last build knew."""

import os
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path

from msgspec import Struct

from kaluga_site.aside import Aside
from kaluga_site.model.sources import Sources, SourceStamp
from kaluga_site.state import stamps

_MANY = 50_000
"""So many files keep two processes busy, even where another child begins to read meanwhile."""


def names_changed(archive: Path, since_ns: float) -> bool:
    """Return whether a name in articles/, or in a folder directly in it, has changed since.

    It is told long before all files have been looked at, and a new one changes the names where it lies.
    """
    folder = f"{archive}/articles"
    try:
        with os.scandir(folder) as entries:
            years = [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return False
    return any((stamps.changed_ns(one) or 0) > since_ns for one in (folder, *years))


def look_around(
    archive: Path,
    known: Mapping[str, SourceStamp | None] = {},
    begin: Callable[[], None] = lambda: None,
    *,
    shared: bool = False,
) -> Sources:
    """Return every file in articles/. Links that lead out of the archive, or to folders, are not followed.

    `known` are the stamps that the last build saw. At the first file that differs from them `begin` is called, where
    this process sees it: with `shared` a child looks at half of the folders of very many files.
    """
    look = _Look(archive, known, begin)
    look.into("articles")
    others = look.hand_over() if shared and len(known) > _MANY else []
    beside = Aside(partial(_look_into, archive, known, others), _Seen, at_once=True) if others else None
    look.into_all()
    if beside:
        look.add(beside.answer)
        if look.is_less:
            look.look_itself(others)
    return look.sources


class _Seen(Struct, frozen=True, kw_only=True):
    """What a child tells of the folders that it has looked into."""

    count: int
    differing: Mapping[str, SourceStamp | None]
    unreadable: Mapping[str, str]


def _look_into(archive: Path, known: Mapping[str, SourceStamp | None], folders: Iterable[str]) -> _Seen:
    look = _Look(archive, known, lambda: None)
    look.into_all(folders)
    return look.seen


class _Look:
    """What has been seen of an archive's files."""

    def __init__(self, archive: Path, known: Mapping[str, SourceStamp | None], begin: Callable[[], None]) -> None:
        self._archive, self._known, self._begin_once = archive, known, cache(begin)
        self._racy_ns = time.time_ns() - stamps.RACY_NS
        self._folders: list[str] = []
        self._paths: list[str] = []
        self._beside = 0
        self._differing: dict[str, SourceStamp | None] = {}
        self._unreadable: dict[str, str] = {}

    @property
    def seen(self) -> _Seen:
        """What is to be told of it."""
        return _Seen(count=len(self._paths), differing=self._differing, unreadable=self._unreadable)

    @property
    def is_less(self) -> bool:
        """Whether there are fewer files than are known."""
        added = sum(path not in self._known for path in self._differing)
        return len(self._known) + added > len(self._paths) + self._beside

    @property
    def sources(self) -> Sources:
        """All that has been seen; stamps that are the same are one object with those known before."""
        found = {**self._known, **self._differing}
        if self.is_less:
            found = {path: found[path] for path in self._paths}
        return Sources(stamps=found, unreadable=self._unreadable, differing=[*self._differing])

    def hand_over(self) -> list[str]:
        """Return half of the folders that are still to be looked into, for another to do so."""
        others, self._folders = self._folders[::2], self._folders[1::2]
        return others

    def add(self, seen: _Seen) -> None:
        """Add what another has seen."""
        self._beside += seen.count
        if seen.differing:
            self._begin_once()
        self._differing |= seen.differing
        self._unreadable |= seen.unreadable

    def look_itself(self, folders: Iterable[str]) -> None:
        """Look into what another has looked into: to say what is gone, all has to be known that is there."""
        self._beside = 0
        self.into_all(folders)

    def into_all(self, folders: Iterable[str] = ()) -> None:
        """Look into folders, and into all that are still to be looked into, and those in these."""
        self._folders += folders
        while self._folders:
            self.into(self._folders.pop())

    def into(self, folder: str) -> None:
        """Look at what lies in a folder."""
        with ExitStack() as stack:
            try:
                entries = list(os.scandir(_opened(f"{self._archive}/{folder}", stack)))
            except OSError as error:
                self._pass_over(folder, error.strerror or str(error))
                return
            known_stamp, racy_ns, keep = self._known.get, self._racy_ns, self._paths.append
            for entry in entries:
                name = entry.name
                path = f"{folder}/{name}"
                # Nearly all are so, and there is nothing else to ask of them; a name that is not UTF-8 does not print.
                if not entry.is_file(follow_symlinks=False) or not name.isprintable():
                    self._look_at_other(entry, path)
                    continue
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:  # it has just been taken away
                    self._keep(path, None)
                    continue
                before = known_stamp(path)
                if (  # as stamps are compared, without making one of each
                    before is not None
                    and status.st_mtime_ns == before.mtime_ns <= racy_ns
                    and status.st_ctime_ns == before.ctime_ns <= racy_ns
                    and status.st_size == before.size
                    and status.st_ino == before.inode
                ):
                    keep(path)
                else:
                    self._keep(path, stamps.stamp_of(status, racy_ns))

    def _look_at_other(self, entry: os.DirEntry[str], path: str) -> None:
        """Look at what is no regular file, or has another name than most."""
        reason = _why_not(entry, f"{self._archive}/{path}", self._archive)
        if reason is not None:
            self._pass_over(_in_utf_8(path), reason)
        elif entry.is_dir():
            self._folders.append(path)
        else:
            self._keep(path, _stamp(entry, self._racy_ns))

    def _pass_over(self, path: str, reason: str) -> None:
        if path not in self._unreadable:  # two names may be told alike
            self._unreadable[path] = reason
            self._keep(path, None)

    def _keep(self, path: str, stamp: SourceStamp | None) -> None:
        self._paths.append(path)
        if stamp is None or stamp != self._known.get(path):
            self._begin_once()
            self._differing[path] = stamp


def _opened(folder: str, stack: ExitStack) -> str | int:
    """Return a folder open until the stack is left, where the system can: what lies in it is found sooner then."""
    if os.scandir not in os.supports_fd:
        return folder
    opened = os.open(folder, os.O_RDONLY)
    stack.callback(os.close, opened)
    return opened


def _why_not(entry: os.DirEntry[str], path: str, archive: Path) -> str | None:
    """Return why a file or folder is not to be read: a link to elsewhere, a pipe, a name in an old encoding."""
    if _in_utf_8(entry.name) != entry.name:
        return "its name is not UTF-8"
    if entry.is_symlink():
        target = Path(path).resolve()
        if not target.exists():
            return "it is a link that leads nowhere"
        if entry.is_dir() or not target.is_relative_to(archive.resolve()):
            return "it is a link to a folder or out of the archive"
    return None if entry.is_file() or entry.is_dir() else "it is no regular file"


def _stamp(entry: os.DirEntry[str], racy_ns: int) -> SourceStamp | None:
    try:
        return stamps.stamp_of(entry.stat(), racy_ns)
    except OSError:
        return None


def _in_utf_8(path: str) -> str:
    """Return a path that can be kept: a name that is not UTF-8 cannot."""
    return path if path.isascii() else path.encode(errors="replace").decode()
