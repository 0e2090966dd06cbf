"""Names the language of a text where its script leaves no doubt."""

from __future__ import annotations

import re

_SAMPLE = 4000
_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
)
_TELLING = re.compile("[\u0370-\u1fff\u3041-\ud7a3]")
"""What is in every text whose script tells anything."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_NOT_RUSSIAN = re.compile("[ђјљњћџѓќўЂЈЉЊЋЏЃЌЎ]")
_ARABIC = re.compile("[\u0621-\u064a]")
_NOT_ARABIC = re.compile("[\u0679-\u06d3]")
_LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str:
    """The language tag of a text in a script that tells it; '' for all that is written in Latin letters."""
    sample = text[:_SAMPLE]
    if sample.isascii() or not _TELLING.search(sample):
        return ""
    least = max(len(_LETTER.findall(sample)) // 2, 1)
    kana, han = len(_KANA.findall(sample)), len(_HAN.findall(sample))
    if kana + han >= least:
        return "ja" if kana * 20 > han else "zh"
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) >= least:
            return language
    if len(_CYRILLIC.findall(sample)) >= least:
        return _cyrillic(sample)
    if len(_ARABIC.findall(sample)) >= least:
        return "" if _NOT_ARABIC.search(sample) else "ar"
    return ""


def _cyrillic(sample: str) -> str:
    if _UKRAINIAN.search(sample):
        return "uk" if "ы" not in sample else ""
    if _NOT_RUSSIAN.search(sample):
        return ""
    # Bulgarian and Serbian do without this letter, Russian cannot.
    return "ru" if "ы" in sample else ""
