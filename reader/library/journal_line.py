"""A line of the journal as bytes: its checksum, its generation, and the way backwards through many of them."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

_PREFIX = len(b'["00000000",')
_GENERATION = b'{"g":'


def framed(body: bytes) -> bytes:
    """The line that holds a body of JSON."""
    return b'["%08x",%b]\n' % (crc32(body), body)


def body_of(line: bytes) -> bytes | None:
    """The JSON that a line holds, or nothing if the line is torn or damaged."""
    body = line[_PREFIX:-2]
    if line[-2:] != b"]\n" or line[:2] != b'["':
        return None
    try:
        return body if int(line[2:10], 16) == crc32(body) else None
    except ValueError:
        return None


def generation_of(line: bytes) -> int | None:
    """The generation that a line says it belongs to, read without checking or parsing the line."""
    start = _PREFIX + len(_GENERATION)
    if line[_PREFIX:start] != _GENERATION:
        return None
    digits = line[start : line.find(b",", start)]
    return int(digits) if digits.isdigit() else None


def lines_backwards(data: bytes) -> Iterator[bytes]:
    """The whole lines of a journal, the last first."""
    end = data.rfind(b"\n") + 1
    while end > 0:
        start = data.rfind(b"\n", 0, end - 1) + 1
        yield data[start:end]
        end = start
