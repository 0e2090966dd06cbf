"""Finding on the page: words are sought while they are typed, all places are lit, n and N go from one to the next."""

from __future__ import annotations

from reader.domain.plain import plain
from reader.library.found_listing import FoundListing
from reader.library.fulltext.expression import Words as SoughtWords
from reader.text.document import START, Position
from reader.text.find import Finder
from reader.text.find_words import WordFinder, WordSought
from reader.text.units import Passage
from reader.ui.modes import Words
from reader.ui.phrases import count, number
from reader.ui.screens.moving import Left, MovingScreen
from reader.ui.widgets.lights import Light, by_block, spread

SLICE = 0.008
"""Seconds that counting may take before a key must be answered again."""
LANDING = 4
"""The screen row on which a place that was found stands, when it was not on the screen."""
END = Position(1 << 60, 0)


class FindingScreen(MovingScreen):
    """Finds words in the text."""

    _finder: Finder | None = None
    _hit: Passage | None = None
    _words = ""
    _sought: tuple[WordSought, ...] = ()
    """The words that the article was found by, in the library; while these are lit, nothing was typed here."""
    _from = START
    """Where one was reading when one began to type."""

    def shown(self) -> None:
        super().shown()
        if self._finder is None or self._finder.document is not self.page.document:
            self._forget()
            self._light_sought()
            self._say_found()

    def come_back(self, left: Left) -> None:
        super().come_back(left)
        if left.words and self._finder is None:
            self._words = left.words
            self._finder = Finder(self.page.document, left.words)
            self._hit = self._finder.after(left.place.position)
            self._light()
            self.call_after_refresh(self._count_on)

    @property
    def search_words(self) -> str:
        return "" if self._finder is None or self._sought else self._words

    def _light_sought(self) -> None:
        """Light the words that the article was found by, and go to the passage that one wants to see."""
        listing, article = self._listing, self.article
        self._sought = ()
        if not isinstance(listing, FoundListing) or article is None or not listing.words:
            return
        if self._position >= len(listing) or listing.uid(self._position) != article.uid:
            return
        self._sought = tuple(word for words in listing.words for word in sought_in(words))
        self._words = listing.text
        finder = WordFinder(self.page.document, self._sought)
        if finder.after(START) is None:
            return
        self._finder = finder
        self._hit = finder.after(self._kept) if listing.place(self._position) is not None else None
        self._light()
        self.call_after_refresh(self._count_on)

    def find(self, words: str, at: Position) -> bool:
        """Find words from a position on, and light them; false if they are not in the text."""
        self._words, self._sought = words, ()
        self._finder = Finder(self.page.document, words)
        return self._come_to(self._finder.after(at) or self._finder.after(START))

    def action_find(self) -> None:
        """Type words to be found in the text."""
        self._from = self.page.place
        self.remember_place()
        self.begin(Words("/ ", "", self._typed_words, self._done_typing))
        self._say_found()

    def _typed_words(self, words: str) -> None:
        if words.strip():
            self.find(words, self._from)
        else:
            self._forget()
            self.page.go(self._from)
        self._say_found()

    def _done_typing(self, holds: bool) -> None:
        self.end_mode()
        if not holds:
            self._forget()
            self.page.go(self._from)
        self._say_found()
        if holds and self._finder is not None and self._hit is None:
            self.say(f"“{plain(self._words)}” is not in this text")

    def action_next_hit(self) -> None:
        """Go to the next place."""
        if (finder := self._begun()) is not None:
            at = self._hit[1] if self._hit else self.page.place
            found = finder.after(at)
            self._come_to(found or finder.after(START))
            self._say_found("from the top" if found is None else "")

    def action_previous_hit(self) -> None:
        """Go to the place before."""
        if (finder := self._begun()) is not None:
            at = self._hit[0] if self._hit else self.page.place
            found = finder.before(at)
            self._come_to(found or finder.before(END))
            self._say_found("from the end" if found is None else "")

    def action_back(self) -> None:
        """Put the lights out, unless they came from a search; or go back."""
        if self._finder is not None and not self._sought:
            self._forget()
            self._say_found()
        else:
            super().action_back()

    def _begun(self) -> Finder | None:
        if self._finder is None and self._sought:
            self._finder = WordFinder(self.page.document, self._sought)
        elif self._finder is None and self._words:
            self._finder = Finder(self.page.document, self._words)
        if self._finder is None:
            self.say(self.keyed("Nothing is being looked for; {find} finds"))
        return self._finder

    def _come_to(self, hit: Passage | None) -> bool:
        self._hit = hit
        if hit is not None:
            at = self.page.view.layout.find(hit[0])
            if at not in self.page.view.rows:
                self.page.go(hit[0], LANDING)
        self._light()
        self.call_after_refresh(self._count_on)
        return hit is not None

    def _light(self) -> None:
        """Light what was found on the screen and near it."""
        finder = self._finder
        if finder is None:
            self.page.light("found", {})
            return
        chunks = {at.chunk for at in self.page.view.rows if 0 <= at.chunk < self.page.document.chunks}
        passages = [passage for chunk in sorted(chunks) for passage in finder.hits(chunk)]
        lights = [
            light
            for start, end in passages
            for look in ("here" if (start, end) == self._hit else "found",)
            for light in spread(self.page.document, start, end, Light(0, 0, look))
        ]
        self.page.light("found", by_block(lights))

    def _look(self) -> None:
        super()._look()
        if self._finder is not None:
            self._light()

    def _count_on(self) -> None:
        """Count the places, a little at a time."""
        finder = self._finder
        if finder is not None and not finder.count(SLICE):
            self.set_timer(0.01, self._count_on)
        self._say_found()

    def _say_found(self, how: str = "") -> None:
        finder = self._finder
        if finder is None:
            self._tell()
            return
        if self._hit is None and not (self._sought and finder.total):
            found = "not found"
        elif self._hit is None:
            found = count(finder.total, "place")
        elif finder.complete:
            found = f"{number(finder.number(self._hit))} of {count(finder.total, 'place')}"
        else:
            found = f"{number(finder.total)} places and more"
        words = "" if self.mode is not None else f"/ {plain(self._words)}   "
        self.bottom.status = f"{words}{found}{f' · {how}' if how else ''}"

    def _tell(self) -> None:
        if self._finder is None:
            super()._tell()

    def _forget(self) -> None:
        """Nothing is looked for any more; n begins again."""
        self._finder = self._hit = None
        self.page.light("found", {})


def sought_in(words: SoughtWords) -> list[WordSought]:
    """The words of a query as they are found on a page."""
    if words.phrase:
        return [WordSought(words.text, words.prefix)]
    pieces = words.text.split()
    return [WordSought(piece, words.prefix and n == len(pieces)) for n, piece in enumerate(pieces, 1)]
