"""Links and footnotes on the page: followed by hints or from a list, and the way back."""

from __future__ import annotations

import asyncio
from pathlib import PurePath

from textual import on, work
from textual.app import ComposeResult

from reader.domain.draft import Draft
from reader.domain.errors import ReaderError
from reader.domain.picture import kept_name
from reader.domain.plain import plain
from reader.library.library import Library
from reader.services.tagging.incoming import add_tagged
from reader.text.blocks import Block, Ink, Kind
from reader.text.document import Document, Position
from reader.text.links import Link, covered, links_in, links_on
from reader.ui import commands
from reader.ui.browser import host_of, open_in_browser
from reader.ui.errands import Errand
from reader.ui.modes import CANCEL, Labels, Mode, labels_for
from reader.ui.requests import RunErrand
from reader.ui.screens.selecting import SelectingScreen
from reader.ui.widgets.choices import Choice
from reader.ui.widgets.lights import Light, by_block
from reader.ui.widgets.page import Page
from reader.ui.widgets.page_canvas import PageCanvas

LONGEST = 60
"""Characters of an address that the bottom line shows."""


class LinkPrompt(Mode):
    """Says where a link leads and asks what to do with it."""

    def __init__(self, screen: LinkingScreen, link: Link) -> None:
        self._screen = screen
        self._link = link
        where = host_of(link.href) or link.href[:LONGEST]
        self.hints = ((where, ""), ("Enter", "open"), ("y", "copy"), ("a", "save for later"), CANCEL)

    def press(self, key: str, character: str | None) -> bool:
        self._screen.end_mode()
        if key in ("enter", "o"):
            self._screen.open_link(self._link)
        elif key == "y":
            self._screen.copy_link(self._link)
        elif key == "a":
            self._screen.save_link(self._link)
        return True


class PicturePrompt(LinkPrompt):
    """Says where a picture is and asks before it is loaded."""

    def __init__(self, screen: LinkingScreen, link: Link) -> None:
        super().__init__(screen, link)
        self.hints = (self.hints[0], ("Enter", "load and show"), ("o", "browser"), ("y", "copy"), CANCEL)

    def press(self, key: str, character: str | None) -> bool:
        if key in ("enter", "i"):
            self._screen.end_mode()
            self._screen.load_picture(self._link)
            return True
        return super().press("escape" if key == "a" else key, character)


class NotePanel(Mode):
    """A footnote is shown below the text."""

    def __init__(self, screen: LinkingScreen, number: int) -> None:
        more = screen.keyed("{down} {up}")
        self.hints = (("Esc", "close"), ("Enter", "go to the note"), (more, "more of it"))
        self._screen = screen
        self._number = number

    def press(self, key: str, character: str | None) -> bool:
        command = commands.keys_in(self._screen.SCOPE).get(key)
        name = command.name if command is not None else ""
        if name in ("down", "up"):
            self._screen.move_note(1 if name == "down" else -1)
            return True
        self._screen.close_note()
        if key == "enter":
            self._screen.go_to_note(self._number)
        return key in ("enter", "escape") or name in ("back", "go_back")


