"""The page screen: one article on the page, and where the reader is in it; the base of all that can be done there."""

from __future__ import annotations

import time

from textual import on
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.reactive import var
from textual.timer import Timer

from reader.domain.anchor import Anchor
from reader.domain.article import Article, State
from reader.domain.errors import ReaderError
from reader.domain.pace import USUAL
from reader.domain.plain import plain
from reader.domain.settings import Settings
from reader.library.library import Library
from reader.library.listing import Listing
from reader.services.pace import PaceMeter, pace_of
from reader.text.anchors import anchor_at, find_anchor
from reader.text.blocks import Block, Kind
from reader.text.document import START, Document, Position, start_of
from reader.text.passed import Passed
from reader.ui import commands
from reader.ui.phrases import number, percent
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.widgets.page import MEASURE, MEASURE_CJK, Page
from reader.ui.widgets.title_block import end_block, title_block

SAVED_AFTER = 0.4
"""Seconds after a move until the place is saved."""
A_LOOK = 3.0
"""Seconds that the end must have been on the screen for the reader to have read it without moving on."""
ROOMY = 20
"""Rows of a screen from which on the text has a blank row above and below."""


class PageScreen(CommandScreen):
    """Shows the article it is given, saves the place, tells how far the reader is."""

    SCOPE = commands.PAGE
    BINDINGS = commands.bindings_in(commands.PAGE)
    DEFAULT_CSS = """
    PageScreen {
        background: $background;
        &.-roomy > Page { margin: 1 0; }
    }
    """

    article: var[Article | None] = var(None)
    """The article as it is in the library now."""
    bookmarked: var[bool] = var(False)
    progress: var[float] = var(0.0)
    """The share of the text that lies behind the reader."""
    minutes_left: var[int] = var(0)
    section: var[str] = var("")
    """The heading of the section the reader is in."""
    section_left: var[int] = var(0)
    """Minutes that the rest of the section takes; 0 where there is no other section."""
    zen: var[bool] = var(False)
    """Whether there is nothing but the text."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.page = Page()
        self._listing: Listing | None = None
        self._position = 0
        self._saving: Timer | None = None
        self._kept = START
        """The place as the library has it."""
        self._passed = Passed()
        self._seen = (0.0, 0.0)
        self._seen_since = 0.0
        self._finished = False
        self._pace = USUAL
        self._meter = PaceMeter()

    def compose(self) -> ComposeResult:
        yield self.page
        yield self.bottom

    def current_article(self) -> Article | None:
        return self.article

    def show(
        self,
        article: Article,
        listing: Listing | None = None,
        position: int = 0,
        place: Position | Anchor | None = None,
    ) -> None:
        """Show an article where it was left, or at a place; its neighbours are those in the listing."""
        self._listing, self._position = listing, position
        self._pace = pace_of(self.library, self.settings)
        body, foot = self._read(article)
        document = Document(body)
        wanted = article.place if place is None else place
        place = find_anchor(document, wanted) if isinstance(wanted, Anchor) and body else None
        if isinstance(wanted, Position):
            place = wanted
        natural = MEASURE_CJK if article.cjk * 2 > article.words else MEASURE
        self.page.show(document, title_block(article, self._pace), foot, place, natural, article.language)
        self._kept = place or START
        self._finished = article.state is State.READ
        self._passed = Passed(document.fraction(place) if place is not None else 0.0)
        self._look()
        self._opened(article)
        self.shown()

    def shown(self) -> None:
        """Another text is on the page: what lies over it is to be found."""

    # What is on the screen, and how far that is

    def on_mount(self) -> None:
        super().on_mount()
        self._tell()

    def on_resize(self) -> None:
        self.set_class(self.size.height >= ROOMY, "-roomy")

    def watch_settings(self, settings: Settings) -> None:
        self.page.settings = settings

    @on(Page.Moved)
    def _page_moved(self, event: Page.Moved) -> None:
        if event.reading:
            self._turned()
            self._passed.add(*self._seen)
            if self.page.view.at_end:
                self._finish(*self.page.view.seen)
        self._look()
        if self._saving is None and self.page.place != self._kept:
            self._saving = self.set_timer(SAVED_AFTER, self.keep_place_now)

    def acted(self) -> None:
        super().acted()
        if self.article is not None:
            self._find_where()

    def cursor_place(self) -> Offset | None:
        return Offset(self.page.margin, self.page.region.y + self.page.view.row)

    def _turned(self) -> None:
        """Learn how long the text took that went by."""
        if self.article is not None:
            share = max(0.0, self.page.view.seen[0] - self._seen[0])
            seconds = time.monotonic() - self._seen_since
            self._meter.turned(self.article.words * share, self.article.cjk * share, seconds)

    def _look(self) -> None:
        """Take note of what is on the screen now."""
        self._seen, self._seen_since = self.page.view.seen, time.monotonic()
        self.place_cursor()
        self._find_where()

    def _find_where(self) -> None:
        """Find out how far the reader is and in which section."""
        view, document = self.page.view, self.page.document
        self.progress = 1.0 if view.at_end else 0.0 if view.at_top else document.fraction(view.anchor)
        heading = None if view.at_top else document.heading_before(view.anchor)
        self.section = plain(heading.text) if heading is not None else ""
        self.section_left = self._minutes_to_next_heading() if heading is not None and not view.at_end else 0

    def _minutes_to_next_heading(self) -> int:
        document, article = self.page.document, self.article
        following = document.heading_after(self.page.view.anchor)
        if article is None or following is None:
            return 0
        share = max(0.0, document.fraction(start_of(following)) - self.progress)
        return self._pace.minutes(round(article.words * share), round(article.cjk * share))

    # Saving the place

    def keep_place_now(self) -> None:
        """Save where the reader is, if that has changed."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
        place = self.page.place
        if place == self._kept or self.article is None or self.library.read_only:
            return
        self._kept = place
        with self.telling_errors():
            self.library.articles.keep_place(self.article.uid, anchor_at(self.page.document, place), self.progress)

    def on_screen_suspend(self) -> None:
        super().on_screen_suspend()
        self.keep_place_now()

    def on_unmount(self) -> None:
        self.keep_place_now()
        super().on_unmount()

    def action_back(self) -> None:
        """Go back to the list."""
        self.leave_article()
        self.app.pop_screen()

    def leave_article(self) -> None:
        """The reader goes to another article or back to the list."""
        if self.page.view.at_end and time.monotonic() - self._seen_since >= A_LOOK:
            self._finish(*self._seen)
        self.keep_place_now()
        with self.telling_errors():
            self._meter.keep(self.library)

    def _finish(self, start: float, end: float) -> None:
        """Mark the article read if, with what is on the screen, most of it has been passed."""
        self._passed.add(start, end)
        if self.article is None or self._finished or not self._passed.most or self.library.read_only:
            return
        self._finished = True
        with self.telling_errors():
            self.library.articles.finish(self.article.uid)
            self.say_done("Read to the end")

    # The library

    def _read(self, article: Article) -> tuple[str, tuple[Block, ...]]:
        """The body and what stands below it; a sentence where there is no body."""
        if article.waiting:
            said = [article.problem or "The text of this article has not been fetched yet."]
            said.append(self.keyed("{fetch_again} fetches it, {open_original} opens its address in the browser."))
            return "", tuple(Block(Kind.PARAGRAPH, plain(sentence), gap=1) for sentence in said)
        try:
            body = self.library.bodies.read(article.uid, article.edition)
        except ReaderError as error:
            return "", (Block(Kind.PARAGRAPH, plain(error)),)
        return (body, end_block()) if body.strip() else ("", (Block(Kind.PARAGRAPH, "There is no text here."),))

    def _opened(self, article: Article) -> None:
        self.article = article
        if not self.library.read_only:
            with self.telling_errors():
                self.library.articles.open(article.uid)
        self._read_again()

    @on(CommandScreen.LibraryChanged)
    def _library_changed(self) -> None:
        changes = self.take_changes()
        if self.article is not None and any(c.everything or self.article.uid in c.uids for c in changes):
            before = self.article
            self._read_again()
            if (before.edition, before.waiting) != (self.article.edition, self.article.waiting):
                self._show_other_text(self.article)
            else:
                self.shown()

    def _show_other_text(self, article: Article) -> None:
        """The article has another text now: show it where the reader is."""
        view = self.page.view
        place = None if view.at_top else anchor_at(self.page.document, self.page.place)
        self.show(article, self._listing, self._position, place)

    def _read_again(self) -> None:
        """Take the article's facts from the library."""
        if self.article is not None:
            self.article = self.library.articles.get(self.article.uid) or self.article

    # The bottom line

    def watch_article(self, article: Article | None) -> None:
        self.bookmarked = article is not None and article.bookmarked is not None
        self._tell()

    def watch_progress(self) -> None:
        self._tell()

    def watch_section(self) -> None:
        self._tell()

    def watch_section_left(self) -> None:
        self._tell()

    def watch_zen(self, zen: bool) -> None:
        self._show_mode()

    def _show_mode(self) -> None:
        super()._show_mode()
        self.bottom.display = not self.zen or self.mode is not None  # whoever types wants to see it

    def _tell(self) -> None:
        """Say in the bottom line where the reader is."""
        article = self.article
        if article is None:
            return
        self.minutes_left = self._pace.minutes_left(article.words, article.cjk, self.progress)
        left = "the end" if self.page.view.at_end else f"{number(self.minutes_left)} min left"
        words = f"{percent(self.progress)}   {left}"
        section = self.section
        if section and 0 < self.section_left < self.minutes_left:
            section = f"{number(self.section_left)} in {section}"
        signs = [section, "in the Bin" if article.removed else "", "✎" if article.note else ""]
        self.bottom.status = " · ".join([("★ " if self.bookmarked else "") + words, *(s for s in signs if s)])
