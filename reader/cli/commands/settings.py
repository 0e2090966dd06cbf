"""Shows and changes the settings, in the same file as the app; what is written there by hand stays, comments too."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from reader.cli.actions import Actions
from reader.cli.output import on_terminal, print_json, print_line, print_problem
from reader.domain.errors import ReaderError
from reader.domain.settings import SETTINGS, Setting, setting_named
from reader.services.settings import SettingsFile, SettingsUnusable, settings_path

ACTIONS = ("list", "get", "set", "unset", "keys", "path")
"""What can be done; without one of these words they are listed."""
_SWITCH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader settings` takes."""
    actions = Actions(parser, json="print it as data")
    names = [setting.name for setting in SETTINGS]

    def action(name: str, words: str, named: bool = True) -> argparse.ArgumentParser:
        made = actions.add(name, words)
        if named:
            made.add_argument("name", choices=names, metavar="NAME", help="such as page.measure")
        return made

    action("list", "list all settings; without ACTION, too", named=False)
    action("get", "print one setting")
    action("set", "choose a setting").add_argument("value", metavar="VALUE", help="what it is to be")
    action("unset", "let a setting be as usual")
    action("keys", "list all commands with their keys, and say what is wrong with those you chose", named=False)
    action("path", "say where the file is", named=False)


def run(given: argparse.Namespace) -> int:
    """Do what was asked for; 2 for a value that a setting cannot have."""
    if given.action == "path":
        path = str(settings_path().absolute())
        print_json({"path": path}) if given.json else print_line(path)
        return 0
    file = SettingsFile()
    for notice in file.notices:
        print_problem(notice)
    if given.action == "keys":
        return _keys(given, file)
    if given.action == "list":
        return _list(given, file)
    setting = setting_named(given.name)
    assert setting is not None
    if given.action in ("set", "unset"):
        value = setting.default if given.action == "unset" else read_value(setting, given.value)
        if not setting.allows(value):
            print_problem(f"{setting.name} must be {setting.allowed}.")
            return 2
        try:
            file.choose(setting.name, value)
        except SettingsUnusable as error:
            raise ReaderError(error.title) from error  # its advice is for the app, which goes on
    if given.json:
        print_json(as_object(setting, file))
    else:
        said = _said(getattr(file.settings, setting.field))
        print_line(said if given.action == "get" else f"{setting.name} = {said}")
    return 0


def read_value(setting: Setting, words: str) -> Any:
    """What somebody typed as a value, or the words themselves where they are none."""
    if isinstance(setting.default, bool):
        return _SWITCH.get(words.lower(), words)
    if isinstance(setting.default, int):
        try:
            return int(words)
        except ValueError:
            return words
    return words


def _list(given: argparse.Namespace, file: SettingsFile) -> int:
    if given.json:
        print_json([as_object(setting, file) for setting in SETTINGS])
        return 0
    for setting in SETTINGS:
        value = _said(getattr(file.settings, setting.field))
        if on_terminal():
            print_line(f"{setting.name:<22} {value:<14} {setting.help}")
        else:
            sys.stdout.write(f"{setting.name}\t{value}\n")
    return 0


def _keys(given: argparse.Namespace, file: SettingsFile) -> int:
    """List the commands with the keys that they have; 1 if some that were chosen cannot be."""
    from reader.ui.key_map import key_map

    table, _, problems = key_map({} if file.keys is None else file.keys)
    for problem in problems:
        print_problem(problem)
    if given.json:
        found = [{"id": c.id, "keys": c.shown_keys, "title": c.title, "help": c.help} for c in table]
        print_json({"commands": found, "problems": problems})
        return 1 if problems else 0
    for command in table:
        keys = "  ".join(command.shown_keys)
        row = (
            f"{command.id:<34} {keys:<18} {command.help}" if on_terminal() else f"{command.id}\t{keys}\t{command.help}"
        )
        sys.stdout.write(f"{row}\n")
    return 1 if problems else 0


def as_object(setting: Setting, file: SettingsFile) -> dict[str, Any]:
    """A setting for a program."""
    return {
        "name": setting.name,
        "value": getattr(file.settings, setting.field),
        "default": setting.default,
        "allowed": setting.allowed,
        "help": setting.help,
    }


def _said(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
