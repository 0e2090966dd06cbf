"""The shelf screen: one shelf of the library beside all the others, read again when the library changes."""

from __future__ import annotations

import time
from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.reactive import var
from textual.timer import Timer

from reader.domain.article import Article
from reader.domain.change import Change
from reader.domain.mark import Mark
from reader.domain.shelf import INBOX, Kind, Shelf, Sort
from reader.library.library import Library
from reader.library.listing import Listing
from reader.library.marked_listing import with_marks
from reader.services.pace import pace_of
from reader.ui import commands
from reader.ui.deciding import ALWAYS, BESIDE, DECIDES
from reader.ui.phrases import ORDERS, count, emptiness, nothing_found
from reader.ui.query_entry import QueryEntry
from reader.ui.requests import OpenArticle
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.screens.library_screen import PAINT
from reader.ui.sought import Sought
from reader.ui.widgets.article_rows import COMPACT_BELOW, ArticleRows
from reader.ui.widgets.heading import Heading
from reader.ui.widgets.shelves import Shelves

TINY = 60
"""Columns below which the shelves take the place of the articles."""
WIDE = 88
"""Columns from which on the shelves stand beside the articles."""
HIGH = COMPACT_BELOW
"""Lines from which on there is room for blank ones."""
BREATH = 1.0
"""Seconds between two readings while others change the library."""
LONG_BREATH = 5.0
"""The same while keys are pressed, which must not wait for a reading."""


