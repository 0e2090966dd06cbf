"""What an export did."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class ExportReport:
    """What an export did."""

    format: str
    output: str = ""
    """The file or folder, '' for standard output."""
    articles: int = 0
    """Articles that were looked at."""
    written: int = 0
    """Files that were written."""
    unchanged: int = 0
    """Files that were there already as they would have been written."""
    kept: list[str] = field(default_factory=list)
    """A sentence for every file that was left as it is, since it is not certain that nobody would miss it."""
    remarks: list[str] = field(default_factory=list)
    stopped: bool = False


def sentence_of(report: ExportReport) -> str:
    """What an export did, in a line."""
    files = "" if report.written == 1 and not report.unchanged else f", {_count(report.written, 'file')} written"
    said = (
        f"Exported {_count(report.articles, 'article')}{f' to {report.output}' if report.output else ''}{files}",
        f"{_count(report.unchanged, 'file')} as before" if report.unchanged else "",
        f"{_count(len(report.kept), 'file')} left alone" if report.kept else "",
        report.kept[0] if len(report.kept) == 1 else "",
    )
    return " · ".join(filter(None, said))


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}".replace(",", "\u202f")
