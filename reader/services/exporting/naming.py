"""Names of files made from titles: safe on every system, in every note-taking program, and each only once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from reader.domain.article import Article
from reader.domain.plain import clean_line

LONGEST = 120
"""Bytes of a name at most, with its suffix."""
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]+')
"""What some system does not allow in a name, or some program in a link to it."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)", re.IGNORECASE)
"""How names begin that Windows keeps for devices, whatever follows the dot."""
_UID = 6


class Names:
    """Gives out names in one folder."""

    def __init__(self, suffix: str, known: Mapping[str, str] | None = None, others: Iterable[str] = ()) -> None:
        self._suffix = suffix
        self._known = dict(known or {})
        self._taken = {folded(name) for name in (*self._known.values(), *others)}

    def of(self, article: Article) -> str:
        """The name of an article's file: the one that it has had before, else one that nobody has."""
        if article.uid in self._known:
            return self._known[article.uid]
        name = safe_name(article.title, self._suffix)
        if folded(name) in self._taken:
            name = safe_name(article.title, f" ({article.uid[:_UID]}){self._suffix}")
        if folded(name) in self._taken:
            name = safe_name(article.title, f" ({article.uid}){self._suffix}")
        self._taken.add(folded(name))
        self._known[article.uid] = name
        return name


def safe_name(title: str, suffix: str) -> str:
    """A title as the name of a file, cut where it would be too long."""
    stem = unicodedata.normalize("NFC", clean_line(title).encode("utf-8", "replace").decode())
    stem = " ".join(_FORBIDDEN.sub(" ", stem).split()).strip(". ")
    stem = _cut(stem, LONGEST - len(suffix.encode())).rstrip(". ") or "Untitled"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return stem + suffix


def folded(name: str) -> str:
    """A name as systems compare it that do not tell capitals from small letters."""
    return unicodedata.normalize("NFC", name.casefold())


def _cut(stem: str, size: int) -> str:
    """As much of a name as has room, without half a letter at its end."""
    if len(stem.encode()) < size:
        return stem
    cut = stem.encode()[: size - 1].decode("utf-8", "ignore")
    # what was parted from its accents, its second half or its colour goes as a whole
    while cut and len(cut) < len(stem) and _joins(stem[len(cut)], cut[-1]):
        cut = cut[:-1]
    return cut


def _joins(after: str, before: str) -> bool:
    joiner = "\u200d"
    return bool(unicodedata.combining(after)) or after in (joiner, "\ufe0f") or before == joiner
