"""Selecting on the page with keys: by word, sentence and paragraph."""

from __future__ import annotations

from reader.text.selecting import Selecting
from reader.text.units import Passage, Unit
from reader.ui import commands
from reader.ui.screens.highlighting import HighlightingScreen
from reader.ui.widgets.lights import Light, by_block, spread

EDGE = 3
"""Rows that stay in sight beyond the end that moves."""


class SelectingScreen(HighlightingScreen):
    """Lets keys choose a passage."""

    _picked: Selecting | None = None

    @property
    def scope(self) -> str:
        return self.SCOPE if self._picked is None else commands.SELECT

    def shown(self) -> None:
        super().shown()
        if self._picked is not None and self._picked.document is not self.page.document:
            self.done_selecting()

    def selected(self) -> Passage | None:
        chosen = self._picked
        return super().selected() if chosen is None else (chosen.start, chosen.end)

    def done_selecting(self) -> None:
        super().done_selecting()
        if self._picked is not None:
            self._picked = None
            self._show_selecting()

    def action_select(self) -> None:
        """Begin to select, with the sentence one is reading."""
        self._picked = Selecting.at(self.page.document, self.page.view.reading)
        if self._picked is None:
            self.say("There is no text here")
        self._show_selecting()

    def _show_selecting(self) -> None:
        """Light what is selected and keep the end that moves in sight."""
        chosen = self._picked
        if chosen is None:
            self.page.light("selected", {})
            self.bottom.hints = [c for c in commands.commands_in(self.SCOPE) if c.footer]
            self._tell()
            return
        document = self.page.document
        self.page.light("selected", by_block(spread(document, chosen.start, chosen.end, Light(0, 0, "selected"))))
        self.page.show_position(chosen.edge, EDGE)
        self.bottom.hints = [c for c in commands.commands_in(commands.SELECT) if c.footer]
        self.bottom.status = "select · growing" if chosen.extending else "select"

    def _tell(self) -> None:
        if self._picked is None:
            super()._tell()

    def _move_selection(self, unit: Unit, step: int) -> None:
        if self._picked is not None:
            for _ in range(self.times or 1):
                self._picked.move(unit, step)
            self._show_selecting()

    def action_select_next_word(self) -> None:
        """Go to the next word, or take it in."""
        self._move_selection(Unit.WORD, 1)

    def action_select_previous_word(self) -> None:
        """Go to the word before, or leave it out."""
        self._move_selection(Unit.WORD, -1)

    def action_select_next_sentence(self) -> None:
        """Go to the next sentence, or take it in."""
        self._move_selection(Unit.SENTENCE, 1)

    def action_select_previous_sentence(self) -> None:
        """Go to the sentence before, or leave it out."""
        self._move_selection(Unit.SENTENCE, -1)

    def action_select_next_paragraph(self) -> None:
        """Go to the next paragraph, or take it in."""
        self._move_selection(Unit.PARAGRAPH, 1)

    def action_select_previous_paragraph(self) -> None:
        """Go to the paragraph before, or leave it out."""
        self._move_selection(Unit.PARAGRAPH, -1)

    def action_select_grow(self) -> None:
        """Let moving make the selection longer or shorter, or choose another passage again."""
        if self._picked is not None:
            self._picked.extending = not self._picked.extending
            self._show_selecting()

    def action_select_other_end(self) -> None:
        """Let the other end of the selection move."""
        if self._picked is not None:
            self._picked.swap()
            self._show_selecting()

    def action_select_copy(self) -> None:
        """Copy what is selected."""
        if self._picked is not None:
            self.app.copy_to_clipboard(self._picked.text)
            self.done_selecting()
            self.say("Copied")

    def action_select_end(self) -> None:
        """Select nothing."""
        self.done_selecting()

    def _highlight_in(self, colour: int) -> None:
        passage = self.selected()
        if passage is not None:
            self.make_highlight(passage, colour)

    def action_highlight_1(self) -> None:
        """Highlight in yellow."""
        self._highlight_in(1)

    def action_highlight_2(self) -> None:
        """Highlight in green."""
        self._highlight_in(2)

    def action_highlight_3(self) -> None:
        """Highlight in blue."""
        self._highlight_in(3)

    def action_highlight_4(self) -> None:
        """Highlight in red."""
        self._highlight_in(4)

    def action_highlight_5(self) -> None:
        """Highlight in violet."""
        self._highlight_in(5)

    def action_copy_address(self) -> None:
        """Copy what is selected, or the address of the article."""
        selected = self.get_selected_text()
        if selected:
            self.app.copy_to_clipboard(selected)
            self.done_selecting()
            self.say("Copied")
        else:
            super().action_copy_address()
