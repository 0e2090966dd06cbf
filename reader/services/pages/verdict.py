"""The verdict on a text: whether it looks whole, cut off, behind a paywall or like hardly anything."""

from __future__ import annotations

import re

from reader.domain.provenance import Verdict

_THIN = 50
"""Words below which there is hardly any text."""
_SHORT = 600
"""Words below which a text that asks for a subscription is likely to be its beginning only."""
_SUMMARY = 70
"""Words below which what a feed calls a summary is one."""
_CUT = 0.6
"""Share of the words that a page says it has, below which its text is likely to be cut."""
_END = 600
"""Characters at the end of a text in which it says that it goes on elsewhere."""
_LINE = 120
_STEMS = (
    "subscri", "reading", "unlock", "member", "log in", "login", "sign in", "sign up", "trial", "account", "access",
    "register", "abonn", "weiterlesen", "freischalten", "abo", "suite", "suscri", "abbon",
    "会員", "続き", "订阅", "付费",
)  # fmt: skip
"""One of these is in every sentence that asks for a subscription."""
_ASKS = re.compile(
    r"subscri(?:be|ption)\s+(?:now\s+)?(?:to|for|and)\s+(?:continue|keep|read|unlock|get|access|full|view)"
    r"|(?:to|please)\s+(?:continue|keep)\s+reading|continue reading (?:this|with|your)|unlock (?:this|the full|full)"
    r"|(?:for|only to|exclusively for)\s+(?:paid |paying |our )?(?:subscribers|members)(?:\s+only)?"
    r"|already a (?:subscriber|member)|log ?in to (?:read|continue)|sign (?:in|up) to (?:read|continue)|free trial"
    r"|create an? (?:free )?account|to access this content|register to (?:read|continue)"
    r"|nur für abonnenten|jetzt weiterlesen|artikel freischalten|mit (?:einem )?abo"
    r"|réservé aux abonnés|article est réservé|pour lire la suite|abonnez-vous|il vous reste [\d.,]+ ?%"
    r"|solo para suscriptores|suscríbete para|per gli abbonati|voor abonnees|会員限定|続きを(?:読む|お読み)"
    r"|订阅后|付费阅读"
)
_GOES_ON = re.compile(
    r"(?:\.{3}|…|\[(?:…|\.{3}|&hellip;|\\u2026)\\?\])[\s\\\])*_]*$"
    r"|(?:read|view|see) (?:more|the (?:full|whole|rest)|full|on)\b[^\n]{0,60}$|continue reading[^\n]{0,80}$"
    r"|(?:weiterlesen|lire la suite|leer más|leggi tutto|lees verder|читать далее|続きを読む|阅读全文|查看全文)"
    r"[^\n]{0,60}$",
    re.IGNORECASE,
)


def verdict_on(markdown: str, words: int, free: bool = True, said: int = 0) -> Verdict:
    """The verdict on a text of so many words, whose page says that it is `free` and has `said` many words."""
    if words < _SHORT and (not free or _asks(markdown[-_END:])):
        return Verdict.PAYWALL
    if said >= _THIN and words < _CUT * said:
        return Verdict.CUT if free else Verdict.PAYWALL
    if words < _SHORT and _GOES_ON.search(markdown.rstrip().rpartition("\n")[2][-_LINE:]):
        return Verdict.CUT
    return Verdict.THIN if words < _THIN else Verdict.WHOLE


def verdict_on_entry(markdown: str, words: int, is_summary: bool) -> Verdict:
    """The verdict on an entry of a feed, which may well be short, but not when it only says what it is about."""
    found = verdict_on(markdown, words)
    if found is Verdict.THIN:
        found = Verdict.WHOLE
    if found is Verdict.WHOLE and (words == 0 or (is_summary and words < _SUMMARY)):
        return Verdict.CUT
    return found


def _asks(end: str) -> bool:
    folded = end.lower()
    return any(stem in folded for stem in _STEMS) and _ASKS.search(folded) is not None
