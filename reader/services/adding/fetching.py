"""Adding pages by their addresses, and fetching texts again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.domain.article import Article
from reader.domain.draft import Draft
from reader.domain.errors import ReaderError
from reader.domain.identity import uid_for
from reader.domain.plain import clean_line
from reader.domain.provenance import SAID, Verdict
from reader.library.library import Library
from reader.services.adding.add import add_drafts
from reader.services.adding.address import host_of
from reader.services.adding.report import Failure, Report, Step
from reader.services.tagging.incoming import add_tagged, tag_filled
from reader.services.web.addresses import AddressRefused
from reader.services.web.page import FeedThere
from reader.services.web.work import Web

MUCH_SHORTER = 0.7
"""Share of an article's words below which another text of it is a worse one."""


class Outcome(StrEnum):
    """What came of fetching a text again."""

    REPLACED = "replaced"
    SAME = "same"
    WORSE = "worse"
    """What is there now seems to be less than what is here, which was kept."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Again:
    """One article whose text was fetched again."""

    article: Article
    outcome: Outcome
    sentence: str
    less: str = ""
    """How what is there now is less, if it is."""


async def add_addresses(
    web: Web, urls: Sequence[str], report: Report, on_step: Callable[[Step], None] = lambda step: None
) -> None:
    """Add what is at addresses; what cannot be got now is added without its text and waits for it."""
    wanted = []
    for url in dict.fromkeys(urls):
        article = web.library.articles.get(uid_for(url, "", ""))
        if article is not None and not article.waiting:
            add_drafts(web.library, [Draft(article.title, "", url)], report)  # from the Bin it comes back
        else:
            wanted.append(url)
    done = len(set(urls)) - len(wanted)
    tasks = [asyncio.create_task(_settled(web, url)) for url in wanted]
    try:
        for task in asyncio.as_completed(tasks):
            url, found = await task
            await _take(web, url, found, report)
            done += 1
            on_step(Step(done, len(set(urls)), url))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _settled(web: Web, url: str) -> tuple[str, Draft | FeedThere | ReaderError]:
    try:
        return url, await web.text_at(url)
    except ReaderError as error:
        return url, error


async def _take(web: Web, url: str, found: Draft | FeedThere | ReaderError, report: Report) -> None:
    """Do with what was found at an address what is to be done with it."""
    if isinstance(found, AddressRefused):
        report.failed.append(Failure(url, str(found)))
    elif isinstance(found, ReaderError):
        _wait(web.library, url, str(found), report)
    elif isinstance(found, FeedThere):
        from reader.services.feeds.subscribe import subscribe_to

        report.subscribed.append(await subscribe_to(web, url, found.answer))
    else:
        waiting = web.library.articles.get(uid_for(url, "", ""))
        if waiting is not None and waiting.waiting and waiting.uid != found.uid:
            with web.library.as_group():
                report.filled.append(web.library.articles.put_text(waiting.uid, found, label="add"))
                tag_filled(web.library, [waiting.uid], "add")
        else:
            add_drafts(web.library, [found], report)


def _wait(library: Library, url: str, problem: str, report: Report) -> None:
    """Add an address without its text."""
    title = clean_line(url.partition("://")[2].removeprefix("www.").rstrip("/"), 200)
    draft = Draft(title, "", url, source=host_of(url), waiting=True, problem=problem)
    add_tagged(library, [draft])
    library.articles.say_problem({draft.uid: problem})
    article = library.articles.get(draft.uid)
    assert article is not None
    report.waiting.append(article)


async def fetch_again(
    web: Web,
    articles: Sequence[Article],
    anyway: bool = False,
    on_step: Callable[[Step], None] = lambda step: None,
) -> list[Again]:
    """Fetch the texts of articles again; the old ones are kept, and a worse one is only taken `anyway`."""
    results: dict[str, Again] = {}

    async def one(article: Article) -> None:
        results[article.uid] = await _again(web, article, anyway)
        on_step(Step(len(results), len(articles), article.title))

    await asyncio.gather(*map(one, articles))
    return [results[article.uid] for article in articles]


async def _again(web: Web, article: Article, anyway: bool) -> Again:
    if not article.url:
        return Again(article, Outcome.FAILED, f"{article.title} has no address.")
    try:
        draft = await web.text_at(article.url)
        if isinstance(draft, FeedThere):
            return Again(article, Outcome.FAILED, f"{host_of(article.url)} has a feed there, not a text.")
    except ReaderError as error:
        if article.waiting:
            web.library.articles.say_problem({article.uid: str(error)})
        return Again(article, Outcome.FAILED, str(error))
    if not article.waiting:
        if _is_same(web.library, article, draft):
            return Again(article, Outcome.SAME, f"{article.title}: nothing is different.")
        if not anyway and is_worse(article, draft):
            words = (draft.counted or (0, 0))[0]
            verdict = SAID[draft.provenance.verdict] if draft.provenance else ""
            what = ", ".join(filter(None, [f"{words} words instead of {article.words}", verdict]))
            return Again(article, Outcome.WORSE, f"{article.title}: what is there now is less ({what}).", what)
    if not article.waiting:
        fresh = web.library.articles.put_text(article.uid, draft, "fetch again")
        return Again(fresh, Outcome.REPLACED, f"{fresh.title}: fetched.")
    with web.library.as_group():
        fresh = web.library.articles.put_text(article.uid, draft, "get the text")
        tag_filled(web.library, [article.uid], "get the text")
    return Again(fresh, Outcome.REPLACED, f"{fresh.title}: fetched.")


def _is_same(library: Library, article: Article, draft: Draft) -> bool:
    try:
        return library.bodies.read(article.uid, article.edition).split() == draft.body.split()
    except ReaderError:  # its file is gone: then another text is welcome
        return False


def is_worse(article: Article, draft: Draft) -> bool:
    """Whether a text seems to be less than the one that an article has."""
    words = (draft.counted or (0, 0))[0]
    if words < MUCH_SHORTER * article.words:
        return True
    before = article.provenance.verdict if article.provenance else Verdict.WHOLE
    now = draft.provenance.verdict if draft.provenance else Verdict.WHOLE
    return now is not Verdict.WHOLE and before is Verdict.WHOLE and words <= 1.1 * article.words
