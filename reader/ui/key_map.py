"""The key map: what a person wants other keys for, and what of it can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from reader.domain.plain import plain
from reader.ui.command import LIST, SELECT, SHEET, Command, shown_key, shown_keys
from reader.ui.commands import COMMANDS, use
from reader.ui.key_clashes import Keys, Wish, name_of, settled
from reader.ui.key_names import keys_named
from reader.ui.layouts import LAYOUTS as KNOWN

LAYOUTS = "layouts"
"""What in the section of keys is no command: whether, or which, other layouts are understood."""
_ONE_BY_ONE = {SELECT: "While selecting", SHEET: "In small screens"}
"""Where keys in a row are not followed."""
_TYPED = frozenset(("enter", "tab", "backspace", "ctrl+h", "ctrl+w", "ctrl+u"))
"""What typing needs, in the screens where all words are typed."""
_STAYING = frozenset((LIST, SELECT, SHEET))
"""Where Esc stays where it is: what is being typed could not be left without it."""
_MEANING = frozenset(("highlights.colour",))
"""Commands whose keys say what is to be done."""


class KeyMap(NamedTuple):
    """The commands with the keys that a person chose, and a sentence for everything that cannot be."""

    commands: tuple[Command, ...]
    layouts: list[str]
    """The layouts of other scripts that are understood."""
    problems: list[str]


def key_map(section: object) -> KeyMap:
    """The table of commands as the section of keys in the settings wants it, as far as that can be."""
    if not isinstance(section, Mapping):
        return KeyMap(COMMANDS, list(KNOWN), ["keys must be a section with a line for each command."])
    problems: list[str] = []
    layouts = _layouts(section.get(LAYOUTS, True))
    if layouts is None:
        problems.append(f"{LAYOUTS} must be true, false, or of these: {', '.join(KNOWN)}.")
    wishes: dict[str, Wish] = {}
    # what names a screen, too, is said last and holds
    for name, value in sorted(_lines(section), key=lambda line: "." in line[0]):
        alternatives, wrong = _alternatives(name, value)
        commands = _named(name)
        problems += wrong if commands else [_no_command(name)]
        if alternatives is not None:
            problems += _wish(commands, alternatives, wishes)
    table, clashes = settled(COMMANDS, wishes)
    return KeyMap(table, list(KNOWN) if layouts is None else layouts, list(dict.fromkeys((*problems, *clashes))))


def _wish(commands: list[Command], alternatives: list[Keys], wishes: dict[str, Wish]) -> list[str]:
    """Wish for keys wherever they can be; why one of them can be nowhere."""
    refused: dict[Keys, list[str]] = {}
    for command in commands:
        said = {keys: problem_of(command, keys) for keys in alternatives}
        possible = [keys for keys in alternatives if not said[keys]]
        for keys in alternatives:
            refused.setdefault(keys, []).append(said[keys])
        if possible or not alternatives:
            wishes[command.id] = Wish(command, (*possible, *_kept(command, possible)))
    return [said[0] for said in refused.values() if all(said)]


def take(section: object) -> list[str]:
    """Let the keys that somebody chose hold from now on; in one sentence, what of that cannot be."""
    commands, layouts, problems = key_map(section)
    use(commands, layouts)
    more = f" ({len(problems) - 1} more: `reader settings keys`)" if len(problems) > 1 else ""
    return [f"{problems[0]}{more}"] if problems else []


def _lines(section: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Names and values; a section in the section is a screen."""
    for name, value in section.items():
        if isinstance(value, Mapping):
            for below, inner in value.items():
                yield f"{name}.{below}", inner
        elif name != LAYOUTS:
            yield str(name), value


def _alternatives(name: str, value: object) -> tuple[list[Keys] | None, list[str]]:
    """The ways to type a command that somebody wrote, and what is wrong with others."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        return None, [f'{plain(name)} must be a key, such as "E" or "g x", or a list of keys.']
    if texts == [""]:
        return [], []
    read = [(text, keys_named(text)) for text in texts]
    wrong = [f"{plain(name)}: there is no key “{plain(text)[:40]}”." for text, keys in read if keys is None]
    found = list(dict.fromkeys(keys for _, keys in read if keys is not None))
    return (None if wrong and not found else found), wrong


def _named(name: str) -> list[Command]:
    """The commands of a name, on every screen; or the one whose screen is named, too."""
    return [command for command in COMMANDS if name in (command.id, command.name)]


def _no_command(name: str) -> str:
    known = [*dict.fromkeys(command.name for command in COMMANDS), *(command.id for command in COMMANDS)]
    _, _, last = name.rpartition(".")
    near = last if last in known else next(iter(get_close_matches(name, known, 1)), "")
    return f"There is no command {plain(name)[:60]}" + (f"; is it {near}?" if near else ".")


def problem_of(command: Command, keys: Keys) -> str:
    """Why a command cannot have these keys, whatever others have; '' if it can."""
    who = name_of(command)
    if command.id in _MEANING:
        return f"The keys of {who} say which colour: they stay."
    if "escape" in keys and not any("escape" in usual for usual in command.alternatives):
        return f"Esc ends what is being typed or shown: {who} cannot have it."
    if "ctrl+q" in keys and command.name != "quit":
        return f"Ctrl+q leaves from everywhere: {who} cannot have it."
    if keys[0] in "0123456789" and _counts(command.scope):
        return f"Digits are counts, as in 5 j: {who} cannot have {shown_key(keys[0])}."
    if len(keys) > 1 and command.scope in _ONE_BY_ONE:
        return f"{_ONE_BY_ONE[command.scope]} keys are taken one by one: {who} cannot have {shown_keys(keys)}."
    if command.scope == SHEET and keys[0] in _TYPED:
        return f"In small screens {shown_key(keys[0])} is needed for typing: {who} cannot have it."
    return ""


def _counts(scope: str) -> bool:
    """Whether digits are counts on the screens of a scope, and usually no commands."""
    return scope not in _ONE_BY_ONE and not any(c.scope == scope and ("1",) in c.alternatives for c in COMMANDS)


def _kept(command: Command, wanted: list[Keys]) -> list[Keys]:
    """The usual keys that a command keeps whatever is wanted, because typing needs them."""
    usual = [keys for keys in command.alternatives if keys not in wanted]
    if command.id in _MEANING:
        return usual
    if command.scope == SHEET:  # where words are typed, letters are letters
        return [keys for keys in usual if len(keys[0]) > 1]
    return [keys for keys in usual if keys == ("escape",) and command.scope in _STAYING]


def _layouts(value: object) -> list[str] | None:
    """The layouts that somebody wants; nothing for what are none."""
    if isinstance(value, bool):
        return list(KNOWN) if value else []
    names = [str(name) for name in (value if isinstance(value, list) else [value])]
    return names if all(name in KNOWN for name in names) else None