class ShelfScreen(CommandScreen):
    """Shows a shelf as the library has it, with the cursor on the article where it was."""

    SCOPE = commands.LIST
    BINDINGS = commands.bindings_in(commands.LIST)
    DEFAULT_CSS = """
    ShelfScreen {
        background: $background;
        & Shelves { display: none; dock: left; margin: 1 0; }
        &.-shelves Shelves, &.-wide Shelves { display: block; }
        &.-high Heading { margin-bottom: 1; }
        &.-high ArticleRows { margin: 0 0 1 0; }
        &.-high Shelves { margin: 2 0; }
        &.-wide ArticleRows { margin: 1 0; } &.-wide Shelves { margin: 1 0 2 0; }
        &.-tiny.-shelves Shelves { width: 100%; }
    }
    """

    shelf: var[Shelf] = var(INBOX, init=False)
    """The shelf that is listed."""
    sort: var[Sort] = var(Sort.NATURAL, init=False)
    """The order of its articles."""
    filter: var[str] = var("", init=False)
    """What the listed articles must be or hold, as it was typed."""
    in_shelves: var[bool] = var(False, init=False)
    """Whether keys move between shelves, not articles."""

    def __init__(
        self,
        library: Library,
        shelf: Shelf = INBOX,
        sort: Sort = Sort.NATURAL,
        uid: str = "",
        page: bool = False,
        below: int | None = None,
    ) -> None:
        super().__init__(library)
        self.rows = ArticleRows()
        self.shelves = Shelves()
        self.heading = Heading()
        self._places: dict[Shelf, tuple[str, int]] = {}
        self._at, self._below = uid, below
        """The article that was at hand, and how many rows below the top it was, unless that was the top of the list."""
        self._page_wanted = page
        self._wanted = ""
        self._stale = False
        self._read_at = 0.0
        self._waiting: Timer | None = None
        self._due = False
        """Whether a reading waits for the next key to be painted."""
        self._entry: QueryEntry | None = None
        self.sought = Sought()
        self.set_reactive(ShelfScreen.shelf, shelf)
        self.set_reactive(ShelfScreen.sort, sort)

    def compose(self) -> ComposeResult:
        self._fit()
        if not self.has_class("-wide"):
            yield self.heading
        yield self.shelves
        yield self.rows
        yield self.bottom

    def on_mount(self) -> None:
        self._read(self._at, self._below)
        article = self.library.articles.get(self._at) if self._page_wanted else None
        if article is not None and self.rows.listing is not None:
            self.post_message(OpenArticle(article, self.rows.listing, self.rows.cursor))
        self.set_interval(60, self.rows.pass_time)

    def on_resize(self, event: events.Resize) -> None:
        self._fit()
        if event.size == self.outer_size:  # it was laid out and painted for it when it came: once is enough
            event.prevent_default()

    def _fit(self) -> None:
        """Choose what there is room for. Textual's breakpoints would do it after a first layout, and paint twice."""
        width, height = self.app.size
        room = {"-tiny": width < TINY, "-wide": width >= WIDE, "-high": height >= HIGH}
        self.update_classes(room, update=self.is_mounted)
        if self.is_mounted:
            if width < WIDE and not self.heading.is_attached:
                self.mount(self.heading)
            self.heading.display = width < WIDE

    def cursor_place(self) -> Offset | None:
        return Offset(self.rows.region.x, self.rows.region.y + self.rows.cursor_line)

    # -- what is at hand --------------------------------------------------------------------------

    def current_article(self) -> Article | None:
        return self.rows.current

    @property
    def at_hand(self) -> frozenset[str]:
        return super().at_hand | (commands.ARTICLES if len(self.rows) else frozenset())

    # -- reading the library ----------------------------------------------------------------------

    def _read(
        self,
        uid: str = "",
        offset: int | None = None,
        otherwise: int | None = None,
        changed: frozenset[str] | None = None,
    ) -> None:
        """Read the listing again; the cursor goes to an article, or stays on the one it is on.

        Where that is not listed any more, it stays at its position, or goes to the one given. Only rows that are other
        ones than before, or among those `changed`, are painted again, if that is known.
        """
        self._stale = False
        self._read_at = time.monotonic()
        self.rows.pace = pace_of(self.library, self.settings)
        here = self.rows.current
        uid = uid or (here.uid if here else "")
        with self.telling_errors():
            listing = self._listing()
            at = listing.position(uid) if uid else None
            self.rows.empty = nothing_found(self.filter) if self.filter else emptiness(self.shelf.kind)
            if at is None:
                at = self.rows.cursor if otherwise is None else otherwise
            self.rows.show(listing, self.shelf.kind, at, offset, changed)
            self._count()

    def _listing(self) -> Listing:
        listing = self.sought.listing(self.library, self.shelf, self.sort, self.rows.pace)
        if self.shelf.kind is not Kind.BOOKMARKS or self.sort is not Sort.NATURAL:
            return listing
        held = self.sought.among(self.library, self.marks, self.rows.pace)
        return with_marks(listing, held) if held else listing

    @property
    def marks(self) -> list[Mark]:
        """Every mark of the library, the newest first."""
        return self.library.marks.all()

    def _count(self) -> None:
        counts = self.counts_shown()
        tags, size_of = self.library.articles.tag_names(), self.library.articles.tag_count
        feeds = self.library.feeds.names()
        articles = self.library.articles.feeds() if feeds or self.shelf.kind is Kind.FEED else {}
        unread = {Shelf(Kind.FEED, uid): (name, articles.get(uid, (0, 0))[1]) for uid, name in feeds.items()}
        shown = {shelf: said for shelf, said in unread.items() if said[1] or shelf == self.shelf}
        searches = self.searches_shown()
        self.shelves.show(counts, tags, size_of, shown, searches)
        whole = counts.get(self.shelf, 0)
        if self.shelf.kind is Kind.TAG:
            whole = size_of(self.shelf.key)
        elif self.shelf.kind is Kind.FEED:
            whole = articles.get(self.shelf.key, (0, 0))[0]
        search, found = searches.get(self.shelf, ("", 0))
        self.heading.name_shown = feeds.get(self.shelf.key) or search or self.shelf.name
        marked = f" · {count(len(self.marks), 'mark')}" if self.shelf.kind is Kind.BOOKMARKS and self.marks else ""
        order = "" if self.sort is Sort.NATURAL else f" · {ORDERS[self.sort]}"
        self.heading.facts = count(whole or found, "article") + marked + order
        self.bottom.status = self.status_of(whole or found)

    def counts_shown(self) -> dict[Shelf, int]:
        """How many articles stand on the shelves that are no search, feed or tag."""
        return self.library.articles.counts()

    def searches_shown(self) -> dict[Shelf, tuple[str, int]]:
        """The saved searches: their names, and how much they find, as far as that is known."""
        return {}

    def status_of(self, whole: int) -> str:
        """What the bottom line says of a shelf with so many articles."""
        return ""

    def saw(self, changes: Sequence[Change]) -> None:
        """The library is different, and the list has been read again where that was needed."""

    @on(CommandScreen.LibraryChanged)
    def _see_changes(self) -> None:
        if self._too_soon():
            return
        changes = self.take_changes()
        fields = DECIDES.get(self.shelf.kind, ALWAYS)
        any_field = self.shelf.kind is Kind.SEARCH or self.sought.is_query  # who knows what a query asks for
        decisive = self._wanted or any(
            change.everything or (change.uids if any_field else change.fields & fields) for change in changes
        )
        if not self.is_active:  # Textual counts the screen under the top one as current
            self._stale = True
        elif decisive:
            uids = frozenset().union(*(change.uids for change in changes))
            others = all(change.elsewhere and not change.everything for change in changes) and not self._wanted
            self._read(self._wanted, changed=uids if others else None)
            self._wanted = ""
        else:
            self.rows.show_again(frozenset().union(*(change.uids for change in changes)))
            if any(change.membership or change.fields & BESIDE for change in changes):
                self._count()
        self.saw(changes)

    def _too_soon(self) -> bool:
        """Whether others, such as a refresh, change so much that it is taken in a second at a time."""
        if self._wanted or not self._changes or not all(change.elsewhere for change in self._changes):
            return False
        now = time.monotonic()
        since = now - self.pressed_at
        pressing = since < BREATH / 2
        wait = self._read_at + (LONG_BREATH if pressing else BREATH) - now
        self._due = wait <= 0 and pressing and not PAINT <= since < 2 * PAINT
        if wait <= 0 and not self._due:
            return False
        if self._waiting is None:
            self._waiting = self.set_timer(min(wait, BREATH / 2) if wait > 0 else BREATH / 2, self._waited)
        return True

    def _waited(self) -> None:
        self._waiting = None
        self._see_changes()

    def acted(self) -> None:
        super().acted()
        if self._due:  # there is most time for reading when a key has just been painted
            self._due = False
            self.set_timer(PAINT, self._see_changes)

    def on_screen_resume(self) -> None:
        session = self.library.session
        if session.get("page"):
            self.remember(page=False)
            self._read(str(session.get("uid") or ""))
        elif self._stale:
            self._read()

    def show_again(self, uids: tuple[str, ...]) -> None:
        # The library has told of the change already: the listing is read again when that message is seen.
        self._wanted = uids[0] if len(uids) == 1 else ""

    # -- shelf, order, filter ---------------------------------------------------------------------

    def watch_shelf(self, old: Shelf, new: Shelf) -> None:
        here = self.rows.current
        self._places[old] = (here.uid if here else "", self.rows.cursor - self.rows.first)
        uid, offset = self._places.get(new, ("", 0))
        self.shelves.shown = new
        self.bottom.hints = self.hints
        self._entry = self.bottom.entry = self.bottom.wrong = None
        self.set_reactive(ShelfScreen.filter, "")
        self.sought.take("", typing=False)
        self._read(uid or "-", offset, otherwise=0)
        self.remember(shelf=str(new))

    def watch_sort(self) -> None:
        self._read()
        self.remember(sort=str(self.sort))

    def watch_in_shelves(self, inside: bool) -> None:
        self.set_class(inside, "-shelves")
        self.shelves.active = inside
        self.rows.active = not inside
