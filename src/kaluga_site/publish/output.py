"""Put pages in place: stage them all, then commit, then remove what is no longer planned."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from kaluga_site.model.build import Published
from kaluga_site.model.pages import Page, PublishedFile
from kaluga_site.model.problems import Problem

MANIFEST = "du-lieu/manifest.json"
"""The list of every file that the site consists of. Only files named in it are ever removed."""


class Manifest(Struct, frozen=True, kw_only=True):
    """Address → file, sorted by address."""

    files: Mapping[str, PublishedFile]


def check_output(archive: Path, output: Path, addresses: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem where the output folder is one that publishing must not change.

    `addresses` are those of the pages to publish: without a manifest, a file at one of them is somebody else's.
    """
    try:
        reason = _unsafe(archive.resolve(), output.resolve())
        if reason is None and output.is_dir() and not (output / MANIFEST).exists():
            foreign = next((address for address in addresses if (output / address).exists()), None)
            reason = None if foreign is None else f"no build has made the file {foreign} that is there"
    except OSError as error:
        reason = error.strerror
    if reason is not None:
        yield Problem.of("unsafe-output", str(output), folder=output, reason=reason)


def publish(
    pages: Iterable[Page], kept: Mapping[str, PublishedFile], output: Path, state: Path
) -> tuple[Published, Mapping[str, PublishedFile]]:
    """Make `output` hold these pages and the kept files; return what changed, and every file of the site.

    Equal files are not touched. No page in `output` changes before every page lies ready in `state`. Raises OSError
    where a file cannot be read or written.
    """
    before = read_manifest(output)
    output.mkdir(parents=True, exist_ok=True)
    stage = _stage_folder(output, state)
    try:
        made, staged = _stage(pages, output, stage / "pages")
        files = {**kept, **made}
        gone = sorted(before.keys() - files.keys())
        # A build that is killed from here on leaves a manifest that names the old files and the new ones, so that
        # the next build knows what to remove.
        if staged or gone:
            _write_manifest(output, stage, dict(before) | files)
        for address in staged:
            _put(stage / "pages" / address, output / address, output, before.keys())
        removed = sum(_remove(output, address) for address in gone)
        if files != before:
            _write_manifest(output, stage, files)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if stage.parent != state:
            with suppress(OSError):
                stage.parent.rmdir()
    return Published(written=len(staged), unchanged=len(files) - len(staged), removed=removed), files


def _unsafe(archive: Path, output: Path) -> str | None:
    if archive.is_relative_to(output):
        return "it holds the archive itself"
    if output == Path.home().resolve():
        return "it is the home folder"
    sources = ("articles", "authorities", "templates", "static")
    if any(output.is_relative_to((archive / name).resolve()) for name in sources):
        return "it lies among the archive's sources"
    if output.is_relative_to(archive) and any(part.startswith(".") for part in output.relative_to(archive).parts):
        return "it is a hidden folder"
    return "it is a file" if output.exists() and not output.is_dir() else None


def manifest_digest(output: Path) -> bytes:
    """Return a digest of the manifest as it stands; empty where there is none."""
    try:
        return hashlib.blake2b((output / MANIFEST).read_bytes(), digest_size=16).digest()
    except OSError:
        return b""


def read_manifest(output: Path) -> Mapping[str, PublishedFile]:
    """Return what an earlier build published here; nothing where its manifest is missing or broken."""
    try:
        return msgspec.json.decode((output / MANIFEST).read_bytes(), type=Manifest).files
    except (OSError, msgspec.DecodeError):
        return {}


def _stage_folder(output: Path, state: Path) -> Path:
    """Return an empty folder on the output's file system, so that putting a file in place is one renaming."""
    parent = state if _can_hold(state, output) else output / state.name
    parent.mkdir(parents=True, exist_ok=True)
    if parent == state:  # which one build at a time has for itself: what is there is left by one that was killed
        for left in parent.glob("stage-*"):
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix="stage-", dir=parent))


def _can_hold(state: Path, output: Path) -> bool:
    """Return whether files can be staged in the archive's state folder: it may be read-only, or elsewhere."""
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(state, os.W_OK) and state.stat().st_dev == output.stat().st_dev


def _stage(pages: Iterable[Page], output: Path, stage: Path) -> tuple[dict[str, PublishedFile], list[str]]:
    """Write every page that differs from its published file below `stage`; return all files and those."""
    files: dict[str, PublishedFile] = {}
    staged = []
    for page in pages:
        content = page.read()
        files[page.address] = PublishedFile(sha256=hashlib.sha256(content).hexdigest(), size=len(content))
        if not _is_unchanged(output / page.address, content):
            _write(stage / page.address, content)
            staged.append(page.address)
    return files, staged


def _is_unchanged(target: Path, content: bytes) -> bool:
    return target.is_file() and target.stat().st_size == len(content) and target.read_bytes() == content


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _write_manifest(output: Path, stage: Path, files: Mapping[str, PublishedFile]) -> None:
    encoded = msgspec.json.encode(Manifest(files=dict(sorted(files.items()))))
    content = msgspec.json.format(encoded, indent=1) + b"\n"
    if not _is_unchanged(output / MANIFEST, content):
        _write(stage / "manifest", content)
        _put(stage / "manifest", output / MANIFEST, output, {})


def _put(staged: Path, target: Path, output: Path, ours: Collection[str]) -> None:
    """Move a staged file into place; files of ours that stand where it wants a folder, or the reverse, go first."""
    for folder in target.relative_to(output).parents:
        if folder.as_posix() in ours and (output / folder).is_file():
            (output / folder).unlink()
    if target.is_dir():
        for address in ours:
            if (output / address).is_relative_to(target):
                _remove(output, address)
    target.parent.mkdir(parents=True, exist_ok=True)
    staged.replace(target)


def _remove(output: Path, address: str) -> bool:
    """Remove a file that an earlier build published, and the folders that it leaves empty."""
    file = output / address
    inside = file.resolve().is_relative_to(output.resolve()) and ".." not in Path(address).parts
    if not inside or not file.is_file():
        return False
    file.unlink()
    for folder in file.parents:
        if folder == output or os.listdir(folder):  # noqa: PTH208 - iterdir would be left open
            break
        folder.rmdir()
    return True
