"""Restoring: articles and feeds that come in as they were in a library of ours; where they are here, both are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from reader.domain.article import Article, State
from reader.domain.carried import Carried
from reader.domain.highlight import Highlight
from reader.domain.mark import Mark
from reader.domain.picture import picture_name, shown_in
from reader.domain.provenance import Provenance, Verdict, Way
from reader.library.carrying import CARRIED, EXTRA, Coming
from reader.library.library import Library
from reader.services.adding.report import Step
from reader.services.adding.whole import whole
from reader.services.attempt import attempt
from reader.services.importing.gathering import Everything
from reader.services.importing.importer import Restored, RestoredPicture, RestoredSeen
from reader.services.importing.merging import all_of, joined, merged, utc_now, words_of
from reader.services.importing.own import KEY
from reader.services.importing.report import ImportReport

BATCH = 250
"""Articles of one transaction."""
AT_ONCE = 30_000_000
"""Bytes of pictures that are held in memory."""


def restore(
    library: Library,
    found: Everything,
    report: ImportReport,
    on_step: Callable[[Step], None] = lambda step: None,
) -> None:
    """Take in all that comes of a library of ours, or count what would be."""
    things = sorted(found.restored.values(), key=lambda one: one.article.added.timestamp() if one.article.added else 0)
    coming = list({feed.uid: feed for feed in found.feeds}.values())
    added: set[str] = set()
    if report.dry:
        report.feeds += sum(library.feeds.at(feed.url) is None for feed in coming)
    elif coming:
        added = {feed.uid for feed in library.feeds.add(coming, label="import")}
        report.feeds += len(added)
    restoring = _Restoring(library, report, found.pictures) if things else None
    for start in range(0, len(things), BATCH):
        assert restoring is not None
        restoring.take(things[start : start + BATCH])
        on_step(Step(min(start + BATCH, len(things)), len(things), ""))
    if not report.dry:  # only now: what has been seen does not come again, so its articles must be here
        _remember(library, found.seen, added)


def _remember(library: Library, found: Mapping[str, RestoredSeen], added: set[str]) -> None:
    """Remember what had been seen of feeds that are new here, or of which nothing has been seen yet."""
    here = {feed.uid for feed in library.feeds.all()}
    wanted = {uid: one for uid, one in found.items() if uid in added or (uid in here and not library.seen.read(uid)[0])}
    with suppress(OSError):  # it costs nothing but that deleted entries come once more
        library.seen.write({uid: (one.seen, one.answer) for uid, one in wanted.items()})


def put_back(library: Library, pictures: Mapping[str, RestoredPicture], names: set[str]) -> None:
    """Keep some of the pictures, few at a time, since all of them may be more than memory holds."""
    kept: dict[str, bytes] = {}
    for name in sorted(names):
        data = attempt(pictures[name].read) or b""
        if picture_name(data) == name:  # the file may have been changed meanwhile
            kept[name] = data
        if sum(map(len, kept.values())) > AT_ONCE:
            library.articles.carry((), kept)
            kept = {}
    if kept:
        library.articles.carry((), kept)


class _Restoring:
    """What is known of the library meanwhile."""

    def __init__(self, library: Library, report: ImportReport, pictures: Mapping[str, RestoredPicture]) -> None:
        self._library = library
        self._pictures = pictures
        self._report = report
        self._now = utc_now()
        highlights = library.highlights.all()
        self._highlights = {one.uid: one for one in highlights}
        self._marked = {(one.article, words_of(one.text)) for one in highlights}
        self._letters = {mark.uid for mark in library.marks.all()}

    def take(self, batch: Sequence[Restored]) -> None:
        """Take some articles in, as one transaction that no interrupt cuts in two; before it, their pictures."""
        if not self._report.dry and self._pictures:
            put_back(self._library, self._pictures, {name for one in batch for name in self._lacking(one)})
        coming: list[Coming] = []
        highlights: list[Highlight] = []
        marks: list[Mark] = []
        for one in batch:
            wanted = self._coming(one)
            if wanted is not None:
                coming.append(wanted[0])
                highlights.extend(wanted[1])
                marks.extend(wanted[2])
        self._report.highlights += sum(one.uid not in self._highlights for one in highlights)
        self._highlights |= {one.uid: one for one in highlights}
        self._letters |= {mark.uid for mark in marks}
        if not self._report.dry and coming:
            with whole(), self._library.as_one("import"):
                self._library.articles.carry(coming)
                self._library.highlights.add(highlights, label="import")
                self._library.marks.add(marks, label="import")

    def _lacking(self, one: Restored) -> set[str]:
        """The pictures that an article has there, shows here, too, and that are not here."""
        shown = {name for text in (one.body or "", *one.editions.values()) for name in shown_in(text)}
        sizes = {name: self._pictures[name].size for name in shown & self._pictures.keys()}
        names = self._library.bodies.pictures.lacking(sizes)
        known = self._library.articles.get(one.article.uid) if names else None
        if known is None or known.waiting:
            return names
        return names & shown_in(attempt(self._library.bodies.read, known.uid, known.edition) or "")

    def _coming(self, one: Restored) -> tuple[Coming, list[Highlight], list[Mark]] | None:
        """What is to be stored, None where all of it is here."""
        articles, uid = self._library.articles, one.article.uid
        known = articles.get(uid)
        done = articles.kept(uid, CARRIED)
        if known is not None and done.get(KEY) == one.digest:
            self._report.same += 1
            return None
        marks = [mark for mark in one.marks if mark.uid not in self._letters]
        if known is None:
            article, body = self._new(one)
            carried = {**one.carried, KEY: one.digest}
            editions = {} if body is None else one.editions
            return Coming(article, body, one.extra, carried, editions), list(one.highlights), marks
        article, body = _completed(known, one, self._now)
        highlights = [highlight for here in one.highlights if (highlight := self._fresher(here)) is not None]
        extra = articles.kept(uid, EXTRA)
        wanted = {**one.extra, **{key: _both(extra[key], one.extra.get(key)) for key in extra}}
        if (article, body, wanted) == (known, None, extra) and not highlights and not marks:
            self._report.same += 1
            return None
        self._report.merged += 1
        return Coming(article, body, wanted, {**one.carried, **done, KEY: one.digest}), highlights, marks

    def _new(self, one: Restored) -> tuple[Article, str | None]:
        article, body = one.article, one.body
        self._report.new += 1
        if article.waiting or (body is None and article.url):
            self._report.waiting += 1
            return article._replace(waiting=article.waiting or self._now), None
        if body is None:
            self._report.lost += 1
            body = "The text of this article was not in the export that it comes from."
            article = article._replace(provenance=Provenance(Way.IMPORTED, verdict=Verdict.THIN))
        return article, body

    def _fresher(self, highlight: Highlight) -> Highlight | None:
        """What a highlight that is known should be, or one that is not known; None where nothing is to be done."""
        known = self._highlights.get(highlight.uid)
        if known is None:
            same = (highlight.article, words_of(highlight.text)) in self._marked
            return None if same else highlight
        newer = (highlight.changed or highlight.made or self._now) > (known.changed or known.made or self._now)
        best = highlight if newer else known
        both = best._replace(note=joined(known.note, highlight.note), tags=all_of(known.tags, highlight.tags))
        return None if both == known else both


def _completed(known: Article, one: Restored, now: datetime) -> tuple[Article, str | None]:
    """An article that is here, with what is known of it there; what its reader did here stays."""
    there = one.article
    untouched = known.state is State.UNREAD and known.opened is None
    article = merged(known, _carried(there), now)
    if untouched and there.place is not None and known.place is None:
        article = article._replace(place=there.place, opened=there.opened)
    if not known.waiting or one.body is None or there.waiting:
        return article, None
    text = {"words": there.words, "cjk": there.cjk, "provenance": there.provenance}
    return article._replace(**text, waiting=None, problem=""), one.body  # type: ignore[arg-type]


def _carried(article: Article) -> Carried:
    """An article as another program might have it."""
    return Carried(
        title=article.title,
        url=article.url,
        source=article.source,
        author=article.author,
        published=article.published,
        added=article.added,
        language=article.language,
        description=article.description,
        tags=article.tags,
        state=article.state,
        archived=article.archived or False,
        bookmarked=article.bookmarked or False,
        progress=article.progress,
        note=article.note,
        feeds=article.feeds,
    )


def _both(here: object, there: object) -> object:
    if isinstance(here, dict) and isinstance(there, dict):
        return {**there, **here}
    return here
