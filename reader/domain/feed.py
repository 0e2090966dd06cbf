"""A feed: a subscription, how it is to be treated, and how it fares."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from reader.domain.identity import canonical_url

SILENT_AFTER = timedelta(days=180)
"""A feed without anything new for so long is silent."""
FAILING_AFTER = 3
"""So many refreshes in a row must fail before a feed is called failing: a network has bad days."""


class Health(StrEnum):
    """How a feed fares."""

    WELL = "well"
    NEW = "new"
    """It has not been asked yet."""
    PAUSED = "paused"
    FAILING = "failing"
    GONE = "gone"
    """Its server says that it is there no more."""
    SILENT = "silent"
    """It answers and has had nothing new for long."""


class Feed(NamedTuple):
    """One subscription; a change makes a copy, only the library remembers."""

    uid: str
    """Stable identity, 12 hexadecimal digits, made from the address under which it was subscribed to."""
    url: str
    title: str = ""
    """What it calls itself."""
    name: str = ""
    """What the person calls it."""
    site: str = ""
    """The address of the site that it belongs to."""
    tags: tuple[str, ...] = ()
    added: datetime | None = None
    paused: datetime | None = None
    """Since when it is not asked, if so."""
    aside: bool = False
    """Whether its articles stay out of the Inbox."""
    full: bool = False
    """Whether the page is fetched for every new entry."""
    cap: int = 0
    """How many new entries a day are taken, 0 for all."""
    mute: tuple[str, ...] = ()
    """Entries whose title holds one of these words are left out."""
    keep: int = 0
    """Days after which read entries are forgotten, 0 for never."""
    etag: str = ""
    modified: str = ""
    """What the server wants to be reminded of when it is asked again."""
    after: datetime | None = None
    """Before this it wants not to be asked again."""
    newest: datetime | None = None
    """When its newest entry was published."""
    failing: datetime | None = None
    """Since when it has failed, if it does."""
    failures: int = 0
    """How many refreshes in a row have failed."""
    problem: str = ""
    """Why it failed last, as a sentence."""
    gone: datetime | None = None
    """When its server said that it is there no more."""
    moved: datetime | None = None
    """When it moved last."""
    former: tuple[str, ...] = ()
    """Addresses that it has had before."""

    @property
    def called(self) -> str:
        """What to call it."""
        return self.name or self.title or self.url.partition("://")[2].removeprefix("www.").rstrip("/")

    def health(self, now: datetime | None = None) -> Health:
        """How it fares."""
        if self.gone:
            return Health.GONE
        if self.paused:
            return Health.PAUSED
        if self.failures >= FAILING_AFTER or (self.failures and not self.title):
            return Health.FAILING
        if not self.title:
            return Health.NEW
        if self.newest and (now or datetime.now(UTC)) - self.newest > SILENT_AFTER:
            return Health.SILENT
        return Health.WELL


def feed_uid(url: str) -> str:
    """The uid of the feed with an address."""
    from hashlib import sha256  # which loads OpenSSL: a start does without

    return sha256(f"feed {canonical_url(url) or url}".encode()).hexdigest()[:12]
