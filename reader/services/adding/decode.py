"""From bytes to text: the first thing that happens to what somebody adds."""

from __future__ import annotations

import codecs
import re

from reader.domain.errors import TextUnusable
from reader.domain.plain import clean_text

MAX_BYTES = 50_000_000
"""Bytes of one text at most; the longest novels have 15 million."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 8192
_OVERSTRUCK = re.compile(r"[^\n\x08]\x08")
_CONTROLS = re.compile(r"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
_UNSEEN = " \n\t\u00a0\u200b\u200e\u200f\u2060\ufeff"
_ESCAPED_BYTES = re.compile("[\udc80-\udcff]")
_COMMON_UTF16 = re.compile("[ \n\u3001\u3002\uff0c]")


def decoded(data: bytes, name: str = "The text") -> str:
    """The clean text that bytes stand for, whatever wrote them; TextUnusable says why there is none."""
    if len(data) > MAX_BYTES:
        raise TextUnusable(f"{name} is larger than {MAX_BYTES // 1_000_000} MB.")
    if not data.strip(b" \t\r\n\x0c"):
        raise TextUnusable(f"{name} is empty.")
    text = _as_text(data)
    if "\x08" in text:  # manual pages print bold by striking a letter twice
        text = _OVERSTRUCK.sub("", text)
    if len(_CONTROLS.findall(text)) * 50 > len(text):
        raise TextUnusable(f"{name} is not text.")
    text = clean_text(text).lstrip("\ufeff")
    if not text.strip().strip(_UNSEEN):
        raise TextUnusable(f"{name} holds no text.")
    return text


def _as_text(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\0" in data[:_SAMPLE]:
        return _as_utf16(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _as_mixture(data)


def _as_utf16(data: bytes) -> str:
    """UTF-16 without a mark: of the two byte orders, the one in which there are blanks and line ends."""
    sample = data[: _SAMPLE & ~1]
    candidates = [(sample.decode(order, "replace"), order) for order in ("utf-16-le", "utf-16-be")]
    scores = [(len(_COMMON_UTF16.findall(text)) - text.count("\0"), order) for text, order in candidates]
    best, order = max(scores)
    if best > 0 and best > min(scores)[0]:
        return data.decode(order, "replace")
    return data.decode("latin-1")


def _as_mixture(data: bytes) -> str:
    """UTF-8 with a few bytes of something else, or Windows-1252."""
    text = data.decode("utf-8", "surrogateescape")
    strays = len(_ESCAPED_BYTES.findall(text))
    foreign = sum(1 for character in text if character > "\x7f") - strays
    if foreign >= strays:
        return _ESCAPED_BYTES.sub(lambda stray: _windows(bytes([ord(stray.group()) - 0xDC00])), text)
    return _windows(data)


def _windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
