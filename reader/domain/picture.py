"""Kept pictures: they are called by what they hold, and a body refers to them by one form of address only."""

from __future__ import annotations

from reader.domain.patterns import pattern

_ADDRESS = pattern(r"\.\./pictures/([0-9a-f]{16}\.(?:jpg|png|gif|webp))")
_BEGINNINGS = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"GIF87a", "gif"), (b"GIF89a", "gif"))
"""How the bytes of the kinds begin; drawings are no such kind, since they can hold anything."""
_MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"}


def picture_name(data: bytes) -> str:
    """The name under which a picture is kept, made of what it holds; '' for bytes that are none of the kinds."""
    ending = next((ending for beginning, ending in _BEGINNINGS if data.startswith(beginning)), "")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        ending = "webp"
    from hashlib import sha256  # which loads OpenSSL: a start does without

    return f"{sha256(data).hexdigest()[:16]}.{ending}" if ending else ""


def picture_address(name: str) -> str:
    """How a body, which lies in a folder beside that of the pictures, refers to a kept one."""
    return f"../pictures/{name}"


def media_type(name: str) -> str:
    """What other programs call the kind of a kept picture."""
    return _MEDIA_TYPES[name.rpartition(".")[2]]


def shown_in(body: str) -> set[str]:
    """The names of the kept pictures that a body refers to, and perhaps of some that it only speaks of."""
    return set(_ADDRESS.findall(body))


def kept_name(address: str) -> str:
    """The name of the kept picture that an address in a body means; '' for whatever else it may be."""
    match = _ADDRESS.fullmatch(address)
    return match[1] if match else ""
