"""The history screen: what was done and when, in words; all that came after something can be taken back at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from textual import on
from textual.message import Message

from reader.domain.deed import Deed
from reader.domain.errors import ReaderError
from reader.domain.plain import plain
from reader.domain.shelf import ALL, BIN
from reader.library.library import Library
from reader.ui import commands
from reader.ui.phrases import count, day, number
from reader.ui.requests import OpenArticle, Told
from reader.ui.screens.asking_screen import AskingScreen
from reader.ui.screens.rows_screen import RowsScreen
from reader.ui.telling import told
from reader.ui.widgets.choices import Choice
from reader.ui.widgets.history_rows import HistoryRows
from reader.ui.widgets.rows import Rows

AT_ONCE = 100
"""Deeds that are read in one go."""
BACK, OPEN = "back", "open "
"""What choosing among the details means: to take back, or to open the article that is named."""


class HistoryScreen(RowsScreen):
    """Reads the journal as far as somebody looks, beside the keys, and takes back what is chosen."""

    SCOPE = commands.HISTORY
    BINDINGS = commands.bindings_in(commands.HISTORY)
    DEFAULT_CSS = """
    HistoryScreen { background: $background; & HistoryRows { margin: 1 0; } }
    """

    class Found(Message, bubble=False):
        """So much has been read."""

        def __init__(self, deeds: Sequence[Deed], source: Iterator[Deed], first: bool, last: bool) -> None:
            super().__init__()
            self.deeds = deeds
            self.source = source
            self.first = first
            self.last = last

    def __init__(self, library: Library) -> None:
        super().__init__(library, "History")
        self.rows: HistoryRows = HistoryRows()
        self._source: Iterator[Deed] | None = None
        self._whole = self._reading = self._stale = False

    def on_mount(self) -> None:
        self._read()

    @property
    def at_hand(self) -> frozenset[str]:
        return commands.DEED if self.rows.current is not None else frozenset()

    # -- reading ----------------------------------------------------------------------------------

    @on(AskingScreen.LibraryChanged)
    def _see_changes(self) -> None:
        if any(change.everything or change.label for change in self.take_changes()):
            self._read()

    def _read(self, on: bool = False) -> None:
        """Read the journal anew as far as it was read, or on from there."""
        if self._reading:
            self._stale |= not on
            return
        self._reading = True
        size = AT_ONCE if on else max(AT_ONCE, len(self.rows))
        work = partial(self._read_beside, self._source if on else None, size)
        self.app.run_worker(work, thread=True, exit_on_error=False, group="history")

    def _read_beside(self, source: Iterator[Deed] | None, size: int) -> None:
        # This runs in a thread, where nothing but post_message may be touched.
        going_on = self.library.deeds() if source is None else source
        found = list(islice(going_on, size))
        self.post_message(self.Found(found, going_on, source is None, len(found) < size))

    @on(Found)
    def _show(self, found: Found) -> None:
        self._reading, self._source, self._whole = False, found.source, found.last
        if found.first:
            self.rows.empty = ("Nothing has been done here yet.", "Whatever you change stands here, to be taken back.")
            self.rows.show(found.deeds)
        else:
            self.rows.go_on(found.deeds)
        self.heading.facts = count(len(self.rows), "change") if self._whole else ""
        if self._stale:
            self._stale = False
            self._read()

    def acted(self) -> None:
        super().acted()
        if not self._whole and self.rows.cursor + AT_ONCE // 2 > len(self.rows):
            self._read(on=True)

    # -- looking closer, taking back --------------------------------------------------------------

    @on(Rows.Chosen)
    def action_open(self) -> None:
        """Show which articles it was, and offer to take everything back down to here."""
        deed = self.rows.current
        if deed is None:
            return
        later = [later for later in self.rows.deeds[: self.rows.cursor + 1] if not later.undone]
        rows: list[Choice | str] = [f"{told(deed)} · {day(deed.at, with_time=True)}", _taking_back(deed, len(later))]
        articles = [article for uid in deed.uids if (article := self.library.articles.get(uid)) is not None]
        rows += ["", count(deed.articles, "article")] if articles else []
        rows += [Choice(f"{OPEN}{article.uid}", "", plain(article.title)) for article in articles]
        if (more := deed.articles - len(deed.uids)) > 0:
            rows.append(Choice("", "", f"and {number(more)} more", enabled=False))

        def chosen(result: str) -> None:
            if result == BACK:
                self.take_back(later)
            else:
                self._go_to(result.removeprefix(OPEN), deed)

        self.ask("Change", rows, chosen)

    def _go_to(self, uid: str, deed: Deed) -> None:
        for shelf in (ALL, BIN):
            listing = self.library.articles.listing(shelf).only(deed.uids)
            if (at := listing.position(uid)) is not None:
                self.post_message(OpenArticle(listing[at], listing, at))
                return

    def take_back(self, deeds: Sequence[Deed]) -> None:
        """Take deeds back, one after the other; each can be done again."""
        self.bottom.progress = f"Taking back {count(len(deeds), 'change')} …"
        work = partial(self._take_back_beside, deeds)
        self.app.run_worker(work, thread=True, exit_on_error=False, group="taking back")

    def _take_back_beside(self, deeds: Sequence[Deed]) -> None:
        # This runs in a thread, where nothing but post_message may be touched.
        done = 0
        try:
            for deed in deeds:
                if self.library.undo(only=deed.number) is None:
                    break
                done += 1
        except ReaderError as error:
            self.post_message(Told(str(error), ended=True, failed=True))
            return
        said = f"Taken back: {count(done, 'change')}"
        again = f"{self.key_of('redo')} does {'it' if done == 1 else 'them one by one'} again"
        why = again if done == len(deeds) else "then something else had been done: look again"
        self.post_message(Told(f"{said} · {why}", ended=True))


def _taking_back(deed: Deed, changes: int) -> Choice:
    """The choice that takes a deed back, with what was done after it."""
    if deed.undone:
        return Choice("", "", "Taken back", "U does again what was taken back last.", enabled=False)
    if changes == 1:
        return Choice(BACK, "", "Take back", "It can be done again.")
    return Choice(BACK, "", f"Take back {number(changes)}", "This and what came after it; each can be done again.")
