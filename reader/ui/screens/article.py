"""The article screen: one article on the page, and everything that can be done there."""

from __future__ import annotations

from reader.ui.requests import ChangeSetting
from reader.ui.screens.linking import LinkingScreen

NEXT_FOCUS = {"off": "line", "line": "paragraph", "paragraph": "ruler", "ruler": "off"}
FOCUS = {
    "off": "No focus",
    "line": "Focus: the line",
    "paragraph": "Focus: the paragraph",
    "ruler": "A ruler under the line",
}


class ArticleScreen(LinkingScreen):
    """Shows the article it is given; its looks are changed here, the rest is done by what it is made of."""

    def as_next_time(self) -> bool:
        """Become what the next start will show; false if it will show something else."""
        if self.mode is not None or self.zen:
            return False
        self.keep_place_now()
        self._forget()
        self.page.reopen()
        self._find_where()
        self._tell()
        self.bottom.clear()
        return True

    def action_narrower(self) -> None:
        """Make the lines shorter."""
        self._set_measure(-1)

    def action_wider(self) -> None:
        """Make the lines longer."""
        self._set_measure(1)

    def action_default_measure(self) -> None:
        """Give the lines their usual length."""
        self._set_measure(0)

    def _set_measure(self, step: int) -> None:
        measure = self.page.stepped_measure(step)
        self.post_message(ChangeSetting("page.measure", measure))
        self.say(f"{measure or self.page.natural} characters a line")

    def action_zen(self) -> None:
        """Show the text and nothing else, or everything again."""
        self.zen = not self.zen

    def action_focus_line(self) -> None:
        """Dim what is not being read, or not."""
        focus = NEXT_FOCUS[self.settings.focus]
        self.post_message(ChangeSetting("page.focus", focus))
        self.say(FOCUS[focus])
