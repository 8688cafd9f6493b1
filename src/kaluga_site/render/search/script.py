"""The form of every file of the search index: a script that hands over one text."""

import zlib
from base64 import b64encode
from hashlib import blake2b

import msgspec

FOLDER = "tim-kiem/"
encode_json = msgspec.json.Encoder().encode


def script(address: str, content: bytes) -> bytes:
    """Return the script that hands over JSON from an address below the index's folder."""
    return b'kalugaSearch.take("%s",%s);\n' % (address.removeprefix(FOLDER).encode(), content)


def packed(address: str, content: bytes) -> bytes:
    """Return the script that hands over anything, deflated and written in Base64."""
    deflate = zlib.compressobj(wbits=-15)
    return script(address, b'"%s"' % b64encode(deflate.compress(content) + deflate.flush()))


def name_digest(*contents: bytes) -> str:
    """Return what the name of a file tells of what it holds."""
    digest = blake2b(digest_size=6)
    for content in contents:
        digest.update(len(content).to_bytes(8))
        digest.update(content)
    return digest.hexdigest()
