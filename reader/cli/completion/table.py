"""What can stand where on the command line, as the completion scripts have it."""

from __future__ import annotations

from reader.cli.described import Described, Option, Place, all_of, described

ASKED = {"UID": "uids", "FEED": "feeds", "T": "tags", "HIGHLIGHT": "highlights", "LETTER": "marks"}
"""What the library is asked for, by what usage messages call it."""
FILES = frozenset(("FILE", "DIR", "PATH", "THING", "FILE|DAY"))
NONE, ANY_FILE = "none", "files"
SHELLS = ("bash", "zsh", "fish")


def commands() -> tuple[Described, ...]:
    """All commands and all of their actions."""
    return tuple(all_of(described()))


def kind_of(thing: Option | Place) -> str:
    """What completes it: words after an equals sign, `files`, what the library is asked for, or `none`."""
    if thing.choices:
        return "=" + " ".join(thing.choices)
    if thing.value in FILES:
        return ANY_FILE
    return ASKED.get(thing.value, NONE)


def places_of(command: Described) -> str:
    """What completes the words of a command, in their order, between strokes; the last goes on for ever."""
    if command.actions:
        return "=" + " ".join(action.name.split()[1] for action in command.actions)
    kinds = [kind_of(place) for place in command.places]
    return "|".join(kinds if command.places and command.places[-1].several else [*kinds, NONE])


def value_options() -> list[str]:
    """The options of all commands that are followed by a value."""
    found = {name for command in commands() for option in command.options if option.value for name in option.names}
    return sorted(found | {"--library"})


def quoted(text: str) -> str:
    """A text as one word of a shell's script."""
    return "'" + text.replace("'", "'\\''") + "'"
