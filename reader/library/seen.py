"""What has been seen of feeds: which entries came already, and which articles they are; one small file a feed.

It is no part of the tables, which every start reads: only a refresh needs it. A lost file costs nothing but that
entries which were deleted, and still stand in their feed, come once more.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import NamedTuple

from reader.domain.errors import ReaderError
from reader.domain.patterns import pattern
from reader.library.folder import Folder, whole_disk

_LINE = pattern(r"([0-9a-z]{12}) ([0-9a-f]{8}) ([0-9a-f]{16}|-)")
_NAME = pattern(r"[0-9a-f]{12}")
_DIGEST = pattern(r"[0-9a-z]{0,64}")
_ANSWER = "answer "
"""How the first line begins, with the digest of what the feed's address answered last."""
MOST = 20_000
"""Entries of one feed that are remembered."""


class RefreshGoingOn(ReaderError):
    """Another process refreshes the feeds."""


class SeenEntry(NamedTuple):
    """An entry that came."""

    digest: str
    """What its title and text came to."""
    uid: str
    """The article that it became; '' if it became none."""


Seen = dict[str, SeenEntry]
"""The entries of a feed, by identity, those that stand in it first."""


def lines_of(seen: Seen, answer: str) -> list[str]:
    """What has been seen of a feed, and the digest of its last answer, as lines."""
    return [f"{_ANSWER}{answer}", *(f"{name} {entry.digest} {entry.uid or '-'}" for name, entry in seen.items())]


def seen_from(lines: Sequence[str]) -> tuple[Seen, str]:
    """What `lines_of` wrote down; lines that are damaged are left out."""
    answer, *entries = lines or [""]
    matches = map(_LINE.fullmatch, entries)
    seen = {match[1]: SeenEntry(match[2], match[3].strip("-")) for match in matches if match}
    digest = answer.removeprefix(_ANSWER)
    return seen, digest if _DIGEST.fullmatch(digest) else ""


class SeenEntries:
    """The files of a library."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder.path / "feeds"

    @contextmanager
    def being_refreshed(self) -> Iterator[None]:
        """Let nobody else refresh the feeds meanwhile; raises RefreshGoingOn."""
        from filelock import FileLock, Timeout

        lock = FileLock(self._folder.parent / ".refresh.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise RefreshGoingOn("The feeds are being refreshed already.", "It will be done in a moment.") from error
        try:
            yield
        finally:
            lock.release()

    def read(self, feed: str) -> tuple[Seen, str]:
        """What has been seen of a feed, and the digest of its last answer; lines that are damaged are left out."""
        if not _NAME.fullmatch(feed):
            return {}, ""
        try:
            text = (self._folder / f"{feed}.seen").read_text(encoding="ascii", errors="replace")
        except OSError:
            return {}, ""
        return seen_from(text.splitlines())

    def write(self, seen: Mapping[str, tuple[Seen, str]]) -> None:
        """Remember what has been seen of feeds, by their uid; raises OSError."""
        if not seen:
            return
        self._folder.mkdir(exist_ok=True)
        for feed, (entries, answer) in seen.items():
            if _NAME.fullmatch(feed):
                self._write_one(feed, entries, answer)
        if (sync := whole_disk()) is not None:
            sync(self._folder)

    def forget(self, feeds: Iterable[str]) -> None:
        """Forget what has been seen of feeds."""
        for feed in feeds:
            if _NAME.fullmatch(feed):
                with suppress(OSError):
                    (self._folder / f"{feed}.seen").unlink(missing_ok=True)

    def _write_one(self, feed: str, entries: Seen, answer: str) -> None:
        lines = lines_of(dict(islice(entries.items(), MOST)), answer)
        draft = self._folder / f".{feed}-{os.urandom(4).hex()}.tmp"
        try:
            draft.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
            draft.replace(self._folder / f"{feed}.seen")
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise
