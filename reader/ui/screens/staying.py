"""The staying screen: whatever others do, the article under the cursor stays there; every shelf keeps its place."""

from __future__ import annotations

from reader.domain.shelf import Shelf
from reader.library.listing import Listing
from reader.ui.screens.filtering import FilteringScreen

KEPT_PLACES = 50
"""Shelves whose places outlive the app."""


class StayingScreen(FilteringScreen):
    """A list on which nothing moves under a hand that is about to press a key."""

    _held = ""
    """The article that stays, though others have taken it off this shelf, until the cursor leaves it."""

    def on_mount(self) -> None:
        self._positions: dict[Shelf, int] = {}
        """Which row the cursor was on, for a shelf that has lost the article."""
        kept = self.library.session.get("places")
        for place in kept if isinstance(kept, list) else ():
            match place:
                case [str(name), str(uid), int(offset), int(position)] if (shelf := Shelf.parse(name)) is not None:
                    self._places[shelf] = (uid, offset)
                    self._positions[shelf] = position

    # -- the article under the cursor -------------------------------------------------------------

    def _read(
        self,
        uid: str = "",
        offset: int | None = None,
        otherwise: int | None = None,
        changed: frozenset[str] | None = None,
    ) -> None:
        here = self.rows.current
        self._held = here.uid if changed is not None and not uid and here is not None else ""
        super()._read(uid, offset, otherwise, changed)

    def _listing(self) -> Listing:
        listing, before = super()._listing(), self.rows.listing
        if self._held and before is not None and listing.position(self._held) is None:
            return listing.with_row(self._held, before, self.rows.cursor)
        self._held = ""
        return listing

    # -- the places of shelves --------------------------------------------------------------------

    def watch_shelf(self, old: Shelf, new: Shelf) -> None:
        self._positions[old] = self.rows.cursor
        wanted, offset = self._places.get(new, ("", 0))
        super().watch_shelf(old, new)
        here = self.rows.current
        if wanted and here is not None and here.uid != wanted:
            self.rows.go_to(self._positions.get(new, 0), offset)
        self._places[old] = self._places.pop(old)  # the last one left is the last one forgotten
        last = list(self._places.items())[-KEPT_PLACES:]
        self.remember(places=[[str(shelf), *place, self._positions.get(shelf, 0)] for shelf, place in last])
