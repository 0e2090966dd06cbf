"""Rules: queries that give tags, tried before they are applied, and applied to what is there as one change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from reader.domain.errors import ReaderError
from reader.domain.query import Query
from reader.domain.rule import Rule
from reader.domain.shelf import ALL
from reader.library.library import Library
from reader.services.search.evaluate import chooser
from reader.services.search.parse import parse


class Trial(NamedTuple):
    """What a rule would do."""

    rule: Rule
    found: int
    """How many articles outside the Bin its query finds."""
    lacking: list[str]
    """The uids of those that lack one of its tags, the newest first."""


def checked(text: str) -> Query:
    """The query of a rule; raises ReaderError, which says what is wrong where, or that it asks for nothing."""
    query = parse(text)
    if query.node is None:
        raise ReaderError("A rule needs a query.", "It says what gets the tags, such as site:example.org.")
    return query


def problem_of(rule: Rule) -> str:
    """Why a rule cannot be understood, '' if it can."""
    try:
        checked(rule.query)
    except ReaderError as error:
        return str(error)
    return ""


def understood(rules: Iterable[Rule]) -> list[tuple[Rule, Query]]:
    """The rules that work, with their queries: those that rest, or cannot be understood, do nothing."""
    found = []
    for rule in rules:
        with suppress(ReaderError):
            if rule.on:
                found.append((rule, checked(rule.query)))
    return found


def tried(library: Library, rule: Rule) -> Trial:
    """What a rule would do to what is in the library; raises ReaderError for a query that cannot be understood."""
    return _tried(library, rule, checked(rule.query))


def _tried(library: Library, rule: Rule, query: Query) -> Trial:
    uids = library.articles.listing(ALL, matching=chooser(query)).uids()
    return Trial(rule, len(uids), library.articles.lacking(uids, rule.tags))


def all_tried(library: Library, rules: Iterable[Rule]) -> list[Trial]:
    """What the rules that work would do, each by itself."""
    return [_tried(library, rule, query) for rule, query in understood(rules)]


def given_by(trials: Iterable[Trial]) -> dict[str, tuple[str, ...]]:
    """The tags that articles, by uid, would get by some trials together."""
    tags: dict[str, tuple[str, ...]] = {}
    for trial in trials:
        for uid in trial.lacking:
            tags[uid] = (*tags.get(uid, ()), *trial.rule.tags)
    return tags


def applied(library: Library, trials: Sequence[Trial]) -> int:
    """Tag as the trials say, as one change; says how many articles are different now."""
    return library.articles.give_tags(given_by(trials))
