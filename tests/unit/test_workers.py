"""The processes that help with large builds."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from time import sleep

import pytest

from kaluga_site.telling import processes
from kaluga_site.workers import BATCH, Executors, Workers

START = """
from contextlib import ExitStack
from time import sleep
from kaluga_site.telling import processes
with ExitStack() as stack:
    executor = processes(2, stack).start()
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


def test_what_has_not_begun_is_not_done_where_a_build_is_broken_off():
    with ExitStack() as stack:
        executor = processes(2, stack).start()
        begun = [executor.submit(sleep, 0.1) for _ in range(20)]
        begun[0].result()
    assert any(one.cancelled() for one in begun)


def test_dismissed_workers_end_and_others_start_where_more_is_to_be_done():
    begun = []

    def start(stack):
        begun.append(stack.enter_context(ThreadPoolExecutor(1)))
        return begun[-1]

    def doubled(numbers):
        return [2 * number for number in numbers]

    with ExitStack() as stack:
        workers = Workers(Executors(lambda: start(stack), end=stack.close))
        workers.dismiss()  # nobody has begun
        assert begun == []
        for round_ in (1, 2):
            assert list(workers.spread(doubled, [1, 2, 3], "read", alone=False)) == [2, 4, 6]
            assert len(begun) == round_
            workers.dismiss()
            with pytest.raises(RuntimeError):
                begun[-1].submit(doubled, [1])


@pytest.mark.parametrize("jobs", [2, 8])
def test_more_workers_have_more_handed_out(jobs):
    """Each has a batch in hand and others waiting, so that none is idle while this process takes results."""
    with ThreadPoolExecutor(1) as executor:
        handed_out = []
        submit = executor.submit
        executor.submit = lambda *work: (handed_out.append(work), submit(*work))[1]
        workers = Workers(Executors(lambda: executor, jobs))
        results = workers.spread(list, range(100 * BATCH), "read", alone=False)
        assert next(results) == 0
        assert len(handed_out) == 2 * jobs + 1
        assert list(results) == list(range(1, 100 * BATCH))


SHARE = """
import os
from time import sleep
from kaluga_site.workers import Workers
parent, workers = os.getpid(), Workers()
def by_whom(items):
    if os.getpid() == parent:
        sleep(0.05)  # so that a child gets some
    return [(item, os.getpid() != parent) for item in items]
def by_those_who_live(items):
    if os.getpid() != parent:
        os.kill(os.getpid(), 9)
    return by_whom(items)
def refused(items):
    raise OSError("no room")
files = len(os.listdir("/dev/fd"))
done = list(workers.share({function}, range({count}), tuple[int, bool], "read", together={together}))
assert len(os.listdir("/dev/fd")) == files
assert [item for item, _ in done] == list(range({count}))
whose = [by_child for _, by_child in done]
assert whose == sorted(whose, reverse=True)
print(*sorted(set(whose)), workers.clock.stages["read"].workers > 0)
"""


def shared(function, count=30, together=1, before=""):
    """Return by whom items were done, in a process of its own: the one that runs the tests has threads."""
    script = before + SHARE.format(function=function, count=count, together=together)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(("count", "together"), [(30, 1), (30, 4), (100_000, 1)])
def test_a_child_does_what_this_process_has_no_time_for(count, together):
    assert shared("by_whom", count, together).stdout.split() == ["False", "True", "True"]


def test_what_a_child_had_taken_is_done_here_where_it_ends():
    assert shared("by_those_who_live").stdout.split() == ["False", "True"]


def test_all_is_done_here_where_there_can_be_no_child():
    assert shared("by_whom", before="import os; del os.fork").stdout.split() == ["False", "True"]


def test_what_goes_wrong_in_a_child_is_raised_here():
    assert shared("refused").stderr.endswith("OSError: no room\n")
