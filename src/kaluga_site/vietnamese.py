"""Vietnamese text: one normal form, folding, slugs and dictionary order."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from kaluga_site.keeping import kept
from kaluga_site.patterns import compiled

_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Combining huyền, hỏi, ngã, sắc, nặng: the dictionary order of the tones after ngang."""

_VOWEL_MARKS = "\u0306\u0302\u031b"
"""Combining breve (ă), circumflex (â ê ô) and horn (ơ ư): they make letters of their own."""

_TELEX_TONES = dict(zip(_TONES, "frxsj", strict=True))
_VNI_MARKS = {"\u0306": "8", "\u0302": "6", "\u031b": "7"}
_TELEX_MARKS = {"\u0306": "w", "\u031b": "w"}

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {unicodedata.normalize("NFD", letter): 1000 + rank for rank, letter in enumerate(_ALPHABET)}

_ETH_TO_D = {0xD0: "Đ", 0xF0: "đ", 0x0189: "Đ"}
_SPACES = dict.fromkeys([0x0B, 0x0C, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_FILLERS = [0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, 0xFFA0]
_FORMATTING = [0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
_INVISIBLE = dict.fromkeys([*_FILLERS, *_FORMATTING, *range(0xFFF9, 0xFFFC)])
"""What is not seen, among it whatever changes the order in which text is shown, or hides other text in tags."""

_CONTROLS = {code: None for code in [*range(0x20), *range(0x7F, 0xA0)] if chr(code) not in "\t\n\x0b\x0c\x85"}
_LAST_TWO = [plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)]
_NONCHARACTERS = dict.fromkeys([*range(0xFDD0, 0xFDF0), *_LAST_TWO])
_FEW = _ETH_TO_D | _SPACES | _INVISIBLE | _NONCHARACTERS | _CONTROLS | dict.fromkeys([0x85, 0x2028, 0x2029], "\n")
_SURROGATES, _TAGS = range(0xD800, 0xE000), range(0xE0000, 0xE1000)
_CLEANED = _FEW | dict.fromkeys([*_SURROGATES, *_TAGS])
_NOT_CLEAN = compiled(f"[\ud800-\udfff{''.join(chr(code) for code in _FEW if code < 0x10000)}]")

_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_SYLLABLE = compiled(
    rf"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?[{_VOWELS}]{{1,3}}(?:ng|nh|ch|[cmnpt])?"
)

_STAND_INS = dict(zip("“”‘’–—…•€", "ÀÁÂÃÈÉÊÌÍ", strict=True))
"""Frequent signs that Latin-1 lacks → letters that it has, but that no decomposed text can hold."""

_SIGNS = {letter: sign for sign, letter in _STAND_INS.items()}
_FOLDED = "".join(
    _SIGNS.get(letter) or (letter.lower() if letter.isascii() or letter in "°×²³«»" else "\ufffe")
    for letter in map(chr, range(256))
)
"""What each character of Latin-1 stands for in a folded text; U+FFFE for those that almost no text has."""

_MARKS = _TONES + _VOWEL_MARKS
_MARK = r"[^\w\s\x00-\u02ff\u2000-\u20cf\u2100-\u2bff\u3000-\u303f\ue000-\uf8ff\U0001f000-\U0001faff]"
_PILE = compiled(f"({_MARK}{{30}}){_MARK}+")
"""More marks on a letter than any language has: to order them takes the square of their number. Source: UAX 15, 13."""

_LONG = 20_000
"""In a shorter text no pile of marks takes long."""

_COMBINING = compiled("[\u0300-\u036f]+")
_WORD = compiled(r"[^\W_]+")
_NOT_IN_SLUG = compiled(r"[^a-z0-9]+")
_CLUSTER = compiled("(.)([\u0300-\u036f]*)", re.DOTALL)
_LONGEST_CLUSTER = 4  # a letter and three signs, each a character of its own
_SYLLABLE_END_TONE = compiled(
    "[oOuU][àáảãạÀÁẢÃẠèéẻẽẹÈÉẺẼẸỳýỷỹỵỲÝỶỸỴ](?!\\w)(?:(?<=[oO][^ỳýỷỹỵỲÝỶỸỴ])|(?<=[uU][ỳýỷỹỵỲÝỶỸỴ])(?<![qQ]..))"
)
UPPER = "".join(letter for letter in map(chr, [*range(0x41, 0x250), *range(0x1E00, 0x1F00)]) if letter.isupper())
"""The capital letters of the Latin script, Vietnamese ones included, for use in a character class."""

LOWER = "".join(letter for letter in map(chr, [*range(0x61, 0x250), *range(0x1E00, 0x1F00)]) if letter.islower())
"""The small letters of the Latin script, Vietnamese ones included, for use in a character class."""


def clean(text: str) -> str:
    r"""Return text in the one form the archive works with.

    NFC; Eth (Ð ð) becomes Đ đ; no-break and typographic spaces become plain ones; whatever is not seen
    goes (soft hyphens, zero-width and control characters, fillers, tags), and so does what would change the order in
    which text is shown; every line ends in one "\n".
    """
    if _NOT_CLEAN.search(text) or _is_wide(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEANED)
    if len(text) > _LONG:
        text = _PILE.sub(r"\1", text)
    return unicodedata.normalize("NFC", text)


def _is_wide(text: str) -> bool:
    """Return whether a text has characters beyond U+FFFF, sooner than a pattern would: few have."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)


def fold(text: str) -> str:
    """Return text for comparing without accents or case: "Đầu tư" becomes "dau tu"."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "d")
    coded = letters.encode("latin-1", "ignore")  # the marks go, and so does whatever Latin-1 lacks
    if len(coded) < len(text):
        for sign, letter in _STAND_INS.items():
            letters = letters.replace(sign, letter)
        coded = letters.encode("latin-1", "ignore")
    try:
        return codecs.charmap_decode(coded, "strict", _FOLDED)[0] if len(coded) == len(text) else _fold_any(text)
    except UnicodeDecodeError:
        return _fold_any(text)


def folded_words(text: str) -> str:
    """Return the words of a text as `fold` has them, with a single space between."""
    folded = fold(text)
    is_spaced = "  " in folded or not folded.isprintable()  # a plain space is the only one that counts as printable
    return " ".join(folded.split()) if is_spaced else folded.strip(" ")


def word_forms(text: str) -> Iterator[str]:
    """Yield the words of a text as search compares them: in small letters, hoà written as hòa.

    A word is a run of letters and digits; of Vietnamese it is a syllable. static/search.js does the same.
    """
    return chain.from_iterable(map(_forms_in, text.split()))


@kept(most=100_000)
def folded_form(form: str) -> str:
    """Return a form of a word without accents."""
    return fold(form)


@kept(most=100_000, longest=40)
def _forms_in(piece: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unify_tone_placement(piece.lower())))


def unify_tone_placement(text: str) -> str:
    """Write hoà, khoẻ, thuý as hòa, khỏe, thúy: the two spellings of open oa, oe and uy are one word."""
    return _SYLLABLE_END_TONE.sub(lambda vowels: _with_tone_first(vowels.group()), text)


def slug(text: str, limit: int = 80) -> str:
    """Return the ASCII address word of a text: "Đầu tư" becomes "dau-tu".

    It holds only a-z, 0-9 and single inner hyphens, ends at a word within `limit` characters, and is empty
    where the text has no letter or digit. Other scripts are transliterated.
    """
    folded = fold(text)
    whole = _NOT_IN_SLUG.sub("-", folded if folded.isascii() else _romanised(folded)).strip("-")
    if len(whole) <= limit:
        return whole
    cut = whole[: limit + 1].rpartition("-")[0]
    return cut or whole[:limit]


def telex(text: str) -> str:
    """Return text as typed in Telex, the tone letter at each syllable's end: "Hùng" is "Hungf".

    Telex tells apart in ASCII what folding makes equal. Source: the input method's usual table.
    """
    return " ".join(_telex_syllable(syllable) for syllable in text.split())


def collation_key(text: str) -> bytes:
    """Return a sort key for Vietnamese dictionary order: a ă â b c d đ e ê …, then the tones.

    Letters decide first, over the whole text, then the tones ngang huyền hỏi ngã sắc nặng, then case, as in
    the Unicode CLDR collation for Vietnamese. Spaces sort before punctuation, digits and letters.
    """
    first, *others = text.casefold().split(" ")
    weights = [_piece_weights(first), *[_piece_weights(f" {piece}") for piece in others]]
    letters, tones = zip(*weights, strict=True)
    return b"".join([*letters, b"\0\0\0", *tones, b"\0", text.encode("utf-8", "surrogatepass")])


@kept(most=100_000, longest=40)
def _piece_weights(piece: str) -> tuple[bytes, bytes]:
    """Return the ranks of the letters of a piece of a text in small letters, and of their tones."""
    weights = [_weights(cluster) for cluster in _CLUSTER.findall(unicodedata.normalize("NFD", piece))]
    return b"".join([letter for letter, _ in weights]), b"".join([tone for _, tone in weights])


@lru_cache(maxsize=4096)
def _weights(cluster: tuple[str, str]) -> tuple[bytes, bytes]:
    """Return the ranks of a letter (three bytes) and of its tone (one)."""
    base, marks = cluster
    letter = base + "".join(mark for mark in marks if mark in _VOWEL_MARKS)
    rank = _LETTER_RANK.get(letter) or _LETTER_RANK.get(base) or _rank_of_other(base)
    tone = max((_TONES.find(mark) + 1 for mark in marks), default=0) + 1
    return rank.to_bytes(3), bytes([tone])


def initial(text: str) -> str:
    """Return the capital under which a text is listed, tones aside: "Ốc" is listed under "Ô", "3D" under "#"."""
    base, marks = _CLUSTER.findall(unicodedata.normalize("NFD", text.strip()[:1]) or "#")[0]
    letter = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark in _VOWEL_MARKS))
    return letter.upper() if letter.isalpha() else "#"


