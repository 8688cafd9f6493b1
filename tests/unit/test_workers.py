"""The processes that help with large builds."""

import signal
import subprocess
import sys

START = """
from contextlib import ExitStack
from time import sleep
from kaluga_site.telling import start_processes
with ExitStack() as stack:
    executor = start_processes(2, stack)
    started = [executor.submit(sleep, 0.2) for _ in range(4)]
    [one.result() for one in started]
    executor.submit(sleep, 600)
    executor.submit(sleep, 600)
    print("under way", flush=True)
    sleep(600)
"""


def test_workers_of_a_killed_build_end_with_it():
    with subprocess.Popen([sys.executable, "-c", START], stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout.readline() == "under way\n"
        build.send_signal(signal.SIGKILL)
        rest, _ = build.communicate(timeout=20)  # the workers hold the other end of the pipe, too
    assert rest == ""
