"""Prints the Markdown that `reader add` would store of a file or an address, and adds nothing."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reader.cli.commands.add import is_address
from reader.cli.output import print_json, print_text

if TYPE_CHECKING:
    from reader.domain.draft import Draft


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader extract` takes."""
    parser.add_argument("thing", metavar="THING", help="a file, an address, or - for standard input")
    parser.add_argument("--url", default="", metavar="URL", help="the address of the page that is handed over")
    parser.add_argument("--json", action="store_true", help="print facts and text as an object")


def run(given: argparse.Namespace) -> int:
    """Print the text."""
    drafts = _drafts_at(given.thing) if is_address(given.thing) else _drafts_in(given.thing, given.url)
    if given.json:
        from reader.cli.facts import facts_of_draft

        found = [facts_of_draft(draft) for draft in drafts]
        print_json(found[0] if len(found) == 1 else found)
    else:
        print_text("\n\n".join(draft.body for draft in drafts))
    return 0


def _drafts_in(name: str, url: str) -> list[Draft]:
    from reader.services.adding.add import read_drafts
    from reader.services.adding.address import read_address

    return read_drafts(name, read_address(url))


def _drafts_at(url: str) -> list[Draft]:
    import asyncio

    from reader.services.documents.reading import drafts_of_feed
    from reader.services.parsers import Parsers
    from reader.services.settings import SettingsFile
    from reader.services.web.fetch import Fetcher
    from reader.services.web.manners import Manners
    from reader.services.web.page import FeedThere, fetch_text

    async def fetched() -> list[Draft]:
        with Parsers() as parsers:
            async with Fetcher(SettingsFile().settings.private) as fetcher:
                found = await fetch_text(fetcher, parsers, Manners(), url)
            if isinstance(found, FeedThere):
                return await parsers.aread(url, drafts_of_feed, found.answer.body, found.answer.url)
            return [found]

    return asyncio.run(fetched())
