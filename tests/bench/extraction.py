"""Measure extraction on annotated articles: python tests/bench/extraction.py GOLD.

GOLD is a folder of NN.txt and NN.json. Prints precision, recall and F1 of each kind, the ten worst misses of each, and
the speed on one core. A figure counts once for each distinct quote, a date once for each day.
"""

import gc
import json
import re
import statistics
import sys
import time
import unicodedata
from itertools import starmap
from pathlib import Path

from measure import interpreter

from kaluga_site import extract, extraction, load
from kaluga_site.workers import BATCH

ROUNDS = 5
PIECE = 4000
"""So many bytes make an article, for the speed."""

WORST = 10


def nfc(text):
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def key(text):
    return frozenset(nfc(text).casefold().split())


class Tally:
    def __init__(self):
        self.hit = self.guess = self.gold = 0
        self.missed, self.wrong = [], []

    def line(self, name):
        p = self.hit / self.guess if self.guess else 0.0
        r = self.hit / self.gold if self.gold else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return f"{name:28} P {p:.3f}  R {r:.3f}  F1 {f:.3f}   (gold {self.gold}, found {self.guess}, right {self.hit})"


def add(tally, where, gold, guess, same, show_gold, show_guess):
    """Match greedily, one to one."""
    tally.gold += len(gold)
    tally.guess += len(guess)
    free = list(range(len(guess)))
    for g in gold:
        found = next((i for i in free if same(g, guess[i])), None)
        if found is None:
            tally.missed.append(f"{where}: {show_gold(g)}")
        else:
            free.remove(found)
            tally.hit += 1
    tally.wrong += [f"{where}: {show_guess(guess[i])}" for i in free]


def same_person(gold, guess):
    gold_keys = {key(f) for f in [gold["name"], *gold["forms"]]}
    return key(guess["name"]) in gold_keys or key(guess["name"]) == key(gold["name"])


def covers_all_forms(gold, guess):
    forms = {nfc(form) for form in [*guess.get("forms", []), guess["name"]]}
    return same_person(gold, guess) and {nfc(form) for form in gold["forms"]} <= forms


def overlap(a, b):
    a, b = nfc(a).casefold(), nfc(b).casefold()
    return bool(a and b) and (a in b or b in a)


def number(x):
    return None if x is None else float(x)


def close(a, b):
    a, b = number(a), number(b)
    return a == b or (a is not None and b is not None and abs(a - b) <= 1e-6 * max(abs(a), abs(b)))


COMMON_TWOS = {"bên", "nước", "địa phương", "phía", "đảng", "nhà nước", "quốc gia", "dân tộc"}


def scored_figures(figures):
    """Keep one figure per distinct quote, without the ones GUIDE.md says are not scored."""
    kept = {}
    for figure in figures:
        unit, value = nfc(figure.get("unit")).casefold(), number(figure.get("value"))
        one_in_words = value == 1 and not any(letter.isdigit() for letter in figure["quote"])
        if not (value == 2 and unit in COMMON_TWOS) and not one_in_words:
            kept.setdefault(nfc(figure["quote"]).casefold(), figure)
    return list(kept.values())


def scored_dates(dates):
    return list({d.get("iso"): d for d in dates}.values())


def numerals(text):
    return re.findall(r"\d+(?:[.,]\d+)*", nfc(text))


def same_figure(gold, guess):
    wanted = numerals(gold["quote"])
    return overlap(gold["quote"], guess["quote"]) and (not wanted or wanted[0] in numerals(guess["quote"]))


def right_value(gold, guess):
    return same_figure(gold, guess) and close(gold["value"], guess.get("value"))


def right_unit(gold, guess):
    return right_value(gold, guess) and overlap(gold.get("unit") or "-", guess.get("unit") or "-")


def same_quotation(gold, guess):
    opening = nfc(gold["starts"])
    return opening.casefold().strip('“"”.,… ') in nfc(guess["text"]).casefold()[: len(opening) + 25]


def right_speaker(gold, guess):
    if not same_quotation(gold, guess):
        return False
    a, b = key(gold.get("speaker")), key(guess.get("speaker"))
    return a == b or bool(a and b and (a <= b or b <= a))


def same_date(gold, guess):
    return gold["iso"] == guess.get("iso")


def opening_of(quotation):
    return quotation.get("starts") or quotation.get("text", "")[:40]


KINDS = [
    ("people (subjects)", "people", same_person, lambda x: x["name"]),
    ("people with every form", "people", covers_all_forms, lambda x: x["name"]),
    ("figures found", "figures", same_figure, lambda x: x["quote"]),
    ("figures, right value", "figures", right_value, lambda x: f"{x['quote']} = {x.get('value')}"),
    ("figures, value and unit", "figures", right_unit, lambda x: f"{x['quote']} = {x.get('value')} {x.get('unit')}"),
    ("quotations found", "quotations", same_quotation, opening_of),
    ("quotations, right speaker", "quotations", right_speaker, lambda x: f"{x.get('speaker')}: {opening_of(x)}"),
    ("dates", "dates", same_date, lambda x: x.get("iso")),
]


def speed(files):
    """Return how many articles of 4,000 bytes are read in a second, by all rules together, in batches as in a build."""
    gc.disable()  # as in a build
    layouts = [extract.read_raw(file.read_text(encoding="utf-8").replace("\r", "\n")) for file in files]
    texts = [("\n\n".join(block.text for block in one.blocks), one.title.value if one.title else "") for one in layouts]
    size = sum(len(part.encode()) for text in texts for part in text)
    found = []
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        for place in range(0, len(texts), BATCH):
            extract.find_facts(starmap(extract.Text, texts[place : place + BATCH]))
        found.append(size / PIECE / (time.process_time() - start))
    return statistics.median(found[1:])


def main(folder):
    """Print the table."""
    authorities, _ = load.load_authorities(folder)
    tallies = {name: Tally() for name, *_ in KINDS}
    titles, files = 0, sorted(folder.glob("*.txt"))
    for file in files:
        gold = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        found, problems = extraction.read_file(file, authorities)
        if found is None:
            sys.exit(str(problems))
        guess = json.loads(extraction.as_json(found, authorities))
        titles += nfc(gold.get("title")) == nfc(guess.get("title"))
        for name, field, same, shown in KINDS:
            wanted, given = gold.get(field, []), guess.get(field, [])
            if field == "people":
                credited = [person for person in wanted if person.get("kind") == "credit"]
                wanted = [person for person in wanted if person.get("kind") != "credit"]
                subjects = [person for person in given if person["kind"] != "credit"]
                given = [one for one in subjects if not any(same_person(other, one) for other in credited)]
            if field == "figures":
                wanted, given = scored_figures(wanted), scored_figures(given)
            if field == "dates":
                wanted, given = scored_dates(wanted), scored_dates(given)
            add(tallies[name], file.stem, wanted, given, same, shown, shown)
    print(f"articles {len(files)}, titles right {titles}, {speed(files):.0f} articles of 4,000 bytes a second")
    print(interpreter())
    for name, tally in tallies.items():
        print(tally.line(name))
        for label, misses in (("missed", tally.missed), ("wrong", tally.wrong)):
            for miss in misses[:WORST]:
                print(f"    {label}: {miss}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
