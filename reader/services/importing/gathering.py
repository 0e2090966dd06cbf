"""Gathering: all that some files hold, each article once, before anything is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.domain.carried import Carried
from reader.domain.errors import ReaderError, TextUnusable
from reader.domain.feed import Feed
from reader.domain.plain import plain
from reader.services.adding.report import Step
from reader.services.feeds.opml import Subscription
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Importer, Remark, Restored, Skipped
from reader.services.importing.merging import digest_of, united
from reader.services.importing.registry import parts_of
from reader.services.importing.report import ImportReport

EVERY = 500
"""Entries between two steps of the progress."""


@dataclass(slots=True)
class Gathered:
    """One article, as all files together have it."""

    carried: Carried
    digests: dict[str, str] = field(default_factory=dict)
    """What its mentions come to, by the importer's key."""
    extra: dict[str, dict[str, object]] = field(default_factory=dict)
    """What has no place here, by the importer's key."""


@dataclass(slots=True)
class Everything:
    """What some files hold."""

    articles: dict[str, Gathered] = field(default_factory=dict)
    """By what is the same for the same article."""
    subscriptions: list[Subscription] = field(default_factory=list)
    restored: dict[str, Restored] = field(default_factory=dict)
    """Articles as they were in a library of ours, by uid."""
    feeds: list[Feed] = field(default_factory=list)
    """Feeds as they were in a library of ours."""


def gather(paths: Iterable[str | Path], report: ImportReport, on_step: Callable[[Step], None]) -> Everything:
    """Read files and all files in folders; what cannot be read is in the report."""
    found = Everything()
    for path in _files(paths):
        file = ImportFile(path)
        try:
            parts = list(parts_of(file))
            if not parts:
                raise TextUnusable(f"{file.spoken} is no export that is known here.", "`reader add` takes texts.")
            for part, importer in parts:
                _read(part, importer, found, report, on_step)
        except ReaderError as error:
            report.failed.append(str(error))
    return found


def _files(paths: Iterable[str | Path]) -> Iterator[str]:
    """What was named, and what lies in named folders, by name."""
    for path in dict.fromkeys(map(str, paths)):
        if Path(path).is_dir():
            yield from (str(file) for file in sorted(Path(path).rglob("*")) if file.is_file() and file.name[0] != ".")
        else:
            yield path


def _read(
    file: ImportFile, importer: Importer, found: Everything, report: ImportReport, on_step: Callable[[Step], None]
) -> None:
    count = 0
    for one in importer.read(file):
        if isinstance(one, Remark):
            report.remark(one.sentence)
            continue
        count += 1
        if isinstance(one, Skipped):
            report.skip(file.spoken, plain(one.where), plain(one.reason))
        elif isinstance(one, Subscription):
            found.subscriptions.append(one)
        elif isinstance(one, Feed):
            found.feeds.append(one)
        elif isinstance(one, Restored):
            report.repeated += one.article.uid in found.restored
            found.restored.setdefault(one.article.uid, one)
        else:
            _take(found, one, importer.key, report)
        if count % EVERY == 0:
            on_step(Step(count, 0, file.spoken))
    report.programs[importer.name] = report.programs.get(importer.name, 0) + count


def _take(found: Everything, one: Carried, key: str, report: ImportReport) -> None:
    digest = digest_of(one)
    known = found.articles.get(one.key)
    if known is None:
        found.articles[one.key] = Gathered(one, {key: digest}, {key: dict(one.extra)} if one.extra else {})
        return
    report.repeated += 1
    known.carried = united(known.carried, one)
    known.digests[key] = _both(known.digests.get(key, ""), digest)
    if one.extra:
        known.extra[key] = {**one.extra, **known.extra.get(key, {})}


def _both(one: str, other: str) -> str:
    """The digest of two mentions, in whatever order they come."""
    return f"{int(one or '0', 16) ^ int(other, 16):012x}"


def in_order(articles: Iterable[Gathered]) -> Sequence[Gathered]:
    """The oldest first, as they were saved; those without a date before them, since nobody knows."""
    return sorted(articles, key=lambda one: one.carried.added.timestamp() if one.carried.added else 0.0)
