"""The highlights screen: every passage that was marked in the library, and what was written about it."""

from __future__ import annotations

from functools import partial

from textual import on

from reader.domain.article import Article
from reader.domain.highlight import COLOURS, Highlight
from reader.domain.plain import plain
from reader.library.library import Library
from reader.services.tagging.tags import frequent
from reader.text.find import folded
from reader.ui import commands
from reader.ui.phrases import count
from reader.ui.requests import OpenPlace
from reader.ui.screens.asking_screen import AskingScreen
from reader.ui.screens.asking_tags import ask_tags
from reader.ui.screens.filtered_rows import FilteredRowsScreen
from reader.ui.tag_words import Meant
from reader.ui.widgets.highlight_rows import HighlightRows
from reader.ui.widgets.rows import Rows

EMPTY = ("There are no highlights.", "{highlight} on the page highlights the paragraph being read, {select} a passage.")


class HighlightsScreen(FilteredRowsScreen):
    """Finds, changes and deletes highlights, and goes to where they stand."""

    SCOPE = commands.HIGHLIGHTS
    BINDINGS = commands.bindings_in(commands.HIGHLIGHTS)
    DEFAULT_CSS = """
    HighlightsScreen { background: $background; & HighlightRows { margin: 1 0; } }
    """

    def __init__(self, library: Library) -> None:
        super().__init__(library, "Highlights")
        self.rows: HighlightRows = HighlightRows()

    def on_mount(self) -> None:
        super().on_mount()
        self._show()

    def current_article(self) -> Article | None:
        highlight = self.rows.current
        return None if highlight is None else self.library.articles.get(highlight.article)

    @property
    def at_hand(self) -> frozenset[str]:
        return commands.HIGHLIGHT if self.rows.current is not None else frozenset()

    @on(AskingScreen.LibraryChanged)
    def _see_changes(self) -> None:
        if any(change.everything or "highlights" in change.fields for change in self.take_changes()):
            self._show()

    def _show(self) -> None:
        here = self.rows.current
        every = self.library.highlights.all()
        uids = {highlight.article for highlight in every}
        titles = {uid: plain(article.title) for uid in uids if (article := self.library.articles.get(uid)) is not None}
        shown = [h for h in every if holds(h, titles.get(h.article, ""), self.filter)]
        self.rows.empty = (f"No highlight holds “{plain(self.filter)}”.", "Esc shows all again.")
        if not every:
            self.rows.empty = EMPTY[0], self.keyed(EMPTY[1])
        self.rows.show(shown, titles, here.uid if here else "")
        self.heading.facts = count(len(every), "passage")
        self._tell()

    # Actions

    @on(Rows.Chosen)
    def action_open(self) -> None:
        """Go to where the highlight stands."""
        highlight = self.rows.current
        if highlight is not None:
            self.post_message(OpenPlace(highlight.article, highlight.start))

    def action_note(self) -> None:
        """Write about the highlight."""
        if (highlight := self.rows.current) is not None:
            self.write(f"About “{plain(highlight.text)}”", highlight.note, partial(self._keep_note, highlight))

    def _keep_note(self, highlight: Highlight, note: str) -> None:
        with self.telling_errors():
            self.library.highlights.note(highlight.uid, note)
            self.say_done("Note kept" if note.strip() else "Note taken away")

    def action_tag(self) -> None:
        """Give the highlight tags."""
        if (highlight := self.rows.current) is not None:
            known = frequent(self.library)
            ask_tags(self, highlight.tags, known, partial(self._keep_tags, highlight))

    def _keep_tags(self, highlight: Highlight, meant: Meant) -> None:
        add, remove = meant.set_on(highlight.tags)
        with self.telling_errors():
            self.library.highlights.tag(highlight.uid, [*(tag for tag in highlight.tags if tag not in remove), *add])
            self.say_done("Tagged")

    def action_colour(self) -> None:
        """Give the highlight another colour."""
        highlight = self.rows.current
        if highlight is not None and self.key in "12345":
            with self.telling_errors():
                self.library.highlights.colour(highlight.uid, int(self.key))
                self.say_done(f"Highlighted in {COLOURS[int(self.key) - 1]}")

    def action_copy(self) -> None:
        """Copy the passage."""
        if (highlight := self.rows.current) is not None:
            self.app.copy_to_clipboard(highlight.text)
            self.say("Copied")

    def action_remove(self) -> None:
        """Delete the highlight."""
        if (highlight := self.rows.current) is not None:
            with self.telling_errors():
                self.library.highlights.remove([highlight.uid])
                self.say_done("Deleted")


def holds(highlight: Highlight, title: str, words: str) -> bool:
    """Whether a highlight, its note, its tags or its article's title hold every word."""
    tags = " ".join(f"#{tag}" for tag in highlight.tags)
    text = folded(f"{highlight.text} {highlight.note} {tags} {title} {COLOURS[highlight.colour - 1]}")
    return all(word in text for word in folded(words).split())
