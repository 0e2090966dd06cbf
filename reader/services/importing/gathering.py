"""Gathering: all that some files hold, each article once, before anything is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path

from reader.domain.carried import Carried
from reader.domain.errors import ReaderError, TextUnusable
from reader.domain.feed import Feed
from reader.domain.plain import plain
from reader.services.adding.report import Step
from reader.services.attempt import attempt
from reader.services.feeds.opml import Subscription
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Importer, Remark, Restored, RestoredPicture, RestoredSeen, Skipped
from reader.services.importing.merging import digest_of, united
from reader.services.importing.registry import parts_of
from reader.services.importing.report import ImportReport

EVERY = 500
"""Entries between two steps of the progress."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What one entry of a file says of an article."""

    key: str
    """The importer's."""
    digest: str
    """What it comes to: a mention that was carried in before is not looked at again."""
    carried: Carried


@dataclass(slots=True)
class Gathered:
    """One article, as all files together have it."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def carried(self) -> Carried:
        """All mentions as one."""
        return reduce(united, (mention.carried for mention in self.mentions))

    def unlike(self, known: Mapping[str, str]) -> Gathered:
        """The mentions whose digests are not among those known, by the importer's key."""
        done = {key: digests.split() for key, digests in known.items()}
        return Gathered([one for one in self.mentions if one.digest not in done.get(one.key, ())])

    @property
    def digests(self) -> dict[str, str]:
        """What its mentions come to, by the importer's key, with blanks between them."""
        found: dict[str, dict[str, None]] = {}
        for mention in self.mentions:
            found.setdefault(mention.key, {})[mention.digest] = None
        return {key: " ".join(digests) for key, digests in found.items()}

    @property
    def extra(self) -> dict[str, dict[str, object]]:
        """What has no place here, by the importer's key."""
        found: dict[str, dict[str, object]] = {}
        for mention in self.mentions:
            if mention.carried.extra:
                found[mention.key] = {**mention.carried.extra, **found.get(mention.key, {})}
        return found


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
    pictures: dict[str, RestoredPicture] = field(default_factory=dict)
    """Kept pictures of a library of ours, by name."""
    seen: dict[str, RestoredSeen] = field(default_factory=dict)
    """What had been seen of feeds of a library of ours, by uid."""


def gather(paths: Iterable[str | Path], report: ImportReport, on_step: Callable[[Step], None]) -> Everything:
    """Read files and all files in folders; what cannot be read is in the report."""
    found = Everything()
    strangers: list[str] = []
    for path, is_named in _files(paths):
        file = ImportFile(path)
        try:
            parts = list(parts_of(file))
            if file.is_archive and file.archive.refused:
                report.remark(f"{file.spoken} holds files whose names lead out of it: they were left out.")
            if not parts and not is_named:
                strangers.append(Path(path).name)
            elif not parts:
                raise TextUnusable(f"{file.spoken} is no export that is known here.", "`reader add` takes texts.")
            for part, importer in parts:
                _read(part, importer, found, report, on_step)
        except ReaderError as error:
            report.failed.append(str(error))
    if left := sum(name not in found.pictures for name in strangers):
        report.remark(f"Files in folders that are no exports known here were left out: {left}.")
    return found


def _files(paths: Iterable[str | Path]) -> Iterator[tuple[str, bool]]:
    """What was named, and what lies in named folders, by name; and whether it was named itself."""
    for path in dict.fromkeys(map(str, paths)):
        if attempt(Path(path).is_dir):  # of a name that is too long the system does not like to be asked
            for file in sorted(Path(path).rglob("*")):
                # what lies in hidden folders belongs to a program: settings, plugins, what was thrown away
                if file.is_file() and not any(part[0] == "." for part in file.relative_to(path).parts):
                    yield str(file), False
        else:
            yield path, True


def _read(
    file: ImportFile, importer: Importer, found: Everything, report: ImportReport, on_step: Callable[[Step], None]
) -> None:
    count, before = 0, report.programs.setdefault(importer.name, 0)
    for one in importer.read(file):
        if isinstance(one, Remark):
            report.remark(one.sentence)
            continue
        if isinstance(one, RestoredPicture):
            found.pictures[one.name] = one
            continue
        if isinstance(one, RestoredSeen):
            found.seen[one.feed] = one
            continue
        count += 1
        report.programs[importer.name] = before + count
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


def _take(found: Everything, one: Carried, key: str, report: ImportReport) -> None:
    known = found.articles.setdefault(one.key, Gathered())
    report.repeated += bool(known.mentions)
    known.mentions.append(Mention(key, digest_of(one), one))


def in_order(articles: Iterable[Gathered]) -> Sequence[Gathered]:
    """The oldest first, as they were saved; those without a date before them, since nobody knows."""
    return sorted(articles, key=lambda one: _time_of(one.mentions[0].carried))


def _time_of(carried: Carried) -> float:
    return carried.added.timestamp() if carried.added else 0.0
