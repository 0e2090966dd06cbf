"""Passages: where in an article the words stand that it was found by, cut from its text when a row shows it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.anchor import QUOTE_LENGTH, Anchor
from reader.library.bodies import BodyMissing
from reader.library.fulltext.expression import Words
from reader.library.fulltext.folding import folded, is_alone, pieces
from reader.library.fulltext.prose import prose

if TYPE_CHECKING:
    from reader.library.library import Library

WIDTH = 160
"""Characters of a passage, about."""
LEAD = 40
"""Characters of it before the first hit."""
_SLICE = 20_000
_MOST = 400_000
"""Characters of a text that are looked through; in what is longer the words may stand later."""
_SEVERAL = 400
"""Hits of a slice among which the best place is chosen."""

_SIGNS = re.compile(r"^[ \t>#+*|=-]+(?=[ \t\n])|[*`|\[\]]|\\(?=[^\w\s])|!(?=\[)|\n+|[^\S\n]+", re.M)
"""What a person does not see of Markdown, and blanks, which become one; a new line may begin with more of it."""
_BLANKS = re.compile(r"\s+")
"""The same of what is no Markdown, such as notes."""
_WORD = re.compile(r"[^\W_]+")

Hit = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of an article around those that were sought."""

    text: str
    """One line."""
    hits: tuple[Hit, ...]
    """Where in it the sought words stand: from, up to."""
    part: str
    """Where it was cut from: `text`, `highlight` or `note`."""
    place: Anchor | None = None
    """Where it stands in the text, for opening the page there."""


class _Found(NamedTuple):
    """A stretch of prose with the sought words in it."""

    kinds: int
    """How many different ones of them."""
    text: str
    hits: list[Hit]
    fraction: float


def passage(library: Library, uid: str, words: Sequence[Words]) -> Passage | None:
    """The best passage of an article for some words; nothing where these stand in its title only, or not at all."""
    article = library.articles.get(uid)
    if article is None:
        return None
    if (patterns := patterns_of(words)) is not None:
        try:
            body = library.bodies.read(uid, article.edition)
        except BodyMissing:
            body = ""
        found = _best(_slices(body), patterns)
        if found is not None:
            return _cut(found, "text", _place(found))
    if (patterns := patterns_of(words, "note")) is None:
        return None
    for highlight in library.highlights.of(uid):
        for text in (highlight.text, highlight.note):
            if text and (found := _look(text, patterns, 0.0)) is not None:
                return _cut(found, "highlight", highlight.start)
    found = _look(article.note, patterns, 0.0) if article.note else None
    return None if found is None else _cut(found, "note", None)


def hits_in(text: str, words: Sequence[Words], field: str) -> list[Hit]:
    """Where in a short text, such as a title, some words stand that are sought there."""
    if (patterns := patterns_of(words, field)) is None:
        return []
    low, shifts = folded(text)
    spans = (match.span() for match in patterns.finditer(low))
    return [(_origin(start, shifts, text), _origin(end, shifts, text)) for start, end in spans if end > start]


def patterns_of(words: Sequence[Words], field: str = "") -> re.Pattern[str] | None:
    """What finds words in folded text, each in a group of its own; nothing if none are sought there."""
    sought: dict[str, None] = {}
    for one in words:
        if one.field in ("", field):
            found = pieces(one.text)
            joined = [" ".join(found)] if one.phrase and found else found
            for number, piece in enumerate(joined, 1):
                sought[_pattern(piece, one.prefix and number == len(joined))] = None
    sought.pop("", None)
    return re.compile("|".join(f"({pattern})" for pattern in sought)) if sought else None


def _pattern(piece: str, prefix: bool) -> str:
    parts: list[str] = []
    alone = True
    for word in _WORD.findall(piece.lower()):
        if not parts:
            parts.append("" if is_alone(word[0]) else r"(?<![^\W_])")
        else:
            parts.append(
                r"[\W_]*" if alone and is_alone(word[0]) else r"[\W_]+" if not is_alone(word[0]) else r"[\W_]*"
            )
        alone = is_alone(word[-1])
        parts.append(re.escape(word))
    if parts and not prefix and not alone:
        parts.append(r"(?![^\W_])")
    return "".join(parts)


def _slices(body: str) -> Iterator[tuple[str, float, float]]:
    """A text a piece at a time, each with the shares of the text before and after it."""
    start, size = 0, max(1, len(body))
    while start < min(len(body), _MOST):
        end = body.find("\n\n", start + _SLICE) if start + _SLICE < len(body) else -1
        end = len(body) if end < 0 or end > start + 2 * _SLICE else end
        end = min(end, start + 2 * _SLICE)
        yield prose(body[start:end]), start / size, end / size
        start = end


