"""What `reader highlights` does, an action a function."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from reader.cli.input import text_given
from reader.cli.output import on_terminal, print_json, print_line, print_problem
from reader.cli.place import open_library
from reader.cli.tagging import tidy_tags
from reader.domain.errors import ReaderError
from reader.domain.highlight import COLOURS, Highlight
from reader.domain.plain import clean_text, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.library import Library


def list_highlights(given: argparse.Namespace) -> int:
    """List the highlights of some articles, or of all."""
    with open_library(given) as library:
        if given.uids:
            articles = [library.articles.find(prefix).uid for prefix in given.uids]
            found = [highlight for uid in articles for highlight in library.highlights.of(uid)]
        else:
            found = library.highlights.all()
        tag = None if given.tag is None else given.tag.lstrip("#")
        found = [h for h in found if tag is None or tag in h.tags]
        found = [h for h in found if given.colour is None or COLOURS[h.colour - 1] == given.colour]
        titles = _titles(library, found)
    if given.json:
        print_json([as_object(highlight, titles) for highlight in found])
    elif on_terminal():
        for highlight in found:
            print_line(f"{highlight.uid[:8]}  {titles[highlight.article]}, {_facts(highlight)}")
            print_line(f"          “{highlight.text}”")
            if highlight.note:
                print_line(f"          {highlight.note}")
        if not found:
            print_problem("There are no highlights here.")
    else:
        for highlight in found:
            sys.stdout.write("\t".join(map(plain, _fields(highlight))) + "\n")
    return 0


def add_highlights(given: argparse.Namespace) -> int:
    """Highlight a passage."""
    from reader.services.quoting import highlight_quoted

    colour, tags = COLOURS.index(given.colour) + 1, tidy_tags(given.tag)
    with open_library(given) as library:
        article = library.articles.find(given.uid)
        made = highlight_quoted(library, article, text_given(given.text), colour, clean_text(given.note), tags)
        return _tell(given, library, [made.uid], "Highlighted")


def note_highlights(given: argparse.Namespace) -> int:
    """Write about a highlight."""
    note = clean_text(text_given(given.text))
    done = "Note kept" if note.strip() else "Note taken away"
    return _change(given, [given.highlight], done, lambda library, known: library.highlights.note(known.uid, note))


def colour_highlights(given: argparse.Namespace) -> int:
    """Give highlights another colour."""
    colour = COLOURS.index(given.colour) + 1
    done = f"Now {given.colour}"
    return _change(given, given.highlights, done, lambda library, known: library.highlights.colour(known.uid, colour))


def tag_highlights(given: argparse.Namespace) -> int:
    """Give highlights tags, or take tags away."""
    add, remove = tidy_tags(given.add), tidy_tags(given.remove)
    if not add and not remove:
        raise ReaderError("No tag was named.", "--add T gives one, --remove T takes one away.")

    def tag(library: Library, known: Highlight) -> None:
        wanted = [tag for tag in dict.fromkeys((*known.tags, *add)) if tag not in remove]
        library.highlights.tag(known.uid, wanted)

    return _change(given, given.highlights, "Tagged", tag)


def remove_highlights(given: argparse.Namespace) -> int:
    """Delete highlights."""
    with open_library(given) as library:
        found = [find(library, prefix) for prefix in given.highlights]
        titles = _titles(library, found)
        library.highlights.remove([highlight.uid for highlight in found])
    return _say(given, found, titles, "Deleted")


def find(library: Library, prefix: str) -> Highlight:
    """The one highlight whose uid begins so; raises ReaderError."""
    found = [h for h in library.highlights.all() if h.uid.startswith(prefix)] if prefix else []
    exact = [highlight for highlight in found if highlight.uid == prefix]
    if len(found) > 1 and not exact:
        raise ReaderError(f"{len(found)} highlights have uids that begin with {prefix}.", "Give more of it.")
    if not found:
        raise ReaderError(f"No highlight has the uid {prefix}.", "`reader highlights` shows them.")
    return (exact or found)[0]


def as_object(highlight: Highlight, titles: dict[str, str]) -> dict[str, Any]:
    """A highlight for a program."""
    from reader.library.codec import stamp

    return {
        "uid": highlight.uid,
        "article": highlight.article,
        "title": titles[highlight.article],
        "text": highlight.text,
        "colour": COLOURS[highlight.colour - 1],
        "note": highlight.note or None,
        "tags": list(highlight.tags),
        "made": stamp(highlight.made),
        "changed": stamp(highlight.changed),
        "fraction": highlight.start.fraction,
    }


def _change(
    given: argparse.Namespace, prefixes: list[str], done: str, doing: Callable[[Library, Highlight], None]
) -> int:
    """Change highlights, all or, where one is not found, none, as one change."""
    with open_library(given) as library:
        found = {highlight.uid: highlight for highlight in (find(library, prefix) for prefix in prefixes)}
        with library.as_one(_LABELS[given.action]):
            for highlight in found.values():
                doing(library, highlight)
        return _tell(given, library, list(found), done)


_LABELS = {"note": "note", "colour": "colour of a highlight", "tag": "tags of a highlight"}


def _tell(given: argparse.Namespace, library: Library, uids: list[str], done: str) -> int:
    found = [known for uid in uids if (known := library.highlights.get(uid)) is not None]
    return _say(given, found, _titles(library, found), done)


def _say(given: argparse.Namespace, found: list[Highlight], titles: dict[str, str], done: str) -> int:
    if given.json:
        print_json([as_object(highlight, titles) for highlight in found])
    else:
        for highlight in found:
            print_line(f"{done}: “{highlight.text}” ({highlight.uid[:8]})")
    return 0


def _titles(library: Library, found: list[Highlight]) -> dict[str, str]:
    titles = {}
    for uid in {highlight.article for highlight in found}:
        article = library.articles.get(uid)
        titles[uid] = article.title if article else "Not in the library any more"
    return titles


def _fields(highlight: Highlight) -> tuple[str, ...]:
    day = f"{highlight.made:%Y-%m-%d}" if highlight.made else ""
    tags = ",".join(highlight.tags)
    return (highlight.uid, highlight.article, COLOURS[highlight.colour - 1], day, tags, highlight.text, highlight.note)


def _facts(highlight: Highlight) -> str:
    day = f"{highlight.made:%Y-%m-%d}" if highlight.made else ""
    tags = " ".join(f"#{tag}" for tag in highlight.tags)
    return ", ".join(fact for fact in (COLOURS[highlight.colour - 1], day, tags) if fact)
