"""Made-up articles for measuring search: Vietnamese syllables, of which few are frequent and most are rare.

The same count gives the same articles. Words of one or two syllables fall in frequency as in Zipf's law; in some
articles a phrase is planted, of which the measure then knows where it stands.
"""

import datetime
import itertools
import random
import unicodedata
from typing import NamedTuple

INITIALS = "b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x".split()
RIMES = (
    "a ai am an ang anh ao ap at au ay ă ăm ăn ăng ât âm ân âu ây e em en eo ê êm ên êu i iêm iên iêu inh o oa oan "
    "oang oi om on ong ô ôi ôm ôn ông ơ ơi ơn u ua ui um un ung uôn uông ư ưa ưng ươi ương uyên uy"
).split()
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
VOWELS = "aăâeêioôơuưy"
VOCABULARY = 30_000
PHRASES = 40


class Piece(NamedTuple):
    """A made-up article."""

    path: str
    title: str
    date: datetime.date
    people: list[str]
    topics: list[str]
    paragraphs: list[str]


class Corpus(NamedTuple):
    """Articles, and phrases that some of them have."""

    pieces: list[Piece]
    phrases: list[str]


def syllables(choose):
    """Return all syllables that the parts make, in an order by chance."""
    found = []
    for initial, rime, tone in itertools.product(INITIALS, RIMES, TONES):
        place = max(index for index, letter in enumerate(rime) if letter in VOWELS) if len(rime) < 3 else 1
        place = place if rime[place] in VOWELS else 0
        found.append(unicodedata.normalize("NFC", initial + rime[: place + 1] + tone + rime[place + 1 :]))
    choose.shuffle(found)
    return found


def corpus(count):
    """Return so many articles."""
    choose = random.Random(count)
    known = syllables(choose)
    ranks = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(known))))
    draw = iter(lambda: choose.choices(known, cum_weights=ranks, k=4096), None)
    pool = itertools.chain.from_iterable(draw)
    words = list(
        dict.fromkeys(" ".join(itertools.islice(pool, choose.choice((1, 2, 2)))) for _ in range(VOCABULARY * 2))
    )
    words = words[:VOCABULARY]
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    names = [" ".join(choose.sample(known[200:2000], 3)).title() for _ in range(max(10, count // 10))]
    name_weights = list(itertools.accumulate(1 / rank for rank in range(1, len(names) + 1)))
    topics = [word.capitalize() for word in words[100:140]]
    phrases = [" ".join(choose.sample(known[30:400], choose.randint(2, 4))) for _ in range(PHRASES - 10)]
    phrases += [
        f"{choose.choice([one for one in known[:900] if one[0] == 'đ'])} {choose.choice(known[:300])}"
        for _ in range(10)
    ]
    pieces = [
        _piece(number, choose, (words, weights), (names, name_weights), topics, phrases) for number in range(count)
    ]
    return Corpus(pieces, phrases)


def _piece(number, choose, vocabulary, names, topics, phrases):
    words, weights = vocabulary
    people = list(dict.fromkeys(choose.choices(names[0], cum_weights=names[1], k=choose.randint(1, 4))))
    day = datetime.date(2016, 1, 1) + datetime.timedelta(days=choose.randint(0, 3640))
    paragraphs = []
    for _ in range(choose.randint(8, 14)):
        text = choose.choices(words, cum_weights=weights, k=choose.randint(25, 60))
        if choose.random() < 0.2:
            text.insert(choose.randrange(len(text)), choose.choice(people))
        if choose.random() < 0.02:
            text.insert(choose.randrange(len(text)), choose.choice(phrases))
        paragraphs.append(" ".join(text).capitalize() + ".")
    title = " ".join(choose.choices(words, cum_weights=weights, k=6)).capitalize()
    path = f"articles/{day.year}/bai-{number:06d}.md"
    return Piece(path, title, day, people, choose.sample(topics, choose.randint(1, 3)), paragraphs)
