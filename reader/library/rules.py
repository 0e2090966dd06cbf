"""The rules of a library that give tags: one table, one door."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from tinydb.table import Table

from reader.domain.errors import RuleNotFound
from reader.domain.plain import clean_line
from reader.library.codec import moment, stamp, tags_of
from reader.library.retagging import retag_all
from reader.library.storage import JournalStorage

if TYPE_CHECKING:
    from reader.domain.rule import Rule

TABLE = "rules"


class Rules:
    """Reads rules from memory, changes them in transactions that can be taken back."""

    def __init__(self, table: Table, storage: JournalStorage) -> None:
        self._table = table
        self._storage = storage

    def __len__(self) -> int:
        with self._storage.mutex:
            return len(self._storage.documents(TABLE))

    def all(self) -> list[Rule]:
        """Every rule, the oldest first."""
        return [rule for _, rule in sorted(self._found(), key=itemgetter(0))]

    def get(self, uid: str) -> Rule | None:
        """The rule with this uid."""
        return next((rule for rule in self.all() if rule.uid == uid), None)

    def find(self, words: str) -> Rule:
        """The one rule that a person means: by its number in `all`, its query, or how its uid begins.

        Raises RuleNotFound.
        """
        rules, words = self.all(), words.strip()
        if words.isdecimal() and len(words) < 4 and 0 < int(words) <= len(rules):
            return rules[int(words) - 1]
        for found in (
            [rule for rule in rules if rule.query == words],
            [rule for rule in rules if len(words) >= 4 and rule.uid.startswith(words)],
        ):
            if len(found) == 1:
                return found[0]
            if found:
                raise RuleNotFound(f"{len(found)} rules are meant by {words}.", "Give a number of `reader rules`.")
        raise RuleNotFound(f"There is no rule {words}.", "`reader rules` shows them with their numbers.")

    def add(self, query: str, tags: Iterable[str]) -> Rule:
        """Let what a query finds get tags."""
        from reader.domain.rule import Rule

        made = stamp(datetime.now(UTC))
        rule = Rule(os.urandom(6).hex(), clean_line(query), tuple(dict.fromkeys(tags)), made=moment(made))
        with self._storage.transaction("make a rule"):
            self._table.insert({"uid": rule.uid, "query": rule.query, "tags": list(rule.tags), "made": made})
        return rule

    def change(
        self, uid: str, query: str | None = None, tags: Iterable[str] | None = None, on: bool | None = None
    ) -> None:
        """Change what a rule is for, what it gives, or whether it rests."""
        fields: dict[str, Any] = {} if query is None else {"query": clean_line(query)}
        fields |= {} if tags is None else {"tags": list(dict.fromkeys(tags))}
        fields |= {} if on is None else {"off": None if on else True}
        with self._storage.transaction("change a rule"):
            numbers = [number for number, rule in self._found() if rule.uid == uid]
            if numbers:
                self._table.update(partial(_put, fields=fields), doc_ids=numbers)

    def remove(self, uid: str) -> None:
        """Forget a rule; an undo brings it back."""
        with self._storage.transaction("delete a rule"):
            numbers = [number for number, rule in self._found() if rule.uid == uid]
            if numbers:
                self._table.remove(doc_ids=numbers)

    def retag(self, names: Mapping[str, str]) -> int:
        """Let rules give tags under other names; says how many are different now."""
        return retag_all(self._table, self._storage, TABLE, names)

    def _found(self) -> list[tuple[int, Rule]]:
        with self._storage.mutex:
            pairs = list(self._storage.documents(TABLE).parsed())
        return [(number, rule) for number, document in pairs if (rule := from_document(document)) is not None]


def _put(document: Any, fields: Mapping[str, Any]) -> None:
    document.update(fields)
    for name in [name for name, value in fields.items() if value is None]:
        del document[name]


def from_document(document: Mapping[str, Any]) -> Rule | None:
    """The rule of a document, or nothing if it is damaged."""
    from reader.domain.rule import Rule  # which the start need not wait for

    uid, query, tags = document.get("uid"), document.get("query"), tags_of(document)
    if not (isinstance(uid, str) and isinstance(query, str) and uid and tags):
        return None
    return Rule(uid, query, tags, not document.get("off"), moment(document.get("made")))
