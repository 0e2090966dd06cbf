"""The table of commands: whole, without clashes, and the only source of what is said about keys."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from reader.ui.commands import (
    COMMANDS,
    EVERYWHERE,
    FEEDS,
    HIGHLIGHTS,
    HISTORY,
    LIST,
    MISSING,
    PAGE,
    RESULTS,
    RULES,
    SELECT,
    SHEET,
    TAGS,
    Command,
    commands_in,
    key_table_markdown,
    keys_in,
    sequences_in,
    shown_key,
)
from reader.ui.screens.article import ArticleScreen
from reader.ui.screens.article_list import ArticleListScreen
from reader.ui.screens.feeds import FeedsScreen
from reader.ui.screens.highlights import HighlightsScreen
from reader.ui.screens.history import HistoryScreen
from reader.ui.screens.rules import RulesScreen
from reader.ui.screens.searching import SearchScreen
from reader.ui.screens.sheet import SheetScreen
from reader.ui.screens.tags import TagsScreen

SCREENS = {
    LIST: (ArticleListScreen,),
    PAGE: (ArticleScreen,),
    SELECT: (ArticleScreen,),
    SHEET: (SheetScreen,),
}
SCREENS[FEEDS] = (FeedsScreen,)
SCREENS[HIGHLIGHTS] = (HighlightsScreen,)
SCREENS[HISTORY] = (HistoryScreen,)
SCREENS[TAGS] = (TagsScreen,)
SCREENS[RULES] = (RulesScreen,)
SCREENS[RESULTS] = (SearchScreen,)
SCREENS[EVERYWHERE] = (ArticleListScreen, SearchScreen, ArticleScreen)
README = Path(__file__).parents[2] / "README.md"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.id)
def test_every_command_has_an_action(command: Command):
    for screen in SCREENS[command.scope]:
        assert callable(getattr(screen, f"action_{command.name}", None)), screen


@pytest.mark.parametrize("scope", SCREENS)
def test_no_key_has_two_meanings_on_a_screen(scope: str):
    typed = Counter(keys for command in commands_in(scope) for keys in command.alternatives)
    assert [keys for keys, times in typed.items() if times > 1] == []


@pytest.mark.parametrize("scope", SCREENS)
def test_no_key_is_a_command_and_the_beginning_of_a_sequence(scope: str):
    first_keys = {keys[0] for keys in sequences_in(scope)}
    assert first_keys.isdisjoint(keys_in(scope))


def test_a_key_that_two_screens_know_is_called_the_same():
    lists, pages = keys_in(LIST), keys_in(PAGE)
    same = {
        "q": {"quit", "back"},
        "slash": {"filter", "find"},
        "h": {"toggle_shelves", "back"},
        "left": {"toggle_shelves", "back"},
    }
    for key in lists.keys() & pages.keys():
        assert {lists[key].name, pages[key].name} in ({lists[key].name}, same.get(key)), key


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.id)
def test_every_command_says_in_a_sentence_what_it_does(command: Command):
    assert command.help.endswith(".")
    assert command.help[0].isupper()
    assert command.needs <= MISSING.keys()


@pytest.mark.parametrize("screen", [ArticleListScreen, ArticleScreen])
def test_every_single_key_is_bound_with_the_id_of_its_command(screen: type[ArticleListScreen | ArticleScreen]):
    bound = {}
    for base in reversed(screen.__mro__):
        for binding in base.__dict__.get("BINDINGS", []):
            if getattr(binding, "id", None):
                bound |= dict.fromkeys(binding.key.split(","), binding.id)
    expected = {key: command.id for key, command in keys_in(screen.SCOPE).items()}
    assert expected.items() <= bound.items()


def test_keys_are_shown_as_a_person_reads_them():
    assert [shown_key(key) for key in ("question_mark", "ctrl+d", "G", "pagedown", "escape", "f1")] == [
        "?",
        "Ctrl+d",
        "G",
        "PgDn",
        "Esc",
        "F1",
    ]


def test_the_readme_holds_the_table_of_keys():
    _, found, rest = README.read_text(encoding="utf-8").partition("<!-- keys -->\n")
    assert found, "README.md has no <!-- keys --> mark"
    assert rest.partition("<!-- /keys -->")[0].strip() == key_table_markdown().strip()
