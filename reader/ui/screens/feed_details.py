"""The feed's details screen: everything that is known of a feed."""

from __future__ import annotations

from collections.abc import Iterator

from reader.domain.feed import Feed
from reader.domain.plain import plain
from reader.ui.phrases import count, day, number
from reader.ui.screens.details import LABEL
from reader.ui.screens.sheet import SheetScreen
from reader.ui.widgets.feed_rows import condition
from reader.ui.widgets.sheet import Line
from reader.ui.wrapping import wrapped


class FeedDetailsScreen(SheetScreen[None]):
    """Shows the facts of one feed."""

    def __init__(self, feed: Feed, articles: int, unread: int) -> None:
        super().__init__()
        self._feed = feed
        self._numbers = articles, unread

    def on_resize(self) -> None:
        width = max(8, min(self.app.size.width - 4, 90))
        label = LABEL if width >= 40 else 0
        lines: list[Line] = [[(text, "strong")] for text in wrapped(plain(self._feed.called), width)]
        lines.append(())
        for name, value in facts_of(self._feed, *self._numbers):
            for n, text in enumerate(wrapped(plain(value), width - label)):
                heading = (f"{name if n == 0 else '':<{label}}", "muted")
                lines.append([heading, (text, "text")] if label else [(text, "text")])
        self.sheet.show(lines)


def facts_of(feed: Feed, articles: int, unread: int) -> Iterator[tuple[str, str]]:
    """What is known of a feed, each fact with its name; nothing is said of what is not known."""
    facts = (
        ("Calls itself", feed.title if feed.name else ""),
        ("Address", feed.url),
        ("Site", feed.site),
        ("Articles", f"{count(articles, 'article')} · {number(unread)} unread"),
        ("Health", condition(feed) or "well"),
        ("Newest", day(feed.newest, with_time=True) if feed.newest else ""),
        ("Subscribed", day(feed.added, with_time=True) if feed.added else ""),
        ("Asked again", f"not before {day(feed.after, with_time=True)}" if feed.after else ""),
        ("Moved", f"{day(feed.moved)}, from {feed.former[-1]}" if feed.moved and feed.former else ""),
        ("Tags", " ".join(f"#{tag}" for tag in feed.tags)),
        ("Texts", "the page of every entry is fetched" if feed.full else "as the feed has them"),
        ("Inbox", "its articles stay out of it" if feed.aside else ""),
        ("Muted", " · ".join(feed.mute)),
        ("Cap", f"{number(feed.cap)} new entries a day" if feed.cap else ""),
        ("Forgotten", f"what was read {count(feed.keep, 'day')} ago" if feed.keep else ""),
        ("Uid", feed.uid),
    )
    return ((name, value) for name, value in facts if value)
