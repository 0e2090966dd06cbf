"""Choices of a screen: its keys for the help, and everything that can be done or gone to for the palette."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reader.domain.mark import Mark
from reader.domain.plain import plain
from reader.domain.shelf import Kind, Shelf, ageing
from reader.library.library import Library
from reader.services.search.titled import titled
from reader.ui.commands import Command, commands_in
from reader.ui.phrases import count
from reader.ui.screens.asking_screen import ARTICLE, SHELF
from reader.ui.widgets.choices import Choice

MOST_ARTICLES = 50
"""Articles that the palette shows at most."""
_GROUPS = {
    "Moving": "down up page_down page_up half_down half_up top end next_paragraph previous_paragraph next_heading "
    "previous_heading to_share contents mark go_to_mark go_back next_article previous_article select_next_sentence "
    "select_previous_sentence select_next_word select_previous_word select_next_paragraph select_previous_paragraph "
    "select_grow select_other_end",
    "Finding": "search filter keep_search sort find next_hit previous_hit follow links queue",
    "Going to": "toggle_shelves next_shelf previous_shelf inbox reading bookmarks archived all bin feeds waiting "
    "highlights history marks tags go_to_tag",
    "Selecting": "pick pick_range pick_all pick_others pick_again pick_above pick_below select select_end",
    "The look": "narrower wider default_measure focus_line zen theme settings",
    "The reader": "add refresh stop undo redo palette help suspend back quit",
}
"""Where the help shows which commands; what is in none of these is done to what is at hand."""
_GROUP_OF = {name: group for group, names in _GROUPS.items() for name in names.split()}
_AT_HAND = "What is at hand"
_ORDER = ("Moving", "Finding", _AT_HAND, "Selecting", "Going to", "The look", "The reader")


def keys_of(scope: str, at_hand: frozenset[str]) -> list[Choice | str]:
    """All keys of a screen, by what they are good for."""
    groups: dict[str, list[Command]] = {name: [] for name in _ORDER}
    for command in commands_in(scope):
        groups[_GROUP_OF.get(command.name, _AT_HAND)].append(command)
    return _grouped({name: _choices(some, at_hand) for name, some in groups.items()})


def everything(library: Library, scope: str, at_hand: frozenset[str], days: int) -> list[Choice | str]:
    """Every command that can be performed now, by its name, and every shelf to go to that no command names.

    What has been unread for so many days may be let go; for 0 nothing may.
    """
    possible = {c.name: c for c in reversed(commands_in(scope)) if c.needs <= at_hand and c.name != "palette"}
    old = ageing(days)
    tags = [Shelf(Kind.TAG, tag) for tag in library.articles.tag_names()]
    feeds = sorted(library.feeds.names().items(), key=lambda feed: feed[1].casefold())
    groups = {
        "Commands": sorted(_choices(possible.values(), at_hand), key=lambda choice: choice.title.casefold()),
        "Shelves": [_shelf(old, old.name, f"What has been unread for {count(days, 'day')}.")] if days else [],
        "Searches": [_shelf(Shelf(Kind.SEARCH, s.uid), s.name, plain(s.query)) for s in library.searches.all()],
        "Feeds": [_shelf(Shelf(Kind.FEED, uid), name) for uid, name in feeds],
        "Tags": [_shelf(shelf, shelf.name) for shelf in tags],
    }
    return _grouped(groups)


def articles_titled(library: Library, words: str) -> list[Choice]:
    """The articles whose titles hold words, as choices."""
    found = titled(library, words, MOST_ARTICLES)
    return [Choice(f"{ARTICLE}{a.uid}", "", plain(a.title), plain(a.source), whole=True) for a in found]


def _shelf(shelf: Shelf, name: str, said: str = "") -> Choice:
    return Choice(f"{SHELF}{shelf}", "", plain(name), said, whole=True)


def _grouped(groups: Mapping[str, Sequence[Choice]]) -> list[Choice | str]:
    """Choices under headings, a blank line between them."""
    rows: list[Choice | str] = []
    for name, some in groups.items():
        if some:
            rows += [*([""] if rows else []), name, *some]
    return rows


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