class LinkingScreen(SelectingScreen):
    """Follows what leads somewhere."""

    DEFAULT_CSS = """
    LinkingScreen #note { dock: bottom; height: auto; margin: 0 0 2 0; display: none; }
    """

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.note = PageCanvas(id="note")
        """The panel that shows a footnote."""

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self.note

    # Hints

    def action_follow(self) -> None:
        """Give everything on the screen that leads somewhere a letter, and follow the one that is typed."""
        view = self.page.view
        found = list(links_on(view.layout, view.rows))
        if not found:
            self.say(self.keyed("Nothing on the screen leads anywhere; {links} lists the links of the whole text"))
            return
        if len(found) == 1:
            self.follow(found[0][0])
            return
        self._hinted = dict(zip(labels_for(len(found)), found, strict=True))
        names = {label: label for label in self._hinted}
        self._hints_typed = Labels(names, self._follow_hint, self._end_hints, "follow")
        self.begin(self._hints_typed)
        self._show_hints()

    def _show_hints(self) -> None:
        lights = []
        document = self.page.document
        for label, (link, start, end) in self._hinted.items():
            block = document.block_at(link.position)
            stop = covered(block, start, end, len(label))
            light = Light(block.base + start, block.base + stop, "here", label=label)
            lights.append((block.source, light))
        self.page.light("hints", by_block(lights))

    def _end_hints(self) -> None:
        self.page.light("hints", {})
        self.end_mode()

    def _follow_hint(self, label: str) -> None:
        self.follow(self._hinted[label][0])

    def follow(self, link: Link) -> None:
        """Show a footnote or a kept picture, or say where a link leads and ask what to do."""
        if link.ink is Ink.NOTE:
            self.show_note(link.note)
        elif kept_name(link.href):
            self.load_picture(link)  # it lies on the disk: nobody learns of it, and nothing needs to be asked
        elif link.ink is Ink.CAPTION:
            self.begin(PicturePrompt(self, link))
        else:
            self.begin(LinkPrompt(self, link))

    @on(Page.LinkChosen)
    def _link_clicked(self, event: Page.LinkChosen) -> None:
        self.follow(Link(Position(0, 0), Ink.LINK, event.text, event.href))

    # Pictures

    def action_details(self) -> None:
        """Show the picture on the screen, or else everything that is known of the article."""
        found = (link for link, *_ in links_on(self.page.view.layout, self.page.view.rows) if link.ink is Ink.CAPTION)
        picture = next(found, None)
        if picture is None:
            super().action_details()
        else:
            self.follow(picture)

    @work(exclusive=True, group="picture", exit_on_error=False)
    async def load_picture(self, link: Link) -> None:
        """Load a picture that a person wants to see, from the disk if it is kept there, and show it."""
        from reader.services import pictures
        from reader.ui.screens.picture import PictureScreen, can_draw, learn_to_draw

        kept = kept_name(link.href)
        self.bottom.progress = "" if kept else f"Loading from {host_of(link.href)} …"
        try:
            if kept:
                data = await asyncio.to_thread(self.library.bodies.pictures.read, kept)
            else:
                data = await pictures.load(link.href, self.settings.private)
            if can_draw():
                picture = await asyncio.to_thread(pictures.decode, data)
                learn_to_draw(self.app)
                self.app.push_screen(PictureScreen(picture, link.text))
            else:
                pictures.open_with_system(data, PurePath(kept).suffix)
                self.say("Opened in another window")
        except ReaderError as error:
            self.notify_error(error)
        finally:
            self.bottom.progress = ""

    # All links

    def action_links(self) -> None:
        """Choose one of all links of the text."""
        links = list(links_in(self.page.document))
        if not links:
            self.say("There are no links in this text")
            return
        rows: list[Choice | str] = [
            Choice(f"{number}", _where(link)[:24], plain(link.text)) for number, link in enumerate(links)
        ]
        here = self.page.view.reading
        at = next((number for number, link in enumerate(links) if link.position >= here), len(links) - 1)
        self.ask("Links", rows, lambda number: self.follow(links[int(number)]), at)

    def open_link(self, link: Link) -> None:
        """Open the address of a link in the browser."""
        with self.telling_errors():
            open_in_browser(self.app, link.href)
            self.say(f"Opening {host_of(link.href)} in the browser")

    def copy_link(self, link: Link) -> None:
        """Copy the address of a link."""
        self.app.copy_to_clipboard(link.href)
        self.say("Address copied")

    def save_link(self, link: Link) -> None:
        """Put what a link leads to into the library, to be read later."""
        host = host_of(link.href)
        with self.telling_errors():
            title = " ".join(plain(link.text).split()) or host
            [added] = add_tagged(self.library, [Draft(title, "", link.href, source=host, waiting=True)])
            if added.new or added.restored:
                self.say_done(f"Saved for later: {host}")
                if added.article.waiting:
                    uid = added.article.uid
                    self.post_message(RunErrand(Errand(f"fetch {uid}", "Fetching", ["fetch", uid], quiet=True)))
            else:
                self.say(f"In the library already: {plain(added.article.title)}")

    # Footnotes

    def show_note(self, number: int) -> None:
        """Show a footnote below the text."""
        body = self.page.document.note(number)
        if not body:
            self.say("This note is not in the text")
            return
        self.note.settings = self.page.settings._replace(focus="off")
        self.note.show(Document(body), (Block(Kind.RULE, "", level=1),), natural=self.page.text_width)
        most = max(3, self.size.height // 3)
        self.note.styles.height = max(1, self.note.view.layout.height(most))
        self.note.display = True
        self.begin(NotePanel(self, number))

    def move_note(self, rows: int) -> None:
        """Show more of a footnote."""
        self.note.view.move(rows)
        self.note.refresh()

    def close_note(self) -> None:
        """Let the text have the whole page again."""
        self.note.display = False
        self.end_mode()

    def go_to_note(self, number: int) -> None:
        """Go to a footnote where it stands."""
        position = self.page.document.note_position(number)
        if position is not None:
            self.jump(position)


def _where(link: Link) -> str:
    """Where a link leads, as a list may say it."""
    return "in the library" if kept_name(link.href) else host_of(link.href)
