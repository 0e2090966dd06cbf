"""The choosing screen: the keys of a screen, or every command by its name; typing finds, Enter does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual import events, on
from textual.app import ComposeResult

from reader.library.titles import fold
from reader.ui.entry import Entry
from reader.ui.screens.sheet import SheetScreen
from reader.ui.widgets.choices import Choice, Choices


class ChoosingScreen(SheetScreen[str]):
    """Shows choices under headings; the result is what was picked."""

    def __init__(
        self,
        name: str,
        rows: Sequence[Choice | str],
        at: int = 0,
        more: Callable[[str], Sequence[Choice]] | None = None,
    ) -> None:
        super().__init__()
        self._name_shown = name
        self._rows = rows
        self._more = more
        """Finds what is too much to be shown before something is typed."""
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
        hint = "" if self.choices.picked else "nothing is called so"
        self.bottom.status = hint if self.entry.text else "type to find · Enter does it · Esc goes back"

    def _find(self) -> None:
        words = fold(self.entry.text).split()
        rows = list(self._found(words)) if words else self._rows
        self.choices.show(rows, _called_so(rows, words))
        self._show_entry()

    def _found(self, words: Sequence[str]) -> Iterator[Choice | str]:
        """What holds the words, each under its heading."""
        groups: dict[str, list[Choice]] = {}
        heading = ""
        for row in self._rows:
            if isinstance(row, str):
                heading = row or heading
            elif _holds(row, words):
                groups.setdefault(heading, []).append(row)
        if self._more is not None:
            groups["Articles"] = list(self._more(self.entry.text))
        first = True
        for name, found in groups.items():
            if found:
                yield from () if first else ("",)
                yield from (name,) if name else ()
                # What has the words in its title stands before what has them in its help.
                yield from sorted(found, key=lambda choice: not _in_title(choice, words))
                first = False

    def types(self, key: str, character: str | None) -> bool:
        if not self.entry.press(key, character):
            return False
        self._find()
        return True

    async def on_key(self, event: events.Key) -> None:
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
    text = fold(f"{choice.title} {choice.help} {choice.keys}")
    return all(word in text for word in words)


def _in_title(choice: Choice, words: Sequence[str]) -> bool:
    title = fold(choice.title)
    return all(word in title for word in words)


def _called_so(rows: Sequence[Choice | str], words: Sequence[str]) -> int:
    """Which choice is the first that is called by the words; the first of all, if none is."""
    choices = (row for row in rows if isinstance(row, Choice))
    return next((at for at, choice in enumerate(choices) if _in_title(choice, words)), 0)
