"""The entries of a Kindle's `My Clippings.txt`, in whatever language the device speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from reader.services.adding.dates import read_date
from reader.services.attempt import attempt
from reader.services.importing.values import line_in, text_in

HIGHLIGHT, NOTE, BOOKMARK = "highlight", "note", "bookmark"
SEPARATOR = re.compile(r"^={10}[ \t\r]*$", re.MULTILINE)
_KINDS = (
    (HIGHLIGHT, ("highlight", "markierung", "surlign", "subrayado", "destaque", "evidenziazione", "markering",
                 "zaznaczeni", "выделен", "ハイライト", "标注", "標註", "하이라이트", "clip", "ausschnitt", "recorte")),
    (BOOKMARK, ("bookmark", "lesezeichen", "signet", "marcador", "segnalibro", "bladwijzer", "zakładk", "bokmärke",
                "закладк", "ブックマーク", "书签", "書籤", "북마크")),
    (NOTE, ("note", "notiz", "nota", "notitie", "anteckning", "заметк", "メモ", "笔记", "筆記", "메모")),
)  # fmt: skip
_RANGE = re.compile(r"(\d{1,9})(?:\s?[-–—]\s?(\d{1,9}))?")
_TITLE = re.compile(r"(.*\S)\s*\(([^()]*(?:\([^()]*\)[^()]*)?)\)")
_EASTERN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_WRITTEN = re.compile(r"(\d{1,2})\.? (\w{3})\w*\.? (\d{4})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([APap])\.?\s?[Mm])?")
_AFTERNOON = re.compile("下午|午後|오후|PM")
_MONTHS = {
    name: number
    for names in (
        "янв фев мар апр мая июн июл авг сен окт ноя дек",
        "sty lut mar kwi maj cze lip sie wrz paź lis gru",
        "oca şub mar nis may haz tem ağu eyl eki kas ara",
    )
    for number, name in enumerate(names.split(), 1)
}
"""The first letters of months in languages in which no text is dated here."""


@dataclass(frozen=True, slots=True)
class Clipping:
    """One entry."""

    title: str
    author: str
    kind: str
    start: int
    """Location or page, 0 where there is none."""
    end: int
    made: datetime | None
    """When, by the clock of the device; it does not say in which zone that was."""
    text: str


def clippings_in(text: str) -> Iterator[Clipping | None]:
    """All entries in their order, None for what is none."""
    for part in SEPARATOR.split(text):
        part = part.replace("\ufeff", "").strip()
        if part:
            yield _clipping(part)


def is_clipping(part: str) -> bool:
    """Whether a text begins as an entry does: a title, and a line that says what it is and when it was made."""
    lines = part.replace("\ufeff", "").strip().split("\n", 2)
    return len(lines) > 1 and lines[1].lstrip().startswith("-") and bool(re.search(r"\d{4}", lines[1]))


def _clipping(part: str) -> Clipping | None:
    if not is_clipping(part):
        return None
    lines = part.split("\n", 2)
    about = line_in(lines[1], 500)
    place, _, when = about.rpartition("|")
    text = text_in(lines[2]) if len(lines) > 2 else ""
    title, author = _book(line_in(lines[0]))
    ranges = list(_RANGE.finditer(place or about.partition(",")[0]))
    start, end = _numbers(ranges[-1]) if ranges else (0, 0)
    return Clipping(title, author, _kind(place or about, text), start, end, made_in(when or about), text)


def _kind(place: str, text: str) -> str:
    said = place.casefold()
    for kind, words in _KINDS:
        if any(word in said for word in words):
            return kind
    return HIGHLIGHT if text else BOOKMARK


def _numbers(match: re.Match[str]) -> tuple[int, int]:
    """Start and end; old devices leave out what both begin with: `1145-47`."""
    first, last = match[1], match[2] or match[1]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return int(first), max(int(first), int(last))


def _book(line: str) -> tuple[str, str]:
    """Title and author in `Tides (Writer, A.)`."""
    match = _TITLE.fullmatch(line)
    if match is None:
        return line, ""
    return match[1], line_in(", ".join(filter(None, map(_name, match[2].split(";")))), 200)


def _name(text: str) -> str:
    family, comma, given = text.partition(",")
    return text.strip() if "," in given or not comma else f"{given.strip()} {family.strip()}".strip()


def made_in(text: str) -> datetime | None:
    """The moment in `Added on Monday, July 31, 2017 11:11:20 PM`, in whatever language."""
    day = attempt(_day, text)
    if day is None:
        return None
    clock = _CLOCK.search(text)
    if clock is None:
        return day
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if (clock[4] or "").lower() == "p" or _AFTERNOON.search(text):
        hour = hour % 12 + 12
    elif clock[4]:
        hour %= 12
    return attempt(day.replace, hour=hour, minute=minute, second=second) or day


def _day(text: str) -> datetime | None:
    if match := _EASTERN.search(text):
        return datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=UTC)
    words = text.split()
    for start in range(min(len(words), 8)):  # what stands before the date is in the language of the device
        if moment := read_date(" ".join(words[start:])):
            return moment.replace(hour=0, minute=0, second=0)
    if (match := _WRITTEN.search(text)) and match[2].casefold() in _MONTHS:
        return datetime(int(match[3]), _MONTHS[match[2].casefold()], int(match[1]), tzinfo=UTC)
    return None