def letter_word(text: str, length: int) -> str:
    """Return the first letters of a text for an address, tones aside: of "Nguyễn" the first five are "nguye6".

    The letters ă â đ ê ô ơ ư are written as in VNI, the input method, and "-" stands for whatever is no letter of
    Vietnamese or English: so texts of other letters never share a word, however many letters of each it has.
    """
    stripped = text.strip()
    letters = stripped[: length + 1]  # of which each is one cluster, for no mark is among them
    is_plain = letters.replace(" ", "").isalpha()
    return _letter_word(letters[:length] if is_plain else stripped[: length * _LONGEST_CLUSTER], length)


@lru_cache(maxsize=10_000)
def _letter_word(beginning: str, length: int) -> str:
    letters = []
    for base, marks in _CLUSTER.findall(unicodedata.normalize("NFD", beginning.casefold()))[:length]:
        digit = next((_VNI_MARKS[mark] for mark in marks if mark in _VNI_MARKS), "")
        letters.append("d9" if base == "đ" else base + digit if "a" <= base <= "z" else "-")
    return "".join(letters)


@kept(most=20_000)
def is_syllable(word: str) -> bool:
    """Tell whether a word in small letters can be a Vietnamese syllable: "hương" but not "shapsha"."""
    return bool(_SYLLABLE.fullmatch(word))


