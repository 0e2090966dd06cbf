"""Settings: what a person may choose, each with its name, its default and what it may be."""

import re
from typing import Any, NamedTuple

THEMES = ("paper", "sepia", "dusk", "night", "light contrast", "dark contrast", "terminal")
"""The names of the themes."""
FOLLOW = "auto"
"""The theme that follows the terminal's light or dark."""


class Settings(NamedTuple):
    """All settings at once; a change makes a copy."""

    theme: str = FOLLOW
    light: str = "paper"
    dark: str = "night"
    measure: int = 0
    paragraphs: str = "gap"
    airy: bool = False
    hyphenation: bool = False
    focus: str = "off"
    overlap: int = 2
    bidi: str = "terminal"
    pace: int = 0
    ageing: int = 90
    screen_reader: bool = False
    mouse: bool = True
    mute: tuple[str, ...] = ()
    private: bool = False


class Setting(NamedTuple):
    """What is known of one setting."""

    name: str
    """The section of the settings file and the name there, parted by a point."""
    field: str
    """What it is called in `Settings`."""
    title: str
    help: str
    choices: tuple[str, ...] = ()
    """What a setting in words may be."""
    numbers: range = range(0)
    """What a setting in numbers may be; its step is that of the keys."""

    @property
    def default(self) -> Any:
        """What it is unless somebody chose."""
        return getattr(_DEFAULTS, self.field)

    @property
    def is_list(self) -> bool:
        """Whether it is a list of words, which are typed and not chosen."""
        return isinstance(self.default, tuple)

    @property
    def values(self) -> tuple[Any, ...]:
        """Everything it may be, in order."""
        if isinstance(self.default, bool):
            return (False, True)
        return self.choices or (self.default, *(n for n in self.numbers if n != self.default))

    def allows(self, value: object) -> bool:
        """Whether it may be this."""
        if self.is_list:
            return isinstance(value, list | tuple) and all(isinstance(part, str) and part.strip() for part in value)
        if type(value) is not type(self.default):
            return False
        if isinstance(value, int) and not isinstance(value, bool):
            return value == self.default or self.numbers.start <= value < self.numbers.stop
        return value in self.values

    @property
    def allowed(self) -> str:
        """What it may be, as a sentence says it."""
        if isinstance(self.default, bool):
            return "true or false"
        if self.is_list:
            return 'a list of words, such as ["sale", "author:Bot"]'
        if self.choices:
            return f"{', '.join(self.choices[:-1])} or {self.choices[-1]}"
        return f"{self.default}, or a number from {self.numbers.start} to {self.numbers.stop - 1}"


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "look.theme", "theme", "Theme", "The colours; auto follows the terminal's light or dark.", (FOLLOW, *THEMES)
    ),
    Setting("look.light", "light", "Theme by day", "What auto takes where the terminal is light.", THEMES),
    Setting("look.dark", "dark", "Theme by night", "What auto takes where the terminal is dark.", THEMES),
    Setting(
        "page.measure",
        "measure",
        "Line length",
        "Characters a line; 0: what suits the text.",
        (),
        range(40, 101, 4),
    ),
    Setting(
        "page.paragraphs",
        "paragraphs",
        "Paragraphs",
        "What parts them: a blank line, an indent as in books, or two blank lines.",
        ("gap", "indent", "wide"),
    ),
    Setting("page.airy", "airy", "Airy lines", "A blank row between lines."),
    Setting(
        "page.hyphenation", "hyphenation", "Hyphenation", "Divide long words at line ends, by the text's language."
    ),
    Setting(
        "page.focus",
        "focus",
        "Focus",
        "Dim all but the line or paragraph being read, or lay a ruler under the line.",
        ("off", "line", "paragraph", "ruler"),
    ),
    Setting("page.overlap", "overlap", "Overlap", "Lines of the old page that a new one begins with.", (), range(11)),
    Setting(
        "page.bidi",
        "bidi",
        "Right to left",
        "Who puts such text in order: the terminal, this program, or nobody.",
        ("terminal", "app", "off"),
    ),
    Setting(
        "reading.pace", "pace", "Words a minute", "For times; 0 learns them from how you read.", (), range(60, 1001, 20)
    ),
    Setting(
        "list.ageing",
        "ageing",
        "Let go after",
        "Days unread in the Inbox until an article may be let go; 0: never.",
        (),
        range(0, 721, 30),
    ),
    Setting(
        "access.screen_reader",
        "screen_reader",
        "Screen reader",
        "Plain lines, no signs, and the cursor where you read.",
    ),
    Setting("access.mouse", "mouse", "Mouse", "Listen to the mouse; from the next start on."),
    Setting(
        "feeds.mute",
        "mute",
        "Muted words",
        "Leave out new entries of all feeds by their titles; author:, url: or body: before the words look there.",
    ),
    Setting("network.private", "private", "Private network", "Load pages and feeds from addresses in it, too."),
)
"""Every setting, in the order in which they are shown."""

_DEFAULTS = Settings()


def setting_named(name: str) -> Setting | None:
    """The setting of a name, or nothing."""
    return next((setting for setting in SETTINGS if setting.name == name), None)


def changed(settings: Settings, setting: Setting, value: Any) -> Settings:
    """A copy in which one setting is another; the value must be allowed."""
    if setting.is_list:
        value = tuple(value)
    return settings._replace(**{setting.field: value})


def settings_table_markdown() -> str:
    """The table of all settings, for the README."""
    rows = ["| Setting | May be | What it does |", "| --- | --- | --- |"]
    for setting in SETTINGS:
        allowed = setting.allowed.replace("true or false", "`true` or `false`")
        allowed = re.sub(r"\[.*\]", r"`\g<0>`", allowed)
        rows.append(f"| `{setting.name}` | {allowed} | {setting.help} |")
    return "\n".join(rows) + "\n"
