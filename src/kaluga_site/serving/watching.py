"""Tells when a file of an archive has changed."""

from collections.abc import AsyncIterator
from pathlib import Path

import anyio
import watchfiles

_FOLDERS = ("articles", "authorities", "templates", "static")
_SETTINGS = {"site.yaml", "site.yml"}
_QUIET_MS, _STEP_MS, _LOOK_AGAIN_MS = 40, 5, 500
"""Changes that follow each other so soon are told together; so often it is looked, and waited."""


async def changes(archive: Path, stop: anyio.Event) -> AsyncIterator[set[str]]:
    """Yield the paths of files that changed, from the archive's folder, until `stop` is set.

    A new folder is watched, too. None are named shortly after watching has begun, for what changed before. Hidden
    files, among them those that are laid ready beside their place, are nobody's concern.
    """
    root = archive.resolve()

    def is_meant(_change: watchfiles.Change, path: str) -> bool:
        parts = Path(path).relative_to(root).parts if Path(path).is_relative_to(root) else ()
        if not parts or any(part.startswith(".") for part in parts):
            return False
        return parts[0] in _FOLDERS or (len(parts) == 1 and parts[0] in _SETTINGS)

    while not stop.is_set():
        known, has_begun = _folders(root), False
        async for found in watchfiles.awatch(
            root,
            *known,
            watch_filter=is_meant,
            debounce=_QUIET_MS,
            step=_STEP_MS,
            stop_event=stop,
            rust_timeout=_LOOK_AGAIN_MS,
            yield_on_timeout=True,
            recursive=False,
            raise_interrupt=False,
        ):
            if found or not has_begun:
                yield {Path(path).relative_to(root).as_posix() for _, path in found}
            has_begun = has_begun or not found
            if found and _folders(root) != known:
                break


def _folders(root: Path) -> list[Path]:
    """Return all folders of sources."""
    tops = [root / name for name in _FOLDERS if (root / name).is_dir()]
    below = [folder for top in tops for folder in top.rglob("*") if folder.is_dir() and not folder.is_symlink()]
    return [*tops, *below]
