"""The results screen: what was found in all texts, each article with its passage; the base of the search screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.message import Message

from reader.domain.article import Article
from reader.domain.plain import plain
from reader.domain.shelf import Kind
from reader.library.library import Library
from reader.services.search.seeker import MOST, TYPED_MOST, Answer, Seeker, Wanted
from reader.ui import commands
from reader.ui.phrases import count, number
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.screens.going_about import GoingAboutScreen
from reader.ui.search_words import PROMPT
from reader.ui.widgets.found_rows import FoundRows
from reader.ui.widgets.heading import Heading

if TYPE_CHECKING:
    from reader.services.search.seeking import Found

PATIENCE, LONG_PATIENCE = 0.025, 0.2
"""Seconds that a key waits for what is found while typing, and when typing has ended; then it comes when it comes."""
LOOK_SECONDS = 0.5
"""How often it is looked how far the index is."""
INTRO = (
    "Type words that stand in a text, its title or your notes.",
    '"the tides" is a phrase, tid* a beginning; -draft, tides or ebb, tag:sea, is:unread and more narrow it down.',
)


class ResultsScreen(CommandScreen, GoingAboutScreen):
    """Has words found in a thread, shows what was found, and says how much that is."""

    SCOPE = commands.RESULTS
    BINDINGS = commands.bindings_in(commands.RESULTS)
    DEFAULT_CSS = "ResultsScreen { background: $background; }"

    rows: FoundRows

    class Answered(Message, bubble=False):
        """What was sought has been found, later than a key may wait."""

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.heading = Heading()
        self.rows = FoundRows()
        self._seeker = Seeker(library, lambda answer: self.post_message(self.Answered(answer)))
        self._wanted: Wanted | None = None
        """What is sought now."""
        self._found: Found | None = None
        """What was found last."""
        self._shown: Wanted | None = None
        """What that was sought by."""
        self._cursor_to = ""
        """The article that the cursor is to go to when the answer comes."""
        self.began_on = ""
        """The article on whose page the search began, if it did on the page."""
        self._opened = False
        self._index_said = ""

    def compose(self) -> ComposeResult:
        yield self.heading
        yield self.rows
        yield self.bottom

    def on_mount(self) -> None:
        super().on_mount()
        self.heading.name_shown = "Search"
        self.set_interval(LOOK_SECONDS, self._look_at_index)
        self._tell()

    def on_unmount(self) -> None:
        super().on_unmount()
        self._seeker.close()

    def cursor_place(self) -> Offset | None:
        return Offset(self.rows.region.x, self.rows.region.y + self.rows.cursor_line)

    def as_next_time(self) -> bool:
        """Become what the next start will show, which is never this."""
        return False

    # -- what is at hand --------------------------------------------------------------------------

    def current_article(self) -> Article | None:
        return self.rows.current

    @property
    def at_hand(self) -> frozenset[str]:
        return super().at_hand | (commands.SEARCH if self.words.strip() else frozenset())

    @property
    def words(self) -> str:
        """What is sought, as it was typed."""
        return "" if self._wanted is None else self._wanted.query.text

    # -- finding ----------------------------------------------------------------------------------

    def _seek(self, wanted: Wanted, patience: float, uid: str = "") -> None:
        self._wanted, self._cursor_to = wanted, uid
        answer = self._seeker.seek(wanted, patience)
        if answer is not None:
            self._show(answer)
        else:
            self._tell()

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        if event.answer.wanted is self._wanted:
            self._show(event.answer)

    def _show(self, answer: Answer) -> None:
        if answer.error is not None:
            self.notify_error(answer.error)
        if answer.found is None:
            return
        listing = answer.found.listing
        again = self._shown is not None and self._shown.query.text == answer.wanted.query.text
        at = listing.position(self._cursor_to) if self._cursor_to else None
        self._found, self._shown = answer.found, answer.wanted
        words = plain(answer.wanted.query.text).strip()
        self.rows.empty = (f"Nothing is found for “{words}”.", "") if words else INTRO
        if at is None:
            at = self.rows.cursor if again and self._cursor_to else 0
        self.rows.show(listing, Kind.ALL, at, None if self._cursor_to else at)
        self._tell()

    def _again(self, uid: str = "") -> None:
        """Seek the same again, the cursor staying where it is."""
        if self._wanted is not None:
            here = self.rows.current
            self._seek(self._wanted._replace(), LONG_PATIENCE, uid or (here.uid if here else "-"))

    # -- saying it --------------------------------------------------------------------------------

    def _tell(self) -> None:
        facts = [self._counted(), self._index_said]
        self.heading.facts = " · ".join(fact for fact in facts if fact)
        if self._found is None:
            self.rows.empty = INTRO
        self.bottom.status = "" if self.mode is not None else f"{PROMPT}{plain(self.words)}"

    def _counted(self) -> str:
        """How much was found, and in which order."""
        found, shown = self._found, self._shown
        if self._wanted is not shown:
            return "looking …"
        if found is None or shown is None or not shown.query.text.strip():
            return ""
        if not len(found.listing):
            return ""
        most = TYPED_MOST if shown.typing else MOST
        what = "title" if found.problem else "article"
        said = f"more than {number(most)} {what}s" if found.more else count(len(found.listing), what)
        if len(found.listing) < 2:
            return said
        return f"{said} · {'best' if shown.ranked and not found.problem else 'newest'} first"

    def _look_at_index(self) -> None:
        """Say how far the index is, and seek again when it is there."""
        if not self.is_active:
            return
        said, before = self._say_index(), self._index_said
        if said == before:
            return
        self._index_said = said
        if not said and self.words.strip():
            self._again()
        self._tell()

    def _say_index(self) -> str:
        progress, problem = getattr(self.app, "index_said", ("", ""))
        if self._seeker.fulltext.ready:
            return f"new texts are being read, {progress}" if progress else ""
        if problem:
            return problem
        return f"titles only: texts are being read, {progress}" if progress else "titles only: texts are not read yet"

    # -- the library ------------------------------------------------------------------------------

    @on(CommandScreen.LibraryChanged)
    def _see_changes(self) -> None:
        changes = self.take_changes()
        if self._found is None:
            return
        uids = frozenset().union(*(change.uids for change in changes))
        listing = self._found.listing
        if any(change.everything for change in changes):
            uids = frozenset(listing.uids())
        listing.forget(uids)
        self.rows.show_again(uids)
        here = [change for change in changes if not change.elsewhere]
        if self.is_active and any("removed" in change.fields for change in here):
            self._again(self._wanted_back)
        self._wanted_back = ""

    _wanted_back = ""
    """The article that came back by undo."""

    def show_again(self, uids: tuple[str, ...]) -> None:
        self._wanted_back = uids[0] if len(uids) == 1 else ""

    def on_screen_resume(self) -> None:
        if self._opened and self.rows.listing is not None:
            self._opened = False
            at = self.rows.listing.position(str(self.library.session.get("uid") or ""))
            if at is not None:
                self.rows.cursor = at
            # the next start goes on where the search began
            self.remember(page=bool(self.began_on), **({"uid": self.began_on} if self.began_on else {}))
        self._look_at_index()
