"""Hooks: commands that a person wants to be run when something has happened to an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from reader.domain.change import Change
from reader.domain.patterns import pattern

SECTION = "hooks"
"""Their section of the settings file."""
EVENTS = ("added", "bookmarked")
"""What they are run for."""
PLACEHOLDERS = ("title", "url", "uid", "path")
"""What stands in braces in a word of a command, and is replaced there."""
BOOKMARKED = "bookmark"
"""What the library calls a change that bookmarks articles."""
MOST = 50
"""Articles at once for which hooks are run, unless somebody chose; for more, none is run."""

_PLACEHOLDER = pattern(rf"\{{({'|'.join(PLACEHOLDERS)})\}}")
_SHELLS = r"(?:ba|da|z|k|mk|c|tc|a|fi|pw)?sh|nu"
_LANGUAGES = r"python[\d.]*|perl[\d.]*|ruby[\d.]*|node|deno|bun|lua[\d.]*|php[\d.]*|osascript|tclsh"
_OBEYS = pattern(rf"(?:.*/)?(?:{_SHELLS}|{_LANGUAGES})")
"""Programs that run a word as a programme if an option says so."""
_OBEYS_ALL = pattern(r"(?:.*/)?(?:ssh|su|[gm]?awk|sed|eval|busybox)")
"""Programs that may run any of their words."""
_OPTION = pattern(r"-[a-zA-Z]*[ceEr]|--eval|--print|--command")
_OPTION_AND_WORD = pattern(r"-[ceEr].|--(?:eval|print|command)=")

Words = tuple[str, ...]
"""A command: a program and its words, as the system takes them; no shell sees them."""


class Hooks(NamedTuple):
    """The commands for each event."""

    added: tuple[Words, ...] = ()
    bookmarked: tuple[Words, ...] = ()
    most: int = MOST

    def of(self, event: str) -> tuple[Words, ...]:
        """The commands for an event."""
        commands: tuple[Words, ...] = getattr(self, event)
        return commands


def understood(section: object) -> tuple[Hooks, list[str]]:
    """The hooks of a section of the settings file, and a sentence for everything in it that is left out."""
    if not isinstance(section, Mapping):
        return Hooks(), [f"{SECTION} must be a section with {' and '.join(EVENTS)}."]
    problems: list[str] = []
    chosen: dict[str, Any] = {}
    for name, value in section.items():
        if name in EVENTS:
            chosen[name] = tuple(_commands(f"{SECTION}.{name}", value, problems))
        elif name != "most":
            problems.append(f"there is no setting {SECTION}.{name}.")
        elif type(value) is int and 1 <= value <= 10_000:
            chosen[name] = value
        else:
            problems.append(f"{SECTION}.most must be a number from 1 to 10000.")
    return Hooks(**chosen), problems


def _commands(name: str, value: object, problems: list[str]) -> Iterator[Words]:
    if not isinstance(value, list) or not all(isinstance(command, list) for command in value):
        problems.append(f'{name} must be a list of commands, each a list of words: [["notify-send", "{{title}}"]].')
        return
    for command in value:
        words = tuple(command)
        if not words or not all(isinstance(word, str) and "\0" not in word for word in words) or not words[0].strip():
            problems.append(f"A command of {name} is no list of words.")
        elif _PLACEHOLDER.search(words[0]):
            problems.append(f"Which program {name} runs must not depend on an article.")
        elif any(_PLACEHOLDER.search(word) for word in _programme(words)):
            problems.append(f"{name} would let a title be run by {words[0]}: use $READER_TITLE and the like there.")
        else:
            yield words


def _programme(words: Words) -> Iterator[str]:
    """Words that a program would run as a programme: what a title says must not stand in them."""
    for at, word in enumerate(words):
        rest = words[at + 1 :]
        if _OBEYS_ALL.fullmatch(word):
            yield from rest
        elif _OBEYS.fullmatch(word):
            yield from (following for option, following in pairwise(rest) if _OPTION.fullmatch(option))
            yield from filter(_OPTION_AND_WORD.match, rest)


def concerns(change: Change) -> bool:
    """Whether hooks are run for a change: one that this process made, and did not take back or do again."""
    return not change.elsewhere and not change.again and bool(change.came or change.label == BOOKMARKED)


def filled(words: Words, facts: Mapping[str, str]) -> list[str]:
    """A command for an article: placeholders replaced within a word, once, never split, never an option."""
    made = [words[0]]
    for word in words[1:]:
        text = _PLACEHOLDER.sub(lambda match: facts[match[1]], word)
        # what begins with a placeholder could become an option by a title such as --help
        made.append(f" {text}" if text.startswith("-") and not word.startswith("-") else text)
    return made
