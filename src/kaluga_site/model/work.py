"""Those who do large work."""

from collections.abc import Callable
from typing import Protocol, TypeVar

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
