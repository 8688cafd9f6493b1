"""Say where the time and the memory of a build went."""

import resource
import sys

from kaluga_site.model.build import Build
from kaluga_site.stopwatch import Stopwatch

_UNIT = 2**20 if sys.platform == "darwin" else 2**10
"""So many of the system's units make a MiB."""


def profile_of(result: Build, clock: Stopwatch) -> str:
    """Return a table of the stages, what was done, and the most memory that was in use (MiB).

    Worker processes count once they have ended.
    """
    lines = [f"{'stage':8}{'seconds':>10}{'CPU':>10}{'workers CPU':>14}"]
    for name, stage in clock.stages.items():
        lines.append(f"{name:8}{stage.wall:10.3f}{stage.cpu:10.3f}{stage.workers:14.3f}")
    stages = clock.stages.values()
    wall, cpu, workers = (sum(getattr(stage, name) for stage in stages) for name in ("wall", "cpu", "workers"))
    lines.append(f"{'together':8}{wall:10.3f}{cpu:10.3f}{workers:14.3f}")
    lines.append(f"articles: {result.articles} published, {result.read} files read, the others known")
    if result.published is not None:
        done = result.published
        lines.append(
            f"files: {result.rendered} made of {result.planned} planned, "
            f"{done.written} written, {done.unchanged} unchanged, {done.removed} removed"
        )
    own, largest = (_peak(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    lines.append(f"memory: {own:.0f} MiB" + (f", the largest worker {largest:.0f} MiB" if workers else ""))
    return "\n".join(lines)


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / _UNIT
