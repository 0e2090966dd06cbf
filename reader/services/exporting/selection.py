"""What is to be carried out: articles with all that belongs to them, read one by one, so that any number will do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any

from reader.domain.article import Article
from reader.domain.errors import ReaderError
from reader.domain.feed import Feed
from reader.domain.highlight import Highlight
from reader.domain.mark import Mark
from reader.domain.picture import picture_name
from reader.library.carrying import CARRIED, EXTRA
from reader.library.library import Library
from reader.library.seen import lines_of
from reader.services.adding.report import Step


class Told:
    """One article with its highlights and marks; what has to be read is read when somebody asks."""

    def __init__(
        self, library: Library, article: Article, highlights: Sequence[Highlight] = (), marks: Sequence[Mark] = ()
    ) -> None:
        self.article = article
        self.highlights = highlights
        """In the order of the text."""
        self.marks = marks
        self.problem = ""
        """Why its text could not be read, if that was tried."""
        self._library = library

    @cached_property
    def text(self) -> str | None:
        """Its text, None where it has none."""
        if self.article.waiting:
            return None
        try:
            return self._library.bodies.read(self.article.uid, self.article.edition)
        except ReaderError as error:
            self.problem = f"{self.article.title}: {error}"
            return None

    @property
    def editions(self) -> dict[int, str]:
        """The texts that it had before, by their numbers."""
        article, bodies, found = self.article, self._library.bodies, dict[int, str]()
        for number in bodies.editions(article.uid) if article.edition else ():
            if number != article.edition:
                with suppress(ReaderError):
                    found[number] = bodies.read(article.uid, number)
        return found

    @property
    def body(self) -> str:
        """Its text, '' where it has none."""
        return self.text or ""

    @cached_property
    def extra(self) -> dict[str, Any]:
        """What other programs know of it and has no place here, by their names."""
        return self._library.articles.kept(self.article.uid, EXTRA)

    @cached_property
    def carried(self) -> dict[str, Any]:
        """What was carried in already, by the importers' keys."""
        return self._library.articles.kept(self.article.uid, CARRIED)

    def extra_of(self, program: str) -> dict[str, Any]:
        """What one program knows of it, empty where that is nothing."""
        found = self.extra.get(program)
        return found if isinstance(found, dict) else {}


class Selection:
    """Articles to be carried out, in an order, and the feeds that go with them."""

    def __init__(
        self,
        library: Library,
        uids: Sequence[str],
        everything: bool = False,
        on_step: Callable[[Step], None] = lambda step: None,
    ) -> None:
        self.uids = uids
        self.everything = everything
        """Whether nothing was chosen, so that feeds without articles go with them, too."""
        self.remarks: list[str] = []
        """What a person should know of it, such as a text that could not be read."""
        self.left_out: dict[str, list[str]] = {}
        """The titles of articles that the format cannot hold, by the reason."""
        self.taken: Counter[str] = Counter()
        """How many of what was taken, where that is not articles."""
        self.missing: set[str] = set()
        """The names of kept pictures that are not in the library any more, or damaged."""
        self.beside: dict[str, bytes] | None = None
        """The kept pictures that are to lie beside the file, by name; None where nothing can."""
        self._library = library
        self._on_step = on_step
        self._known: dict[str, Told] = {}

    def __len__(self) -> int:
        return len(self.uids)

    def __iter__(self) -> Iterator[Told]:
        for number, uid in enumerate(self.uids, 1):
            told = self._known.get(uid) or self._told(uid)
            if told is not None:
                yield told
                if told.problem:
                    self.remark(told.problem)
                self._on_step(Step(number, len(self.uids), told.article.title))

    def by_uid(self) -> Selection:
        """The same articles in an order that nothing changes."""
        made = Selection(self._library, sorted(self.uids), self.everything, self._on_step)
        made._share(self)
        return made

    def only(self, told: Told) -> Selection:
        """One of the articles alone."""
        made = Selection(self._library, [told.article.uid])
        made._share(self)
        made._known = {told.article.uid: told}
        return made

    @property
    def feeds(self) -> list[Feed]:
        """All feeds, or those that the chosen articles come from."""
        feeds = self._library.feeds.all()
        if self.everything:
            return feeds
        wanted = {feed for told in self._quietly() for feed in told.article.feeds}
        return [feed for feed in feeds if feed.uid in wanted]

    def seen_of(self, feed: str) -> list[str]:
        """What has been seen of a feed, in lines; nothing where articles were chosen, since others may not go along."""
        seen, answer = self._library.seen.read(feed) if self.everything else ({}, "")
        return lines_of(seen, answer) if seen else []

    def titles(self) -> list[tuple[str, str]]:
        """The uid and title of every article."""
        return [(told.article.uid, told.article.title) for told in self._quietly()]

    def extra_names(self, program: str) -> list[str]:
        """The names under which a program's own facts were kept of any of the articles."""
        return list(dict.fromkeys(name for told in self._quietly() for name in told.extra_of(program)))

    def picture(self, name: str) -> bytes | None:
        """A kept picture, None where it is missing."""
        try:
            data = self._library.bodies.pictures.read(name)
        except ReaderError:
            data = b""
        if picture_name(data) == name:
            return data
        self.missing.add(name)
        return None

    def remark(self, sentence: str) -> None:
        """Remember a sentence, once."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    def leave_out(self, told: Told, why: str) -> None:
        """Remember that a format cannot hold an article."""
        self.left_out.setdefault(why, []).append(told.article.title)

    def _share(self, other: Selection) -> None:
        """Let what is remembered here be remembered there."""
        self.remarks, self.left_out, self.taken = other.remarks, other.left_out, other.taken
        self.missing = other.missing

    def _quietly(self) -> Iterator[Told]:
        return (told for uid in self.uids if (told := self._known.get(uid) or self._told(uid)) is not None)

    def _told(self, uid: str) -> Told | None:
        article = self._library.articles.get(uid)
        if article is None:
            return None
        return Told(self._library, article, self._highlights.get(uid, ()), self._marks.get(uid, ()))

    @cached_property
    def _highlights(self) -> dict[str, list[Highlight]]:
        found: dict[str, list[Highlight]] = {}
        for highlight in self._library.highlights.all():
            found.setdefault(highlight.article, []).append(highlight)
        for highlights in found.values():
            highlights.sort(key=lambda one: (one.start.fraction, one.start.block, one.start.offset, one.uid))
        return found

    @cached_property
    def _marks(self) -> dict[str, list[Mark]]:
        found: dict[str, list[Mark]] = {}
        for mark in sorted(self._library.marks.all(), key=lambda one: one.letter):
            found.setdefault(mark.article, []).append(mark)
        return found
