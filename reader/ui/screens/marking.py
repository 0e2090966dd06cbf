"""Marks: named places of this text and of the whole library, set and gone to with two keys."""

from __future__ import annotations

from datetime import UTC, datetime

from reader.domain.mark import Mark, is_mark
from reader.domain.plain import plain
from reader.text.anchors import anchor_at, find_anchor
from reader.text.units import Unit, text_between, unit_at
from reader.ui import commands
from reader.ui.command import long_key
from reader.ui.modes import Letter
from reader.ui.screens.finding import FindingScreen

SHOWN = 4
"""Marks that the bottom line names."""
LONGEST = 300
"""Characters of the sentence that is kept with a mark."""


class MarkingScreen(FindingScreen):
    """Sets marks and goes to them."""

    def action_mark(self) -> None:
        """Give the place a letter."""
        self.begin(
            Letter((("a-z", "a mark in this article"), ("A-Z", "in the library")), self._set_mark, self.end_mode)
        )

    def _set_mark(self, letter: str) -> None:
        if self.article is None or not is_mark(letter):
            self.say("Marks are named by letters: a to z in the article, A to Z in the library")
            return
        document, position = self.page.document, self.page.view.reading
        passage = unit_at(document, position, Unit.SENTENCE)
        sentence = text_between(document, *passage) if passage else ""
        with self.telling_errors():
            place = anchor_at(document, position)
            mark = Mark(letter, self.article.uid, place, " ".join(sentence.split())[:LONGEST], datetime.now(UTC))
            self.library.marks.set(mark)
            self.say_done(f"Marked {letter}")

    def action_go_to_mark(self) -> None:
        """Go to the place that has a letter."""
        if self.article is None:
            return
        hints = [(mark.letter, short(mark.sentence)) for mark in self.library.marks.of(self.article.uid)]
        self.begin(Letter((*hints[:SHOWN], ("'", "back")), self._go_to_letter, self.end_mode))

    def _go_to_letter(self, letter: str) -> None:
        if letter == "'" or self._is_again(letter):
            self.swap_with_last()
            return
        mark = self.library.marks.get(letter, self.article.uid) if self.article is not None else None
        if mark is None:
            self.say(f"There is no mark {plain(letter)}; {self.key_of('marks')} lists them")
        else:
            self.go_to_mark(mark)

    def _is_again(self, letter: str) -> bool:
        """Whether the key of going to a mark was pressed twice."""
        command = commands.command_named("go_to_mark", self.SCOPE)
        return not is_mark(letter) and any(keys[-1] == long_key(letter) for keys in command.alternatives)

    def go_to_mark(self, mark: Mark) -> None:
        """Go to a mark, in whatever article it is."""
        article = self.library.articles.get(mark.article)
        if article is None:
            self.say("The article of this mark is not in the library any more")
            return
        if self.article is None or article.uid != self.article.uid:
            self.remember_place()
            self.go_to_article(article, mark.place)
        else:
            self.jump(find_anchor(self.page.document, mark.place))


def short(sentence: str, length: int = 16) -> str:
    """The beginning of a sentence."""
    sentence = plain(sentence)
    return sentence if len(sentence) <= length else f"{sentence[: length - 1].rstrip()}…"
