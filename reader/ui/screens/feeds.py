"""The feeds screen: what is subscribed to, how it fares, and how it is treated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from textual import on

from reader.domain.feed import Feed, Health
from reader.domain.plain import clean_line, plain
from reader.domain.shelf import Kind, Shelf
from reader.library.library import Library
from reader.services.feeds.managing import set_aside, tag_feeds, unsubscribe
from reader.services.tagging.tags import frequent
from reader.ui import commands
from reader.ui.errands import Errand
from reader.ui.phrases import count, number
from reader.ui.requests import RunErrand, ShowShelf, StopErrands
from reader.ui.screens.asking_screen import AskingScreen
from reader.ui.screens.asking_tags import ask_tags
from reader.ui.screens.filtered_rows import FilteredRowsScreen
from reader.ui.tag_words import Meant
from reader.ui.widgets.choices import Choice
from reader.ui.widgets.feed_rows import FeedRows
from reader.ui.widgets.rows import Rows

EMPTY = ("There are no feeds.", "{add} subscribes to one by its address, or to all of an OPML file.")
_BADLY = (Health.FAILING, Health.GONE)


class FeedsScreen(FilteredRowsScreen):
    """Finds, changes and removes feeds, and goes to their articles."""

    SCOPE = commands.FEEDS
    BINDINGS = commands.bindings_in(commands.FEEDS)
    DEFAULT_CSS = """
    FeedsScreen { background: $background; & FeedRows { margin: 1 0; } }
    """

    def __init__(self, library: Library) -> None:
        super().__init__(library, "Feeds")
        self.rows: FeedRows = FeedRows()

    def on_mount(self) -> None:
        super().on_mount()
        self._show()

    @property
    def at_hand(self) -> frozenset[str]:
        return commands.FEED if self.rows.current is not None else frozenset()

    @on(AskingScreen.LibraryChanged)
    def _see_changes(self) -> None:
        if any(c.everything or c.membership or c.fields & {"subscriptions", "state"} for c in self.take_changes()):
            self._show()

    def _show(self) -> None:
        here = self.rows.current
        every = self.library.feeds.all()
        words = self.filter.casefold().split()
        shown = [feed for feed in every if all(word in _text_of(feed) for word in words)]
        self.rows.empty = (f"No feed holds “{plain(self.filter)}”.", "Esc shows all again.")
        if not every:
            self.rows.empty = EMPTY[0], self.keyed(EMPTY[1])
        self.rows.show(shown, self.library.articles.feeds(), here.uid if here else "")
        bad = sum(feed.health() in _BADLY for feed in every)
        self.heading.facts = count(len(every), "feed") + (f" · {number(bad)} failing" if bad else "")
        self._tell()

    # Actions: going about

    @on(Rows.Chosen)
    def action_open(self) -> None:
        """Show the articles of the feed."""
        if (feed := self.rows.current) is not None:
            self.post_message(ShowShelf(Shelf(Kind.FEED, feed.uid)))

    # Actions: asking the web

    def action_add(self) -> None:
        """Subscribe to a feed, or to those of a file."""
        from reader.ui.screens.add import AddScreen, is_address, thing_in

        def answered(text: str | None) -> None:
            if text:
                thing = thing_in(text)
                command = ["feed", "add", "--", thing] if is_address(text) else ["add", "--", thing]
                self.post_message(RunErrand(Errand(f"add {thing}", "Subscribing", command)))

        self.app.push_screen(AddScreen(for_feeds=True), answered)

    def action_refresh(self) -> None:
        """Ask all feeds for what is new."""
        self.post_message(RunErrand(Errand("refresh", "Refreshing feeds", ["refresh"])))

    def action_refresh_one(self) -> None:
        """Ask this feed for what is new."""
        if (feed := self.rows.current) is not None:
            self.post_message(RunErrand(Errand("refresh", f"Refreshing {feed.called}", ["refresh", feed.uid])))

    def action_stop(self) -> None:
        """Stop what is being done."""
        self.post_message(StopErrands())

    # Actions: what is known and chosen

    def action_details(self) -> None:
        """Show everything that is known of the feed."""
        from reader.ui.screens.feed_details import FeedDetailsScreen

        if (feed := self.rows.current) is not None:
            self.app.push_screen(FeedDetailsScreen(feed, *self.library.articles.feeds().get(feed.uid, (0, 0))))

    def action_tag(self) -> None:
        """Give the feed and its articles tags."""
        if (feed := self.rows.current) is not None:
            ask_tags(self, feed.tags, frequent(self.library), partial(self._keep_tags, feed))

    def _keep_tags(self, feed: Feed, meant: Meant) -> None:
        with self.telling_errors():
            tag_feeds(self.library, [feed], *meant.set_on(feed.tags))
            self.say_done("Tagged")

    def action_settings(self) -> None:
        """Choose how the feed is treated."""
        if (feed := self.rows.current) is not None:
            self.ask(plain(feed.called), choices_of(feed), partial(self._choose, feed))

    def _choose(self, feed: Feed, what: str) -> None:
        asked: dict[str, tuple[str, str]] = {
            "name": ("Name: ", feed.called),
            "mute": ("Muted words, parted by commas: ", ", ".join(feed.mute)),
            "cap": ("New entries a day, 0 for all: ", str(feed.cap)),
            "keep": ("Days after which read entries are forgotten, 0 for never: ", str(feed.keep)),
        }
        if what in asked:
            self.ask_words(*asked[what], partial(self._change, feed, what))
        else:
            self._change(feed, what, "")

    def _change(self, feed: Feed, what: str, words: str) -> None:
        change: Callable[..., int] = partial(self.library.feeds.change, [feed.uid], "settings of a feed")
        with self.telling_errors():
            match what:
                case "name":
                    change(name=clean_line(words))
                case "mute":
                    change(mute=tuple(rule for part in words.split(",") if (rule := clean_line(part, 200))))
                case "cap" | "keep":
                    if not words.strip().isdecimal():
                        self.say("That must be a number")
                        return
                    change(**{what: min(int(words), 100_000)})
                case "paused":
                    change(paused=None if feed.paused else datetime.now(UTC), gone=None, after=None)
                case "full":
                    change(full=not feed.full)
                case "aside":
                    set_aside(self.library, [feed], not feed.aside)
            self.say_done("Changed")

    def action_remove(self) -> None:
        """Unsubscribe; the articles stay."""
        if (feed := self.rows.current) is not None:
            with self.telling_errors():
                unsubscribe(self.library, [feed])
                self.say_done("Unsubscribed; the articles stay")


def choices_of(feed: Feed) -> list[Choice | str]:
    """How a feed can be treated, with what is chosen now."""

    def yes(on: object) -> str:
        return "yes" if on else "no"

    return [
        Choice("name", "", "Name", plain(feed.called)),
        Choice("paused", "", "Paused", f"{yes(feed.paused or feed.gone)} · a paused feed is not asked"),
        Choice("full", "", "Whole texts", f"{yes(feed.full)} · fetch the page of every new entry"),
        Choice("aside", "", "Aside", f"{yes(feed.aside)} · keep its articles out of the Inbox"),
        Choice("mute", "", "Muted words", plain(", ".join(feed.mute)) or "none · leave out entries by their titles"),
        Choice("cap", "", "Cap", f"{number(feed.cap)} a day" if feed.cap else "none · take so many new entries a day"),
        Choice("keep", "", "Forget", f"after {count(feed.keep, 'day')}" if feed.keep else "never · what has been read"),
    ]


def _text_of(feed: Feed) -> str:
    return f"{feed.called} {feed.title} {feed.url} {' '.join(feed.tags)} {feed.health().value}".casefold()
