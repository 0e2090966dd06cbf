"""A tag's name: typed to rename a tag, with what that would do said before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from reader.library.titles import fold
from reader.ui.completing import CompletingEntry, CompletingWords, Offer


class TagName(CompletingWords):
    """Takes the new name of a tag; Tab goes on with a name that is there, which will take it in."""

    def __init__(
        self,
        tag: str,
        known: Mapping[str, int],
        told: Callable[[str], str],
        done: Callable[[str | None], None],
    ) -> None:
        super().__init__("Rename to: ", CompletingEntry(tag, self._suggest))
        self._tag = tag
        self._known = sorted(known, key=lambda other: (-known[other], other))
        self._told = told
        """What a name would do."""
        self._done = done
        """Called with the name, or with nothing if it is not meant."""

    @property
    def aside(self) -> str:
        return self._told(self.words.text)

    def ends(self, key: str) -> bool:
        if key in ("enter", "escape"):
            self._done(self.words.text if key == "enter" else None)
        return key in ("enter", "escape")

    def _suggest(self, name: str) -> Iterator[Offer]:
        begun = fold(name.lstrip("#"))
        return (Offer(tag, tag, 0) for tag in self._known if fold(tag).startswith(begun) and tag != self._tag)
