"""Every pattern of extract/ is linear or bounded: texts made of its own words take no longer the longer they are.

TORTURE_SIZE names a quarter of the length of the texts (`make torture`: 250,000, so 1 MB); without, they are short.
"""

import importlib
import os
import pkgutil
import random
import re
import time
from functools import lru_cache
from pathlib import Path
from re import _constants as signs
from re import _parser as parser

import pytest

from kaluga_site import extract
from kaluga_site.extract import block_kind, read_raw, supply_title
from kaluga_site.sentences import sentences
from reading import find_facts

LENGTH = 4 * int(os.environ.get("TORTURE_SIZE", "6000"))
NEWS = "Đoàn công tác của tỉnh đã đến thăm và làm việc với các bên trong thời gian qua, theo báo cáo. "
MOST_TIMES = 100
"""The densest texts take about 55 times as long as plain news, at any length; a square would take thousands."""

_LETTERS = {
    signs.CATEGORY_DIGIT: "3", signs.CATEGORY_SPACE: " ", signs.CATEGORY_WORD: "a",
    signs.CATEGORY_NOT_DIGIT: "a", signs.CATEGORY_NOT_SPACE: "a", signs.CATEGORY_NOT_WORD: ",",
}  # fmt: skip


def patterns():
    """Return all patterns of extract/, those that are made when they are first wanted too: name → pattern."""
    found = {}
    for module in pkgutil.iter_modules(extract.__path__, f"{extract.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                found[f"{module.name.rpartition('.')[2]}.{name}"] = value
            elif callable(value) and value.__module__ == module.name and "re.Pattern" in str(_returned(value)):
                found[f"{module.name.rpartition('.')[2]}.{name}"] = value()
    return found


def _returned(function):
    """Return what a function without arguments says that it returns."""
    code = getattr(getattr(function, "__wrapped__", function), "__code__", None)
    return getattr(function, "__annotations__", {}).get("return") if code and not code.co_argcount else None


def words_of(tree, choose):
    """Return letters that a pattern may match, looking neither ahead nor behind."""
    return "".join(_word(kind, what, choose) for kind, what in tree)


def _word(kind, what, choose):
    if kind is signs.LITERAL:
        return chr(what)
    if kind in {signs.NOT_LITERAL, signs.ANY}:
        return "a"
    if kind is signs.IN:
        return _one_of(what, choose)
    if kind is signs.BRANCH:
        return words_of(choose.choice(what[1]), choose)
    if kind is signs.SUBPATTERN:
        return words_of(what[-1], choose)
    if kind in {signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT}:
        least, most, inner = what
        count = choose.randint(least, max(least, min(most, least + 2)))
        return "".join(words_of(inner, choose) for _ in range(count))
    if kind is signs.ATOMIC_GROUP:
        return words_of(what, choose)
    return ""


def _one_of(letters, choose):
    kind, what = choose.choice(letters) if letters[0][0] is not signs.NEGATE else (signs.NEGATE, None)
    if kind is signs.RANGE:
        return chr(choose.randint(*what))
    return chr(what) if kind is signs.LITERAL else _LETTERS.get(what, "a")


def pieces_of(pattern):
    """Return some words that a pattern may match, whole and without their last letter."""
    choose, tree = random.Random(pattern.pattern), parser.parse(pattern.pattern, pattern.flags)
    whole = [words_of(tree, choose) for _ in range(2)]
    return sorted({piece for one in whole for piece in (one[:-1], f"{one} ") if piece})


def seconds_to_read(text):
    start = time.process_time()
    for read in (read_raw, find_facts, supply_title, block_kind, sentences):
        read(text)
    return time.process_time() - start


@lru_cache
def seconds_for_news():
    return min(seconds_to_read(NEWS * (LENGTH // len(NEWS))) for _ in range(3))


@pytest.mark.parametrize("name", patterns())
def test_a_patterns_own_words_take_no_longer_the_more_they_are(name):
    for piece in pieces_of(patterns()[name]):
        text = piece * (LENGTH // len(piece))
        assert seconds_to_read(text) < MOST_TIMES * seconds_for_news() + 0.1, piece


def test_all_patterns_are_looked_at():
    files = Path(extract.__file__).parent.glob("*.py")
    assert len(patterns()) == sum(file.read_text(encoding="utf-8").count("compiled(") for file in files)
