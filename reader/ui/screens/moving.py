"""Moving on the page: lines, pages, paragraphs, headings, counts, jumps and the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from reader.domain.anchor import Anchor
from reader.domain.article import Article
from reader.domain.plain import plain
from reader.library.found_listing import FoundListing
from reader.library.library import Library
from reader.library.listing import Listing
from reader.text.document import Position, start_of
from reader.ui.phrases import percent
from reader.ui.screens.page_screen import PageScreen
from reader.ui.widgets.choices import Choice

REMEMBERED = 100
"""Jumps that can be taken back."""


class Place(NamedTuple):
    """Where a jump began."""

    article: str
    position: Position
    row: int
    """The screen row that it stood on."""


class Left(NamedTuple):
    """Where the reader was, and among which articles, when something else came."""

    place: Place
    listing: Listing | None
    at: int
    """The article's position in the listing."""
    words: str = ""
    """What was being looked for in the text."""


def place_in(listing: Listing | None, at: int) -> Anchor | None:
    """Where in the article at a position of a listing one wants to begin, if not where it was left."""
    if isinstance(listing, FoundListing):
        return listing.place(at)
    mark = None if listing is None else listing.mark(at)
    return None if mark is None else mark.place


class MovingScreen(PageScreen):
    """Performs the moves; every jump can be taken back."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._trail: list[Place] = []
        """Where jumps began, the last one last."""
        self._at_the_end = False
        """Whether the reader has been told what comes after the end."""

    # Other articles

    def neighbour(self, step: int) -> Article | None:
        """The article so many places further in the list, if there is one."""
        position = self._position + step
        return self._listing[position] if self._listing is not None and 0 <= position < len(self._listing) else None

    def go_to_article(self, article: Article, place: Position | Anchor | None = None) -> None:
        """Show another article, at a place if one is given."""
        self.leave_article()
        self._at_the_end = False
        position = self._listing.position(article.uid) if self._listing is not None else None
        self.show(article, self._listing, self._position if position is None else position, place)

    def left(self) -> Left | None:
        """Where the reader is."""
        return (
            None
            if self.article is None
            else Left(self._here(self.article), self._listing, self._position, self.search_words)
        )

    def come_back(self, left: Left) -> None:
        """Show again what was left, as it was."""
        place = left.place
        if self.article is None or self.article.uid != place.article:
            article = self.library.articles.get(place.article)
            if article is None:
                return
            self.show(article, left.listing, left.at, place.position)
            self.page.go(place.position, place.row)
        self._listing, self._position = left.listing, left.at

    def action_next_article(self) -> None:
        """Open the next article of the list."""
        self._go_on(1)

    def action_previous_article(self) -> None:
        """Open the article before."""
        self._go_on(-1)

    def _go_on(self, step: int) -> None:
        article = self.neighbour(step)
        if article is None:
            self.say("This is the last article of the list." if step > 0 else "This is the first article of the list.")
            return
        position = self._position + step
        self.leave_article()
        self._at_the_end = False
        self.show(article, self._listing, position, place_in(self._listing, position))

    # Reading on and back

    def action_down(self) -> None:
        """Read on by a line."""
        self.page.move(self.times or 1)

    def action_up(self) -> None:
        """Go back by a line."""
        self.page.move(-(self.times or 1))

    def action_page_down(self) -> None:
        """Read on by a page, and at the end to the next article."""
        if self.page.view.at_end:
            self._offer_next()
        else:
            self._at_the_end = False
            for _ in range(self.times or 1):
                self.page.page(1)

    def action_page_up(self) -> None:
        """Go back by a page."""
        for _ in range(self.times or 1):
            self.page.page(-1)

    def action_half_down(self) -> None:
        """Read on by half a page."""
        self.page.half(self.times or 1)

    def action_half_up(self) -> None:
        """Go back by half a page."""
        self.page.half(-(self.times or 1))

    def action_next_paragraph(self) -> None:
        """Go to the next paragraph."""
        for _ in range(self.times or 1):
            self.page.paragraph(1)

    def action_previous_paragraph(self) -> None:
        """Go to the paragraph before."""
        for _ in range(self.times or 1):
            self.page.paragraph(-1)

    def _offer_next(self) -> None:
        """Say what comes after this article; asked again, open it."""
        following = self.neighbour(1)
        if following is None:
            self.page.page(1)
            self.say("The end, and the last article of the list")
        elif self._at_the_end:
            self.action_next_article()
        else:
            self._at_the_end = True
            self.page.page(1)
            opens = self.keyed("The end · {page_down} opens")
            self.say(f"{opens} “{plain(following.title)}” · {self.keyed('{archive} archives this one')}")

    # Jumps

    def jump(self, position: Position, row: int | None = None) -> None:
        """Go somewhere else in the text, and remember from where."""
        self.remember_place()
        if row is None:
            self.page.go(position)
        else:
            self.page.go(position, row)

    def remember_place(self) -> None:
        """Something will lead away from here: remember the way back."""
        if self.article is not None:
            place = self._here(self.article)
            if not self._trail or self._trail[-1] != place:
                self._trail = [*self._trail, place][-REMEMBERED:]

    def _here(self, article: Article) -> Place:
        return Place(article.uid, self.page.place, self.page.view.row)

    def action_go_back(self) -> None:
        """Go back to where the last jump began."""
        if not self._trail:
            self.say("There was no jump to go back from")
            return
        self._return_to(self._trail.pop())

    def swap_with_last(self) -> None:
        """Go back to where the last jump began, so that the same again leads here."""
        if not self._trail or self.article is None:
            self.say("There was no jump to go back from")
            return
        here = self._here(self.article)
        last, self._trail[-1] = self._trail[-1], here
        self._return_to(last)

    def _return_to(self, place: Place) -> None:
        if self.article is not None and place.article == self.article.uid:
            self.page.go(place.position, place.row)
        elif (article := self.library.articles.get(place.article)) is not None:
            self.go_to_article(article, place.position)

    def action_next_heading(self) -> None:
        """Go to the next heading."""
        self._jump_by(partial(self._pass_headings, 1))

    def action_previous_heading(self) -> None:
        """Go to the heading before."""
        self._jump_by(partial(self._pass_headings, -1))

    def action_top(self) -> None:
        """Go to the beginning."""
        self._jump_by(self.page.to_top)

    def action_end(self) -> None:
        """Go to the end."""
        self._jump_by(self.page.to_end)

    def action_to_share(self) -> None:
        """Go to a share of the text, in percent."""
        if self.times is None:
            self.say("Type a number before %, such as 30%")
        else:
            self.jump(self.page.document.at_fraction(min(100, self.times) / 100))

    def _pass_headings(self, step: int) -> None:
        for _ in range(self.times or 1):
            self.page.heading(step)

    def _jump_by(self, move: Callable[[], object]) -> None:
        before = self.page.place
        self.remember_place()
        move()
        if self.page.place == before and self._trail:
            self._trail.pop()

    # Contents

    def action_contents(self) -> None:
        """Choose a heading to go to."""
        headings = self.page.document.headings()
        if not headings:
            self.say("This text has no headings")
            return
        here = self.page.document.heading_before(self.page.view.reading)
        rows: list[Choice | str] = []
        least = min(heading.level for heading in headings)
        for heading in headings:
            share = self.page.document.fraction(start_of(heading))
            title = f"{'  ' * (heading.level - least)}{plain(heading.text)}"
            rows.append(Choice(f"{heading.source}", percent(share).rjust(5), title))
        at = headings.index(here) if here in headings else 0
        self.ask("Contents", rows, self._go_to_heading, at)

    def _go_to_heading(self, source: str) -> None:
        self.jump(Position(int(source), 0), 1)
