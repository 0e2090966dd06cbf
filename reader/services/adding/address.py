"""Finds the address in what a person wrote down as the origin of a text."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from reader.domain.identity import canonical_url
from reader.domain.plain import clean_line

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”\[\]]+", re.IGNORECASE)
_LINKED = re.compile(r"\[([^\[\]]*)\]\(\s*<?([^\s<>]+?)>?(?:\s+\"[^\"]*\")?\s*\)")
_WHEN = re.compile(r"\([^()]*\d[^()]*\)")
"""When it was looked at, which is no part of a name."""
_AROUND = " \t<>()[]{}|·•,;:–—-"


def read_address(text: str) -> str:
    """The http(s) address that a whole string is, or ''."""
    text = text.strip().strip("<>").strip()
    if text[:4].lower() == "www.":
        text = f"https://{text}"
    if len(text) > 4000 or " " in text or not text.isprintable():
        return ""
    return text if canonical_url(text) else ""


def split_origin(text: str) -> tuple[str, str]:
    """Name and address in an origin such as `The Bay, https://example.org/tides`; either may be ''."""
    if match := _LINKED.search(text):
        name, address = match.groups()
        return clean_line(name, 200), read_address(address)
    match = _ADDRESS.search(text)
    if not match:
        return clean_line(text, 200), ""
    found = match.group().rstrip(".,;:!?…»”’'")
    if found.endswith(")") and "(" not in found:
        found = found.rstrip(")")
    address = read_address(found)
    if not address:
        return clean_line(text, 200), ""
    before, after = text[: match.start()], _WHEN.sub("", text[match.start() + len(found) :])
    return clean_line(f"{before.strip(_AROUND)} {after.strip(_AROUND + '.')}", 200), address


def host_of(address: str) -> str:
    """The site of an address as a person would say it, or ''."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return clean_line(host.removeprefix("www."), 200)
