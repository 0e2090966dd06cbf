"""The settings file: one TOML file that a person may edit, too; what is written in it by hand stays as it is."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from reader.domain import hooks
from reader.domain.errors import ReaderError
from reader.domain.plain import plain
from reader.domain.settings import SETTINGS, Setting, Settings, changed, setting_named
from reader.services import places

VARIABLE = places.SETTINGS
"""The environment variable that names another settings file."""


class SettingsUnusable(ReaderError):
    """The settings file cannot be read or written."""


def settings_path() -> Path:
    """Where the settings are."""
    return Path(places.settings_file())


KEYS = "keys"
"""The section that says which keys do what; only the interface knows commands."""


class SettingsFile:
    """The settings of this person, read once and changed one at a time."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or settings_path()
        sections, problem = _sections(self.path)
        self.keys: object = sections.pop(KEYS, None)
        """What the section of keys says, as it was written; nothing if there is none."""
        self.settings, self.notices = _understood(sections, self.path)
        if problem:
            self.notices = [f"{problem}: the usual settings hold."]

    def choose(self, name: str, value: object) -> None:
        """Choose something and remember it; raises SettingsUnusable, and then it holds for now."""
        setting = setting_named(name)
        if setting is None or not setting.allows(value):
            raise SettingsUnusable(f"{plain(name)} cannot be {plain(value)}.")
        self.settings = changed(self.settings, setting, value)
        save(self.path, setting, value)


def load(path: Path) -> tuple[Settings, list[str]]:
    """The settings of a file, and a sentence for everything in it that is not understood and left out."""
    file = SettingsFile(path)
    return file.settings, file.notices


def load_hooks(path: Path | None = None) -> tuple[hooks.Hooks, list[str]]:
    """The hooks of a file, and a sentence for everything in its section that is not understood and left out."""
    path = path or settings_path()
    sections, problem = _sections(path)
    if problem:
        return hooks.Hooks(), [f"{problem}: no hooks are run."]
    found, problems = hooks.understood(sections.get(hooks.SECTION, {}))
    return found, [f"{path}: {plain(problem)}" for problem in problems]


def _sections(path: Path) -> tuple[dict[str, Any], str]:
    """What a file says, and why it cannot be read, if so."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}, ""
    except (OSError, UnicodeDecodeError) as error:
        return {}, f"{path} cannot be read ({_reason(error)})"
    import tomllib

    try:
        return tomllib.loads(text), ""
    except tomllib.TOMLDecodeError as error:
        return {}, f"{path} is no TOML file ({plain(error)})"


def _understood(sections: dict[str, Any], path: Path) -> tuple[Settings, list[str]]:
    settings, notices = Settings(), []
    known = {setting.name: setting for setting in SETTINGS}
    for section, values in sections.items():
        if section == hooks.SECTION:
            notices += [f"{path}: {plain(problem)}" for problem in hooks.understood(values)[1]]
            continue
        for name, value in values.items() if isinstance(values, dict) else [("", values)]:
            full = f"{section}.{name}" if name else section
            setting = known.get(full)
            if setting is None:
                notices.append(f"{path}: there is no setting {plain(full)}.")
            elif not setting.allows(value):
                notices.append(f"{path}: {full} must be {setting.allowed}.")
            else:
                settings = changed(settings, setting, value)
    return settings, notices


def save(path: Path, setting: Setting, value: object) -> None:
    """Write one setting into the file, and leave everything else in it as it is; raises SettingsUnusable.

    What is as usual is not written, and taken out where it stood.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    section, _, name = setting.name.partition(".")
    try:
        try:
            document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
        except FileNotFoundError:
            document = tomlkit.document()
        table = document.setdefault(section, tomlkit.table())
        if setting.is_list and isinstance(value, tuple):
            value = list(value)
        if not value if setting.is_list else value == setting.default:
            table.pop(name, None)
            if not table:
                document.pop(section)
        else:
            table[name] = value
        _replace(path, tomlkit.dumps(document))
    except (OSError, UnicodeError, TOMLKitError, AttributeError, TypeError) as error:
        raise SettingsUnusable(
            f"{path} cannot be changed ({_reason(error)}).", "The setting holds until you leave."
        ) from error


def _replace(path: Path, text: str) -> None:
    path = Path(os.path.realpath(path))  # where it is a link, as dotfiles often are, the link stays
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def _reason(error: Exception) -> str:
    return plain((getattr(error, "strerror", None) or str(error)).lower())
