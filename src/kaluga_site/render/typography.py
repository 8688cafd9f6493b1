"""Set dashes and spaces as printers do, where text is shown.

Every sign is replaced by one other, so that whatever counts letters of the text counts those of the page as well.
"""

import re

_NO_BREAK = "\u00a0"

_BEHIND_NUMBER = re.compile(
    r" (?<=[0-9%] )(?<!(?:19|20)[0-9]{2} )(?<![/-][0-9] )(?<![/-][0-9]{2} )(?<!/[0-9]{4} )(?=[^\W\d_])"
)
"""The space between a number and its unit or noun; years and written dates have none.

It begins with the sign it is about: a lookbehind that comes first is tried at every letter.
"""

_MAY_BE_RANGE = re.compile(r"-(?<=[0-9%]-)(?=[0-9])").search
_RANGE = re.compile(
    r"""(?<![^\s(“"‘'])                                      # no address, number of a document or date before it
        (?: ((?:1[89]|20)[0-9]{2}) - (?=(?:1[89]|20)[0-9]{2}(?![\w/-]|[.,][0-9]))     # years
          | ([0-9]+(?:[.,][0-9]+)*%?) - (?=[0-9]+(?:[.,][0-9]+)*
              (?:%|[ ](?:triệu|tỷ|tỉ|nghìn|ngàn|vạn|trăm|USD|đồng|euro|rúp|km|kg|ha|tấn|tạ|m|mét|MW|độ)\b)) )""",
    re.VERBOSE,
)
"""What is surely a range, of years, shares or quantities: "25-11" is a day, "15-13" may be a score."""


def typeset(text: str) -> str:
    """Return a text as it is to be shown: "Nga – Việt", "2020–2025", no line's end before a dash or in "316 triệu"."""
    if "-" in text:
        text = text.replace(" - ", f"{_NO_BREAK}– ")
        if _MAY_BE_RANGE(text):
            text = _RANGE.sub(r"\1\2–", text)
    return _BEHIND_NUMBER.sub(_NO_BREAK, text)
