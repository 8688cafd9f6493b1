"""The form of every file of the search index: a script that hands over one text."""

import zlib
from base64 import b64encode
from hashlib import blake2b

import msgspec

FOLDER = "tim-kiem/"
"""Where the index lies; its scripts are called by where they lie from there."""

encode_json = msgspec.json.Encoder().encode


def name_in_index(address: str) -> str:
    """Return how the index calls one of its scripts."""
    return address.removeprefix(FOLDER) if address.startswith(FOLDER) else f"../{address}"


def script(address: str, content: bytes) -> bytes:
    """Return the script at an address that hands over JSON."""
    return b'kalugaSearch.take("%s",%s);\n' % (name_in_index(address).encode(), content)


def text_of_script(address: str, found: bytes) -> bytes:
    """Return the JSON that the script at an address hands over."""
    before, after = script(address, b"\0").split(b"\0")
    return found[len(before) : -len(after)]


def packed(address: str, content: bytes) -> bytes:
    """Return the script that hands over anything, deflated and written in Base64."""
    deflate = zlib.compressobj(wbits=-15)
    return script(address, b'"%s"' % b64encode(deflate.compress(content) + deflate.flush()))


def text_script(address: str, content: object) -> bytes:
    """Return the script at an address that hands over something as it is, for what must be read at once."""
    return script(address, encode_json(content))


def name_digest(*contents: bytes) -> str:
    """Return what the name of a file tells of what it holds."""
    digest = blake2b(digest_size=6)
    for content in contents:
        digest.update(len(content).to_bytes(8))
        digest.update(content)
    return digest.hexdigest()
