"""The same command line with a reader that finds nothing in the texts: what Hugo's site has too, and no more.

Workers are forked from this process, or import it, so that they find nothing either.
"""

from kaluga_site import extract
from kaluga_site.cli import main
from kaluga_site.model.findings import Findings


def find_nothing(texts):
    return [Findings(tag=None, date=None, people=(), figures=(), dates=(), quotations=()) for _ in texts]


extract.find_facts = find_nothing

if __name__ == "__main__":
    main()