def _fold_any(text: str) -> str:
    """Fold a text of any characters."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("ð", "d"))
    for mark in _MARKS:  # one by one is faster than by a pattern
        decomposed = decomposed.replace(mark, "")
    return decomposed if decomposed.isascii() else unicodedata.normalize("NFC", _COMBINING.sub("", decomposed))


def _romanised(text: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415 - its tables are slow to import, and few names need them

    return anyascii(text).lower()


@lru_cache(maxsize=400)
def _with_tone_first(vowels: str) -> str:
    second = unicodedata.normalize("NFD", vowels[1])
    return unicodedata.normalize("NFC", vowels[0] + second[1:] + second[0])


def _telex_syllable(syllable: str) -> str:
    typed, tone = [], ""
    for base, marks in _CLUSTER.findall(unicodedata.normalize("NFD", syllable)):
        double = base if "\u0302" in marks else ""
        typed.append({"đ": "dd", "Đ": "Dd"}.get(base, base) + double.lower())
        typed.extend(_TELEX_MARKS[mark] for mark in marks if mark in _TELEX_MARKS)
        tone = next((_TELEX_TONES[mark] for mark in marks if mark in _TELEX_TONES), tone)
    return "".join(typed) + tone


def _rank_of_other(character: str) -> int:
    if character.isspace():
        return 1
    if character.isalpha():
        return 2000 + ord(character)
    return 500 + int(character) if character.isdecimal() else 2 + ord(character) % 498
