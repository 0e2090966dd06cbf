"""The articles of a library: reading them from memory, changing them in transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reader.domain.anchor import Anchor
from reader.domain.article import Article, State
from reader.domain.tag import mapped
from reader.library.article_reading import ArticleReading
from reader.library.codec import feeds_of, place_to_document, stamp, tags_of, to_document

if TYPE_CHECKING:
    from reader.domain.draft import Draft
    from reader.library.carrying import Coming
    from reader.library.intake import Added

_NONE: Mapping[str, bytes] = MappingProxyType({})


class Articles(ArticleReading):
    """One table, one door."""

    # -- adding, which is loaded when something is added ------------------------------------------

    def add(self, drafts: Sequence[Draft], label: str = "add", from_bin: bool = True, at_once: int = 0) -> list[Added]:
        """Add texts in one transaction: first the bodies, brought to disk, then one line of the journal.

        With `at_once` there is one transaction for so many of them: whoever looks on takes them in piece by piece.
        A text that is there already stays as it is, unless it has been waiting for this one; from the Bin it comes
        back, if that is wanted.
        """
        from reader.library.intake import Intake

        return Intake(self._table, self._storage, self._bodies, self).add(drafts, label, from_bin, at_once)

    def put_text(self, uid: str, draft: Draft, label: str = "fetch again") -> Article:
        """Give an article another text; the old one is kept, and an undo brings it back. Raises ArticleNotFound."""
        from reader.library.intake import Intake

        return Intake(self._table, self._storage, self._bodies, self).put_text(uid, draft, label)

    def renew(self, drafts: Mapping[str, Draft], at_once: int = 0) -> int:
        """Give articles, by uid, other texts, unless somebody has opened them; says how many are different now.

        The first text of each is kept, and none between: whoever changes it again and again piles nothing up.
        """
        from reader.library.intake import Intake

        return Intake(self._table, self._storage, self._bodies, self).renew(drafts, at_once)

    def forget(self, uids: Iterable[str]) -> int:
        """Take articles out of the library for good, with their texts."""
        from reader.library.intake import Intake

        return Intake(self._table, self._storage, self._bodies, self).forget(uids)

    def carry(self, coming: Sequence[Coming], pictures: Mapping[str, bytes] = _NONE) -> None:
        """Put articles in as they are to be, with their texts and pictures, as one change called `import`."""
        from reader.library.carrying import carry

        with self._storage.transaction("import"):
            carry(self._table, self._storage, self._bodies, self, coming, pictures)

    def adopt(self, articles: Sequence[Article]) -> None:
        """Take in articles whose bodies are there already; raises as a transaction does."""
        with self._storage.transaction("adopt"):
            fresh = [article for article in articles if self.columns.slot(article.uid) is None]
            self._table.insert_multiple(to_document(article) for article in fresh)

    # -- changing ---------------------------------------------------------------------------------

    def bookmark(self, uids: Iterable[str], on: bool = True) -> int:
        """Bookmark articles, or take their bookmarks away; says how many are different now."""
        return self._change("bookmark" if on else "unbookmark", uids, _switch("bookmarked", on))

    def mark(self, uids: Iterable[str], state: State) -> int:
        """Say how far articles have been read; their places are kept."""
        label = {State.READ: "mark read", State.UNREAD: "mark unread", State.READING: "mark as being read"}[state]
        return self._change(label, uids, lambda d: {"state": state.value} if d.get("state") != state else {})

    def archive(self, uids: Iterable[str], on: bool = True) -> int:
        """Archive articles, or put them back into the Inbox."""
        return self._change("archive" if on else "put back into the inbox", uids, _switch("archived", on))

    def remove(self, uids: Iterable[str], on: bool = True) -> int:
        """Put articles into the Bin, or take them out of it."""
        return self._change("remove" if on else "restore", uids, _switch("removed", on))

    def set_aside(self, uids: Iterable[str], on: bool = True) -> int:
        """Keep articles out of the Inbox, or let them in."""
        label = "set aside" if on else "let into the inbox"
        return self._change(label, uids, lambda d: {"aside": on or None} if bool(d.get("aside")) != on else {})

    def tag(self, uids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = ()) -> int:
        """Give articles tags and take others away."""
        adding, removing = tuple(add), frozenset(remove)

        def change(document: Mapping[str, Any]) -> dict[str, Any]:
            tags = list(tags_of(document))
            wanted = [tag for tag in dict.fromkeys((*tags, *adding)) if tag not in removing]
            return {"tags": wanted or None} if wanted != tags else {}

        return self._change("tag", uids, change)

    def retag(self, names: Mapping[str, str]) -> int:
        """Call tags something else, in the Bin, too; what is called nothing goes. Says how many are different now."""
        with self._storage.transaction("rename a tag"):
            members = self.columns.members["tags"]
            slots = set().union(*(members.get(tag, ()) for tag in names))
            return self.set_fields(map(self.columns.uids.__getitem__, slots), partial(retagged, names=names))

    def give_tags(self, tags: Mapping[str, Sequence[str]], label: str = "tag by rules") -> int:
        """Give articles, by uid, the tags that they lack; says how many are different now."""

        def change(document: Mapping[str, Any]) -> dict[str, Any]:
            before = tags_of(document)
            lacking = [tag for tag in tags[document["uid"]] if tag not in before]
            return {"tags": [*before, *lacking]} if lacking else {}

        return self._change(label, tags, change)

    def note(self, uid: str, note: str) -> None:
        """Write about an article, or with nothing take the note away."""
        written = note.strip() or None
        self._change("note", [uid], lambda document: {"note": written} if document.get("note") != written else {})

    def open(self, uid: str) -> None:
        """Remember that an article is being read."""
        self._change("", [uid], _opened)

    def keep_place(self, uid: str, anchor: Anchor, progress: float) -> None:
        """Remember where the reader stopped."""
        fields = {"place": place_to_document(anchor), "progress": round(progress, 4) or None}
        self._change("", [uid], lambda _: fields)

    def finish(self, uid: str) -> None:
        """The reader has come to the end of an article."""
        finished = {"state": State.READ.value, "progress": 1}
        self._change("finish", [uid], lambda d: finished if d.get("state") != State.READ else {})

    def join(self, feeds: Iterable[tuple[str, str]]) -> int:
        """Remember that articles stand in feeds, too: pairs of their uids; says how many are different now."""
        with self._storage.transaction():
            return sum(self.set_fields([uid], partial(joined, feeds=[feed])) for uid, feed in feeds)

    def say_problem(self, problems: Mapping[str, str]) -> None:
        """Remember why the texts of articles, by uid, could not be got."""
        with self._storage.transaction():
            for uid, problem in problems.items():
                self.set_fields([uid], partial(_with_problem, problem=problem))

    def _change(self, label: str, uids: Iterable[str], change: Callable[[Mapping[str, Any]], dict[str, Any]]) -> int:
        with self._storage.transaction(label):
            return self.set_fields(uids, change)

    def set_fields(self, uids: Iterable[str], change: Callable[[Mapping[str, Any]], dict[str, Any]]) -> int:
        """Set what `change` says of each document, within a transaction; None takes a field away."""
        slots = (self.columns.slot(uid) for uid in dict.fromkeys(uids))
        ids = [self.columns.ids[slot] for slot in slots if slot is not None]
        changed = 0

        def update(document: Any) -> None:
            nonlocal changed
            fields = change(document)
            before = dict(document)
            document.update(fields)
            for name in [name for name, value in fields.items() if value is None]:
                del document[name]
            changed += document != before

        if ids:
            self._table.update(update, doc_ids=ids)
        return changed


def _switch(field: str, on: bool) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    now = stamp(datetime.now(UTC))

    def change(document: Mapping[str, Any]) -> dict[str, Any]:
        return {field: now if on else None} if bool(document.get(field)) != on else {}

    return change


def _opened(document: Mapping[str, Any]) -> dict[str, Any]:
    state = document.get("state")
    now = {"opened": stamp(datetime.now(UTC))}
    return now if state in (State.READING, State.READ) else {**now, "state": State.READING.value}


def joined(document: Mapping[str, Any], feeds: Sequence[str]) -> dict[str, Any]:
    """What is different in a document that comes from feeds, too."""
    known = feeds_of(document)
    fresh = [feed for feed in feeds if feed not in known]
    return {"feeds": [*known, *fresh]} if fresh else {}


def retagged(document: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """What is different in a document whose tags are called something else."""
    before = list(tags_of(document))
    after = mapped(before, names)
    return {"tags": after or None} if after != before else {}


def _with_problem(document: Mapping[str, Any], problem: str) -> dict[str, Any]:
    return {"problem": problem or None} if (document.get("problem") or "") != problem else {}
