"""Choices of a screen: its keys for the help, and everything that can be done for the palette."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reader.domain.mark import Mark
from reader.domain.plain import plain
from reader.domain.saved_search import SavedSearch
from reader.domain.shelf import Kind, Shelf
from reader.ui.commands import COMMANDS, EVERYWHERE, Command, commands_in
from reader.ui.screens.command_screen import SHELF
from reader.ui.widgets.choices import Choice

_PLACES = {"list": "In the list", "page": "On the page", "feeds": "Among feeds", "history": "In the history"}


def keys_of(scope: str, at_hand: frozenset[str]) -> list[Choice | str]:
    """All keys of a screen, its own first."""
    own = [command for command in COMMANDS if command.scope == scope]
    shared = [command for command in COMMANDS if command.scope == EVERYWHERE]
    name = _PLACES.get(scope, "Here")
    rows: list[Choice | str] = [name, *_choices(own, at_hand)]
    return [*rows, "", "In the list and on the page", *_choices(shared, at_hand)]


def everything(
    scope: str, at_hand: frozenset[str], tags: Iterable[str], searches: Iterable[SavedSearch]
) -> list[Choice | str]:
    """Every command that can be performed now, by its name, and the shelf of every saved search and tag."""
    possible = {c.name: c for c in commands_in(scope) if c.needs <= at_hand and c.name != "palette"}
    choices = sorted(_choices(possible.values(), at_hand), key=lambda choice: choice.title.casefold())
    shelves = [Shelf(Kind.TAG, tag) for tag in tags]
    kept = ((Shelf(Kind.SEARCH, search.uid), search) for search in searches)
    named = [Choice(f"{SHELF}{shelf}", "", plain(search.name), plain(search.query)) for shelf, search in kept]
    return [
        *choices,
        *named,
        *(Choice(f"{SHELF}{shelf}", "", shelf.name, "Go to what has this tag.") for shelf in shelves),
    ]


def _choices(commands: Iterable[Command], at_hand: frozenset[str]) -> list[Choice]:
    return [Choice(c.name, "  ".join(c.shown_keys), c.title, c.help, c.needs <= at_hand) for c in commands]


def marks_of(marks: Sequence[Mark], titles: Mapping[str, str]) -> list[Choice | str]:
    """All marks: those of the library by letter, then those within articles, the newest first."""
    everywhere = sorted((mark for mark in marks if mark.letter.isupper()), key=lambda mark: mark.letter)
    inside = [mark for mark in marks if not mark.letter.isupper()]
    rows: list[Choice | str] = []
    for name, some in (("In the library", everywhere), ("In articles", inside)):
        rows += [name] if some else []
        rows += [_mark(mark, titles.get(mark.article, "")) for mark in some]
    return rows


def _mark(mark: Mark, title: str) -> Choice:
    said = f"“{plain(mark.sentence)}”" if mark.sentence else ""
    return Choice(mark.uid, mark.letter, plain(title) or "(no longer in the library)", said, bool(title))
