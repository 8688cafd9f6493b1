"""What happens while an archive is shown: a change is built, and every open page is told how it went."""

import asyncio
from collections.abc import Collection

import anyio
import click

from kaluga_site.model.build import Build
from kaluga_site.model.problems import Problem, Severity
from kaluga_site.render import N_, say, speaking
from kaluga_site.serving.builder import Builder
from kaluga_site.serving.hub import Hub
from kaluga_site.serving.watching import changes

_MOST_SHOWN = 30
_UNTIL_LOADED_SECONDS = 2.0
_WRONG = N_("Chưa dựng lại được: đây là trang trước đó. Sửa xong và lưu, trang sẽ tự tải lại.")
_WELL = N_("Mọi lỗi đã sửa xong.")
_MORE = N_("Và {count} lỗi khác.")


class Studio:
    """An archive that is shown, and how its last build went."""

    def __init__(self, builder: Builder, language: str) -> None:
        """Show what a builder builds; the pages are told of it in a language."""
        self.builder = builder
        self.language = language
        self.hub = Hub()
        self.last: Build | None = None
        self.count = 0
        """How many builds there have been."""

        self._changed = 0
        """The last of them that changed the preview."""

    @property
    def errors(self) -> list[Problem]:
        """What keeps the preview as it was."""
        problems = self.last.problems if self.last else ()
        return [problem for problem in problems if problem.severity is Severity.ERROR]

    def build(self, paths: Collection[str] = ()) -> Build:
        """Build, and tell of it, what these files have changed."""
        result = self.builder.build()
        self._take(result, paths)
        return result

    async def watch(self, stop: anyio.Event) -> None:
        """Build whenever a file changes, until `stop` is set."""
        resting: asyncio.Task[None] | None = None
        async for paths in changes(self.builder.archive, stop):
            if resting is not None:
                resting.cancel()
            result = await anyio.to_thread.run_sync(self.builder.build)
            self._take(result, paths)
            for problem in self.errors:
                click.echo(str(problem), err=True)
            resting = asyncio.create_task(self._rest())
        if resting is not None:
            resting.cancel()

    async def _rest(self) -> None:
        """Let the builder clear up once the pages have been loaded again."""
        await asyncio.sleep(_UNTIL_LOADED_SECONDS)
        await anyio.to_thread.run_sync(self.builder.rest)

    def _take(self, result: Build, paths: Collection[str]) -> None:
        """Remember how a build went, and tell the open pages."""
        self.last = result
        self.count += 1
        done = result.published
        if done is not None and (done.written or done.removed):
            self._changed = self.count
        with speaking(self.language):
            self.hub.tell(self._news(paths))

    def _news(self, paths: Collection[str]) -> dict[str, object]:
        errors = self.errors
        left = len(errors) - _MOST_SHOWN
        return {
            "build": self.count,
            "changed": self._changed,
            "only": _kind_of(paths),
            "problems": errors[:_MOST_SHOWN],
            "more": say(_MORE, count=left) if left > 0 else "",
            "words": {"wrong": say(_WRONG), "well": say(_WELL)},
        }


def _kind_of(paths: Collection[str]) -> str:
    """Return what alone these files change: "style", "pages" (and nothing that they load), or "" for more."""
    static = [path for path in paths if path.startswith("static/")]
    if paths and not static:
        return "pages"
    return "style" if len(static) == len(paths) > 0 and all(path.endswith(".css") for path in static) else ""
