"""The queue: what can be read in the minutes that somebody has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from reader.domain.article import State
from reader.domain.pace import CJK_A_MINUTE, USUAL, WORDS_A_MINUTE, Pace
from reader.domain.shelf import INBOX, READING
from reader.library.codec import progress_of
from reader.library.columns import BOOKMARKED, GONE, READ, REMOVED, STATE, WAITING
from reader.library.columns import READING as IS_BEGUN
from reader.library.library import Library
from reader.library.listing import Listing

LONGEST = 24 * 60
"""Minutes that can be had at most."""
LOOKED_AT = 300
"""Articles of each sort that are looked at: these fill any hour, and a library may hold a hundred thousand."""
_FACTS = ("uid", "words", "cjk", "progress", "state", "bookmarked")


class Candidate(NamedTuple):
    """An article that might be read."""

    uid: str
    minutes: int
    """What is left of it."""
    progress: float = 0.0
    bookmarked: str = ""
    """When it was bookmarked, as text that orders; nothing if it is not."""


def queue_for(library: Library, minutes: int, pace: Pace = USUAL, listing: Listing | None = None) -> list[Candidate]:
    """What to read in so many minutes, out of a list, or the Inbox and what has been begun."""
    shelves = [library.articles.listing(READING), library.articles.listing(INBOX)] if listing is None else [listing]
    found: dict[str, Candidate] = {}
    for shelf in shelves:
        found.update((candidate.uid, candidate) for candidate in _candidates(shelf, minutes, pace))
    return chosen(list(found.values()), minutes)


def chosen(candidates: Sequence[Candidate], minutes: int) -> list[Candidate]:
    """The candidates that are to be read in so many minutes, in their order.

    First what is half-read, the furthest first, as long as it fits; what is left is filled as well as can be with what
    is bookmarked, and then with the others. Where several fill it as well, what stands further up is taken.
    """
    begun = sorted((c for c in candidates if c.progress), key=lambda c: -c.progress)
    bookmarked = sorted(
        (c for c in candidates if c.bookmarked and not c.progress), key=attrgetter("bookmarked"), reverse=True
    )
    others = [c for c in candidates if not c.bookmarked and not c.progress]
    queue: list[Candidate] = []
    left = minutes
    for candidate in begun:
        if candidate.minutes <= left:
            queue.append(candidate)
            left -= candidate.minutes
    for some in (bookmarked, others):
        taken = filling([c.minutes for c in some], left)
        queue += [some[place] for place in taken]
        left -= sum(some[place].minutes for place in taken)
    return queue


def filling(sizes: Sequence[int], room: int) -> list[int]:
    """The places of the sizes, all above 0, that fill the room best together; of several such, the first ones."""
    everything = (1 << (max(0, room) + 1)) - 1
    sums = [1] * (len(sizes) + 1)
    """For every place the sums that the sizes from there on make: bits of a number."""
    for place in range(len(sizes) - 1, -1, -1):
        sums[place] = (sums[place + 1] | sums[place + 1] << sizes[place]) & everything
    left = sums[0].bit_length() - 1
    taken = []
    for place, size in enumerate(sizes):
        if size <= left and sums[place + 1] >> (left - size) & 1:
            taken.append(place)
            left -= size
    return taken


def _candidates(listing: Listing, minutes: int, pace: Pace) -> Iterator[Candidate]:
    """What could be read of a list, in its order: what has a text, is not read, and not longer than there is time."""
    for uid, words, cjk, progress, state, bookmarked in _few(listing, minutes, pace).facts(*_FACTS):
        words, cjk = (count if type(count) is int else 0 for count in (words, cjk))
        share = progress_of({"progress": progress}) if state == State.READING else 0.0
        left = pace.minutes_left(words, cjk, share)
        if words > 0 and left <= minutes:
            yield Candidate(uid, left, share, bookmarked if isinstance(bookmarked, str) else "")


def _few(listing: Listing, minutes: int, pace: Pace) -> Listing:
    """The first articles of each sort that may fit, found without looking at a document."""
    articles, columns, slots = listing.parts
    most = (minutes + 1) * 60 * max(pace.words / WORDS_A_MINUTE, pace.cjk / CJK_A_MINUTE)
    sorts: dict[int, list[int]] = {}
    for slot in slots:
        flags = columns.flags[slot]
        begun = flags & STATE == IS_BEGUN
        if not flags & (GONE | REMOVED | WAITING) and flags & STATE != READ and (begun or columns.seconds[slot] < most):
            sorts.setdefault(IS_BEGUN if begun else flags & BOOKMARKED, []).append(slot)
    return Listing(articles, columns, [slot for some in sorts.values() for slot in some[:LOOKED_AT]])
