"""One person or topic becomes another, or is called otherwise: in the authority file and in every front matter."""

from kaluga_site.renaming.planning import Plan, plan_merge, plan_rename
from kaluga_site.renaming.subjects import Mistake

__all__ = ["Mistake", "Plan", "plan_merge", "plan_rename"]
