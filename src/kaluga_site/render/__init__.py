"""The archive becomes pages."""

from kaluga_site.render.plan import PlannedPage, check_plan, plan_site
from kaluga_site.render.theme import TemplateProblem, Theme

__all__ = ["PlannedPage", "TemplateProblem", "Theme", "check_plan", "plan_site"]
