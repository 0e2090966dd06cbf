"""The library screen: the base of screens over a library, which hear its changes, follow keys and say what was done."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen

from reader.domain.article import Article
from reader.domain.change import Change
from reader.domain.errors import ReaderError
from reader.domain.settings import Settings
from reader.library.library import Library
from reader.ui import commands
from reader.ui.modes import Mode
from reader.ui.typing import Step, Typing
from reader.ui.widgets.bottom_line import BottomLine

FRAME = 1 / 120
"""Seconds between two frames at least: half as many as Textual has, and most screens."""
PAINT = 0.012
"""Seconds in which what a key does has been painted."""


class LibraryScreen(Screen[None]):
    """A screen that offers exactly the commands of its scope, as far as it can perform them now."""

    SCOPE: ClassVar[str] = commands.EVERYWHERE
    AUTO_FOCUS = ""

    class LibraryChanged(Message, bubble=False):
        """The library is different; `take_changes` says how."""

    settings: var[Settings] = var(Settings())
    """What the person has chosen; handed down by the app."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.bottom = BottomLine()
        """The bottom line, which `compose` yields."""
        self.leaving = False
        """Whether another screen has been asked for and has not come yet."""
        self.times: int | None = None
        """The number that was typed before the command that is being run."""
        self.key = ""
        """The key that was pressed last, for commands that several keys mean differently."""
        self.pressed_at = 0.0
        """When a key was pressed last, on the monotonic clock."""
        self.mode: Mode | None = None
        """What keys mean instead of commands, if they do."""
        self._typed = Typing(commands.sequences_in(self.SCOPE), counts="1" not in commands.keys_in(self.SCOPE))
        self._changes: deque[Change] = deque()
        self._stop_listening: Callable[[], None] = lambda: None

    # -- what a screen says of itself -------------------------------------------------------------

    def current_article(self) -> Article | None:
        """The article at hand, as it is now."""
        return None

    @property
    def at_hand(self) -> frozenset[str]:
        """What commands may need and find here."""
        article = self.current_article()
        if article is None:
            return frozenset()
        return commands.ADDRESS if article.url else commands.ARTICLE

    @property
    def hints(self) -> list[commands.Command]:
        """The commands whose keys the bottom line shows."""
        return [command for command in commands.commands_in(self.SCOPE) if command.footer]

    def keep_place_now(self) -> None:
        """Save where the reader stands, at once: the app is about to end."""

    def show_again(self, uids: tuple[str, ...]) -> None:
        """Articles came back by undo or redo: bring one to the eye where that is useful."""

    @property
    def until_painted(self) -> float:
        """Seconds until what the last key did has been painted, or 0: so long other work can wait."""
        return max(0.0, self.pressed_at + PAINT - time.monotonic())

    # -- saying what was done ---------------------------------------------------------------------

    def say(self, sentence: str) -> None:
        """Tell the person what was done."""
        self.bottom.say(sentence)

    def keyed(self, sentence: str) -> str:
        """A sentence in which the names of commands in braces stand for their keys."""
        return commands.with_keys(sentence, self.SCOPE)

    def notify_error(self, error: ReaderError) -> None:
        """Tell the person what went wrong."""
        self.bottom.say(str(error), error=True)

    @contextmanager
    def telling_errors(self) -> Iterator[None]:
        """Within it, an error that a person can be told about ends in the bottom line."""
        try:
            yield
        except ReaderError as error:
            self.notify_error(error)

    def remember(self, **fields: object) -> None:
        """Keep something for the next start."""
        with self.telling_errors():
            self.library.keep_session(**fields)

    # -- hearing what changed ---------------------------------------------------------------------

    def on_compose(self) -> None:
        # The clock of frames would only start at the first change of a screen, which then waited for all of a frame;
        # and what a key does in two steps would often be two frames. No public door leads here.
        self._update_timer._interval = FRAME
        self._update_timer.resume()

    def on_mount(self) -> None:
        self.bottom.hints = self.hints
        self._stop_listening()
        self._stop_listening = self.library.listen(self._hear)

    def on_unmount(self) -> None:
        self._stop_listening()

    def on_screen_suspend(self) -> None:
        self.leaving = False

    def _hear(self, change: Change) -> None:
        # Any thread may come here: a deque and post_message are all that it may touch.
        first = not self._changes
        self._changes.append(change)
        if first:
            self.post_message(self.LibraryChanged())

    def take_changes(self) -> list[Change]:
        """All changes that nobody has taken yet."""
        changes = []
        while self._changes:
            changes.append(self._changes.popleft())
        return changes

    # -- following keys ---------------------------------------------------------------------------

    @property
    def scope(self) -> str:
        """Which commands keys name at the moment."""
        return self.SCOPE

    def begin(self, mode: Mode) -> None:
        """Let keys mean something else."""
        self.mode = mode
        self._show_mode()

    def end_mode(self) -> None:
        """Let keys name commands again."""
        self.mode = self.bottom.wrong = None
        self._show_mode()

    def _show_mode(self) -> None:
        self.bottom.entry = None if self.mode is None else self.mode.entry
        self.bottom.aside = None if self.mode is None else self.mode.aside
        if self.mode is not None:
            self.bottom.wrong = self.mode.wrong
        self.bottom.typing = () if self.mode is None else self.mode.hints

    def types(self, key: str, character: str | None) -> bool:
        """Take a key as text that is being typed, if some is."""
        if self.mode is None:
            return False
        if self.mode.entry is None:
            key, character = commands.meant(self.SCOPE, key, character)
        taken = self.mode.press(key, character)
        self._show_mode()
        return taken

    def on_paste(self, event: events.Paste) -> None:
        if self.mode is not None:
            event.stop()
            self.mode.paste(event.text)
            self._show_mode()

    async def on_key(self, event: events.Key) -> None:
        # Commands are run here and not by Textual's bindings, which the app looks up a moment later: what is typed
        # next, however fast, must meet what this key has done.
        if self.leaving or self.app.screen is not self:
            # Typed for the screen that comes next: back to the app, behind the request that brings it.
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
            return
        self.pressed_at = time.monotonic()
        if self.types(event.key, event.character):
            event.stop()
            event.prevent_default()
            return
        self.key, _ = commands.meant(self.scope, event.key, event.character)
        if self.scope == self.SCOPE:
            step = self._typed.press(self.key)
            self.bottom.typing, self.times = step.next, step.times
        else:
            step = Step(True, commands.keys_in(self.scope).get(self.key))
        command = step.command if step.taken else commands.keys_in(self.SCOPE).get(self.key)
        if step.taken or command is not None or self.key in commands.freed_in(self.SCOPE):
            event.stop()
            event.prevent_default()
        if command is not None and not self._lacks(command):
            await self.run_action(command.name)
            self.acted()

    def acted(self) -> None:
        """A command has been run: what the screen says of itself belongs into the same frame."""
        self.place_cursor()

    def cursor_place(self) -> Offset | None:
        """Where the terminal's own cursor belongs: at what is being read."""
        return None

    def place_cursor(self) -> None:
        """Put the terminal's own cursor where it belongs, for those who see it."""
        place = self.cursor_place() if self.settings.screen_reader else None
        if place is not None:
            self.app.cursor_position = place

    def _lacks(self, command: commands.Command) -> bool:
        """Whether a command needs what is not here; the person is told."""
        lacking = sorted(command.needs - self.at_hand) if command.needs else ()
        if lacking:
            self.say(self.keyed(commands.MISSING[lacking[0]]))
        return bool(lacking)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        needs = commands.needs_in(self.SCOPE).get(action)
        return True if not needs or needs <= self.at_hand else None
