import subprocess
import sys

import pytest

_ASKING = """
import os, threading
from kaluga_site.aside import ask_aside

asked = []

def question():
    asked.append(os.getpid())
    {before}
    return {answer}

answer = ask_aside(question)
print(answer(), answer(), asked == [os.getpid()] * len(asked), len(asked))
"""


def ask(answer, before="pass", beginning=""):
    """Return what is answered, twice, and how often this process was asked for it itself."""
    asking = beginning + _ASKING.format(answer=answer, before=before)
    result = subprocess.run([sys.executable, "-c", asking], capture_output=True, text=True, check=True)
    assert result.stderr == ""
    return result.stdout.split()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody tells how many threads there are")
def test_a_yes_comes_from_another_process():
    assert ask(answer=True) == ["True", "True", "True", "0"]


def test_a_no_is_looked_at_again():
    assert ask(answer=False) == ["False", "False", "True", "1"]


def test_a_question_that_the_other_process_cannot_answer_is_asked_here():
    failing = "if os.getpid() != int(os.environ['OWN']): os.abort()"
    beginning = "import os; os.environ['OWN'] = str(os.getpid())\n"
    assert ask(answer=True, before=failing, beginning=beginning) == ["True", "True", "True", "1"]


def test_beside_another_thread_nothing_is_forked():
    beginning = "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n"
    assert ask(answer=True, beginning=beginning) == ["True", "True", "True", "1"]
