"""Requests: what a screen asks of the app because it concerns other screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

from reader.domain.anchor import Anchor
from reader.domain.article import Article
from reader.domain.shelf import Shelf
from reader.library.listing import Listing

if TYPE_CHECKING:
    from reader.ui.errands import Errand, Outcome

# Plain classes: a dataclass costs half a millisecond of the start, and there are a dozen of them.


class OpenArticle(Message):
    """Show an article on the page."""

    def __init__(self, article: Article, listing: Listing, position: int, place: Anchor | None = None) -> None:
        super().__init__()
        self.article = article
        self.place = place
        self.listing = listing
        self.position = position


class OpenPlace(Message):
    """Show a place in an article, whatever shelf it is on; or the one where it was left."""

    def __init__(self, article: str, place: Anchor | None = None) -> None:
        super().__init__()
        self.article = article
        self.place = place


class OpenSearch(Message):
    """Search the texts of the whole library, for these words if there are any."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = words


class LeaveSearch(Message):
    """Go back to where the search began."""


class ShowShelf(Message):
    """Show a shelf on the list, from wherever."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.shelf = shelf


class ChangeSetting(Message):
    """Choose something for now and for every later start."""

    def __init__(self, name: str, value: object) -> None:
        super().__init__()
        self.name = name
        self.value = value


class GroundTold(Message):
    """The terminal has told whether it is dark."""

    def __init__(self, dark: bool) -> None:
        super().__init__()
        self.dark = dark


class ClipboardTold(Message):
    """The terminal has told what is in its clipboard."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class RunErrand(Message):
    """Let a command do something that takes long; what `ended` gives is said instead of the command's own words."""

    def __init__(self, errand: Errand, ended: Callable[[Outcome], str] | None = None) -> None:
        super().__init__()
        self.errand = errand
        self.ended = ended


class StopErrands(Message):
    """Stop what is being done; what it has done stays."""


class Told(Message):
    """Long work has come so far, or has ended; the last of them says how."""

    def __init__(self, sentence: str, ended: bool = False, failed: bool = False) -> None:
        super().__init__()
        self.sentence = sentence
        self.ended = ended
        self.failed = failed
