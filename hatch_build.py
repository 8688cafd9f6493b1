"""Make the site's typeface, Source Serif 4 cut down to what Vietnamese newspapers need, while the package is built.

So what makes it need not be installed beside the generator. `pip install -e .` puts it into static/, too.
"""

from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NAME = "Kaluga Serif"
"""The licence of Source Serif 4 reserves its name to the unchanged one."""

FILE = "kaluga-serif.woff2"
LICENCE_FILE = "kaluga-serif-OFL.txt"

LETTERS = frozenset(
    [
        *range(0x20, 0x7F),
        *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: the names of Europe, and Ă Đ Ĩ Ũ
        *map(ord, "ƠơƯư"),
        *range(0x1EA0, 0x1EFA),  # Vietnamese letters with two signs
        *map(ord, "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"),  # the signs by themselves
        *map(ord, "–—‘’“”„†‡•…‰′″‹›₫€№™−×≈≤≥←→↑↓\u2009\u2011\u202f"),
    ]
)

WEIGHTS = (400, 700)
SIZE = 18
"""The optical size, in points: of text, and still good in headings."""

_FEATURES = ["ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum"]
_COPYRIGHT, _LICENCES = 0, (13, 14)


class TypefaceHook(BuildHookInterface):
    """Puts the typeface and its licence, which is to be published beside it, among the static files."""

    PLUGIN_NAME = "typeface"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002 - hatch calls it so
        """Write them where they are not yet as they should be."""
        for name, content in ((FILE, make_typeface()), (LICENCE_FILE, licence())):
            file = Path(self.root, "static", name)
            if not file.exists() or file.read_bytes() != content:
                file.write_bytes(content)


def make_typeface() -> bytes:
    """Return the typeface as WOFF2, with one axis, its weight; the same bytes each time. It takes seconds."""
    # The time stamp stays that of the source. Cutting letters first leaves little for the slower cutting of axes.
    font = TTFont(_package() / "files" / "SourceSerif4[opsz,wght].ttf", recalcTimestamp=False)
    options = Options(layout_features=_FEATURES, hinting=False, glyph_names=False, notdef_outline=True)
    options.name_IDs = [*range(7), *_LICENCES]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"opsz": SIZE, "wght": WEIGHTS})
    _rename(font)
    font.flavor = "woff2"
    made = BytesIO()
    font.save(made)
    return made.getvalue()


def licence() -> bytes:
    """Return its licence."""
    return (_package() / "LICENSE").read_bytes()


def _package() -> Path:
    spec = find_spec("fontpkg_source_serif_4")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name="fontpkg_source_serif_4")
    return Path(spec.origin).parent


def _rename(font: TTFont) -> None:
    """Give the font a name of its own wherever it says its name; whose work it is stays."""
    short = NAME.replace(" ", "")
    for record in font["name"].names:
        if record.nameID not in {_COPYRIGHT, *_LICENCES}:
            text = record.toUnicode().replace("Source Serif 4", NAME).replace("SourceSerif4Roman", short)
            record.string = text
