"""Pages become the files of the published site."""

from kaluga_site.publish.output import Published, check_output, publish

__all__ = ["Published", "check_output", "publish"]
