"""The choosing screen: the keys of a screen, or every command by its name; typing finds, Enter does it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult

from reader.ui.entry import Entry
from reader.ui.screens.sheet import SheetScreen
from reader.ui.widgets.choices import Choice, Choices


class ChoosingScreen(SheetScreen[str]):
    """Shows choices under headings; the result is what was picked."""

    def __init__(self, name: str, rows: Sequence[Choice | str], at: int = 0) -> None:
        super().__init__()
        self._name_shown = name
        self._rows = rows
        self._at = at
        self.entry = Entry()
        self.choices = Choices()

    def compose(self) -> ComposeResult:
        yield self.choices
        yield self.bottom

    def on_mount(self) -> None:
        self.choices.show(self._rows, self._at)
        self._show_entry()

    def _show_entry(self) -> None:
        self.bottom.entry = f"{self._name_shown}: {self.entry.text}"
        self.bottom.status = "" if self.entry.text else "type to find · Enter does it · Esc goes back"

    def _find(self) -> None:
        words = self.entry.text.casefold().split()
        found = [row for row in self._rows if isinstance(row, Choice) and _holds(row, words)]
        # What has the words in its title stands before what has them in its help.
        found.sort(key=lambda row: not all(word in row.title.casefold() for word in words))
        self.choices.show(found if words else self._rows)
        self._show_entry()

    def types(self, key: str, character: str | None) -> bool:
        if not self.entry.press(key, character):
            return False
        self._find()
        return True

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._pick()

    def on_paste(self, event: events.Paste) -> None:
        self.entry.paste(event.text)
        self._find()

    @on(Choices.Picked)
    def _pick(self) -> None:
        picked = self.choices.picked
        if picked is not None and picked.enabled:
            self.dismiss(picked.result)

    def action_down(self) -> None:
        self.choices.move(1)

    def action_up(self) -> None:
        self.choices.move(-1)

    def action_page_down(self) -> None:
        self.choices.move(max(1, self.choices.size.height - 2))

    def action_page_up(self) -> None:
        self.choices.move(-max(1, self.choices.size.height - 2))


def _holds(choice: Choice, words: Sequence[str]) -> bool:
    text = f"{choice.title} {choice.help} {choice.keys}".casefold()
    return all(word in text for word in words)
