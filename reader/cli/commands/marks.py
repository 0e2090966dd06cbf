"""Lists marks, newest first, or those of an article; sets and removes them.

Small letters mark places in their article, capitals in the whole library. Into a pipe a line has fields between tabs:
letter, uid of the article, day, sentence.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from reader.cli.actions import Actions
from reader.cli.input import text_given
from reader.cli.output import on_terminal, print_json, print_line, print_problem
from reader.cli.place import open_library
from reader.domain.errors import ReaderError
from reader.domain.plain import plain

if TYPE_CHECKING:
    from reader.domain.mark import Mark
    from reader.library.library import Library

ACTIONS = ("list", "set", "remove")
"""What can be done; without one of these words they are listed."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader marks` takes."""
    action = Actions(parser, json="print the marks as a list of objects").add
    listing = action("list", "list them; without ACTION, too")
    listing.add_argument("uids", nargs="*", metavar="UID", help="only those of an article")
    setting = action("set", "mark the place where words stand; the same letter moves there")
    setting.add_argument("letter", metavar="LETTER", help="a to z in the article, A to Z in the library")
    setting.add_argument("uid", metavar="UID", help="the article's uid, or as much of it as is unique")
    setting.add_argument("text", metavar="TEXT", help="the words as they stand in the text, or - for standard input")
    removing = action("remove", "take a mark away; an undo brings it back")
    removing.add_argument("letter", metavar="LETTER", help="the letter of the mark")
    removing.add_argument("uid", nargs="?", default="", metavar="UID", help="the article, for a small letter")


def run(given: argparse.Namespace) -> int:
    """Do what was asked for."""
    with open_library(given) as library:
        if given.action == "list":
            marks = _listed(library, given.uids)
        elif given.action == "set":
            from reader.services.quoting import mark_quoted

            marks = [mark_quoted(library, library.articles.find(given.uid), given.letter, text_given(given.text))]
        else:
            marks = [_removed(library, given.letter, given.uid)]
        titles = {mark.article: article.title for mark in marks if (article := library.articles.get(mark.article))}
    if given.json:
        print_json([as_object(mark, titles) for mark in marks])
    elif given.action != "list":
        [mark] = marks
        print_line(f"{'Marked' if given.action == 'set' else 'Mark taken away:'} {mark.letter}: “{mark.sentence}”")
    else:
        _print(marks, titles)
    return 0


def _listed(library: Library, uids: list[str]) -> list[Mark]:
    marks = library.marks.all()
    if not uids:
        return marks
    articles = [library.articles.find(prefix).uid for prefix in uids]
    return [mark for article in articles for mark in marks if mark.article == article]


def _removed(library: Library, letter: str, uid: str) -> Mark:
    if not uid and not letter.isupper():
        raise ReaderError("A small letter marks a place in an article: name it, too.")
    article = library.articles.find(uid).uid if uid else ""
    mark = library.marks.get(letter, article)
    if mark is None:
        raise ReaderError(f"There is no mark {letter}.", "`reader marks` shows them.")
    library.marks.remove(mark)
    return mark


def as_object(mark: Mark, titles: dict[str, str]) -> dict[str, Any]:
    """A mark for a program."""
    from reader.library.codec import stamp

    return {
        "letter": mark.letter,
        "article": mark.article,
        "title": titles.get(mark.article),
        "sentence": mark.sentence,
        "fraction": mark.place.fraction,
        "made": stamp(mark.made),
    }


def _print(marks: list[Mark], titles: dict[str, str]) -> None:
    for mark in marks:
        if on_terminal():
            print_line(f"{mark.letter}  {titles.get(mark.article, mark.article)}: “{mark.sentence}”")
        else:
            day = f"{mark.made:%Y-%m-%d}" if mark.made else ""
            sys.stdout.write("\t".join(map(plain, (mark.letter, mark.article, day, mark.sentence))) + "\n")
    if not marks and on_terminal():
        print_problem("There are no marks here.")
