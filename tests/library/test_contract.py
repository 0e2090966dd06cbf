"""One scenario on stock TinyDB and on ours gives the same answers."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tinydb import TinyDB, where
from tinydb.table import Document, Table

from reader.library.folder import Folder
from reader.library.library import LibraryDB
from reader.library.storage import JournalStorage
from tests.library.making import exactly

TABLES = st.sampled_from(["articles", "marks", "_default"])
IDS = st.integers(1, 9)
NAMES = st.sampled_from(["a", "b", "list", "dict"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.sampled_from([0, 1, 1.0, 0.0, -0.0, True, False, 2**53 + 1, -(2**63), 1e300, "", "1", "é\n\u2028\x00"])
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab1", max_size=2), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.dictionaries(NAMES, VALUES, max_size=3)
CHOSEN = st.builds(Document, FIELDS, IDS)
GIVEN_IDS = st.lists(IDS | st.sampled_from([True, 2.0, "3", -1, 77]), max_size=3)


class BoomError(Exception):
    """What an updater may raise."""


def append(document: Any) -> None:
    if not isinstance(document.get("list"), list):
        document["list"] = []
    document["list"].append(len(document["list"]))


def deepen(document: Any) -> None:
    if not isinstance(document.get("dict"), dict):
        document["dict"] = {}
    document["dict"].setdefault("inner", {}).setdefault("list", [1]).append({"x": True})


def retype(document: Any) -> None:
    for name in ("a", "b"):
        value = document.get(name)
        document[name] = {bool: int, int: float, float: bool}.get(type(value), str)(value)


def reorder(document: Any) -> None:
    document["a"] = document.pop("a", None)


def boom_on_b(document: Any) -> None:
    document["a"] = "half done"
    if "b" in document:
        raise BoomError


CALLS = st.sampled_from([append, deepen, retype, reorder, boom_on_b, lambda d: d.clear(), lambda d: d.pop("a", None)])
CONDITIONS = st.one_of(
    NAMES.map(lambda name: where(name).exists()),
    st.tuples(NAMES, SCALARS).map(lambda pair: where(pair[0]) == pair[1]),
    st.just(where("list").test(lambda value: bool(value))),
)
CHANGES = FIELDS | CALLS


class Same(RuleBasedStateMachine):
    """Every rule is done to stock TinyDB and to one of two of our storages on one folder."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="contract-"))
        Folder(self.folder).snapshot.write_text("{}")
        self.stock = TinyDB(self.folder / "stock.json", encoding="utf-8")
        self.both = [self.open(), self.open()]
        self.at = 0

    def open(self) -> LibraryDB:
        return LibraryDB(storage=lambda: JournalStorage(Folder(self.folder)))

    @property
    def ours(self) -> LibraryDB:
        return self.both[self.at]

    def same(self, table: str, call: Callable[[Table], Any]) -> None:
        answers = []
        for database in (self.stock, self.ours):
            try:
                answers.append(exactly(call(database.table(table))))
            except (BoomError, ValueError, KeyError) as error:
                answers.append(type(error).__name__)
        assert answers[0] == answers[1]

    @rule(table=TABLES, document=FIELDS | CHOSEN)
    def insert(self, table, document):
        self.same(table, lambda t: t.insert(document))

    @rule(table=TABLES, documents=st.lists(FIELDS | CHOSEN, max_size=4))
    def insert_multiple(self, table, documents):
        self.same(table, lambda t: t.insert_multiple(documents))

    @rule(table=TABLES, fields=CHANGES)
    def update(self, table, fields):
        self.same(table, lambda t: t.update(fields))

    @rule(table=TABLES, fields=CHANGES, condition=CONDITIONS)
    def update_where(self, table, fields, condition):
        self.same(table, lambda t: t.update(fields, condition))

    @rule(table=TABLES, fields=CHANGES, ids=GIVEN_IDS)
    def update_ids(self, table, fields, ids):
        self.same(table, lambda t: t.update(fields, doc_ids=ids))

    @rule(table=TABLES, updates=st.lists(st.tuples(CHANGES, CONDITIONS), max_size=3))
    def update_multiple(self, table, updates):
        self.same(table, lambda t: t.update_multiple(updates))

    @rule(table=TABLES, fields=FIELDS, condition=CONDITIONS)
    def upsert(self, table, fields, condition):
        self.same(table, lambda t: t.upsert(fields, condition))

    @rule(table=TABLES, document=CHOSEN)
    def upsert_chosen(self, table, document):
        self.same(table, lambda t: t.upsert(document))

    @rule(table=TABLES, condition=CONDITIONS)
    def remove_where(self, table, condition):
        self.same(table, lambda t: t.remove(condition))

    @rule(table=TABLES, ids=GIVEN_IDS)
    def remove_ids(self, table, ids):
        self.same(table, lambda t: t.remove(doc_ids=ids))

    @rule(table=TABLES)
    def truncate(self, table):
        self.same(table, lambda t: t.truncate())

    @rule(table=TABLES)
    def drop_table(self, table):
        self.stock.drop_table(table)
        self.ours.drop_table(table)

    @rule()
    def drop_tables(self):
        self.stock.drop_tables()
        self.ours.drop_tables()

    @rule(table=TABLES, condition=CONDITIONS, ids=GIVEN_IDS)
    def ask(self, table, condition, ids):
        self.same(table, lambda t: [t.search(condition), t.get(condition), t.get(None, None, ids), t.count(condition)])
        self.same(table, lambda t: [t.contains(condition), len(t), [t.get(doc_id=number) for number in ids]])

    @rule(table=TABLES)
    def change_what_was_found(self, table):
        """A document that was handed out is the caller's own."""
        for document in (*self.stock.table(table), *self.ours.table(table)):
            append(document)
            deepen(document)

    @rule()
    def go_on_elsewhere(self):
        self.at = 1 - self.at
        self.ours.storage.catch_up()
        for name in ("articles", "marks", "_default"):
            # what stock TinyDB does with several writers is no model: it begins anew, as after a restart
            self.stock.table(name)._next_id = None
            self.ours.table(name).forget_next_id()

    @rule()
    def compact(self):
        self.ours.storage.compact({"schema": 1})

    @rule()
    def reopen(self):
        self.stock.close()
        self.stock = TinyDB(self.folder / "stock.json", encoding="utf-8")
        self.ours.close()
        self.both[self.at] = self.open()

    @invariant()
    def they_hold_the_same(self):
        assert contents(self.ours) == contents(self.stock)

    def teardown(self) -> None:
        wanted = contents(self.stock)
        for database in self.both:
            database.storage.catch_up()
            assert contents(database) == wanted
        with self.open() as database:
            assert contents(database) == wanted
            database.storage.compact({"schema": 1})
        with TinyDB(Folder(self.folder).snapshot, encoding="utf-8") as database:
            assert contents(database) == wanted
        with self.open() as database:
            assert contents(database) == wanted
        for database in (self.stock, *self.both):
            database.close()
        shutil.rmtree(self.folder)


