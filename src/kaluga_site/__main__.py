"""Run the command line as `python -m kaluga_site`."""

from kaluga_site.cli import run

run()
