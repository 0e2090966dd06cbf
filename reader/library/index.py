"""The index: columns and filter strings kept by the journal's steps, and the news for whoever listens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.domain.change import Change
from reader.library import column_cache
from reader.library.columns import GONE, Columns
from reader.library.documents import Documents
from reader.library.folder import Folder
from reader.library.journal import Step, Transaction
from reader.library.snapshot import LAST_TABLE, Lines, Signature, signature_of
from reader.library.titles import Titles

_DECIDES = frozenset(
    ("state", "bookmarked", "archived", "removed", "tags", "added", "opened", "feeds", "waiting", "aside")
)
"""Fields that decide on which shelf an article stands, and where."""
_OTHERS = {"feeds": "subscriptions", "searches": "searches", "rules": "rules"}
"""Tables of what belongs to no article and whose changes are told, too, with what they are called then."""
_FILTERED = frozenset(("title", "source", "author", "tags"))
"""Fields that the filter sees."""

if TYPE_CHECKING:
    from reader.library.facts import Facts

Listener = Callable[[Change], None]


class Index:
    """What shelves, orders and the filter are made from; rebuilt when the cache does not fit the snapshot."""

    def __init__(self, folder: Folder) -> None:
        self.columns = Columns()
        self.titles = Titles(folder.cache / "titles.txt")
        self.built = False
        """Whether the columns had to be made from the documents."""
        self.documents = Documents()
        """The documents of the articles."""
        self.revisions: Counter[str] = Counter()
        """How often something has changed in each of the tables."""
        self._facts: Facts | None = None
        self._signature: Signature | None = None
        self._touched: set[int] = set()
        """The slots that the snapshot says something else of; followed until somebody asks for the facts."""
        self._facts_cache = folder.cache / "facts.bin"
        self._facts_made = False
        """Whether the facts had to be made from the documents."""
        self._snapshot_slots = 0
        """So many of the first slots are those of the snapshot."""
        self._cache = folder.cache / "columns.bin"
        self._snapshot = folder.snapshot
        self._cached: Columns | None = None
        self._listeners: list[Listener] = []
        self._belonging: dict[tuple[str, str], str] = {}
        """The articles to which what was changed in other tables belongs, by table and id."""

    def lines_for(self, signature: Signature) -> Lines | None:
        """Where the lines of a snapshot are, if the cache knows it."""
        found = column_cache.load(self._cache, signature)
        if found is None:
            self._cached = None
            return None
        lines, self._cached = found
        return lines

    def save(self, signature: Signature, lines: Lines) -> None:
        """Keep everything for the next start."""
        column_cache.save(self._cache, signature, lines, self.columns)
        if len(lines.ids) == len(self.columns):
            self.titles.save(signature, self.strings())
        self._save_facts(signature, lines)

    def _save_facts(self, signature: Signature, lines: Lines) -> None:
        """Keep the facts, too, if they have been asked for, now or before."""
        if self._facts is None and not self._facts_cache.exists():
            return
        from reader.library.facts_cache import save

        here = [slot for slot, flags in enumerate(self.columns.flags) if not flags & GONE]
        if list(lines.ids) == [self.columns.ids[slot] for slot in here]:
            facts = self.facts()
            facts.make(self.columns, self.documents)
            save(self._facts_cache, signature, facts if len(here) == len(facts) else facts.only(here))

    def keep_facts(self) -> None:
        """Keep the facts of the snapshot for the next start, if they were made in this one and it is still there.

        What the journal says since is in them already, and is put into them again by whoever reads it again.
        """
        facts, count = self._facts, self._snapshot_slots
        if facts is None or not self._facts_made or len(facts) < count or self._signature is None:
            return
        from reader.library.facts_cache import save

        if signature_of(self._snapshot) == self._signature:
            save(self._facts_cache, self._signature, facts if len(facts) == count else facts.only(range(count)))

    def strings(self) -> list[str]:
        """What the filter looks through, one folded string a slot."""
        return self.titles.strings(self.columns, self.documents)

    @property
    def has_facts(self) -> bool:
        """Whether somebody has asked for the facts."""
        return self._facts is not None

    def facts(self) -> Facts:
        """What only some queries need, as far as it has been made; from now on it follows the steps."""
        if self._facts is None:
            from reader.library.facts import Facts
            from reader.library.facts_cache import load

            kept = load(self._facts_cache, self._signature) if self._signature is not None else None
            self._facts_made = kept is None
            self._facts = Facts() if kept is None else kept
            for slot in self._touched:
                if slot < len(self._facts):
                    gone = self.columns.flags[slot] & GONE
                    self._facts.put(slot, {} if gone else self.documents.get(str(self.columns.ids[slot]), {}))
            self._touched = set()
        return self._facts

    # -- listeners --------------------------------------------------------------------------------

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell someone of every change; call the result to stop."""
        self._listeners.append(listener)

        def stop() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return stop

    def _tell(self, change: Change) -> None:
        for listener in list(self._listeners):
            listener(change)

    # -- what the storage tells -------------------------------------------------------------------

    def loaded(self, tables: Mapping[str, Documents], signature: Signature) -> None:
        """The tables were read anew."""
        documents = tables.get(LAST_TABLE, Documents())
        self.built = self._cached is None
        self.columns = Columns.of(documents) if self._cached is None else self._cached
        self._cached, self.documents, self._facts = None, documents, None
        self._signature, self._touched, self._snapshot_slots = signature, set(), len(self.columns)
        self.revisions.update({*tables, *self.revisions})
        self.titles.expect(signature, self.columns)

    def replaced(self) -> None:
        """Memory is whole again after that."""
        self._tell(Change("", frozenset(), membership=True, everything=True, elsewhere=True))

    def stepped(self, step: Step, documents: Documents) -> None:
        """A step was applied to the documents of its table."""
        self.revisions[step.table] += 1
        if step.table != LAST_TABLE:
            self._note_article(step, documents)
            return
        self.documents = documents
        number = int(step.id)
        if step.new is None or step.old is None:
            self._see_facts(number, {})
        if step.new is None:
            self.columns.drop(number, step.old)
            return
        document = documents[step.id]
        fields = {*step.new, *(step.old or ())}
        if step.old is None:
            self.columns.drop(number)  # should there have been another one
            self.columns.put(number, document)
        else:
            self.columns.change(number, document, fields, step.old)
        slot = self.columns.slot_of_id(number)
        if slot is not None and not _FILTERED.isdisjoint(fields):
            self.titles.put(slot, document)
        self._see_facts(number, document)

    def _see_facts(self, number: int, document: Mapping[str, object]) -> None:
        slot = self.columns.slot_of_id(number)
        if slot is None:
            return
        if self._facts is not None:
            self._facts.put(slot, document)
        else:
            self._touched.add(slot)

    def _note_article(self, step: Step, documents: Documents) -> None:
        """A step changed what belongs to an article, such as a highlight: remember to which."""
        document = documents.get(step.id) or step.old or {}
        article = document.get("article")
        if isinstance(article, str):
            self._belonging[step.table, step.id] = article

    def committed(self, transaction: Transaction, elsewhere: bool) -> None:
        """A transaction is complete."""
        if not self._listeners:
            return
        steps = [step for step in transaction.steps if step.table == LAST_TABLE]
        others = {(step.table, step.id) for step in transaction.steps}.intersection(self._belonging)
        apart = {_OTHERS[step.table] for step in transaction.steps if step.table in _OTHERS}
        if not steps and not others and not apart:
            return
        whole = any(step.new is None or step.old is None for step in steps)
        fields = frozenset(name for step in steps for part in (step.new, step.old) if part for name in part)
        uids = frozenset(step.uid for step in steps if step.uid)
        membership = whole or not _DECIDES.isdisjoint(fields)
        fields |= {table for table, _ in others} | apart
        uids |= {self._belonging[other] for other in others}
        came = frozenset(step.uid for step in steps if step.old is None and step.new is not None and step.uid)
        again = transaction.undoes is not None or transaction.redoes is not None
        self._tell(Change(transaction.label, uids, fields, membership, False, elsewhere, came, again))
