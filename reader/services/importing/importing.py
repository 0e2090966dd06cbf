"""Importing files: a rehearsal, or everything they hold into the library, which one undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from reader.domain.article import Article
from reader.domain.carried import Carried, Excerpt
from reader.domain.highlight import Highlight
from reader.domain.picture import shown_in
from reader.domain.provenance import Provenance, Verdict, Way
from reader.domain.words import count_words
from reader.library.carrying import CARRIED, EXTRA, Coming
from reader.library.feeds import new_feed
from reader.library.library import Library
from reader.services.adding.report import AddingStopped, Step
from reader.services.adding.script import language_of
from reader.services.adding.whole import whole
from reader.services.attempt import attempt
from reader.services.importing.gathering import Everything, Gathered, gather, in_order
from reader.services.importing.importer import RestoredPicture
from reader.services.importing.merging import article_from, joined, merged, uid_of, utc_now, words_of
from reader.services.importing.report import ImportReport
from reader.services.importing.restoring import put_back, restore
from reader.services.importing.texts import as_notes, body_of_excerpts, highlights_in, texts_of
from reader.services.parsers import Parsers
from reader.services.tagging.incoming import carried_tagged

BATCH = 250
"""Articles of one transaction: the app takes in so many between two keys."""


def import_files(
    library: Library,
    paths: Iterable[str | Path],
    dry: bool = False,
    on_step: Callable[[Step], None] = lambda step: None,
    parsers: Parsers | None = None,
) -> ImportReport:
    """Import all that files hold; with `dry` nothing is changed and the report says what would be."""
    report = ImportReport(dry=dry)
    with parsers or Parsers() as parsers:
        try:
            Importing(library, parsers, report, on_step).run(gather(paths, report, on_step))
        except (KeyboardInterrupt, AddingStopped):
            report.stopped = True
    return report


class Importing:
    """One import."""

    def __init__(
        self, library: Library, parsers: Parsers, report: ImportReport, on_step: Callable[[Step], None]
    ) -> None:
        self._library = library
        self._parsers = parsers
        self._report = report
        self._on_step = on_step
        self._now = utc_now()
        self._pictures: Mapping[str, RestoredPicture] = {}
        self._marked: set[tuple[str, str]] = set()
        self._binned = 0

    def run(self, found: Everything) -> None:
        """Take in all of it."""
        articles = in_order(found.articles.values())
        with self._library.as_group():
            restore(self._library, found, self._report, self._on_step)
            self._pictures = found.pictures
            self._marked = {(one.article, words_of(one.text)) for one in self._library.highlights.all()}
            self._subscribe(found)
            for start in range(0, len(articles), BATCH):
                self._take(articles[start : start + BATCH])
                self._on_step(Step(min(start + BATCH, len(articles)), len(articles), ""))
        if self._binned:
            self._report.remark(f"{self._binned} of the completed articles are in the Bin, and stay there.")

    def _subscribe(self, found: Everything) -> None:
        feeds = [new_feed(s.url, title=s.title, site=s.site, tags=s.tags) for s in found.subscriptions]
        feeds = list({feed.uid: feed for feed in feeds}.values())
        if self._report.dry:
            self._report.feeds += sum(self._library.feeds.get(feed.uid) is None for feed in feeds)
        elif feeds:
            added = self._library.feeds.add(feeds, label="import")
            self._library.seen.forget([feed.uid for feed in added])  # it may have been there before
            self._report.feeds += len(added)

    def _take(self, batch: Sequence[Gathered]) -> None:
        """Take some articles in, as one transaction that no interrupt cuts in two."""
        wanted = [fresh for one in batch if (fresh := self._fresh(one)).mentions]
        self._report.same += len(batch) - len(wanted)
        if self._report.dry:
            for one in wanted:
                self._count(one)
            return
        texts = texts_of([one.carried for one in wanted], self._parsers)
        for number, problem in texts.failed:
            self._report.remark(f"{wanted[number].carried.title or wanted[number].carried.url}: {problem}")
        shown = {name for body in texts.bodies for name in shown_in(body)} if self._pictures else set()
        put_back(self._library, self._pictures, shown & self._pictures.keys())
        with whole(), self._library.as_one("import"):
            pairs = [self._coming(one, body) for one, body in zip(wanted, texts.bodies, strict=True)]
            coming = carried_tagged(self._library, [coming for coming, _ in pairs])
            self._library.articles.carry(coming, texts.pictures)
            self._library.highlights.carry([highlight for _, highlights in pairs for highlight in highlights])

    def _fresh(self, one: Gathered) -> Gathered:
        """What was not carried in before."""
        uid = uid_of(one.mentions[0].carried)
        if self._library.articles.columns.slot(uid) is None:
            return one
        return one.unlike(self._library.articles.kept(uid, CARRIED))

    def _count(self, one: Gathered) -> None:
        carried, report = one.carried, self._report
        if self._library.articles.columns.slot(uid_of(carried)) is not None:
            report.merged += 1
        else:
            report.new += 1
            has_text = carried.body or carried.html or carried.document or carried.is_excerpts
            report.waiting += not has_text and bool(carried.url)
            report.lost += not has_text and not carried.url
        report.highlights += sum(
            (uid_of(carried), words_of(excerpt.text)) not in self._marked for excerpt in carried.excerpts
        )

    def _coming(self, one: Gathered, body: str) -> tuple[Coming, list[Highlight]]:
        """What is to be stored of an article, and of its highlights."""
        carried, articles = one.carried, self._library.articles
        uid = uid_of(carried)
        known = articles.get(uid)
        if known is None:
            article, text = self._new(carried, body)
        else:
            article = merged(known, carried, self._now)
            text = self._better_text(known, carried, body)
            if text is not None:
                edition = 0 if known.waiting else self._library.bodies.next_edition(uid)
                article = _with_text(article, text)._replace(edition=edition)
            self._report.merged += 1
            self._binned += known.removed is not None
        article, highlights = self._highlighted(article, text, carried.excerpts)
        extra, done = articles.kept(uid, EXTRA), articles.kept(uid, CARRIED)
        for key, fields in one.extra.items():
            extra[key] = {**fields, **extra.get(key, {})}
        for key, digests in one.digests.items():
            done[key] = f"{done.get(key, '')} {digests}".strip()
        return Coming(article, text, extra, done), highlights

    def _better_text(self, known: Article, carried: Carried, body: str) -> str | None:
        """The text that an article gets which is here already; None where it keeps what it has."""
        came = known.provenance if known.provenance and known.provenance.way is Way.IMPORTED else None
        if known.waiting or (came and came.verdict is Verdict.THIN):
            return body or None
        if came is None or not carried.is_excerpts:
            return None
        # more was marked in a book since: it goes below what stands there, where the places in it stay what they are
        standing = attempt(self._library.bodies.read, known.uid, known.edition) or ""
        _, astray = highlights_in(known.uid, standing, carried.excerpts, self._now)
        return f"{standing.rstrip()}\n\n{body_of_excerpts(astray)}\n" if astray else None

    def _new(self, carried: Carried, body: str) -> tuple[Article, str | None]:
        waits = bool(carried.url and not body)
        article = article_from(carried, body, self._now, waits)
        self._report.new += 1
        if body:
            return _with_text(article, body), body
        if waits:
            self._report.waiting += 1
            return article, None
        self._report.lost += 1
        text = carried.description or "The text of this article was only in the program that it comes from."
        return _with_text(article, text, Verdict.THIN), text

    def _highlighted(
        self, article: Article, text: str | None, excerpts: Sequence[Excerpt]
    ) -> tuple[Article, list[Highlight]]:
        """The article with its fresh highlights; what does not stand in the text goes into its note."""
        fresh = [one for one in excerpts if (article.uid, words_of(one.text)) not in self._marked]
        if not fresh:
            return article, []
        body = text
        if body is None and not article.waiting:
            body = attempt(self._library.bodies.read, article.uid, article.edition)
        highlights, astray = highlights_in(article.uid, body or "", fresh, self._now)
        self._marked.update((article.uid, words_of(one.text)) for one in fresh)
        self._report.highlights += len(highlights)
        self._report.noted += len(astray)
        return article._replace(note=joined(article.note, as_notes(astray))), highlights


def _with_text(article: Article, body: str, verdict: Verdict = Verdict.WHOLE) -> Article:
    """An article that has a text now."""
    words, cjk = count_words(body)
    return article._replace(
        words=words,
        cjk=cjk,
        language=article.language or language_of(body),
        provenance=Provenance(Way.IMPORTED, verdict=verdict),
        waiting=None,
        problem="",
    )
