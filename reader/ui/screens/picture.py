"""The picture screen: one picture, as large as it fits, drawn the best way that the terminal has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.screen import Screen

from reader.domain.plain import plain
from reader.ui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from PIL.Image import Image
    from textual.app import App


class PictureScreen(Screen[None]):
    """Shows a picture until a key is pressed."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    PictureScreen {
        background: $background; align: center middle;
        & .picture { width: auto; height: 1fr; max-width: 100%; }
    }
    """

    def __init__(self, picture: Image, caption: str) -> None:
        super().__init__()
        self._picture = picture
        self._caption = caption
        self.bottom = BottomLine()

    def compose(self) -> ComposeResult:
        from textual_image.widget import Image as Picture

        yield Picture(self._picture, classes="picture")
        yield self.bottom

    def on_mount(self) -> None:
        self.bottom.status = f"{plain(self._caption)} · any key goes back"
        self._let_pass(True)

    def on_unmount(self) -> None:
        self._let_pass(False)

    def _let_pass(self, draws: bool) -> None:
        let_pass = getattr(self.app, "draw_pictures", None)
        if let_pass is not None:
            let_pass(draws)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self.dismiss(None)


def can_draw() -> bool:
    """Whether the extra that draws pictures is installed."""
    from importlib.util import find_spec

    return find_spec("textual_image") is not None and find_spec("PIL") is not None


def learn_to_draw(app: App[None]) -> None:
    """Find out how this terminal draws pictures, which must be asked while nobody else reads from it."""
    import sys

    if "textual_image.widget" in sys.modules:
        return
    try:
        with app.suspend():
            import textual_image.widget
    except SuspendNotSupported:
        import textual_image.widget

    _ = textual_image.widget
