"""Every message of the interface is in the catalogue, and is said in the language that is spoken."""

import ast
import re
import subprocess
import sys
from decimal import Decimal
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from conftest import ROOT
from kaluga_site.load.dates import parse_date
from kaluga_site.model.basis import Basis
from kaluga_site.model.groups import Period
from kaluga_site.render.language import catalogue_of, say, speaking
from kaluga_site.render.summaries import span_in_words
from kaluga_site.render.words import counted, date_in_words, date_note, number_in_words
from unit.render.test_summaries import summary

VIETNAMESE = re.compile("[àáảãạăắằẳẵặâấầẩẫậđèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵ]", re.IGNORECASE)

SETTERS = {"typography.py", "typefounding.py"}
"""They know Vietnamese letters and units, and say nothing."""


def catalogue(file):
    with file.open("rb") as content:
        return [message for message in read_po(content) if message.id]


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def texts(value):
    return value if isinstance(value, tuple) else (value,)


def test_the_catalogue_has_every_message_and_no_other(tmp_path):
    found = tmp_path / "messages.pot"
    keywords = ["-k", "say", "-k", "N_", "-k", "counted:1,1", "-k", "NN_:1,1"]
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "pyproject.toml", *keywords]
    subprocess.run([*command, "-o", found, "."], cwd=ROOT, check=True)
    wanted = {message.id for message in catalogue(found)}
    assert len(wanted) > 100
    assert {message.id for message in catalogue(catalogue_of("en"))} == wanted


@pytest.mark.parametrize("file", sorted((ROOT / "templates").rglob("*.*")), ids=lambda file: file.name)
def test_no_words_of_a_template_are_left_untranslated(file):
    tree = Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
    plain = [node.data for node in tree.find_all(nodes.TemplateData)]
    asked = {id(constant) for call in tree.find_all(nodes.Call) for constant in call.find_all(nodes.Const)}
    plain += [one.value for one in tree.find_all(nodes.Const) if id(one) not in asked and isinstance(one.value, str)]
    assert [text for text in plain if VIETNAMESE.search(text)] == []


@pytest.mark.parametrize(
    "file",
    [file for file in sorted((ROOT / "src/kaluga_site/render").glob("*.py")) if file.name not in SETTERS],
    ids=lambda file: file.name,
)
def test_no_words_of_the_code_are_left_untranslated(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    told = {"say", "N_", "NN_", "counted"}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    asked = [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", None)) in told]
    sentences = [node for node in ast.walk(tree) if isinstance(node, ast.Expr)]  # docstrings
    left_out = {id(part) for node in (*asked, *sentences) for part in ast.walk(node) if isinstance(part, ast.Constant)}
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    words = {node.value for node in strings if id(node) not in left_out and VIETNAMESE.search(node.value)}
    assert words - {"Tiếng Việt"} == set()


@pytest.mark.parametrize("message", catalogue(catalogue_of("en")), ids=lambda message: texts(message.id)[0])
def test_a_message_is_translated_and_keeps_its_values(message):
    assert not message.fuzzy
    assert all(texts(message.string))
    given = places(texts(message.id)[0]) | {"month_name"}
    assert all(places(text) <= given for text in texts(message.string))
    assert places(texts(message.id)[0]) - {"count", "month"} <= places(texts(message.string)[-1])


@pytest.mark.parametrize(
    ("date", "words"),
    [("2025-11-25", "Tuesday, November 25, 2025"), ("2025-11", "November 2025"), ("2025", "2025")],
)
def test_dates_in_english(date, words):
    with speaking("en"):
        assert date_in_words(parse_date(date)) == words
    assert date_in_words(parse_date("2025")) == "Năm 2025"


def test_numbers_and_counts_in_english():
    with speaking("en"):
        assert number_in_words(Decimal("21000000000.5")) == "21,000,000,000.5"
        assert [counted("{count} bài", number) for number in (0, 1, 2000)] == [
            "0 articles", "1 article", "2,000 articles",
        ]  # fmt: skip
        assert counted("{count} lần", 1) == "once"
        assert date_note(parse_date("2025?"), Basis.INFERRED) == "date inferred from the text, uncertain"
    assert counted("{count} bài", 2000) == "2.000 bài"
    assert say("suy ra") == "suy ra"


def test_a_span_in_english():
    with speaking("en"):
        assert span_in_words(Period(2025, 3), Period(2025, 11)) == "from March to November 2025"
        assert span_in_words(Period(2024, 0), Period(2025, 11)) == "from 2024 to November 2025"


@pytest.mark.parametrize(
    ("counts", "numbers", "said"),
    [
        ({(2025, 11): 1}, {"quotations": 1}, "1 article, in November 2025. The article quotes this person once."),
        (
            {(2025, 5): 12},
            {"quotations": 3, "given": 1},
            "12 articles, all in May 2025. The articles quote this person 3 times and give 1 figure that they stated.",
        ),
        ({(0, 0): 2, (2025, 11): 1}, {}, "3 articles: 1 in November 2025; 2 undated."),
        (
            {(2025, 1): 2},
            {"given": 2},
            "2 articles, all in January 2025. The articles give 2 figures stated by this person.",
        ),
    ],
)
def test_summaries_in_english(counts, numbers, said):
    with speaking("en"):
        assert summary(counts, **numbers) == f"Thái Hương is named in {said}"
