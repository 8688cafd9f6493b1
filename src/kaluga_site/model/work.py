"""Those who do large work, and those who watch it."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)


class Future(Protocol[Result_co]):
    """What will come of some work."""

    def result(self) -> Result_co:
        """Wait for it, and return it."""


class Executor(Protocol):
    """Any `concurrent.futures.Executor`: naming that one would cost the time of importing it, large work or not."""

    def submit(self, function: Callable[..., Result], /, *arguments: object) -> Future[Result]:
        """Begin to apply a function to its arguments."""


class Watch(Protocol):
    """Whoever is to know how far large work has come."""

    def over(self, items: Iterable[Item], what: str, total: int) -> Iterable[Item]:
        """Return the items, of which there are `total`, and see how many are done while they are taken."""


class Unwatched:
    """Nobody watches."""

    def over(self, items: Iterable[Item], what: str, total: int) -> Iterable[Item]:  # noqa: ARG002 - a Watch's own
        """Return the items."""
        return items
