"""Counting words: what the list's minutes and the doctor's figures stand on."""

from __future__ import annotations

import re

_CJK = re.compile(r"[぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿가-힯ｦ-ﾟ\U00020000-\U0003FFFF]")
_WORD = re.compile(r"[^\W_]+(?:['’\-.,][^\W_]+)*")
_ADDRESS = re.compile(r"\]\([^)\]\s]*(?:\s+\"[^\"]*\")?\)|<?https?://\S+")


def count_words(markdown: str) -> tuple[int, int]:
    """Words and, among them, CJK characters of a Markdown text; addresses of links do not count."""
    text = _ADDRESS.sub(" ", markdown)
    if text.isascii():
        return len(_WORD.findall(text)), 0
    without, cjk = _CJK.subn(" ", text)
    return len(_WORD.findall(without)) + cjk, cjk
