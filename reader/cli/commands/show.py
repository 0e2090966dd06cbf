"""Shows one article: its facts and its text, as wide as the terminal."""

from __future__ import annotations

import argparse
import os
import sys

from reader.cli.facts import facts_of
from reader.cli.output import on_terminal, print_json, print_line, print_text
from reader.cli.place import open_library
from reader.domain.article import Article
from reader.domain.plain import plain

WIDEST = 80
"""Columns of a text on a terminal at most; longer lines are hard to read."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader show` takes."""
    parser.add_argument("uid", metavar="UID", help="the article's uid, or as much of it as is unique")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--plain", action="store_true", help="linear text, a line a paragraph: for pipes and screen readers"
    )
    form.add_argument("--markdown", action="store_true", help="the text as it is kept")
    form.add_argument("--links", action="store_true", help="where its links lead, a line each")
    form.add_argument("--citation", action="store_true", help="a Markdown citation")
    form.add_argument("--json", action="store_true", help="facts and text as an object")


def run(given: argparse.Namespace) -> int:
    """Show the article."""
    with open_library(given) as library:
        article = library.articles.find(given.uid)
        body = "" if given.citation else library.bodies.read(article.uid, article.edition)
        pictures = str(library.bodies.pictures.folder)
    if given.json:
        print_json({**facts_of(article), "note": article.note or None, "body": body})
    elif given.citation:
        from reader.services.citation import citation

        print_line(citation(article))
    elif given.links:
        from reader.text.document import Document
        from reader.text.links import links_in

        for link in links_in(Document(body)):
            sys.stdout.write(f"{plain(link.href)}\t{plain(link.text)}\n")
    elif given.markdown:
        print_text(body)
    else:
        from reader.text.linear import linear

        width = None if given.plain or not on_terminal() else _width()
        print_text(f"{_head(article)}\n\n{linear(body, width, pictures)}")
    return 0


def _head(article: Article) -> str:
    """Title, byline and address, a line each."""
    from reader.ui.phrases import day, number

    published = day(article.published) if article.published else ""
    minutes = f"{number(article.minutes)} min".replace("\u00a0", " ")
    facts = (article.author, article.source, published, minutes)
    lines = (article.title, " · ".join(plain(fact) for fact in facts if fact), article.url)
    return "\n".join(plain(line) for line in lines if line)


def _width() -> int:
    try:
        return min(WIDEST, os.get_terminal_size(sys.stdout.fileno()).columns or WIDEST)
    except (OSError, ValueError):
        return WIDEST
