"""The settings screen: what can be chosen, each changed with a key and at once in force."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult

from reader.domain.plain import clean_line, plain
from reader.domain.settings import SETTINGS, Setting, Settings, changed
from reader.ui.modes import Words
from reader.ui.requests import ChangeSetting
from reader.ui.screens.sheet import SheetScreen
from reader.ui.widgets.choices import Choice, Choices


class SettingsScreen(SheetScreen[None]):
    """Shows every setting; the app changes and remembers them."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._words: Words | None = None
        self.choices = Choices()

    def compose(self) -> ComposeResult:
        yield self.choices
        yield self.bottom

    def on_mount(self) -> None:
        super().on_mount()
        self._show()

    def _show(self) -> None:
        here = self.choices.position
        self.choices.show([self._choice(setting) for setting in SETTINGS], here)
        self._tell()

    def _tell(self) -> None:
        """Say the whole of what is said of a setting, which may not fit beside it."""
        picked = self.choices.picked
        setting = self._picked_setting
        keys = "Enter changes it" if setting is not None and setting.is_list else "Enter next · ← before"
        self.bottom.status = f"{keys} · {picked.help}" if picked else ""

    def _choice(self, setting: Setting) -> Choice:
        return Choice(setting.name, said(setting, getattr(self._settings, setting.field)), setting.title, setting.help)

    def types(self, key: str, character: str | None) -> bool:
        if self._words is not None:
            taken = self._words.press(key, character)
            self._show_words()
            return taken
        if key in ("enter", "right", "l", "left", "h"):
            self._change(-1 if key in ("left", "h") else 1)
            return True
        return False

    @on(Choices.Picked)
    def _picked(self) -> None:
        self._change(1)

    @property
    def _picked_setting(self) -> Setting | None:
        picked = self.choices.picked
        return next((setting for setting in SETTINGS if picked and setting.name == picked.result), None)

    def _change(self, step: int) -> None:
        setting = self._picked_setting
        if setting is None:
            return
        if setting.is_list:
            self._type(setting)
            return
        values = setting.values
        now = getattr(self._settings, setting.field)
        at = values.index(now) if now in values else 0
        self._choose(setting, values[(at + step) % len(values)])

    def _choose(self, setting: Setting, value: object) -> None:
        self._settings = changed(self._settings, setting, value)
        self.post_message(ChangeSetting(setting.name, value))
        self._show()

    def _type(self, setting: Setting) -> None:
        """Let the person type the words of a setting; Escape changes nothing."""

        def done(holds: bool) -> None:
            self._words = None
            if holds:
                parts = words.text.split(",")
                self._choose(setting, tuple(rule for part in parts if (rule := clean_line(part, 200))))

        text = ", ".join(getattr(self._settings, setting.field))
        self._words = words = Words(f"{setting.title}, parted by commas: ", text, lambda _: None, done)
        self._show_words()

    def _show_words(self) -> None:
        self.bottom.entry = None if self._words is None else self._words.entry

    def on_paste(self, event: events.Paste) -> None:
        if self._words is not None:
            event.stop()
            self._words.paste(event.text)
            self._show_words()

    def action_down(self) -> None:
        self._go(1)

    def action_up(self) -> None:
        self._go(-1)

    def action_page_down(self) -> None:
        self._go(max(1, self.choices.size.height - 2))

    def action_page_up(self) -> None:
        self._go(-max(1, self.choices.size.height - 2))

    def _go(self, step: int) -> None:
        self.choices.move(step)
        self._tell()


def said(setting: Setting, value: object) -> str:
    """A value as a person says it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value == 0 and setting.default == 0:
        return "auto"
    if isinstance(value, tuple):
        return plain(", ".join(value)) or "none"
    return str(value)
