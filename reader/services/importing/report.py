"""What an import did, or would do: counted, with what was skipped and why."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_NAMED = 1_000
"""Skipped rows that are remembered one by one; all are counted."""


@dataclass(frozen=True, slots=True)
class SkippedIn:
    """Something that was not taken."""

    file: str
    where: str
    reason: str

    @property
    def sentence(self) -> str:
        """It as a sentence."""
        return f"{self.file}, {self.where} {self.reason}."


@dataclass(slots=True)
class ImportReport:
    """What an import did."""

    dry: bool = False
    """Whether it was a rehearsal, so that nothing has changed."""
    programs: dict[str, int] = field(default_factory=dict)
    """How many entries were read of each program's files."""
    new: int = 0
    """Articles that were not in the library."""
    merged: int = 0
    """Articles that were there, and of which something was not known yet."""
    same: int = 0
    """Articles that were there with all of it."""
    repeated: int = 0
    """Entries that say more of an article that another entry has."""
    waiting: int = 0
    """New articles whose texts are to be fetched."""
    lost: int = 0
    """New articles whose texts were only in the other program, and are not in its export."""
    highlights: int = 0
    noted: int = 0
    """Passages that do not stand in their texts, and were kept in the articles' notes."""
    feeds: int = 0
    """Feeds subscribed to."""
    skipped: int = 0
    examples: list[SkippedIn] = field(default_factory=list)
    """The first of what was skipped."""
    remarks: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """A sentence for every file of which nothing could be read."""
    stopped: bool = False

    @property
    def read(self) -> int:
        """Entries that were read."""
        return sum(self.programs.values())

    def skip(self, file: str, where: str, reason: str) -> None:
        """Count something that is not taken."""
        self.skipped += 1
        if len(self.examples) < MOST_NAMED:
            self.examples.append(SkippedIn(file, where, reason))

    def remark(self, sentence: str) -> None:
        """Remember a sentence, once."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)


def counted(report: ImportReport) -> list[tuple[str, int]]:
    """What there is to count, in words, with how many; without what there was nothing of."""
    lines = (
        ("new", report.new),
        ("of them waiting for their text", report.waiting),
        ("of them without a text anywhere", report.lost),
        ("completed", report.merged),
        ("here already", report.same),
        ("mentioned again", report.repeated),
        ("highlights", report.highlights),
        ("passages kept as notes", report.noted),
        ("feeds", report.feeds),
        ("skipped", report.skipped),
    )
    return [(name, count) for name, count in lines if count]


def sentence_of(report: ImportReport) -> str:
    """What an import did, in a line."""
    would = "Would import" if report.dry else "Imported"
    said = (
        f"{would} {_count(report.new, 'article')}" if report.new else "",
        f"{report.waiting:,} of them wait for their text".replace(",", "\u202f") if report.waiting else "",
        f"{_count(report.merged, 'article')} completed" if report.merged else "",
        f"{_count(report.same, 'article')} here already" if report.same else "",
        _count(report.highlights, "highlight") if report.highlights else "",
        _count(report.feeds, "feed") if report.feeds else "",
        f"{report.skipped:,} skipped".replace(",", "\u202f") if report.skipped else "",
        report.failed[0] if report.failed else "",
    )
    return " · ".join(filter(None, said)) or "There was nothing to import"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}".replace(",", "\u202f")
