"""The rows screen: the base of the screens that show rows of something below a heading."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.geometry import Offset

from reader.domain.errors import ReaderError
from reader.library.library import Library
from reader.ui.requests import Told
from reader.ui.screens.going_about import GoingAboutScreen
from reader.ui.widgets.heading import Heading

MANY = 1000
"""Articles from which on changing them takes long enough to be felt."""


class RowsScreen(GoingAboutScreen):
    """Shows rows below a heading, and changes very many articles beside the keys."""

    def __init__(self, library: Library, name: str) -> None:
        super().__init__(library)
        self.heading = Heading()
        self.heading.name_shown = name

    def compose(self) -> ComposeResult:
        yield self.heading
        yield self.rows
        yield self.bottom

    def cursor_place(self) -> Offset | None:
        return Offset(self.rows.region.x, self.rows.region.y + self.rows.cursor_line)

    def change(self, articles: int, doing: Callable[[], str]) -> None:
        """Do something to so many articles and say what was done; very many beside the keys."""
        if articles < MANY:
            with self.telling_errors():
                self.say_done(doing())
            return
        self.bottom.progress = "Changing the articles …"
        undo = self.key_of("undo")

        def beside() -> None:
            # This runs in a thread, where nothing but post_message may be touched.
            try:
                self.post_message(Told(f"{doing()} · {undo} takes it back", ended=True))
            except ReaderError as error:
                self.post_message(Told(str(error), ended=True, failed=True))

        self.app.run_worker(beside, thread=True, exit_on_error=False, group="changing")

    def action_back(self) -> None:
        """Go back."""
        self.app.pop_screen()
