"""The parts of our own JSON: a line each as it was written, so that pictures need no memory; else read as a whole."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

import orjson

from reader.domain.errors import TextUnusable
from reader.domain.picture import picture_name
from reader.services.attempt import attempt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import RestoredPicture

ARTICLE, FEED, PICTURE = "article", "feed", "picture"
END = "end"
"""What says that a file breaks off."""
LONGEST = 300_000_000
"""Bytes of a line."""
_FIRST = re.compile(rb'\{"version":(\d{1,9}),"program":"reader","articles":\[\r?\n')
_PARTS = {b'],"feeds":[': FEED, b'],"pictures":{': PICTURE}
_ENDS = (b"]}", b"}}")
_PICTURE = re.compile(rb'"([0-9a-f]{16}\.[a-z]{3,4})":"([A-Za-z0-9+/=]*)"')


class Part(NamedTuple):
    """One thing of a file."""

    kind: str
    name: str
    """What a sentence calls it."""
    value: Any
    """What it is; None where it is damaged."""


def version_by_line(file: ImportFile) -> int | None:
    """The version that a file of lines says it is of; None for any other file."""
    match = _FIRST.match(file.beginning)
    return int(match[1]) if match else None


def parts_by_line(file: ImportFile) -> Iterator[Part]:
    """All things of a file that has a line for each; raises TextUnusable where it cannot be read."""
    kind, number, is_whole = ARTICLE, 0, False
    with file.opened() as stream:
        at = len(stream.readline(LONGEST))
        while line := stream.readline(LONGEST):
            content = line.rstrip(b",\r\n")
            if content in _ENDS:
                is_whole = True
            elif content in _PARTS:
                kind, number = _PARTS[content], 0
            elif kind == PICTURE:
                number += 1
                yield _picture_in(file, content, at, number)
            elif content:
                number += 1
                yield Part(kind, f"{kind} {number}", attempt(orjson.loads, content))
            if len(line) == LONGEST:
                raise TextUnusable(f"{file.spoken} has lines that are too long.")
            at += len(line)
    if not is_whole:
        yield Part(END, "", None)


def parts_of_whole(content: Mapping[str, Any]) -> Iterator[Part]:
    """All things of a file that has been read as a whole."""
    for kind, name in ((FEED, "feeds"), (ARTICLE, "articles")):
        things = content.get(name)
        for number, thing in enumerate(things if isinstance(things, list) else (), 1):
            yield Part(kind, f"{kind} {number}", thing)
    pictures = content.get("pictures")
    for number, (name, text) in enumerate(pictures.items() if isinstance(pictures, Mapping) else (), 1):
        read = partial(b64decode, text)
        yield Part(PICTURE, f"{PICTURE} {number}", _checked(name, read))


def _picture_in(file: ImportFile, content: bytes, at: int, number: int) -> Part:
    match = _PICTURE.fullmatch(content)
    if match is None:
        return Part(PICTURE, f"{PICTURE} {number}", None)
    name = match[1].decode()
    return Part(PICTURE, f"{PICTURE} {name}", _checked(name, partial(_read, file, at + match.start(2), len(match[2]))))


def _read(file: ImportFile, start: int, length: int) -> bytes:
    with file.opened() as stream:
        stream.seek(start)
        return b64decode(stream.read(length))


def _checked(name: str, read: partial[bytes]) -> RestoredPicture | None:
    """A picture, None where it is not what it is called."""
    data = attempt(read) or b""
    return RestoredPicture(name, len(data), read) if picture_name(data) == name else None
