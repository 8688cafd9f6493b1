import errno
import fcntl
import os
import signal
import subprocess
import sys
import threading

import pytest

from kaluga_site.publish import Held, holding, locking

HOLDER = """
import os, sys, time
from pathlib import Path
from kaluga_site.publish import holding
with holding(Path(sys.argv[1])):
    if os.fork():
        print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(locking, "_LOCK_SECONDS", 0.1)
    monkeypatch.setattr(locking, "_PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(locking, "_PAUSE_SECONDS", 0.01)


def is_free(folder):
    try:
        with holding(folder):
            return True
    except Held:
        return False


def test_one_at_a_time_holds_a_folder_and_leaves_nothing_in_it(tmp_path):
    told = []
    with holding(tmp_path):
        with pytest.raises(Held), holding(tmp_path, told.append):
            pytest.fail("two hold it at once")
        assert list(tmp_path.iterdir()) == []
    assert told == [f"it writes into {tmp_path}"]
    assert is_free(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_who_waits_goes_on_when_the_other_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(locking, "_LOCK_SECONDS", 30)
    is_told, done = threading.Event(), []

    def wait():
        with holding(tmp_path, lambda _: is_told.set()):
            done.append("second")

    other = threading.Thread(target=wait)
    with holding(tmp_path):
        other.start()
        assert is_told.wait(30)
        done.append("first")
    other.join(30)
    assert done == ["first", "second"]


def test_a_killed_process_holds_nothing_though_its_workers_live_on(tmp_path):
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as running:
        assert running.stdout.readline() == b"held\n"
        assert not is_free(tmp_path)
        running.kill()
        running.wait()
        try:
            assert is_free(tmp_path)
        finally:
            os.killpg(running.pid, signal.SIGKILL)  # the worker


@pytest.mark.parametrize("place", ["nowhere", "file"])
def test_what_cannot_be_opened_keeps_nobody_out(tmp_path, place, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EBADF, "Bad file descriptor")

    if place == "file":  # of a drive that locks nothing
        monkeypatch.setattr(fcntl, "flock", refuse)
        (tmp_path / place).touch()
    with holding(tmp_path / place):
        assert is_free(tmp_path / place)
