"""The past: what the lines of the journal say was done, the last first, read as far as somebody wants to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson

from reader.domain.deed import Deed
from reader.domain.patterns import pattern
from reader.library.journal_line import body_of, lines_backwards
from reader.library.snapshot import LAST_TABLE

FIRST = 20
"""Articles of a deed that are named."""
SHORT = 100_000
"""Bytes of a line that may be read whole; of longer ones only what is needed."""
_STEPS = b',"steps":['
_STEP = pattern(rb'(?:"steps":\[|\],)\["(\w+)","(\d+)",(?:"([^"\\]*)"|null),')
"""How a step begins, with its table, id and uid; nothing within a string can look like it."""
_UNTOLD = frozenset({"meta"})
"""Tables of which nobody wants to hear."""
_NAMES = ("text", "name", "title", "url", "query")
"""What calls a document that is no article by a name, the best first."""

Lookup = Callable[[str, str], Mapping[str, Any] | None]
"""The document of a table and an id, as it is now."""


@dataclass(slots=True)
class _Gathered:
    """What is known of a deed while its lines are read."""

    facts: dict[str, Any]
    undone: bool
    uids: dict[str, None] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    others: dict[tuple[str, str], None] = field(default_factory=dict)
    short: bytes = b""
    """A line that says what went, if one is short enough."""


def deeds(journal: bytes, lookup: Lookup) -> Iterator[Deed]:
    """What a journal says was done, the last first; what is one undo is one deed."""
    undone: dict[int, bool] = {}
    gathered: _Gathered | None = None
    for line in lines_backwards(journal):
        body = body_of(line)
        facts = None if body is None else _facts(body)
        if body is None or facts is None:
            continue
        if facts.get("undoes") is not None:
            undone.setdefault(facts["undoes"], True)
            continue
        if facts.get("redoes") is not None:
            undone.setdefault(facts["redoes"], False)
            continue
        group = facts.get("group")
        if gathered is not None and (group is None or group != gathered.facts.get("group")):
            yield _deed(gathered, lookup)
            gathered = None
        if gathered is None:
            gathered = _Gathered(facts, undone.get(facts["n"], False))
        _take(gathered, body)
    if gathered is not None:
        yield _deed(gathered, lookup)


def _facts(body: bytes) -> dict[str, Any] | None:
    """What a line says of itself, without its steps; nothing for what is not worth undoing."""
    try:
        facts = orjson.loads(body[: body.index(_STEPS)] + b"}")
        return facts if facts["do"] and isinstance(facts["n"], int) else None
    except (ValueError, KeyError, TypeError):
        return None


def _take(gathered: _Gathered, body: bytes) -> None:
    # Step by step and not in one go: whoever waits for the interpreter gets it in between.
    for step in _STEP.finditer(body, body.index(_STEPS)):
        table = step[1].decode()
        if table == LAST_TABLE and step[3] is not None:
            uid = step[3].decode()
            gathered.uids[uid] = None
            gathered.ids.setdefault(uid, step[2].decode())
        elif table != LAST_TABLE and table not in _UNTOLD:
            gathered.others[table, step[2].decode()] = None
    if len(body) < SHORT:
        gathered.short = body


def _deed(gathered: _Gathered, lookup: Lookup) -> Deed:
    facts = gathered.facts
    uids, count = tuple(gathered.uids)[:FIRST], len(gathered.uids)
    about = _document(gathered, *next(iter(gathered.others)), lookup) if gathered.others else {}
    if not uids and isinstance(uid := about.get("article"), str):  # such as that of a highlight
        uids, count = (uid,), 1
    of_first = _document(gathered, LAST_TABLE, gathered.ids.get(uids[0], "") if uids else "", lookup)
    return Deed(
        facts.get("group") or facts["n"],
        facts["do"],
        datetime.fromtimestamp(facts["t"] / 1000, UTC),
        str(facts.get("device") or ""),
        count,
        uids,
        str(of_first.get("title") or "") if uids and of_first.get("uid") == uids[0] else "",
        len(gathered.others),
        next((str(about[field]) for field in _NAMES if about.get(field)), ""),
        gathered.undone,
    )


def _document(gathered: _Gathered, table: str, number: str, lookup: Lookup) -> Mapping[str, Any]:
    """A document as it is now, or as a deed took it away."""
    if (found := lookup(table, number)) is not None or not gathered.short:
        return found or {}
    try:
        steps = orjson.loads(gathered.short)["steps"]
        return next((old or new or {} for name, key, _, new, old in steps if (name, key) == (table, number)), {})
    except (ValueError, KeyError, TypeError):
        return {}
