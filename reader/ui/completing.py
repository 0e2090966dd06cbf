"""Completing: a line of text that Tab goes on with, by one offer after the other, and the mode of typing one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from reader.domain.plain import plain
from reader.ui.entry import Entry
from reader.ui.modes import Mode


class Offer(NamedTuple):
    """One way to go on."""

    shown: str
    text: str
    """What takes the place of the entry from `start` on."""
    start: int


class CompletingEntry(Entry):
    """Text that a person types, and that Tab completes."""

    def __init__(self, text: str, suggest: Callable[[str], Iterable[Offer]]) -> None:
        super().__init__(text)
        self._suggest = suggest
        self._offers: list[Offer] | None = None

    @property
    def offers(self) -> list[Offer]:
        """How it could go on; found out only when somebody looks, after what is typed has been sought."""
        if self._offers is None:
            self._offers = list(self._suggest(self.text))
        return self._offers

    def said(self, most: int) -> str:
        """What Tab would do, as the bottom line says it with so many offers at most."""
        shown = " · ".join(plain(offer.shown) for offer in self.offers[:most])
        return f"Tab {shown}" if shown else ""

    def press(self, key: str, character: str | None) -> bool:
        taken = super().press(key, character)
        if taken:
            self._offers = None
        return taken

    def paste(self, text: str) -> None:
        super().paste(text)
        self._offers = None

    def complete(self) -> bool:
        """Go on with the first offer, or pressed again, with the next one; false where there is none."""
        if not self.offers:
            return False
        first, *others = self.offers
        self.text = self.text[: first.start] + first.text
        self._offers = [*others, first] if others else []
        return True


class CompletingWords(Mode):
    """Takes words that Tab completes; which keys end it, and what comes of it, is up to whoever builds on it."""

    def __init__(self, prompt: str, words: CompletingEntry) -> None:
        self.prompt = prompt
        self.words = words

    @property
    def entry(self) -> str:
        return f"{self.prompt}{self.words.text}"

    def press(self, key: str, character: str | None) -> bool:
        if self.ends(key):
            return True
        if key != "tab":
            taken = changed = self.words.press(key, character)
        else:
            taken, changed = True, self.words.complete()
        if changed:
            self.look()
        return taken

    def paste(self, text: str) -> None:
        self.words.paste(text)
        self.look()

    def ends(self, key: str) -> bool:
        """End typing, or try to, if that is what a key is for."""
        raise NotImplementedError

    def look(self) -> None:
        """See what the words are now."""
