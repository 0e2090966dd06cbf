"""Article rows: the list of articles."""

from __future__ import annotations

from collections.abc import Collection, Container, Hashable, Sequence

from textual import events
from textual.message import Message
from textual.reactive import var

from reader.domain.article import Article
from reader.domain.mark import Mark
from reader.domain.pace import USUAL, Pace
from reader.domain.shelf import Kind
from reader.library.listing import Listing
from reader.ui.widgets.lines import Part
from reader.ui.widgets.row import mark_parts, row_parts
from reader.ui.widgets.rows import AIRY_FROM, COMPACT_BELOW, Rows

__all__ = ["AIRY_FROM", "COMPACT_BELOW", "ArticleRows"]

FEW = 50
"""Articles whose painted rows are forgotten one by one."""


class ArticleRows(Rows):
    """Shows a listing; says what is chosen; changes nothing itself."""

    pace: var[Pace] = var(USUAL, init=False)
    """How fast the reader reads."""

    class Picked(Message):
        """Someone wants what is under the cursor selected, or all from the last such place to here."""

        def __init__(self, whole_range: bool) -> None:
            super().__init__()
            self.whole_range = whole_range

    def __init__(self) -> None:
        super().__init__()
        self.listing: Listing | None = None
        self.kind = Kind.INBOX
        """What kind of shelf is listed, which decides whose age is shown."""
        self.selected: Container[str] = ()
        """The uids of what is selected."""

    def __len__(self) -> int:
        return 0 if self.listing is None else len(self.listing)

    def key_of(self, row: int) -> Hashable:
        assert self.listing is not None
        mark = self.listing.mark(row)
        return self.listing.uid(row) if mark is None else mark

    def parts_of(self, row: int, at_cursor: bool) -> Sequence[Sequence[Part]]:
        assert self.listing is not None
        article, mark = self.listing[row], self.listing.mark(row)
        selected = self.listing.uid(row) in self.selected
        if mark is not None:
            return mark_parts(mark, article, self.looks, at_cursor, self.active, selected)
        parts = row_parts(article, self.kind, self.looks, at_cursor, self.active, self.pace, selected)
        if self.spoken:
            said = (article.state, "bookmarked" if article.bookmarked else "", "selected" if selected else "")
            words = " · ".join(filter(None, said))
            parts[1].append((f" · {words}", parts[1][-1][1]))
        return parts

    @property
    def current(self) -> Article | None:
        """The article under the cursor, as it is now."""
        return self.listing[self.cursor] if self.listing is not None and self.cursor < len(self) else None

    @property
    def current_mark(self) -> Mark | None:
        """The mark under the cursor, if there is one and not an article."""
        return self.listing.mark(self.cursor) if self.listing is not None and self.cursor < len(self) else None

    def show(
        self,
        listing: Listing,
        kind: Kind,
        at: int,
        offset: int | None = None,
        changed: frozenset[str] | None = None,
    ) -> None:
        """Show a listing with the cursor at a position, `offset` rows below the top if that can be.

        If it is known which articles are `changed`, nothing else is painted as long as the same rows are in sight.
        """
        before = self._in_sight() if changed is not None and self.listing is not None else None
        self.listing, self.kind = listing, kind
        self.place(at, offset)
        if changed is not None and self._in_sight() == before:
            self.show_again(changed)
        else:
            self.forget_strips()

    def _in_sight(self) -> tuple[int, list[Hashable]]:
        """Where the cursor is on the screen, and which rows are."""
        rows = range(self.first, min(len(self), self.first + self.fitting + 1))
        return self.cursor - self.first, [self.key_of(row) for row in rows]

    def show_again(self, uids: frozenset[str] | set[str]) -> None:
        """Some articles are different: paint their rows again, and no others."""
        for uid in uids:
            self._strips.pop((uid, False), None)
            self._strips.pop((uid, True), None)
        for row in range(self.first, min(len(self), self.first + self.fitting + 1)):
            if self.listing is not None and self.listing.uid(row) in uids:
                self._refresh_row(row)

    def select_again(self, uids: Collection[str]) -> None:
        """Some articles are selected now, or not any more: paint their rows again."""
        if len(uids) > FEW or self.kind is Kind.BOOKMARKS:  # where marks have rows of their own
            self.forget_strips()
        else:
            self.show_again(frozenset(uids))

    def on_click(self, event: events.Click) -> None:
        row, part = divmod(event.y, self.pitch)
        row += self.first
        if (event.ctrl or event.shift) and part < self.row_lines and row < len(self):
            event.prevent_default()  # of the base class, which would open it
            self.cursor = row
            self.post_message(self.Picked(event.shift))

    def watch_pace(self) -> None:
        self.forget_strips()
