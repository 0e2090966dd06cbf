"""A selection: articles that were chosen one by one, as a range or all at once, to be acted on together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator


class Selection(Collection[str]):
    """Uids, so that it holds whatever is sorted, sought or refreshed meanwhile."""

    def __init__(self) -> None:
        self._uids: dict[str, None] = {}
        self._before: tuple[str, ...] = ()
        self.anchor = ""
        """The article that was chosen, or let go, last: where a range begins."""

    def __len__(self) -> int:
        return len(self._uids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._uids)

    def __contains__(self, uid: object) -> bool:
        return uid in self._uids

    @property
    def before(self) -> tuple[str, ...]:
        """What was selected when it was last given up, or left the shelf all together."""
        return self._before

    def holds(self, uids: Iterable[str]) -> bool:
        """Whether all of some articles are chosen."""
        return all(map(self._uids.__contains__, uids))

    def put(self, uids: Iterable[str], on: bool = True) -> None:
        """Choose articles, or let them go."""
        if on:
            self._uids.update(dict.fromkeys(uids))
        else:
            for uid in uids:
                self._uids.pop(uid, None)

    def toggle(self, uid: str) -> None:
        """Choose an article, or let it go; a range may begin here."""
        self.put([uid], uid not in self)
        self.anchor = uid

    def invert(self, uids: Iterable[str]) -> None:
        """Choose those of some articles that were not chosen, and let the others go."""
        uids = dict.fromkeys(uids)
        chosen = [uid for uid in uids if uid not in self]
        self.put([uid for uid in uids if uid in self], False)
        self.put(chosen)

    def keep(self, uids: Collection[str]) -> list[str]:
        """Let go of all but some articles; says which."""
        gone = [uid for uid in self._uids if uid not in uids]
        if gone and len(gone) == len(self):
            self._before = tuple(self._uids)
        self.put(gone, False)
        return gone

    def clear(self) -> None:
        """Let go of all."""
        self.keep(())
        self.anchor = ""
