"""reader(1): what the program is, its commands, keys, settings and files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

from reader import __version__
from reader.cli.described import Described, Option, Place, described
from reader.cli.manual.troff import bold, escaped, example, filled, prose, section, subsection, tagged, variable
from reader.domain.settings import SETTINGS
from reader.ui.commands import commands_by_place

_ALWAYS = ("--help", "--library")
"""Options that every command has."""
_DESCRIPTION = (
    "`reader` keeps what you want to read in one list: saved pages, files, piped text, feeds, and what you carried out "
    "of other services. It shows a text as a book is set, and remembers your place to the word.",
    "Without a command it opens the list; where there is no terminal, it prints the list. Everything that it can do, "
    "the commands can do, too. Articles are named by the beginning of their uid, as `reader list` shows it. With "
    "`--json`, commands print data for other programs.",
)
_EXIT = (
    ("0", "Done."),
    ("1", "It could not be done; standard error says why, in a sentence."),
    ("2", "Wrong use; standard error says how it is used."),
    ("130", "Stopped by Ctrl+C; what was done until then stays."),
)
_ENVIRONMENT = (
    ("READER_LIBRARY", "The folder of the library, unless `--library` names one."),
    ("READER_SETTINGS", "The settings file."),
    ("BROWSER", "What opens addresses."),
    ("PAGER", "Together with EDITOR: programs after which `|` does not wait for a key."),
    ("NO_COLOR", "Where it is set, there are no colours."),
    ("SOURCE_DATE_EPOCH", "The date of this page, for those who make packages."),
)
_FILES = (
    ("library.json", "Titles, dates, bookmarks and places: a TinyDB file, in the folder that `reader path` names."),
    ("journal.jsonl", "What has changed since; also the memory of undo."),
    ("articles/", "One Markdown file for each text."),
    ("feeds/", "Which entries of feeds have been seen."),
    ("cache/", "Made anew whenever it is missing."),
    ("settings.toml", "The settings, in the folder that `reader settings path` names."),
)
_HOOKS = (
    "In the settings file, lists of commands under `[hooks]` are run when an article was `added` or `bookmarked`. "
    "`{title}`, `{url}`, `{uid}` and `{path}` are replaced within a word, and no shell is asked. On standard input "
    "there is what `reader show --json` says, but for the text; READER_TITLE and the like are in the environment. "
    "What a hook prints goes nowhere, and after 30 seconds it is stopped. For more than 50 articles at once (or as "
    "many as `most` says) none is run."
)
_HOOKS_EXAMPLE = """
[hooks]
added = [["notify-send", "New to read", "{title}"]]
bookmarked = [["sh", "-c", "echo \\"$READER_TITLE\\" >> ~/bookmarked.txt"]]
"""
_EXAMPLES = """
reader add https://example.org/tides notes.md ~/saved
reader list --tag sea --sort shortest
reader list --inbox | reader read -
reader show 3f2a --markdown | wc -w
reader highlights --json
"""


def manual_page() -> str:
    """The whole page."""
    lines = [
        f'.TH READER 1 {_day()} "reader {__version__}" "User Commands"',
        section("Name"),
        "reader \\- a calm reading app for the terminal",
        section("Synopsis"),
        f"{bold('reader')} [{bold('--library')} {variable('DIR')}] [{variable('command')} ...]",
        section("Description"),
    ]
    lines += prose(_DESCRIPTION[0])
    lines += [".PP", *prose(_DESCRIPTION[1])]
    lines += [section("Options"), *tagged(f"{bold('--library')} {variable('DIR')}", "The folder of the library.")]
    lines += tagged(bold("--version"), "Print which version this is.")
    lines += tagged(f"{bold('-h')}, {bold('--help')}", "Say how it is used; of a command, if one is named.")
    lines += [section("Commands"), *(line for command in described() for line in _command(command))]
    lines += [section("Keys"), *_keys()]
    lines += [section("Settings"), *_settings()]
    lines += [section("Hooks"), *prose(_HOOKS), *example(_HOOKS_EXAMPLE)]
    for title, facts in (("Files", _FILES), ("Environment", _ENVIRONMENT), ("Exit status", _EXIT)):
        lines += [section(title), *(line for name, text in facts for line in tagged(bold(name), text))]
    lines += [section("Examples"), *example(_EXAMPLES)[1:]]
    return "\n".join(lines) + "\n"


def _day() -> str:
    """The day of this page: today, or the one that makers of packages name."""
    try:
        moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        moment = datetime.now(UTC)
    return f"{moment:%Y-%m-%d}"


def _command(command: Described) -> Iterator[str]:
    yield subsection(f"reader {command.name}")
    yield from filled(_usage(command))
    for paragraph in command.description.split("\n\n"):
        yield from [".PP", *prose(paragraph)]
    yield from _arguments(command)
    for action in command.actions:
        yield from [".TP", _usage(action), *prose(_sentence(action.words)), ".RS", *_arguments(action), ".RE"]


def _arguments(command: Described) -> Iterator[str]:
    for place in command.places:
        if place.help:
            yield from tagged(variable(place.value), _sentence(place.help))
    for option in command.options:
        if not set(_ALWAYS).intersection(option.names):
            value = f" {variable(option.value)}" if option.value else ""
            yield from tagged(", ".join(map(bold, option.names)) + value, _sentence(option.help))


def _usage(command: Described) -> str:
    words = [bold(f"reader {command.name}")]
    words += [_short(option) for option in command.options if not set(_ALWAYS).intersection(option.names)]
    words += [_place(place) for place in command.places]
    return " ".join([*words, *([variable("action")] if command.actions else [])])


def _short(option: Option) -> str:
    value = f" {variable(option.value)}" if option.value else ""
    return f"[{bold(option.names[-1])}{value}]"


def _place(place: Place) -> str:
    shown = variable(place.value) + (" ..." if place.several else "")
    return f"[{shown}]" if place.optional else shown


def _sentence(words: str) -> str:
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _keys() -> Iterator[str]:
    for where, commands in commands_by_place():
        yield subsection(where.capitalize())
        for command in commands:
            keys = escaped(", ").join(map(bold, command.shown_keys))
            yield from tagged(keys, f"{command.title}. {command.help}")


def _settings() -> Iterator[str]:
    yield from prose("They are changed with `,` in the app, with `reader settings`, or by hand; comments stay.")
    for setting in SETTINGS:
        yield from tagged(bold(setting.name), f"{setting.help} May be {setting.allowed}.")
