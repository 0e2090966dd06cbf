"""The settings screen: what can be chosen, each changed with a key and at once in force."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from reader.domain.settings import SETTINGS, Setting, Settings, changed
from reader.ui.requests import ChangeSetting
from reader.ui.screens.sheet import SheetScreen
from reader.ui.widgets.choices import Choice, Choices


class SettingsScreen(SheetScreen[None]):
    """Shows every setting; the app changes and remembers them."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
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
        self.bottom.status = f"Enter next · ← before · {picked.help}" if picked else ""

    def _choice(self, setting: Setting) -> Choice:
        return Choice(setting.name, said(setting, getattr(self._settings, setting.field)), setting.title, setting.help)

    def types(self, key: str, character: str | None) -> bool:
        if key in ("enter", "right", "l", "left", "h"):
            self._change(-1 if key in ("left", "h") else 1)
            return True
        return False

    @on(Choices.Picked)
    def _picked(self) -> None:
        self._change(1)

    def _change(self, step: int) -> None:
        picked = self.choices.picked
        setting = next((setting for setting in SETTINGS if picked and setting.name == picked.result), None)
        if setting is None:
            return
        values = setting.values
        now = getattr(self._settings, setting.field)
        at = values.index(now) if now in values else 0
        value = values[(at + step) % len(values)]
        self._settings = changed(self._settings, setting, value)
        self.post_message(ChangeSetting(setting.name, value))
        self._show()

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
    return str(value)
