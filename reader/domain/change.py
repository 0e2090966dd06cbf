"""A change: what the library tells its listeners, whatever process made it."""

from typing import NamedTuple


class Change(NamedTuple):
    """One transaction, seen from outside."""

    label: str
    """What was done, in a word or two; nothing for what is not worth undoing, such as a place kept."""
    uids: frozenset[str]
    """The articles that are different now; empty with `everything`."""
    fields: frozenset[str] = frozenset()
    """Which of their fields differ; `highlights` or `marks` if it is those that belong to them; `subscriptions` if it
    is the feeds, `searches` if it is the saved searches, `rules` if it is the rules."""
    membership: bool = False
    """Whether an article came, went or moved between shelves, so that lists must be read again."""
    everything: bool = False
    """Whether the whole library was read anew."""
    elsewhere: bool = False
    """Whether another process made the change."""
    came: frozenset[str] = frozenset()
    """The articles among them that were not in the library before."""
    again: bool = False
    """Whether it takes back or does again what was done before."""


class Undone(NamedTuple):
    """What an undo or redo did."""

    label: str
    """The label of the transaction that was taken back or done again."""
    uids: tuple[str, ...]
    """The articles that are different now."""
