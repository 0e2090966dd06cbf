"""Tag words: a line of tags as a person types it, parted by commas; `-tag` takes one away, `+tag` gives one.

In quotation marks stands what would be taken for something else: "Doe, Jane", "-1".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.domain.plain import clean_line
from reader.domain.tag import tidy
from reader.library.titles import fold
from reader.ui.completing import CompletingEntry, CompletingWords, Offer

_SIGN = re.compile(r"\s*([+-]?)\s*")
_REST = r"(?:(?!\s+[+\-#][^\s,])[^,])*"
_QUOTED = re.compile(rf'"((?:[^"]|"")*)"?{_REST}')
_OPEN = re.compile(_REST)
SHOWN = 5
"""Tags that are offered at most."""


class Word(NamedTuple):
    """One of the tags of a line."""

    sign: str
    """`+`, `-` or nothing."""
    tag: str
    start: int
    """Where in the line it begins, behind its sign."""


def words_of(line: str) -> Iterator[Word]:
    """Everything that a line says, from the left; what is empty, too."""
    at = 0
    while at <= len(line):
        sign = _SIGN.match(line, at)
        assert sign is not None
        start = sign.end()
        quoted = _QUOTED.match(line, start)
        found = quoted or _OPEN.match(line, start)
        assert found is not None
        tag = clean_line(quoted[1].replace('""', '"')) if quoted else tidy(found[0])
        yield Word(sign[1], tag, start)
        at = found.end()
        if at == len(line) or line[at] == ",":
            at += 1


def line_of(tags: Iterable[str]) -> str:
    """Tags as a line that says just these."""
    return ", ".join(map(_spelled, tags))


def _spelled(tag: str) -> str:
    doubled = tag.replace('"', '""')
    return tag if [word[:2] for word in words_of(tag)] == [("", tag)] else f'"{doubled}"'


class Meant(NamedTuple):
    """What a line asks for."""

    tags: tuple[str, ...]
    """Those without a sign."""
    add: tuple[str, ...]
    remove: tuple[str, ...]

    def set_on(self, before: Sequence[str]) -> tuple[list[str], list[str]]:
        """The tags to give and those to take away, where the line began with those that are there."""
        wanted = [tag for tag in dict.fromkeys((*self.tags, *self.add)) if tag not in self.remove]
        return [tag for tag in wanted if tag not in before], [tag for tag in before if tag not in wanted]


def meant_by(line: str, known: Iterable[str] = ()) -> Meant:
    """What a line asks for; a tag that differs from a known one by capitals alone is that one."""
    there = set(known)
    spelled = {tag.casefold(): tag for tag in there}
    signed: dict[str, dict[str, None]] = {"": {}, "+": {}, "-": {}}
    for word in words_of(line):
        if word.tag:
            signed[word.sign][word.tag if word.tag in there else spelled.get(word.tag.casefold(), word.tag)] = None
    return Meant(tuple(signed[""]), tuple(signed["+"]), tuple(signed["-"]))


class TagWords(CompletingWords):
    """Takes a line of tags; Tab goes on with those that there are, the most used first."""

    def __init__(
        self,
        prompt: str,
        line: str,
        about: str,
        known: Mapping[str, int],
        here: Iterable[str],
        done: Callable[[str | None], None],
    ) -> None:
        super().__init__(prompt, CompletingEntry(line, self._suggest))
        self._first = line
        self._about = about
        """What is said before anything is typed."""
        often = sorted(known, key=lambda tag: (-known[tag], tag))
        self._known = [(fold(tag), tag) for tag in often]
        self._here = [(fold(tag), tag) for tag in here]
        """Those that can be taken away."""
        self._done = done
        """Called with the line, or with nothing if it is not meant."""

    @property
    def aside(self) -> str:
        if self.words.text == self._first:
            return self._about
        return self.words.said(SHOWN)

    def ends(self, key: str) -> bool:
        if key in ("enter", "escape"):
            self._done(self.words.text if key == "enter" else None)
        return key in ("enter", "escape")

    def _suggest(self, line: str) -> Iterator[Offer]:
        """How the last tag of a line could go on."""
        *before, last = words_of(line)
        there, typed = {word.tag for word in before} | {last.tag}, fold(last.tag)
        some = [(key, tag) for key, tag in (self._here if last.sign == "-" else self._known) if tag not in there]
        begun = [tag for key, tag in some if key.startswith(typed)]
        within = [tag for key, tag in some if typed in key and not key.startswith(typed)]
        return (Offer(tag, _spelled(tag), last.start) for tag in begun + within)
