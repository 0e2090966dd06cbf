"""Asks the feeds for what is new: all of them, or those that are named. Meant for a timer, too."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from reader.cli.output import print_json, print_line, print_problem
from reader.cli.place import open_library
from reader.cli.progress import Progress, take_progress
from reader.domain.plain import plain

if TYPE_CHECKING:
    from reader.domain.feed import Feed
    from reader.library.library import Library
    from reader.services.feeds.refresh import RefreshReport


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader refresh` takes."""
    parser.add_argument("feeds", nargs="*", metavar="FEED", help="a feed's name, address or uid; without, all feeds")
    parser.add_argument("--quiet", action="store_true", help="print problems only")
    parser.add_argument("--json", action="store_true", help="print a report as an object")
    take_progress(parser)


def run(given: argparse.Namespace) -> int:
    """Refresh the feeds; 1 if one has failed."""
    from reader.cli.web import INTERRUPTED, on_the_web
    from reader.services.feeds.forget import forget_read
    from reader.services.feeds.refresh import BATCH, SMALL, Refreshing, RefreshReport
    from reader.services.web.work import Web

    report = RefreshReport()
    with open_library(given) as library, Progress(given.progress) as progress, library.seen.being_refreshed():
        feeds = chosen(library, given.feeds)

        async def work(web: Web) -> None:
            # the app takes in what comes between two keys: it must be little at a time
            await Refreshing(web, report, progress.step, SMALL if given.progress else BATCH).run(feeds)

        report.stopped = not on_the_web(library, work, given.progress) if feeds else False
        if not report.stopped:
            report.forgotten = forget_read(library, feeds)
        known = {feed.uid: feed for feed in library.feeds.all()}
    if given.progress:
        print_json(_ending(report, feeds), one_line=True)
    elif given.json:
        print_json(as_object(report, known))
    else:
        _tell(report, known, given.quiet)
    if report.stopped:
        return INTERRUPTED
    return 1 if report.failed else 0


def chosen(library: Library, names: list[str]) -> list[Feed]:
    """The feeds that are named, or all that may be asked now; raises FeedNotFound."""
    from datetime import UTC, datetime

    if names:
        return list({feed.uid: feed for feed in map(library.feeds.find, names)}.values())
    now = datetime.now(UTC)
    feeds = library.feeds.all()
    return [feed for feed in feeds if not (feed.paused or feed.gone or (feed.after and feed.after > now))]


def _tell(report: RefreshReport, known: dict[str, Feed], quiet: bool) -> None:
    if report.offline:
        print_problem("No feed can be reached: there seems to be no network.")
        return
    for feed, sentence in report.failed:
        print_problem(f"{feed.called}: {sentence}")
    for feed in report.gone:
        print_problem(f"{feed.called} is gone, says its server; it is not asked any more.")
    if quiet:
        return
    for feed, url in report.moved:
        print_line(f"{feed.called} has moved to {url}")
    for uid, count in sorted(report.fresh.items(), key=lambda item: -item[1]):
        if count and uid in known:
            print_line(f"{count:>6}  {known[uid].called}")
    print_line(summary(report))


def summary(report: RefreshReport) -> str:
    """What a refresh did, on one line."""
    parts = [
        f"{report.added} new" if report.added else "Nothing new",
        f"{report.updated} updated" if report.updated else "",
        f"{report.joined} already here" if report.joined else "",
        f"{report.muted} muted" if report.muted else "",
        f"{report.capped} beyond the day's cap" if report.capped else "",
        f"{report.forgotten} forgotten" if report.forgotten else "",
        f"{len(report.waiting)} asked to wait" if report.waiting else "",
        f"{len(report.failed)} failed" if report.failed else "",
        "stopped" if report.stopped else "",
    ]
    feeds = f"{report.asked} feed{'' if report.asked == 1 else 's'}"
    return f"{feeds}: {', '.join(filter(None, parts))}"


def _ending(report: RefreshReport, feeds: list[Feed]) -> dict[str, Any]:
    """The last line for the app."""
    if not feeds:
        return {"sentence": "There are no feeds to ask", "failed": False}
    if report.offline:
        return {"sentence": "No feed can be reached: there seems to be no network", "failed": True}
    sentence = summary(report)
    if len(report.failed) == 1:
        [(feed, problem)] = report.failed
        sentence += f" · {feed.called}: {problem}"
    return {"sentence": sentence, "failed": len(report.failed) == report.asked > 0}


def as_object(report: RefreshReport, known: dict[str, Feed]) -> dict[str, Any]:
    """What a refresh did, for a program."""
    return {
        "summary": summary(report),
        "asked": report.asked,
        "unchanged": report.unchanged,
        "added": report.added,
        "updated": report.updated,
        "joined": report.joined,
        "muted": report.muted,
        "capped": report.capped,
        "forgotten": report.forgotten,
        "fresh": [
            {"uid": uid, "name": plain(known[uid].called), "articles": count}
            for uid, count in report.fresh.items()
            if count and uid in known
        ],
        "failed": [{"uid": f.uid, "name": f.called, "problem": sentence} for f, sentence in report.failed],
        "moved": [{"uid": f.uid, "name": f.called, "url": url} for f, url in report.moved],
        "gone": [{"uid": f.uid, "name": f.called} for f in report.gone],
        "waiting": [{"uid": f.uid, "name": f.called} for f in report.waiting],
        "offline": report.offline,
        "stopped": report.stopped,
    }
