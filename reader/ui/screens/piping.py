"""Piping the article at hand to a command that the person types."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.domain.article import Article
from reader.domain.errors import ReaderError
from reader.domain.plain import clean_text, plain
from reader.ui.modes import Words
from reader.ui.screens.acting import ActingScreen


class CommandLine(Words):
    """Takes a command line that is typed; those given lately are offered."""

    def __init__(self, recent: Sequence[str], done: Callable[[bool], None]) -> None:
        super().__init__("| ", "", lambda _: None, done)
        self._recent = recent
        self._at = -1
        """Which of the recent ones is shown; none at first."""

    @property
    def aside(self) -> str | None:
        if self.text:
            return ""
        return f"↑ {plain(self._recent[0])}" if self._recent else "a command that is given the text, such as wc -w"

    def press(self, key: str, character: str | None) -> bool:
        if key in ("up", "ctrl+p", "down", "ctrl+n"):
            step = 1 if key in ("up", "ctrl+p") else -1
            self._at = max(-1, min(self._at + step, len(self._recent) - 1))
            self._entry.text = self._recent[self._at] if self._at >= 0 else ""
            return True
        return super().press(key, character)


class PipingScreen(ActingScreen):
    """Gives the text of the article at hand to a command."""

    def action_pipe(self) -> None:
        """Ask for a command, and give it the text of the article at hand."""
        from reader.services.recent import recent_commands

        article = self.current_article()
        if article is None:
            return

        def done(holds: bool) -> None:
            self.end_mode()
            if holds and line.text.strip():
                with self.telling_errors():
                    self._pipe(article, line.text.strip())

        line = CommandLine(recent_commands(), done)
        self.begin(line)

    def _pipe(self, article: Article, line: str) -> None:
        from reader.services.recent import remember_command
        from reader.services.surroundings import environment_of
        from reader.ui.piping import pipe, words_of

        words = words_of(line)
        if article.waiting:
            raise ReaderError("The text of this article has not been fetched yet.")
        text = clean_text(self.library.bodies.read(article.uid, article.edition))
        remember_command(line)
        self.keep_place_now()
        code = pipe(self.app, words, text, environment_of(self.library, article))
        if code:
            raise ReaderError(f"{plain(words[0])} could not do it: exit code {code}.")
        self.say(f"{plain(words[0])} has ended")
