"""Shows or writes the note of an article: reader note UID TEXT; "" takes it away, - is standard input."""

from __future__ import annotations

import argparse

from reader.cli.input import text_given
from reader.cli.output import print_json, print_line, print_text
from reader.cli.place import open_library
from reader.domain.plain import clean_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader note` takes."""
    parser.add_argument("uid", metavar="UID", help="the article's uid, or as much of it as is unique")
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the note; without, it is printed")
    parser.add_argument("--append", action="store_true", help="write it below what is there")
    parser.add_argument("--json", action="store_true", help="print uid, title and note as an object")


def run(given: argparse.Namespace) -> int:
    """Show or write the note."""
    with open_library(given) as library:
        article = library.articles.find(given.uid)
        note = article.note
        if given.text is not None:
            note = clean_text(text_given(given.text)).strip()
            if given.append:
                note = "\n\n".join(part for part in (article.note, note) if part)
            library.articles.note(article.uid, note)
    if given.json:
        print_json({"uid": article.uid, "title": article.title, "note": note or None})
    elif given.text is not None:
        print_line(f"{'Note kept' if note else 'Note taken away'}: {article.title}")
    elif note:
        print_text(note)
    return 0