def contents(database: TinyDB) -> dict[str, list[tuple[int, str]]]:
    """All tables but our own facts; an empty list of articles stands in every library."""
    tables = {
        name: [(document.doc_id, exactly(document)) for document in database.table(name)]
        for name in sorted(database.tables() - {"meta"})
    }
    return {name: rows for name, rows in tables.items() if rows or name != "articles"}


def test_ours_answers_like_stock_tinydb_whatever_is_done_to_it():
    run_state_machine_as_test(
        Same, settings=settings(max_examples=40, stateful_step_count=30, deadline=None, print_blob=False)
    )


@pytest.fixture
def ours(tmp_path):
    Folder(tmp_path).snapshot.write_text("{}")
    with LibraryDB(storage=lambda: JournalStorage(Folder(tmp_path))) as database:
        yield database


@pytest.mark.parametrize("number", [-1, 2**64, "x", "007", None, 1.5])
def test_an_id_that_a_snapshot_could_not_hold_is_refused(ours, number):
    with pytest.raises((ValueError, TypeError)):
        ours.table("marks").insert(Document({"a": 1}, number))
    assert ours.table("marks").all() == []


@pytest.mark.parametrize("value", ["\ud800", 2**70, object(), {1, 2}, b"bytes", float])
def test_what_json_cannot_say_is_refused_and_nothing_changes(ours, value):
    table = ours.table("marks")
    table.insert({"a": "old"})
    for call in (
        lambda: table.update({"a": value}),
        lambda: table.insert({"a": value}),
        lambda: table.insert_multiple([{"a": "fine"}, {"a": [value]}]),
    ):
        with pytest.raises((ValueError, TypeError)):
            call()
    assert [dict(document) for document in table] == [{"a": "old"}]
    table.insert({"a": "new"})
    assert len(table) == 2
