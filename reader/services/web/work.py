"""One piece of work on the web: what fetches, what parses, what is kept to, and where it goes."""

from __future__ import annotations

from reader.domain.draft import Draft
from reader.library.library import Library
from reader.services.parsers import Parsers
from reader.services.web.fetch import Fetcher
from reader.services.web.manners import Manners
from reader.services.web.page import FeedThere, fetch_text


class Web:
    """What fetching needs, for one piece of work; to be used as a context."""

    def __init__(self, library: Library, parsers: Parsers, allow_private: bool, mute: tuple[str, ...] = ()) -> None:
        self.library = library
        self.parsers = parsers
        self.fetcher = Fetcher(allow_private)
        self.manners = Manners()
        self.mute = mute
        """Rules that leave out entries of every feed."""

    async def __aenter__(self) -> Web:
        await self.fetcher.__aenter__()
        return self

    async def __aexit__(self, *of_an_exception: object) -> None:
        await self.fetcher.__aexit__(*of_an_exception)

    async def text_at(self, url: str) -> Draft | FeedThere:
        """The text at an address, or the feed that is there; raises ReaderError."""
        return await fetch_text(self.fetcher, self.parsers, self.manners, url)
