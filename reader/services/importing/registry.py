"""All importers, in the order in which they are asked whether a file is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module

from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Importer

IMPORTERS: tuple[str, ...] = (
    "own:OwnJson",
    "goodlinks:GoodLinks",
    "pocket:Pocket",
    "pocket_html:PocketHtml",
    "omnivore:Omnivore",
    "omnivore_csv:OmnivoreCsv",
    "instapaper:Instapaper",
    "readwise_reader:ReadwiseReader",
    "readwise:Readwise",
    "matter:Matter",
    "raindrop:Raindrop",
    "readability:Readability",
    "starred:Starred",
    "wallabag:Wallabag",
    "readeck:Readeck",
    "karakeep:Karakeep",
    "linkwarden:Linkwarden",
    "pinboard:Pinboard",
    "pinboard:Delicious",
    "netscape:Netscape",
    "browsers:Browser",
    "koreader:KoReader",
    "csl:Csl",
    "kindle:Kindle",
    "newsboat:Newsboat",
    "opml:Opml",
    "tables:AnyTable",
    "onetab:OneTab",
    "urls:UrlList",
    "notes:Notes",
)
"""Module and class of each; what is more certain stands first."""


@cache
def importers() -> tuple[Importer, ...]:
    """One of each."""
    made = []
    for name in IMPORTERS:
        module, _, kind = name.partition(":")
        made.append(getattr(import_module(f"reader.services.importing.{module}"), kind)())
    return tuple(made)


def importer_of(file: ImportFile) -> Importer | None:
    """The importer whose file it is, if anybody's; raises TextUnusable for a damaged archive."""
    return next((importer for importer in importers() if importer.recognises(file)), None)


def parts_of(file: ImportFile) -> Iterator[tuple[ImportFile, Importer]]:
    """What to read with which importer: the file itself, or those members of an unknown archive that are exports."""
    importer = importer_of(file)
    if importer is not None:
        yield file, importer
    elif file.is_archive:
        for name in file.members:
            member = file.member(name)
            if (inner := importer_of(member)) is not None:
                yield member, inner
