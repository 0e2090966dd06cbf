"""The fields of the query language: which there are, what they take, and what to say when they get something else."""

from __future__ import annotations

from typing import NamedTuple

TEXT, STATE, THING, KEY, TIME, NUMBER = "text", "state", "thing", "key", "time", "number"


class Field(NamedTuple):
    """One field."""

    kind: str
    about: str
    """What it asks for, in a few words."""
    example: str
    """What it may be followed by."""


FIELDS = {
    "is": Field(STATE, "what it is", "unread"),
    "tag": Field(KEY, "a tag, or one below it", "sea"),
    "added": Field(TIME, "when it came here", "<7d"),
    "title": Field(TEXT, "words of the title", "tides"),
    "author": Field(TEXT, "who wrote it", "woolf"),
    "source": Field(TEXT, "where it comes from", "marginalia"),
    "feed": Field(KEY, "a feed, by its name", "bay"),
    "minutes": Field(NUMBER, "how long it takes", "<10"),
    "words": Field(NUMBER, "how long it is", ">2000"),
    "progress": Field(NUMBER, "how much of it is read, in percent", ">50"),
    "published": Field(TIME, "when it was published", "2024..2025"),
    "opened": Field(TIME, "when it was last opened", "today"),
    "has": Field(THING, "what it has", "note"),
    "site": Field(KEY, "the site of its address", "example.org"),
    "lang": Field(KEY, "its language", "en"),
}
STATES = {
    "unread": "not begun",
    "reading": "begun",
    "read": "finished",
    "bookmarked": "bookmarked",
    "archived": "archived",
    "highlighted": "with a highlight",
    "waiting": "waits for its text",
    "aside": "kept out of the Inbox by its feed",
    "removed": "in the Bin",
}
THINGS = {"note": "a note", "highlight": "a highlight", "mark": "a mark"}
ALIASES = {
    "tags": "tag",
    "feeds": "feed",
    "language": "lang",
    "word": "words",
    "minute": "minutes",
    "host": "site",
    "by": "author",
}
NAMED = {STATE: STATES, THING: THINGS}
"""What fields of a kind may be followed by, where that is one of a few words."""
UNITS = {
    "words": {"k": 1000},
    "minutes": {"m": 1, "min": 1, "h": 60},
    "progress": {"%": 1},
}
"""What may stand behind the numbers of a field, and how many of its own it is."""


def field_named(name: str) -> str:
    """The field that somebody means by a name, or nothing."""
    name = name.lower()
    name = ALIASES.get(name, name)
    return name if name in FIELDS else ""


def nearly(name: str) -> str:
    """The field whose name was mistyped by one letter, or nothing."""
    name = name.lower()
    return next((field for field in FIELDS if len(name) >= 3 and _one_off(name, field)), "")


def _one_off(one: str, other: str) -> bool:
    """Whether a letter is missing, too much, another one, or has changed places with its neighbour."""
    if len(one) > len(other):
        one, other = other, one
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2][::-1] == other[at : at + 2] and one[at + 2 :] == other[at + 2 :]
    return swapped or one[at + 1 :] == other[at + 1 :]


def needs(name: str) -> str:
    """What a field takes, as the rest of a sentence about a value that is none."""
    field = FIELDS[name]
    example = f"such as {name}:{field.example}"
    if field.kind in NAMED:
        words = list(NAMED[field.kind])
        return f"{name}: may be followed by {', '.join(words[:-1])} or {words[-1]}"
    if field.kind == NUMBER:
        return f"{name} is a number, {example}"
    if field.kind == TIME:
        return f"{name} is a day, a month, a year or an age, {example} or {name}:2024-05"
    return f"{name}: needs a word right behind it, {example}"