def _best(slices: Iterator[tuple[str, float, float]], patterns: re.Pattern[str]) -> _Found | None:
    best: _Found | None = None
    for text, start, end in slices:
        found = _look(text, patterns, start, end)
        if found is not None and (best is None or found.kinds > best.kinds):
            best = found
            if best.kinds == patterns.groups:
                break
    return best


def _look(text: str, patterns: re.Pattern[str], start: float, end: float = 0.0) -> _Found | None:
    """The stretch of a text that holds the most of the words, the first of those."""
    low, shifts = folded(text)
    spans: list[tuple[int, int, int]] = []
    for match in patterns.finditer(low):
        spans.append((*match.span(), match.lastindex or 0))
        if len(spans) == _SEVERAL:
            break
    best = first = count = 0
    for number, (at, _, _) in enumerate(spans):
        kinds = {kind for begin, _, kind in spans[number : number + 12] if begin < at + WIDTH - LEAD}
        if len(kinds) > count:
            first, count = number, len(kinds)
            if count == patterns.groups:
                break
    if not count:
        return None
    best = spans[first][0]
    near = [(begin, stop) for begin, stop, _ in spans[first : first + 12] if begin < best + WIDTH - LEAD]
    hits = [(_origin(begin, shifts, text), _origin(stop, shifts, text)) for begin, stop in near]
    return _Found(count, text, hits, start + (end - start) * hits[0][0] / len(text))


def _origin(at: int, shifts: list[tuple[int, int, int]], text: str) -> int:
    """Where a character of the folded text comes from."""
    index = bisect_right(shifts, at, key=lambda shift: shift[2]) - 1
    if index < 0:
        return at
    end, now, begin = shifts[index]
    if at >= now:
        return at - now + end
    # within a run that has another length now: fold it a character at a time until it is that long
    previous = shifts[index - 1] if index else (0, 0, 0)
    origin = begin - previous[1] + previous[0]
    while origin < end and len(folded(text[begin - previous[1] + previous[0] : origin + 1])[0]) <= at - begin:
        origin += 1
    return origin


def _cut(found: _Found, part: str, place: Anchor | None) -> Passage:
    """A line around the first hit, of whole words."""
    text, hits = found.text, found.hits
    start = max(0, hits[0][0] - LEAD)
    end = min(len(text), max(start + WIDTH, hits[0][1]))
    if start:
        blank = re.search(r"\s", text[start : hits[0][0]])
        start += blank.end() if blank else 0
    if end < len(text):
        blank = re.search(r"\s\S*\Z", text[hits[0][1] : end])
        end = hits[0][1] + blank.start() if blank else end
    signs = _SIGNS if part == "text" else _BLANKS
    line, moved = _seen(text[start:end], [at - start for hit in hits for at in hit], signs)
    ranges = zip(moved[::2], moved[1::2], strict=True)
    lead, tail = "… " if start else "", " …" if end < len(text) else ""
    shown = tuple((a + len(lead), b + len(lead)) for a, b in ranges if b > a)
    return Passage(f"{lead}{line}{tail}", shown, part, place)


def _seen(text: str, marks: Sequence[int] = (), signs: re.Pattern[str] = _SIGNS) -> tuple[str, list[int]]:
    """A stretch of prose without Markdown's signs, on one line, and where places in it are then."""
    parts: list[str] = []
    moved: list[int] = []
    last = size = 0
    waiting = list(marks)
    apart = True
    """Whether what comes next needs no blank before it."""
    for match in (*signs.finditer(text), None):
        start, end = (len(text), len(text)) if match is None else match.span()
        while waiting and waiting[0] <= start:
            moved.append(size + waiting.pop(0) - last)
        parts.append(text[last:start])
        size += start - last
        apart = apart and start == last
        if match is not None and match.group().isspace() and not apart:
            parts.append(" ")
            size += 1
            apart = True
        while waiting and waiting[0] < end:
            waiting.pop(0)
            moved.append(size)
        last = end
    moved += [size] * len(waiting)
    line = "".join(parts)
    return line.rstrip(), [min(at, len(line.rstrip())) for at in moved]


def _place(found: _Found) -> Anchor:
    """The anchor of the first hit: its quote and about how far into the text it is, which is enough to find it."""
    text, at = found.text, found.hits[0][0]
    after = _seen(text[at : at + 3 * QUOTE_LENGTH].partition("\n\n")[0])[0]
    before = _seen(text[max(0, at - 3 * QUOTE_LENGTH) : at].rpartition("\n\n")[2] + "x")[0][:-1]
    return Anchor(0, 0, after[:QUOTE_LENGTH], before[-QUOTE_LENGTH:], found.fraction)
