"""What an adding did, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.domain.article import Article
from reader.domain.feed import Feed

if TYPE_CHECKING:
    from reader.services.importing.report import ImportReport


@dataclass(frozen=True, slots=True)
class Step:
    """How far something long has come."""

    done: int
    total: int
    name: str
    """What was done last."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was not added, and why."""

    name: str
    sentence: str


@dataclass(slots=True)
class Report:
    """What an adding did."""

    added: list[Article] = field(default_factory=list)
    known: list[Article] = field(default_factory=list)
    """Articles that were in the library already, one for every text that is one of them."""
    restored: list[Article] = field(default_factory=list)
    """Articles that came back from the Bin."""
    filled: list[Article] = field(default_factory=list)
    """Articles that had been waiting for their text."""
    waiting: list[Article] = field(default_factory=list)
    """Articles whose text could not be got yet; their problem says why."""
    subscribed: list[Feed] = field(default_factory=list)
    """Feeds that stood at an address."""
    failed: list[Failure] = field(default_factory=list)
    imported: ImportReport | None = None
    """What came of exports of other programs."""
    stopped: bool = False
    """Whether it was interrupted; what was added until then stays."""


class AddingStopped(Exception):
    """What is raised while something long goes on, to end it early."""


def sentence_of(report: Report) -> str:
    """What an adding did, in a sentence."""
    if report.imported is not None and not (report.added or report.known or report.filled):
        from reader.services.importing.report import sentence_of as imported

        return imported(report.imported)
    back, known, failed = len(report.restored), len(report.known), len(report.failed)
    here = _count(known, "text here already", "texts here already")
    said = (
        _named("Added", report.added),
        _named("Has its text now:", report.filled),
        _count(back, "article came back from the Bin", "articles came back from the Bin"),
        here if report.added or known > 1 else _named("Here already:", report.known),
        _subscribed(report.subscribed),
        f"{report.waiting[0].problem} It waits" if report.waiting else "",
        f"{failed} not added:" if failed > 1 else "",
        report.failed[0].sentence if failed else "",
    )
    return " · ".join(filter(None, said)).replace(": ·", ":") or "Nothing to add was found there"


def _subscribed(feeds: list[Feed]) -> str:
    if len(feeds) == 1:
        return f"Subscribed to {feeds[0].called}"
    return f"Subscribed to {len(feeds)} feeds" if feeds else ""


def _named(done: str, articles: list[Article]) -> str:
    if len(articles) == 1:
        return f"{done} {articles[0].title}"
    return f"{done} {len(articles)} articles" if articles else ""


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
