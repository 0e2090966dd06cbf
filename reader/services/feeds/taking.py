"""Which entries of a feed are taken: what is new, not muted, within the day's cap, and not there from another feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from reader.domain.draft import Draft
from reader.domain.feed import Feed
from reader.library.seen import Seen, SeenEntry
from reader.services.feeds.entry import EVERYWHERE, Entry, Parsed

TELLING = 40
"""Words from which on two equal texts are one story."""
REMEMBERED = 2_000
"""Entries that are remembered after they have gone from their feed."""
_FIELDS = ("title", "author", "url", "body")


@dataclass(slots=True)
class Known:
    """Which articles the entries of all feeds became, by what is the same in every feed."""

    identities: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def learn(self, seen: Mapping[str, SeenEntry]) -> None:
        """Take in what has been seen of a feed."""
        for identity, entry in seen.items():
            self.note(identity, entry.digest, entry.uid)

    def note(self, identity: str, digest: str, uid: str) -> None:
        """An entry became an article."""
        if uid:
            self.digests.setdefault(digest, uid)
            if identity.startswith(EVERYWHERE):
                self.identities.setdefault(identity, uid)

    def article_of(self, entry: Entry) -> str:
        """The uid of the article that an entry is in another feed, or ''."""
        uid = self.identities.get(entry.identity, "") if entry.identity.startswith(EVERYWHERE) else ""
        words = (entry.draft.counted or (0, 0))[0] if entry.draft else 0
        return uid or (self.digests.get(entry.digest, "") if words >= TELLING else "")


@dataclass(slots=True)
class Taken:
    """What is to be done with the entries of a feed."""

    drafts: list[Draft] = field(default_factory=list)
    """New articles, oldest first."""
    joined: list[str] = field(default_factory=list)
    """Uids of articles from other feeds that stand in this one, too."""
    changed: dict[str, Draft] = field(default_factory=dict)
    """What entries that were taken before say now, by the uids of their articles."""
    seen: Seen = field(default_factory=dict)
    """What has been seen of the feed from now on."""
    muted: int = 0
    capped: int = 0


def take(feed: Feed, parsed: Parsed, seen: Seen, known: Known, room: int | None, now: datetime) -> Taken:
    """Choose among the entries of a feed; `room` is how many may still be taken today, None for all."""
    taken = Taken()
    first = not seen
    for entry in parsed.entries:  # newest first: those are taken where there is room for some only
        if entry.identity in taken.seen:
            continue
        if entry.identity in seen:
            before = seen[entry.identity]
            taken.seen[entry.identity] = before._replace(digest=entry.digest)
            if entry.draft is not None and before.uid:
                source = feed.name or entry.draft.source
                taken.changed[before.uid] = replace(entry.draft, feeds=(feed.uid,), source=source)
            continue
        uid = ""
        if entry.draft is None:
            continue
        if is_muted(feed.mute, entry.draft):
            taken.muted += 1
        elif other := known.article_of(entry):
            uid = other
            taken.joined.append(uid)
        elif room is not None and len(taken.drafts) >= room:
            taken.capped += 1
        else:
            draft = _as_of(feed, entry.draft, first, now)
            uid = draft.uid
            taken.drafts.append(draft)
        taken.seen[entry.identity] = SeenEntry(entry.digest, uid)
        known.note(entry.identity, entry.digest, uid)
    taken.drafts.reverse()
    gone = [identity for identity in seen if identity not in taken.seen]
    taken.seen |= {identity: seen[identity] for identity in gone[:REMEMBERED]}
    return taken


def _as_of(feed: Feed, draft: Draft, first: bool, now: datetime) -> Draft:
    """A draft as it comes from a feed; the old entries of a fresh subscription stand where they would have stood."""
    added = min(now, draft.published) if first and draft.published else None
    return replace(
        draft, feeds=(feed.uid,), aside=feed.aside, tags=feed.tags, source=feed.name or draft.source, added=added
    )


def is_muted(rules: tuple[str, ...], draft: Draft) -> bool:
    """Whether a rule leaves an entry out: words in its title, or `author:`, `url:` or `body:` before them."""
    for rule in rules:
        name, colon, words = rule.partition(":")
        if not colon or name not in _FIELDS:
            name, words = "title", rule
        if words.strip() and words.strip().casefold() in getattr(draft, name).casefold():
            return True
    return False
