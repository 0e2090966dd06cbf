"""Opens the addresses of articles in the browser that $BROWSER names or the system has."""

from __future__ import annotations

import argparse

from reader.cli.input import uids_given
from reader.cli.output import print_json, print_line
from reader.cli.place import open_library
from reader.domain.errors import ReaderError
from reader.domain.identity import canonical_url


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader open` takes."""
    parser.add_argument("uids", nargs="+", metavar="UID", help="an article's uid, or as much of it as is unique")
    parser.add_argument("--print", action="store_true", help="print the addresses and open nothing")
    parser.add_argument("--json", action="store_true", help="print uids and addresses as a list of objects")


def run(given: argparse.Namespace) -> int:
    """Open the addresses; 1 if an article has none."""
    with open_library(given) as library:
        articles = [library.articles.find(prefix) for prefix in uids_given(given.uids)]
    for article in articles:
        if not canonical_url(article.url):
            raise ReaderError(f"“{article.title}” has no address that could be opened.")
    if not given.print:
        import webbrowser

        try:
            browser = webbrowser.get()
        except webbrowser.Error as error:
            raise ReaderError("No browser was found.", "Set $BROWSER to one.") from error
        for article in articles:
            if not browser.open(article.url):
                raise ReaderError(f"The browser could not open {article.url}.")
    if given.json:
        print_json([{"uid": article.uid, "url": article.url} for article in articles])
    else:
        for article in articles:
            print_line(article.url if given.print else f"Opened: {article.url}")
    return 0
