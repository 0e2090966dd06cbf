"""Where a body may be cut, and which definitions it holds: all that must be known before any of it is parsed.

Only string searches run over the whole body here; a text of 500,000 words takes some 20 ms.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

CHUNK = 6_000
"""Characters of source that are parsed at a time, about."""
FIRST_CHUNK = 3_000
"""The same for the first, so that the first screen is there at once."""
FORCED = 30_000
"""Characters without a place to cut at, after which the source is cut anyway."""


class Region(NamedTuple):
    """A stretch of source in which blank lines do not end a block: a fenced listing, raw HTML."""

    start: int
    end: int
    opening: str
    """The line that opens a fence at the margin, so that its second half can be opened again."""


class Note(NamedTuple):
    """A footnote's definition."""

    number: int
    start: int
    end: int


class Chunk(NamedTuple):
    """A stretch of source that is parsed on its own, as it would be within the whole."""

    start: int
    end: int
    opening: str = ""
    """What must stand before it, because it begins inside a fenced listing."""
    broken: bool = False
    """Whether it had to begin in the middle of a block."""
    notes: tuple[Note, ...] = ()
    """The footnotes it consists of; they come after the text, wherever they are defined."""


_FENCES = {"```": re.compile("```+"), "~~~": re.compile("~~~+")}
_HEAD = re.compile(r"(?:[ \t>]|(?:[-+*]|\d{1,9}[.)])[ \t]+)*")
_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)")
_UNQUOTED_LINE = re.compile(r"\n(?! {0,3}>)")
_MARGIN_LINE = re.compile(r"\n[^ \t>\n]")
_RAW = re.compile(
    r"<(?:!--|\?|!\[CDATA\[|(?:[pP][rR][eE]|[sS][cC][rR][iI][pP][tT]|[sS][tT][yY][lL][eE]|[tT][eE][xX][tT][aA][rR][eE][aA])\b)"
)
_RAW_END = re.compile(r"-->|\?>|\]\]>|</(?:pre|script|style|textarea)>", re.I)
# A footnote's definition is blanked out, so that what stands above it may go on below it.
_TABLE_RULE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_UNSAFE = re.compile(r"[ \t]|\[\^[^\]\s]+\]:|(?:[-+*]|\d{1,9}[.)])(?:[ \t\n]|$)")


class Regions:
    """The stretches of a source that must not be cut or searched for definitions."""

    def __init__(self, source: str) -> None:
        self._all: list[Region] = []
        for region in sorted([*_fences(source), *_raw_html(source)]):
            if not self._all or region.start >= self._all[-1].end:
                self._all.append(region)
        self._starts = [region.start for region in self._all]

    def around(self, at: int) -> Region | None:
        """The region that an offset lies in."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at < self._all[index].end:
            return self._all[index]
        return None


def cut(source: str, regions: Regions, size: int = CHUNK, first: int = FIRST_CHUNK) -> list[Chunk]:
    """The chunks of a source, cut where a new block begins at the margin."""
    chunks: list[Chunk] = []
    begin, opening, broken = 0, "", False
    want = min(first, size)
    while len(source) - begin > want * 3 // 2:
        end = _safe_cut(source, regions, begin + want, begin + FORCED)
        forced = end < 0
        if forced:
            end = _forced_cut(source, begin + FORCED // 2, begin + FORCED)
        if end >= len(source):
            break
        chunks.append(Chunk(begin, end, opening, broken))
        region = regions.around(end) if forced else None
        head = region.opening if region else _table_head(source, begin, end, opening) if forced else ""
        begin, opening, broken = end, head, forced
        want = size
    chunks.append(Chunk(begin, len(source), opening, broken))
    return chunks


def _table_head(source: str, begin: int, end: int, opening: str) -> str:
    """The head of the table that is cut at `end`, if one is, so that its second half has it, too."""
    start = source.rfind("\n\n", begin, end)
    if start < 0:
        return opening if "|" in opening else ""
    lines = source[start + 2 : end].split("\n", 2)
    is_table = len(lines) > 2 and "|" in lines[0] and _TABLE_RULE.fullmatch(lines[1])
    return "\n".join(lines[:2]) if is_table else ""


def _safe_cut(source: str, regions: Regions, at: int, limit: int) -> int:
    """The first place from `at` on where a block begins at the margin after a blank line; -1 if none before `limit`."""
    while True:
        at = source.find("\n\n", at)
        if at < 0 or at > limit:
            return len(source) if at < 0 and len(source) <= limit else -1
        at += 2
        while source.startswith("\n", at):
            at += 1
        region = regions.around(at)
        if region is None and not _UNSAFE.match(source, at) and not _under_heading(source, at):
            return at
        at = region.end - 1 if region is not None and region.end > at else at - 1


def _under_heading(source: str, at: int) -> bool:
    """Whether the last line above is a heading's; a heading is never parted from what it heads."""
    above = source[:at].rstrip("\n") if at < 200 else source[at - 200 : at].rstrip("\n")
    line = above[above.rfind("\n") + 1 :].strip(" ")
    return line.startswith("#") or (line != "" and not line.strip("=-"))


