"""Feed rows: what feeds are called, how much of them is unread, and how they fare."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from rich.style import Style

from reader.domain.feed import Feed, Health
from reader.domain.plain import plain
from reader.text.width import cell_width, fit
from reader.ui.phrases import age, count, number
from reader.ui.widgets.lines import Part
from reader.ui.widgets.row import BAR
from reader.ui.widgets.rows import Rows

UNREAD = "●"
TROUBLE = "!"
_SAID = {
    Health.NEW: "not asked yet",
    Health.PAUSED: "paused",
    Health.GONE: "gone: its server says that it is there no more",
}
_COUNT_CELLS = 7


class FeedRows(Rows):
    """Shows feeds; says what is chosen; changes nothing itself."""

    def __init__(self) -> None:
        super().__init__()
        self._feeds: Sequence[Feed] = ()
        self._counts: Mapping[str, tuple[int, int]] = {}

    def __len__(self) -> int:
        return len(self._feeds)

    def key_of(self, row: int) -> Hashable:
        feed = self._feeds[row]
        return feed, self._counts.get(feed.uid)

    @property
    def current(self) -> Feed | None:
        """The feed under the cursor."""
        return self._feeds[self.cursor] if self.cursor < len(self) else None

    def show(self, feeds: Sequence[Feed], counts: Mapping[str, tuple[int, int]], uid: str = "") -> None:
        """Show feeds with their numbers of articles and of unread ones, the cursor on one of them or where it was."""
        self._feeds, self._counts = feeds, counts
        self.go_to(next((n for n, feed in enumerate(feeds) if feed.uid == uid), self.cursor))

    def parts_of(self, row: int, at_cursor: bool) -> Sequence[Sequence[Part]]:
        feed = self._feeds[row]
        articles, unread = self._counts.get(feed.uid, (0, 0))
        health = feed.health()
        behind = Style(bgcolor=self.looks.cursor.bgcolor) if at_cursor and self.active else Style()
        bar = (BAR if at_cursor else " ", self.looks.accent + behind)
        sign = TROUBLE if health in (Health.FAILING, Health.GONE) else UNREAD if unread else " "
        size = number(unread) if unread else ""
        room = max(4, self.size.width - _COUNT_CELLS - 7)
        name = fit(plain(feed.called), room)
        title = self.looks.strong if unread else self.looks.muted if feed.paused else self.looks.text
        first: list[Part] = [
            bar,
            (f" {sign}   ", self.looks.accent + behind),
            (name + " " * (room - cell_width(name)), title + behind),
            (f"{size:>{_COUNT_CELLS - 1}}", self.looks.muted + behind),
        ]
        return [first, [bar, (f"     {said_of(feed, articles)}", self.looks.muted + behind)]]


def said_of(feed: Feed, articles: int) -> str:
    """What there is to say of a feed, on one line."""
    facts = [
        condition(feed),
        count(articles, "article"),
        f"newest {age(feed.newest)}" if feed.newest and feed.health() is not Health.SILENT else "",
        "whole texts" if feed.full else "",
        "aside" if feed.aside else "",
        " ".join(f"#{plain(tag)}" for tag in feed.tags),
    ]
    return " · ".join(fact for fact in facts if fact)


def condition(feed: Feed) -> str:
    """How a feed fares, if there is anything to say about that."""
    health = feed.health()
    if health is Health.SILENT and feed.newest:
        return f"silent since {age(feed.newest)}"
    if feed.problem and health is not Health.GONE:
        since = f" since {age(feed.failing)}" if feed.failing and health is Health.FAILING else ""
        return f"failing{since}: {plain(feed.problem)}"
    return _SAID.get(health, "")
