"""Highlights and notes on the page: made with a key, shown over the text and in the margin."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.events import TextSelected

from reader.domain.highlight import COLOURS, Highlight, highlight_uid
from reader.domain.plain import plain
from reader.text.document import Position
from reader.text.passages import anchors_of, locate_passage
from reader.text.units import Passage, Unit, text_between, unit_at
from reader.ui.modes import Mode
from reader.ui.phrases import count
from reader.ui.screens.marking import MarkingScreen
from reader.ui.widgets.lights import Light, by_block, spread
from reader.ui.widgets.page_selection import selected_passage

if TYPE_CHECKING:
    from reader.ui.tag_words import Meant

HIGHLIGHTED, NOTED = "▎", "✎"
"""Signs in the margin beside a highlight, and beside one with a note."""
SLICE = 0.008
"""Seconds that looking for highlights may take before a key must be answered again."""


class AfterHighlight(Mode):
    """What may follow a new highlight at once: another colour or a note; any other key means what it always does."""

    hints = (("Highlighted", ""), ("1-5", "colour"), ("c", "note"), ("t", "tags"), ("u", "take back"))

    def __init__(self, screen: HighlightingScreen, uid: str) -> None:
        self._screen = screen
        self._uid = uid

    def press(self, key: str, character: str | None) -> bool:
        self._screen.end_mode()
        if key in ("1", "2", "3", "4", "5"):
            self._screen.colour(self._uid, int(key))
            self._screen.begin(self)
        elif key == "c":
            self._screen.write_note(self._uid)
        elif key == "t":
            self._screen.write_tags(self._uid)
        else:
            return key == "escape"
        return True


class HighlightingScreen(MarkingScreen):
    """Shows the highlights of the text and makes new ones."""

    def shown(self) -> None:
        super().shown()
        article = self.article
        self._highlights = [] if article is None else self.library.highlights.of(article.uid)
        self._waiting = list(self._highlights)
        """Highlights that have not been looked for in the text."""
        self._passages: dict[str, Passage] = {}
        self._lost: list[Highlight] = []
        self._light_highlights()
        if self._waiting:
            self._look_for_highlights()

    # Where they are

    def _look_for_highlights(self) -> None:
        """Find the highlights in the text, those on the screen first, a little at a time."""
        seen = {at.chunk for at in self.page.view.rows}
        document = self.page.document
        self._waiting.sort(key=lambda h: document.chunk_of(Position(h.start.block, 0)) not in seen)
        end = time.perf_counter() + SLICE
        while self._waiting and time.perf_counter() < end:
            highlight = self._waiting.pop(0)
            passage = locate_passage(document, highlight.start, highlight.end, highlight.text)
            if passage is None:
                self._lost.append(highlight)
            else:
                self._passages[highlight.uid] = passage
        self._light_highlights()
        if self._waiting:
            self.set_timer(0.01, self._look_for_highlights)
        elif self._lost:
            lost = count(len(self._lost), "highlight")
            self.say(f"{lost} not found in the text as it is now · {self.key_of('highlights')} shows all")

    def _light_highlights(self) -> None:
        lights: list[tuple[int, Light]] = []
        for highlight in self._highlights:
            passage = self._passages.get(highlight.uid)
            if passage is not None:
                light = Light(0, 0, f"mark{highlight.colour}", sign=HIGHLIGHTED)
                blocks = list(spread(self.page.document, *passage, light))
                if highlight.note and blocks:
                    blocks[0] = (blocks[0][0], blocks[0][1]._replace(first_sign=NOTED))
                lights += blocks
        self.page.light("highlights", by_block(lights))

    def highlight_here(self) -> Highlight | None:
        """The highlight at the place one is reading, or else one in that paragraph."""
        position = self.page.view.reading
        block = self.page.document.spot(position)
        if block is None:
            return None
        source = self.page.document.at(block).source
        near = [
            (not start <= position < end, start, highlight)
            for highlight in self._highlights
            if (passage := self._passages.get(highlight.uid)) is not None
            for start, end in (passage,)
            if start.block <= source <= end.block
        ]
        return min(near, key=lambda found: found[:2])[2] if near else None

    # Making them

    def action_highlight(self) -> None:
        """Highlight what is selected, or the paragraph one is reading; once more takes that away."""
        passage = self.selected() or unit_at(self.page.document, self.page.view.reading, Unit.PARAGRAPH)
        if passage is not None:
            same = [uid for uid, known in self._passages.items() if known == passage]
            if same:
                self._take_away(same[0])
            else:
                self.make_highlight(passage)

    def make_highlight(self, passage: Passage, colour: int = 1) -> Highlight | None:
        """Highlight a passage, and let a key give it another colour or a note."""
        text = text_between(self.page.document, *passage)
        if self.article is None or not text.strip():
            self.say("There is nothing to highlight here")
            return None
        now = datetime.now(UTC)
        uid = highlight_uid(self.article.uid, text, now)
        highlight = Highlight(uid, self.article.uid, *anchors_of(self.page.document, passage), text, colour, made=now)
        with self.telling_errors():
            self.library.highlights.add([highlight])
            self.done_selecting()
            self.begin(AfterHighlight(self, uid))
            return highlight
        return None

    def _take_away(self, uid: str) -> None:
        with self.telling_errors():
            self.library.highlights.remove([uid])
            self.say_done("Highlight taken away")

    def colour(self, uid: str, colour: int) -> None:
        """Give a highlight another colour."""
        with self.telling_errors():
            self.library.highlights.colour(uid, colour)
            self.say(f"Highlighted in {COLOURS[colour - 1]}")

    # Writing about them

    def action_note(self) -> None:
        """Write about what is selected, about the highlight one is reading, or else about the article."""
        passage = self.selected()
        highlight = self.make_highlight(passage) if passage else self.highlight_here()
        if highlight is not None:
            self.end_mode()
            self.write_note(highlight.uid)
        else:
            super().action_note()

    def write_note(self, uid: str) -> None:
        """Write about a highlight."""
        highlight = self.library.highlights.get(uid)
        if highlight is not None:
            self.write(f"About “{plain(highlight.text)}”", highlight.note, partial(self._keep_note, uid))

    def _keep_note(self, uid: str, note: str) -> None:
        with self.telling_errors():
            self.library.highlights.note(uid, note)
            self.say_done("Note kept" if note.strip() else "Note taken away")

    def write_tags(self, uid: str) -> None:
        """Give a highlight tags."""
        from reader.services.tagging.tags import frequent
        from reader.ui.screens.asking_tags import ask_tags

        highlight = self.library.highlights.get(uid)
        if highlight is not None:
            ask_tags(self, highlight.tags, frequent(self.library), partial(self._keep_tags, highlight))

    def _keep_tags(self, highlight: Highlight, meant: Meant) -> None:
        add, remove = meant.set_on(highlight.tags)
        with self.telling_errors():
            self.library.highlights.tag(highlight.uid, [*(tag for tag in highlight.tags if tag not in remove), *add])
            self.say_done("Tagged")

    # What is selected

    def selected(self) -> Passage | None:
        """The passage that is selected, by whatever means."""
        selection = self.page.text_selection
        return None if selection is None else selected_passage(self.page.view.layout, selection, self.page.margin)

    def done_selecting(self) -> None:
        """Nothing is selected any more."""
        if self.page.text_selection is not None:
            self.clear_selection()

    @on(TextSelected)
    def _selected_with_the_mouse(self) -> None:
        if self.selected() is not None:
            self.say(self.keyed("{highlight} highlights · {note} writes a note · {copy_address} copies"))