def _forced_cut(source: str, low: int, high: int) -> int:
    for blank in "\n ":
        at = source.rfind(blank, low, high)
        if at > 0:
            return at + 1
    return min(high, len(source))


def _fences(source: str) -> list[Region]:
    # One search for each sign: with a literal to begin with, the engine looks at almost nothing else.
    marks = (match for sign, fences in _FENCES.items() if sign in source for match in fences.finditer(source))
    regions: list[Region] = []
    fence: _Fence | None = None
    for match in sorted(marks, key=re.Match.start):
        line = source.rfind("\n", 0, match.start()) + 1
        after = source.find("\n", match.end())
        stop = len(source) if after < 0 else after
        if fence is not None and (end := fence.outlived(source, line)) >= 0:
            regions.append(Region(fence.start, end, ""))
            fence = None
        if fence is None:
            fence = _opened(source, match, line, stop, regions)
        elif fence.closed_by(match[0], source[line : match.start()], source[match.end() : stop]):
            regions.append(Region(fence.start, stop, fence.opening))
            fence = None
    if fence is not None:
        end = fence.outlived(source, len(source))
        regions.append(Region(fence.start, end if end >= 0 else len(source), fence.opening if end < 0 else ""))
    return regions


class _Fence(NamedTuple):
    """A fenced listing that is open."""

    sign: str
    start: int
    inner: int
    """Where its first line ends."""
    container: re.Pattern[str] | None
    """What ends the quote or list item it stands in, and so the listing too."""
    opening: str

    def outlived(self, source: str, until: int) -> int:
        """Where the listing has ended with what contains it; -1 if it has not."""
        match = self.container.search(source, self.inner, until) if self.container else None
        return match.start() if match else -1

    def closed_by(self, sign: str, head: str, tail: str) -> bool:
        """Whether a line with a fence in it closes the listing."""
        if not sign.startswith(self.sign) or tail.strip():
            return False
        return not head.strip(" \t>") if self.container else not head.strip(" ") and len(head) < 4


def _opened(source: str, match: re.Match[str], line: int, stop: int, before: list[Region]) -> _Fence | None:
    """The listing that a fence opens, if it does."""
    head = source[line : match.start()]
    if not _HEAD.fullmatch(head) or (match[0][0] == "`" and "`" in source[match.end() : stop]):
        return None
    container = None
    if ">" in head:
        container = _UNQUOTED_LINE
    elif head.strip(" ") or (head and _in_list(source, line, len(head), before)):
        container = _MARGIN_LINE
    elif len(head) > 3:
        return None
    return _Fence(match[0], line, stop, container, "" if container else source[line:stop])


def _in_list(source: str, line: int, indent: int, listings: list[Region]) -> bool:
    """Whether a line that is so far indented belongs to a list item above it; what looks so in listings is none."""
    above = len(listings) - 1
    while line > 0:
        line = source.rfind("\n", 0, line - 1) + 1
        while above >= 0 and listings[above].start > line:
            above -= 1
        if above >= 0 and line < listings[above].end:
            if listings[above].opening:
                return False  # a listing at the margin ends every list
            line = listings[above].start
        if source[line : line + 1] not in (" ", "\t", "\n", ""):
            if source.startswith("[^", line):
                continue  # a footnote's definition is taken out; what stands above goes on below it
            item = _ITEM.match(source, line)
            return item is not None and indent >= item.end() - line
    return False


def _raw_html(source: str) -> list[Region]:
    regions: list[Region] = []
    end = 0
    for match in _RAW.finditer(source):
        line = source.rfind("\n", 0, match.start()) + 1
        if match.start() < end or match.start() - line > 3 or source[line : match.start()].strip(" "):
            continue
        closing = _RAW_END.search(source, match.end())
        end = source.find("\n", closing.end()) if closing else len(source)
        end = len(source) if end < 0 else end
        regions.append(Region(line, end, ""))
    return regions
