"""The adding screen: which address, file or folder is to be added."""

from __future__ import annotations

import re
from pathlib import Path

from reader.domain.plain import plain
from reader.services.adding.address import read_address
from reader.ui.screens.path_entry import MOST_SHOWN, PathEntryScreen, completions
from reader.ui.widgets.sheet import Line
from reader.ui.wrapping import wrapped

_EVERYTHING = (
    "The address of a page or a feed; or a file, or a folder with all that is in it: web pages, EPUB, PDF, mails, "
    "Markdown, plain text; or what another program let you carry away, such as Pocket's ZIP."
)
_FEEDS = "The address of a feed, or of a page that has one; or an OPML file."
_ADDRESS = re.compile(r"(?:https?|feed)://\S+$|www\.\S+\.\S+$", re.IGNORECASE)


class AddScreen(PathEntryScreen):
    """Asks for an address or a path; the result is what was typed, or what the clipboard offers."""

    def __init__(self, for_feeds: bool = False) -> None:
        super().__init__()
        self.offered = ""
        """An address that lies in the terminal's clipboard."""
        self._for_feeds = for_feeds

    def on_mount(self) -> None:
        ask = getattr(self.app, "ask_clipboard", None)
        if ask is not None:
            ask(self.offer)

    def offer(self, text: str) -> None:
        """The terminal has told what is in its clipboard."""
        text = text.strip()
        if is_address(text) and read_address(text) and self.is_mounted:
            self.offered = text
            self.show()

    def show(self) -> None:
        names = [] if is_address(self.entry.text) else completions(self.entry.text)
        width = max(8, min(self.app.size.width - 4, 76))
        words = _FEEDS if self._for_feeds else _EVERYTHING
        heading = "Subscribe" if self._for_feeds else "Add"
        lines: list[Line] = [[(heading, "strong")], (), *([(text, "muted")] for text in wrapped(words, width)), ()]
        if self.offered and not self.entry.text:
            lines += [
                [("In the clipboard", "muted")],
                *([(text, "accent")] for text in wrapped(plain(self.offered), width)),
            ]
            lines.append(())
        lines += [[(plain(name), "text")] for name in names[:MOST_SHOWN]]
        self.sheet.show(lines)
        self.bottom.entry = f"Address or path: {self.entry.text}"
        hint = "Enter adds what is in the clipboard" if self.offered else "Tab completes · Enter adds"
        self.bottom.status = "" if self.entry.text else f"{hint} · Esc goes back"

    def typed(self) -> str | None:
        return self.entry.text.strip() or self.offered or None

    def to_complete(self) -> str:
        return super().to_complete() if self.entry.text or not self.offered else self.offered


def is_address(text: str) -> bool:
    """Whether something that was typed is an address and no path."""
    return bool(_ADDRESS.match(text.strip()))


def thing_in(text: str) -> str:
    """What was typed, as a command takes it: a whole address, or a path."""
    text = text.strip()
    if is_address(text):
        return text if "://" in text else f"https://{text}"
    try:
        return "./-" if text == "-" else str(Path(text).expanduser())
    except RuntimeError:  # a home folder that nobody knows
        return text
