"""Build as the command does, and die as of kill -9 before the n-th change of a folder: victim.py N ARGUMENTS.

Changes are files put in place and removed; N is 0 for none. Workers are not counted: they only lay pages ready.
"""

import os
import signal
import sys
from itertools import count

from kaluga_site.cli import main

CHANGES = ("replace", "unlink", "rmdir")


def dying_at(number):
    """Make the process end itself before a change of that number."""
    numbers, process = count(1), os.getpid()

    def counted(change):
        def run(*arguments, **options):
            if os.getpid() == process and next(numbers) == number:
                os.kill(process, signal.SIGKILL)
            return change(*arguments, **options)

        return run

    for name in CHANGES:
        setattr(os, name, counted(getattr(os, name)))


if __name__ == "__main__":
    dying_at(int(sys.argv.pop(1)))
    main()
