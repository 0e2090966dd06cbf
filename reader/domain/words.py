"""Counting words: what the list's minutes and the doctor's figures stand on."""

from __future__ import annotations

import re

_CJK = re.compile(r"[぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿가-힯ｦ-ﾟ\U00020000-\U0003FFFF]")
_WORD = re.compile(r"[^\W_]+(?:['’\-.,][^\W_]+)*")
_ADDRESS = re.compile(r"\]\([^)\]\s]*(?:\s+\"[^\"]*\")?\)|https?://\S+|<https?://\S+")
"""Each way begins with a letter: so the places where one may begin are found without trying everywhere."""

_SIGNS = (("’", "'"), *((sign, " ") for sign in "“”‘„‚«»–—…·•\u00a0\u202f"))
"""Signs that are in nearly every text, as what they are to words."""
_KINDS = bytes(
    ord("a" if chr(code).isalnum() and code < 128 else "-" if chr(code) in "'-.," else " ") for code in range(256)
)
"""For every byte of ASCII: a letter or digit, a sign that joins two of them, or anything else."""


def count_words(markdown: str) -> tuple[int, int]:
    """Words and, among them, CJK characters of a Markdown text; addresses of links do not count."""
    text = _ADDRESS.sub(" ", markdown) if "](" in markdown or "://" in markdown else markdown
    if not text.isascii():
        for sign, like in _SIGNS:
            text = text.replace(sign, like)
    if text.isascii():
        return _count_ascii(text.encode("ascii")), 0
    without, cjk = _CJK.subn(" ", text)
    return len(_WORD.findall(without)) + cjk, cjk


def _count_ascii(text: bytes) -> int:
    """How often `_WORD` is in a text: stretches of letters, less those that a joining sign makes one of two."""
    kinds = text.translate(_KINDS)
    letters = kinds.replace(b"-", b" ")
    joined = kinds.count(b"-a") - kinds.count(b" -a") - kinds.count(b"--a") - kinds.startswith(b"-a")
    return letters.count(b" a") + letters.startswith(b"a") - joined
