"""Identity: the same page saved on two machines is the same article."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit, urlunsplit

from reader.domain.patterns import pattern

UID_LENGTH = 16
"""Hexadecimal digits of a uid: 64 bits, no clash to be expected below millions of articles."""

_NAMES = r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs(?:enc|mi)|ref_src"
_TRACKING = pattern(_NAMES)
_PLAIN = pattern(
    r"https?(://[a-z0-9-]+(?:\.[a-z0-9-]+)*)((?:/[\w:@!$&'()*+,;=~.-]*)*)"
    r"(\?[\w.~+-]+=[\w.~+-]*(?:&[\w.~+-]+=[\w.~+-]*)*)?(?:#[^\s]*)?",
    re.ASCII,
)
"""Addresses that stand as they are, but for what comes after the path."""
_TRACKED = pattern(rf"[?&](?:{_NAMES})=")
_SLASH = pattern("%2[fF]")
_SAFE = "/:@!$&'()*+,;=~-._"


@lru_cache(2048)
def canonical_url(url: str) -> str:
    """One spelling of an http(s) address: lower-case host, no fragment, port or tracking; '' if it is none.

    Query order is kept, since some sites mean it; a trailing slash of the path is not significant.
    """
    if (plain := _PLAIN.fullmatch(url)) is not None:
        site, path, asked = plain.groups("")
        if not asked or not _TRACKED.search(asked):
            return f"https{site}{path.rstrip('/')}{asked}"
    try:
        parts = urlsplit(url.encode("utf-8", "replace").decode().strip())
        port = parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".").lower()
    if scheme not in ("http", "https") or not host:
        return ""
    if ":" in host:
        host = f"[{host}]"
    if port and port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{port}"
    # bytes that are no UTF-8 stay what they are, and so does a slash that is written %2F: they make another page
    query = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    kept = [(name, value) for name, value in query if not _TRACKING.fullmatch(name)]
    segments = (quote(unquote_to_bytes(part), safe=_SAFE) for part in _SLASH.split(parts.path))
    path = "%2F".join(segments).rstrip("/")
    # http and https are the same page today; the scheme must not make two articles of it.
    return urlunsplit(("https", host, path, urlencode(kept, errors="surrogateescape"), ""))


def uid_for(url: str, title: str, body: str, seed: str = "") -> str:
    """The uid of a text: from its address, from a seed, or from the text itself where there is neither."""
    canonical = canonical_url(url) if url else ""
    seed = canonical or seed or "\n".join((title, " ".join(body.split())))
    from hashlib import sha256  # which loads OpenSSL: a start does without

    return sha256(seed.encode("utf-8", "replace")).hexdigest()[:UID_LENGTH]
