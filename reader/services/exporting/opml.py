"""The feeds, as every feed reader imports them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import ClassVar

from reader.services.exporting.exporter import Holds, Plainly
from reader.services.exporting.selection import Selection
from reader.services.feeds.opml import Subscription, opml_of

TITLE = "Feeds of reader"


class Opml(Plainly):
    """All feeds, or those of the articles that are chosen."""

    holds: ClassVar[Holds] = Holds.ALL
    suffix: ClassVar[str] = ".opml"
    signature: ClassVar[bytes] = f"<title>{TITLE}</title>".encode()

    def write(self, selection: Selection) -> Iterator[bytes]:
        """OPML 2.0, in a folder for each tag."""
        feeds = [Subscription(feed.url, feed.called, feed.site, feed.tags) for feed in selection.feeds]
        selection.taken["feed"] += len(feeds)
        yield opml_of(feeds, TITLE, datetime.now(UTC))
