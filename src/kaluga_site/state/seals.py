"""Bytes with a digest before them, by which to see that they are as they were written."""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

import msgspec

SEAL = 8
"""So many bytes of a digest stand before the content."""

Content = TypeVar("Content")
_encoder = msgspec.msgpack.Encoder()


class Damaged(Exception):  # noqa: N818 - it is a state of the file
    """The state cannot be read; begin without one."""


def sealed(content: bytes) -> bytes:
    """Return bytes with what tells of them before them."""
    return _seal_of(content) + content


def sealed_whole(value: object) -> bytearray:
    """Return what `sealed` does for a value encoded as MessagePack, which may be large, without a copy."""
    whole = bytearray(SEAL)
    _encoder.encode_into(value, whole, SEAL)
    with memoryview(whole) as view:
        view[:SEAL] = _seal_of(view[SEAL:])
    return whole


def _seal_of(content: bytes | memoryview) -> bytes:
    """Return what tells whether bytes are as they were written: SHA-256, for which processors have instructions."""
    return sha256(content).digest()[:SEAL]


def unsealed(content: bytes, decode: Callable[[memoryview], Content]) -> Content:
    """Return what was sealed. Raises Damaged."""
    return decoded(opened(content), decode)


def opened(content: bytes) -> memoryview:
    """Return the bytes that were sealed. Raises Damaged."""
    plain = memoryview(content)[SEAL:]  # of a large archive these are megabytes
    if _seal_of(plain) != content[:SEAL]:
        raise Damaged
    return plain


def decoded(plain: memoryview, decode: Callable[[memoryview], Content]) -> Content:
    """Return what bytes hold. Raises Damaged."""
    try:
        return decode(plain)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:  # another version's
        raise Damaged from error
