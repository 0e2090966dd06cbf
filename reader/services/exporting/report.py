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
    taken: dict[str, int] = field(default_factory=dict)
    """How many feeds or highlights were exported, where it is those."""
    left_out: dict[str, list[str]] = field(default_factory=dict)
    """The titles of articles that the format cannot hold, by what is the matter with them."""
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
    left = sum(map(len, report.left_out.values()))
    what = [_count(number, thing) for thing, number in report.taken.items()]
    exported = " and ".join(what) or _count(report.articles - left, "article")
    files = report.written != 1 or report.unchanged
    said = (
        f"Exported {exported}{f' to {report.output}' if report.output else ''}",
        f"{_count(report.written, 'file')} written" if files and report.output else "",
        f"{_count(report.unchanged, 'file')} as before" if report.unchanged else "",
        *(f"{_count(len(titles), 'article')} with {why} left out" for why, titles in report.left_out.items()),
        f"{_count(len(report.kept), 'file')} left alone" if report.kept else "",
        report.kept[0] if len(report.kept) == 1 else "",
    )
    return " · ".join(filter(None, said))


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}".replace(",", "\u202f")
