"""A question that a child looks into: asked in a process of its own, for the one that runs the tests has threads."""

import subprocess
import sys

import pytest

START = """
import os
from kaluga_site.aside import Aside, look_in_turn
parent = os.getpid()
def fails():
    if os.getpid() != parent:
        raise ValueError("in the child")
    return True
def ends():
    if os.getpid() != parent:
        os.kill(os.getpid(), 9)
    return False
asked = []
"""


def told(script):
    run = subprocess.run([sys.executable, "-c", START + script], capture_output=True, text=True, check=True, timeout=60)
    return run.stdout.split()


@pytest.mark.parametrize(
    ("question", "answer"), [("True", "True"), ("False", "False"), ("'a' * 200_000", "a" * 200_000)]
)
def test_a_child_answers_and_the_parent_does_not_look(question, answer):
    asking = f"one = Aside(lambda: asked.append(1) or {question}, type({question}), at_once=True)"
    script = f"{asking}; print(one.answer, one.answer, asked)"
    assert told(script) == [answer, answer, "[]"]


@pytest.mark.parametrize(("question", "answer"), [("fails", "True"), ("ends", "False")])
def test_where_the_child_fails_the_parent_looks(question, answer):
    assert told(f"print(Aside({question}, bool, at_once=True).answer)") == [answer]


def test_where_there_may_be_no_more_processes_the_parent_looks():
    files = "len(os.listdir('/dev/fd'))"
    refusing = f"before = {files}\ndef refuse():\n    raise BlockingIOError\nos.fork = refuse"
    asking = "one = Aside(lambda: os.getpid() == parent, bool, at_once=True)"
    assert told(f"{refusing}\n{asking}\nprint({files} - before, one.answer)") == ["0", "True"]


IN_TURN = """
one = Aside(lambda: asked.append(1) or 1, int, at_once=False)
other = Aside({other}, bool, at_once=False)
look_in_turn(one, other)
print({order}, asked, len(os.listdir('/dev/fd')))
"""


@pytest.mark.parametrize(
    ("other", "order", "answers"),
    [
        ("lambda: len(asked) == 1", "one.answer, other.answer", ["1", "True"]),
        ("lambda: len(asked) == 1", "other.answer, one.answer", ["True", "1"]),
        ("fails", "one.answer, other.answer", ["1", "True"]),
        ("ends", "other.answer, one.answer", ["False", "1"]),
    ],
)
def test_one_child_looks_into_questions_one_after_the_other(other, order, answers):
    files = len(told("print(*os.listdir('/dev/fd'))"))
    assert told(IN_TURN.format(other=other, order=order)) == [*answers, "[]", str(files)]


def test_a_long_answer_that_nobody_wants_keeps_no_other_waiting():
    script = (
        "one = Aside(lambda: 'a' * 500_000, str, at_once=False); other = Aside(lambda: True, bool, at_once=False)\n"
    )
    asking = "look_in_turn(one, other); print(other.answer)"
    assert told(script + asking) == ["True"]
    assert told(f"{script}{asking}; print(len(one.answer), asked)") == ["True", "500000", "[]"]


def test_a_child_that_is_no_longer_wanted_ends_and_another_may_look():
    script = "one = Aside(lambda: __import__('time').sleep(60) or True, bool, at_once=True); one.drop(); "
    script += "one._question = lambda: os.getpid() != parent; look_in_turn(one); print(one.answer); one.drop(); "
    assert (
        told(script + "other = Aside(lambda: True, bool, at_once=False); other.drop(); print(other.answer)")
        == ["True"] * 2
    )


def test_what_nobody_wants_to_know_is_not_asked():
    script = "one = Aside(lambda: bool(asked.append(1)), bool, at_once=False); print(asked); print(one.answer, asked)"
    assert told(script) == ["[]", "False", "[1]"]


def test_what_the_parent_has_begun_to_write_is_written_once():
    assert told("print('begun', end=' '); Aside(lambda: True, bool, at_once=True).answer; print('ended')") == [
        "begun",
        "ended",
    ]


def test_a_child_ends_with_a_parent_that_is_killed(tmp_path):
    begun = tmp_path / "begun"
    asking = f"Aside(lambda: (open({str(begun)!r}, 'w').close(), time.sleep(60)) and True, bool, at_once=True)"
    waiting = f"while not os.path.exists({str(begun)!r}): pass"
    script = f"{START}\nimport time\none = {asking}\n{waiting}\nos.kill(os.getpid(), 9)"
    killed = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, timeout=30, check=False)
    assert killed.returncode == -9  # and what it wrote to is closed, or this would have waited
