"""The verdict on a text: whether it looks whole, cut off, behind a paywall or like hardly anything."""

from __future__ import annotations

import re

from reader.domain.provenance import Verdict

_THIN = 50
"""Words below which there is hardly any text."""
_SHORT = 600
"""Words below which a text that asks for a subscription is likely to be its beginning only."""
_POST = 12
"""Words below which somebody who ends with an ellipsis, or in the middle of a sentence, means it."""
_CUT = 0.6
"""Share of the words that a page says it has, below which its text is likely to be cut."""
_END = 400
"""Characters at the end of a text in which it says that it goes on elsewhere."""
_LINE = 120
_STEMS = (
    "subscri", "keep reading", "continue reading", "unlock ", "members", "in to ", "sign up to", "register to",
    "free trial", " account", "access this", "abonn", "weiterlesen", "freischalten", "mit abo", "einem abo", "la suite",
    "vous reste", "suscri", "abbona", "会員", "続き", "订阅", "付费",
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
    r"|solo para suscriptores|suscríbete para|per gli abbonati|voor abonnees|会員限定|続きを(?:読むに|お読み)"
    r"|订阅后|付费阅读"
)
_DOTS = ("…", "...", ". . .", "&hellip;", "&#8230;", "\\u2026")
"""How an ellipsis is written."""
_IN_BRACKETS = re.compile(r"\[(?:…|\. ?\. ?\.|&hellip;|&#8230;|\\u2026)\\?\]\W*$")
_BEHIND_DOTS = " \t\\])*_\"'”»>"
_MORE = (
    "read ", "view ", "see ", "e reading", "p reading", "weiterlesen", "mehr lesen", "artikel lesen", "la suite",
    "lire plus", "voir plus", "leer más", "leyendo", "leggi ", "lees ", "ler mais", "читать", "続き", "全文",
)  # fmt: skip
"""One of these is in every line that says that a text goes on elsewhere."""
_GOES_ON = re.compile(
    r"(?:(?:click|tap)(?: here)? to )?(?:read|view|see) (?:more|on\b|(?:the )?(?:full|whole|rest|entire)\b[\w ]{0,30})"
    r"|(?:continue|keep) reading|weiterlesen|mehr lesen|(?:(?:den )?(?:ganzen|vollständigen) )?artikel lesen"
    r"|(?:lire|voir) (?:la suite|plus)|leer más|seguir leyendo|leggi (?:tutto|di più)|lees (?:verder|meer)|ler mais"
    r"|читать далее|続きを読む|全文を読む|阅读全文|查看全文",
)
_BEGINNING = re.compile(r"(?:^|[.!?…。»”\"'\])] *|\s[|–—→-] )\W*$")
"""What stands before words that are a sentence, or a link, of their own."""
_ALONE = re.compile(r"\W*(?:$|(?:on|at|in|about|here|from|via|of|auf|bei|im|sur|en|su|op)\b[^\n]{0,60}$)")
_FEED_ENDS = (" first on ", "zuerst auf ", "en premier sur ", "primero en ", "per la prima volta su ", "eerst op ")
"""One of these is in the line that some programs write below every entry of a feed: where it appeared first."""
_UNFINISHED = frozenset((
    "the", "a", "and", "or", "of", "whose", "than", "der", "den", "dem", "eine", "einen", "einem", "einer", "und",
    "oder", "sowie", "le", "les", "des", "un", "une", "et", "ou", "el", "los", "las", "una", "y", "del", "il", "gli",
    "della", "che", "een", "uma", "и",
))  # fmt: skip
"""Words that no sentence ends with."""


def verdict_on(markdown: str, words: int, free: bool = True, said: int = 0) -> Verdict:
    """The verdict on a text of so many words, whose page says that it is `free` and has `said` many words."""
    if words < _SHORT and (not free or _asks(markdown[-_END:])):
        return Verdict.PAYWALL
    if said >= _THIN and words < _CUT * said:
        return Verdict.CUT if free else Verdict.PAYWALL
    if words < _SHORT and _goes_on(markdown[-_END:]):
        return Verdict.CUT
    return Verdict.THIN if words < _THIN else Verdict.WHOLE


def verdict_on_entry(markdown: str, words: int, is_summary: bool) -> Verdict:
    """The verdict on an entry of a feed, which may well be short: people write a line to each other, or of a link.

    Only what breaks off, or says that it goes on elsewhere, is cut; of a summary also what ends within a sentence.
    """
    found = verdict_on(markdown, words)
    if found is Verdict.CUT and words < _POST and not _points_on(markdown[-_END:]):
        return Verdict.WHOLE  # a line that trails off, as lines do
    if found is Verdict.THIN and words:
        found = Verdict.WHOLE
    if found is Verdict.WHOLE and is_summary and _POST <= words < _SHORT and _is_unfinished(markdown[-_LINE:]):
        return Verdict.CUT
    return found


def _holds(text: str, parts: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, parts))  # a third of the time of a generator


def _asks(end: str) -> bool:
    folded = end.lower()
    return _holds(folded, _STEMS) and _ASKS.search(folded) is not None


def _goes_on(end: str) -> bool:
    """Whether the end of a text breaks off, or says that there is more elsewhere."""
    line, label = _last_line(end)
    return _breaks_off(line) or _breaks_off(label) or _says_more(line, label)


def _points_on(end: str) -> bool:
    """The same, without an ellipsis that may be meant: it stands in brackets, or is a link."""
    line, label = _last_line(end)
    return _breaks_off(label) or bool(_IN_BRACKETS.search(line)) or _says_more(line, label)


def _last_line(end: str) -> tuple[str, str]:
    """The last line that is the text's own, without the link at its end, and what that link is called."""
    end = end.rstrip()
    rest, _, line = end.rpartition("\n")
    if "](" in line and _holds(line.lower(), _FEED_ENDS):
        line = rest.rstrip().rpartition("\n")[2]
    label = ""
    if line.endswith(")") and (at := line.rfind("](")) >= 0:
        line = line[:at]
        opens = line.rfind("[", 0, -3)  # before `[…` where the label itself is in brackets
        line, label = line[: max(0, opens)], line[opens + 1 :]
        if "/" in label or (" " not in label and "." in label.strip(".…")):
            label = ""  # an address, which may well be shortened for the eye
    return line[-_LINE:].rstrip(), label[-_LINE:]


def _breaks_off(line: str) -> bool:
    return line.rstrip(_BEHIND_DOTS).endswith(_DOTS)


def _says_more(line: str, label: str) -> bool:
    folded = f"{line}\n{label}".lower()
    if not _holds(folded, _MORE):
        return False
    line, _, label = folded.partition("\n")
    if _GOES_ON.match(label.lstrip(" \\[(*_….")):
        return True
    return any(_BEGINNING.search(line, 0, m.start()) and _ALONE.match(line, m.end()) for m in _GOES_ON.finditer(line))


def _is_unfinished(end: str) -> bool:
    """Whether a text ends where no sentence does: with a comma, an article, a conjunction."""
    end = end.rstrip()
    return end.endswith((",", "、", "，")) or end[end.rfind(" ") + 1 :] in _UNFINISHED
