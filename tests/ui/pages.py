"""What the tests of the page need: small apps, sample texts, and a look at the rows on the screen."""

from __future__ import annotations

from pathlib import Path

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from reader.domain.article import Article
from reader.domain.draft import Draft
from reader.domain.shelf import ALL
from reader.library.library import Library
from reader.text.document import Document
from reader.ui.app import ReaderApp
from reader.ui.requests import OpenArticle
from reader.ui.screens.article import ArticleScreen
from reader.ui.themes import THEMES
from reader.ui.widgets.page import GUTTER, Page
from tests.ui.lists import until

WORDS = [
    "the",
    "tide",
    "came",
    "in",
    "over",
    "the",
    "flats",
    "and",
    "the",
    "boats",
    "turned",
    "slowly",
    "on",
    "their",
    "ropes",
    "while",
    "nobody",
    "was",
    "looking",
    "at",
]


def prose(paragraphs: int, words: int = 60, seed: int = 0) -> str:
    """Paragraphs in which every sentence is another one."""
    made = []
    for p in range(paragraphs):
        inner = [WORDS[(p * 7 + w * (1 + p % 3) + seed) % len(WORDS)] for w in range(words)]
        made.append(f"Paragraph {p} begins. " + " ".join(inner) + f" and so ends {p}.")
    return "\n\n".join(made)


def chapters(number: int, paragraphs: int = 3) -> str:
    """A text with headings."""
    return "\n\n".join(f"## Chapter {n}\n\n{prose(paragraphs, seed=n)}" for n in range(number))


def rows_of(page: Page) -> list[str]:
    """The rows of a page as they stand on the screen, from the gutter on."""
    return [page.render_line(y).text.rstrip()[page.margin - GUTTER :] for y in range(page.size.height)]


class PageApp(App[None]):
    """Nothing but a page."""

    def __init__(self, body: str, place=None, **show) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "night"
        self.page = Page()
        self.body, self.place, self.options = body, place, show
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.page

    def on_mount(self) -> None:
        self.page.show(Document(self.body), place=self.place, **self.options)

    def on_page_link_chosen(self, event: Page.LinkChosen) -> None:
        self.chosen.append(event.href)


class ReadingApp(ReaderApp):
    """The whole app, begun on the page of the article at a position of all articles."""

    def __init__(self, library: Library, position: int = 0) -> None:
        super().__init__(library)
        self.position = position

    def on_mount(self) -> None:
        super().on_mount()
        listing = self.library.articles.listing(ALL)
        self.post_message(OpenArticle(listing[self.position], listing, self.position))

    async def shown(self, pilot: Pilot[object]) -> ArticleScreen:
        """The article screen, once it is on the screen."""
        await until(pilot, lambda: isinstance(self.screen, ArticleScreen) and self.screen.page.size.height > 1)
        assert isinstance(self.screen, ArticleScreen)
        return self.screen


def library_with(path: Path, *bodies: str, **facts) -> Library:
    """A library that holds these texts, the first on top."""
    library = Library.open(path)
    for number, body in reversed(list(enumerate(bodies))):
        library.articles.add([Draft(f"Article {number}", body, **facts)])
    return library


def articles_of(library: Library) -> list[Article]:
    """All articles, as the library has them now."""
    return list(library.articles.listing(ALL))
