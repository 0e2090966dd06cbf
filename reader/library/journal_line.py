"""A line of the journal as bytes: its checksum, its generation, and the ways through many of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from zlib import crc32

_PREFIX = len(b'["00000000",')
_GENERATION = b'{"g":'
_HEAD = 64
"""Bytes of a line within which its generation stands."""
_PIECE = 1 << 18
"""Bytes that are looked through at once."""


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


def first_of(file: BinaryIO, generation: int) -> int:
    """Where the first line begins that is of no older generation, or cannot be told; a torn last line is such a one."""
    base = start = 0
    piece = file.read(_PIECE)
    while True:
        if len(piece) - start < _HEAD:
            base, piece, start = base + start, piece[start:] + file.read(_PIECE), 0
        of = generation_of(piece[start : start + _HEAD])
        if of is None or of >= generation:
            return base + start
        line, end = base + start, piece.find(b"\n", start)
        while end < 0:
            base, piece = base + len(piece), file.read(_PIECE)
            if not piece:
                return line
            end = piece.find(b"\n")
        start = end + 1
