"""All formats, by the names that they have on the command line."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from reader.services.exporting.exporter import Exporter, Options


class Row(NamedTuple):
    """A format."""

    where: str
    """Its module and class."""
    about: str
    """What it is, in a few words."""


EXPORTERS: dict[str, Row] = {
    "json": Row("own:OwnJson", "everything, to be imported again without a loss"),
    "markdown": Row("markdown:Markdown", "a note an article, for Obsidian and the like"),
    "highlights": Row("highlights:Highlights", "highlights and notes as Markdown, renewed in place"),
    "text": Row("text:Text", "plain text"),
    "html": Row("html:Html", "pages that need nothing but themselves"),
    "epub": Row("epub:Epub", "a book for an e-reader"),
    "readwise": Row("readwise:Readwise", "highlights as a table for Readwise"),
    "annotations": Row("annotations:Annotations", "highlights as W3C Web Annotations"),
    "netscape": Row("netscape:Netscape", "bookmarks, for browsers and most services"),
    "csv": Row("tables:Csv", "addresses as a table"),
    "pocket": Row("tables:Pocket", "the table that Pocket exported"),
    "wallabag": Row("wallabag:Wallabag", "wallabag's JSON with the texts"),
    "opml": Row("opml:Opml", "the feeds"),
}


def exporter_of(name: str, options: Options) -> Exporter:
    """The exporter of a format."""
    module, _, kind = EXPORTERS[name].where.partition(":")
    made: Exporter = getattr(import_module(f"reader.services.exporting.{module}"), kind)(options)
    return made
