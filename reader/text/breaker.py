"""The line breaker: where the lines of a paragraph end, as offsets into its text.

A useful part of Unicode's line breaking (UAX #14) with kinsoku for Chinese and Japanese. Lines follow each other
without a gap, so that they joined are the text; blanks at a line's end hang and are not painted. A line that ends with
a soft hyphen inside the text was broken there, and a hyphen is painted for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.text.width import SOFT_HYPHEN, cell_width, graphemes, is_simple

if TYPE_CHECKING:
    from reader.text.hyphens import Hyphens

Line = tuple[int, int]
"""Start and end of a line in the text."""

BLANKS = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""Blanks at which a line may end; no-break spaces and the figure space are not among them."""

UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Characters that steer the breaker and are not painted."""

_ZERO_WIDTH_SPACE = "\u200b"
_GLUE = frozenset("\u00a0\u202f\u2007\u2060\ufeff\u200d")
_NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々〻ー’”）〕］｝〉》」』】〙〗〟…‥‐゠–—〜～‼⁇⁈⁉％‰℃°′″¢､｡｣･ﾞﾟｰ)]},.;:!?%»›'\""
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
)
_NO_END = frozenset("（〔［｛〈《「『【〘〖〝‘“«‹([{¿¡＄￥£€$｢'\"")
# A vowel that is written before its consonant in Thai and Lao.
_LEADING_VOWELS = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")

_DASH = re.compile(r"(?<=[^\W_])[-‐](?=[^\W\d_])|(?<=[^\s\d])–(?=\w)|(?<=\d)–(?=[^\W\d])|(?<=\S)[—―]+(?=[\w“‘«\"(\[])")
_ADDRESS = re.compile(r"(?:[a-z]+://|www\.)[^\s/?#]+([/?#]\S+)|(?<!\S)[~.\w-]*/[\w.+-]+/(\S+)")
_PATH_BREAK = re.compile(r"(?<=[/?&=#_.,;:+~-])(?=[^\W_])")


def break_lines(text: str, width: int, hyphens: Hyphens | None = None) -> list[Line]:
    """The lines of a text in a column of `width` cells; only a single cluster may be wider.

    With `hyphens` words are divided, and it knows afterwards which lines need a hyphen.
    """
    width = max(width, 1)
    simple = is_simple(text)
    if simple and len(text) <= width and "\n" not in text:
        return [(0, len(text))]
    inner = _inner_breaks(text)
    lines: list[Line] = []
    start = 0
    while True:
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline + 1
        stop = end if newline < 0 else newline
        first = len(lines)
        if simple:
            _break_simple(text, start, stop, width, inner, lines, hyphens)
        else:
            _break_any(text, start, stop, width, inner, lines, hyphens)
        lines[-1] = (lines[-1][0] if len(lines) > first else start, end)
        if newline < 0:
            return lines
        start = end


def shown(text: str, line: Line) -> str:
    """What is painted of a line: no hanging blanks, nothing unseen, a hyphen where a soft one was broken at."""
    start, end = line
    part = text[start:end].rstrip(BLANKS + "\n")
    if part.isascii():
        return part
    broken = end < len(text) and text[end - 1] == SOFT_HYPHEN
    return UNSEEN.sub("", part) + ("-" if broken else "")


def _inner_breaks(text: str) -> list[int]:
    """Offsets inside words where a line may end: after hyphens and dashes, and in the paths of addresses."""
    if not any(sign in text for sign in "-/—–‐―"):
        return []
    addresses = [m.span(m.lastindex or 0) for m in _ADDRESS.finditer(text)] if "/" in text else []
    spans = [m.span() for m in _ADDRESS.finditer(text)] if addresses else []
    found = [m.end() for m in _DASH.finditer(text) if not any(a < m.end() < z for a, z in spans)]
    for start, end in addresses:
        found.extend(m.start() for m in _PATH_BREAK.finditer(text, start + 1, end))
    return sorted(found)


def _break_simple(
    text: str, start: int, stop: int, width: int, inner: list[int], lines: list[Line], hyphens: Hyphens | None
) -> None:
    """Break text in which every character is one cell: one search a line."""
    while stop - start > width:
        limit = start + width
        cut = text.rfind(" ", start + 1, limit + 1) + 1
        if inner:
            index = bisect_right(inner, limit) - 1
            if index >= 0 and inner[index] > max(cut, start):
                cut = inner[index]
        folded = cut <= start or not text[start:cut].strip(" ")
        if folded:
            cut = limit
        if hyphens is not None:
            cut = _divided(text, start, start if folded else cut, stop, width, hyphens) or cut
        while cut < stop and text[cut] == " ":
            cut += 1
        lines.append((start, cut))
        start = cut
        if start == stop:
            return
    lines.append((start, stop))


def _divided(text: str, start: int, word: int, stop: int, width: int, hyphens: Hyphens) -> int:
    """Where a line ends if the word that begins at `word` and does not fit is divided; 0 if it is not."""
    blank = text.find(" ", word + 1, stop)
    for point in hyphens.points(word, stop if blank < 0 else blank, alone=word == start):
        if word < point < stop and cell_width(text[start:point]) < width:
            hyphens.ended(point, divided=True)
            return point
    hyphens.ended(start, divided=False)
    return 0


def _break_any(
    text: str, start: int, stop: int, width: int, inner: list[int], lines: list[Line], hyphens: Hyphens | None
) -> None:
    """Break text of any script, by clusters."""
    allowed = set(inner)
    part = text[start:stop]
    used = 0  # cells of the line so far
    since = 0  # cells since the last place to break at
    last = -1
    inked = False
    before, wide_before = "", False
    origin = start
    for a, z, cells in graphemes(part):
        a, z = a + origin, z + origin
        character = text[a]
        wide = _is_ideographic(character, cells)
        blank = character in BLANKS and z == a + 1
        if (
            inked
            and not blank
            and (a in allowed or _may_break(before, character, wide_before or wide))
            and not (before == SOFT_HYPHEN and used >= width)
        ):
            last, since = a, 0
        if not blank and used + cells > width and a > start:
            cut, since = (last, since) if last > start else (a, 0)
            if cut == a and before in _LEADING_VOWELS and a - 1 > start:
                cut, since = a - 1, 1
            if used >= width and (cut == a or text[cut] == SOFT_HYPHEN):
                cut = _before_hyphens(text, start, cut)
            word = last if last > start else start
            if hyphens is not None and (point := _divided(text, start, word, stop, width, hyphens)):
                cut, since = point, cell_width(text[point:a])
            lines.append((start, cut))
            start, last = cut, -1
            used = since if cut != a else 0
            if used + cells > width and start < a:
                cut = _before_hyphens(text, start, a) if used >= width else a
                lines.append((start, cut))
                start, used = cut, 0
            since = used
        inked = inked or not blank
        used += cells
        since += cells
        before, wide_before = text[z - 1], wide
    lines.append((start, stop))


def _before_hyphens(text: str, start: int, cut: int) -> int:
    """Where a line ends that is full and so has no room for a hyphen: before the soft ones."""
    while cut - 1 > start and text[cut - 1] == SOFT_HYPHEN:
        cut -= 1
    return cut


def _may_break(before: str, after: str, ideographic: bool) -> bool:
    """Whether a line may end between two characters, hyphens and dashes apart."""
    if before in BLANKS or before == _ZERO_WIDTH_SPACE:
        return True
    if before in _GLUE or after in _GLUE:
        return False
    if before == SOFT_HYPHEN:
        return True
    return ideographic and after not in _NO_START and before not in _NO_END


def _is_ideographic(character: str, cells: int) -> bool:
    """Whether lines may be broken beside a character although there is no blank; Korean has blanks."""
    return (cells == 2 and not "\uac00" <= character <= "\ud7a3") or "\uff66" <= character <= "\uff9f"
