"""People told by their initials: "các em N.T.S và T.T.T.Th"."""

from collections.abc import Iterator

from kaluga_site.extract.around import follows_place_word
from kaluga_site.extract.names import is_initials
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.runs import Run
from kaluga_site.extract.titled import Named
from kaluga_site.patterns import compiled

_FEWEST_STOPS = 2
_NOBODYS_LETTERS = frozenset(("U.S.A", "U.A.E", "U.S.S.R", "U.N.O", "B.B.C", "C.I.A", "F.B.I", "N.B.A"))
_MORE_LETTERS = compiled(r"\.(?:[TNPKCG]h|Tr|Ng|Qu|Gi)\.?(?!\w)")


def find_initials(passage: Passage) -> Iterator[Named]:
    """Yield who is told by three initials or more, as victims and pupils are: "các em N.T.S và T.T.T.Th"."""
    if "." not in passage.text:
        return
    for run in passage.runs:
        shape = run.shape
        if len(shape.words) != 1 or shape.spelled[1:2] != "." or shape.spelled.count(".") < _FEWEST_STOPS:
            continue
        name = passage.text[run.start : run.start + shape.length]
        if not is_initials(name) or name.rstrip(".") in _NOBODYS_LETTERS or _is_signature(passage, run):
            continue
        if not follows_place_word(passage.plain, run.start):
            more = _MORE_LETTERS.match(passage.text, run.start + shape.length)
            yield Named(run.start, more.end() if more else run.start + shape.length, "initials")


def _is_signature(passage: Passage, run: Run) -> bool:
    """Tell whether letters sign the article: they begin a line, or stand in brackets."""
    before = passage.text[run.start - 1 : run.start]
    return before in {"", "\n", "("}
