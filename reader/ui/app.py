"""The app: opens screens, answers their requests, comes and goes in order."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual import on
from textual.binding import Binding
from textual.driver import Driver
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker, WorkerState

from reader.domain.article import Article
from reader.domain.errors import ReaderError
from reader.domain.settings import Settings
from reader.domain.shelf import INBOX, Kind, Shelf, Sort
from reader.library.library import Library
from reader.services.settings import SettingsFile
from reader.ui import tidying
from reader.ui.commands import use
from reader.ui.hooking import follow_with_hooks
from reader.ui.requests import ChangeSetting, GroundTold, OpenArticle, OpenPlace, RunErrand, ShowShelf, Told
from reader.ui.screens.article_list import ArticleListScreen
from reader.ui.screens.library_screen import LibraryScreen
from reader.ui.searching_app import SearchingApp
from reader.ui.themes import THEMES, theme_for

if TYPE_CHECKING:
    from reader.ui.screens.article import ArticleScreen

CATCH_UP_SECONDS = 0.4
"""How often the app looks for what other processes did."""
PIECE = 10_000
"""Bytes of the journal that are taken in between two keys."""
PIECE_SECONDS = 0.01
"""When the next piece is taken in, if there is more."""
BACKUP_SECONDS = 20.0
"""When, after the first paint, it is time for the daily backup: whoever leaves before has hardly changed anything."""
MOST_HELD = 0.5
"""Seconds for which the list is held back at most, where the start goes on to the page."""
WARM_UP_SECONDS = 0.1
"""When, after the first paint, what will be needed later is prepared."""


class ReaderApp(SearchingApp):
    """Shows a library: a list to choose from and a page to read."""

    TITLE = "reader"
    # With priority, because no dialog may keep a person from leaving.
    BINDINGS = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="app.quit")]

    settings: var[Settings] = var(Settings(), init=False)
    """What the person has chosen."""

    def __init__(
        self, library: Library, driver_class: type[Driver] | None = None, settings: SettingsFile | None = None
    ) -> None:
        # Without colour, nothing may be turned into greys: the terminal's own colours, and then none of them.
        super().__init__(driver_class=driver_class, ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.library = library
        self._settings_file = settings or SettingsFile()
        self.set_reactive(ReaderApp.settings, self._settings_file.settings)
        self._key_problems = take_keys(self._settings_file.keys)
        session = library.session
        dark = session.get("dark")
        self._dark = dark if isinstance(dark, bool) else None
        """Whether the terminal is dark, as it said now or the last time."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_for(self.settings, os.environ, self._dark)
        self.list = list_left_at(library, session)
        self.list.settings = self.settings
        self._page: ArticleScreen | None = None
        on_page = str(session.get("uid")) if session.get("page") is True else ""
        self._begins_with_page = bool(on_page) and library.articles.get(on_page) is not None
        self._broken = ""
        self._next_piece: Timer | None = None

    def get_default_screen(self) -> Screen[None]:
        return self.list

    def on_mount(self) -> None:
        self._speak(self.settings.screen_reader)
        self.set_interval(CATCH_UP_SECONDS, self._look_for_news)
        follow_with_hooks(self.library, self._settings_file.path, self._hook_failed)
        for notice in (*self._settings_file.notices, *self._key_problems, *self.library.notices)[:1]:
            self.list.say(notice)
        driver: Any = self._driver
        if self._begins_with_page and getattr(driver, "shows_first_screen", False):
            # The list would cover the page for a moment.
            driver.hold_frames(lambda: self._page is not None and self._page.page.is_painted)
            self.set_timer(MOST_HELD, driver.let_frames_go)
        self.call_after_refresh(self._painted)

    def _hook_failed(self, problem: str) -> None:
        self.post_message(Told(problem, ended=True, failed=True))

    def _painted(self) -> None:
        """The first screen is there: what was put off until now."""
        if not self.begun():
            return
        tidying.begin()
        self.set_timer(WARM_UP_SECONDS, self._warm_up)
        self.set_timer(BACKUP_SECONDS, self._back_up)

    def _warm_up(self) -> None:
        from reader.ui.warming import warm_up

        self.run_worker(lambda: warm_up(self.library), thread=True, exit_on_error=False, group="warming")

    def _back_up(self) -> None:
        """Have the daily backup made, if it is due."""
        from reader.library.backups import is_due
        from reader.ui.errands import Errand

        if not self.library.read_only and is_due(self.library.path):
            self.post_message(RunErrand(Errand("backup", "Backing up", ["backup", "--daily"], quiet=True)))

    # -- requests of screens ----------------------------------------------------------------------

    @on(OpenArticle)
    def _open_article(self, request: OpenArticle) -> None:
        page = self._page_screen()
        page.show(request.article, request.listing, request.position, request.place)
        if page not in self.screen_stack:
            self.push_screen(page)

    @on(OpenPlace)
    def _open_place(self, request: OpenPlace) -> None:
        article = self.library.articles.get(request.article)
        if article is None:
            self._speaker.say("This article is not in the library any more")
            return
        while len(self.screen_stack) > 1 and self.screen is not self._page:
            self.pop_screen()
        page = self._page_screen()
        if page in self.screen_stack:
            page.remember_place()
            page.go_to_article(article, request.place)
        else:
            page.show(article, self.list.rows.listing, self.list.rows.cursor, request.place)
            self.push_screen(page)

    def _page_screen(self) -> ArticleScreen:
        """The one page, made when it is first wanted and used ever after."""
        if self._page is None:
            from reader.ui.screens.article import ArticleScreen

            self._page = ArticleScreen(self.library)
            self._page.page.moving_rows = getattr(self._driver, "rows", None)
            self._page.settings = self.settings
            self.install_screen(self._page, "page")
            self.watch(self._page, "article", self._remember_article, init=False)
        return self._page

    def _remember_article(self, article: Article | None) -> None:
        if article is not None:
            self.list.remember(uid=article.uid, page=True)

    @on(ShowShelf)
    def _show_shelf(self, request: ShowShelf) -> None:
        while self.screen is not self.list and len(self.screen_stack) > 1:
            self.pop_screen()
        self.list.shelf = request.shelf

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            self.post_message(Told(f"That could not be done: {event.worker.error}", ended=True, failed=True))

    def draw_pictures(self, draws: bool) -> None:
        """Let what draws a picture pass to the terminal, as long as one is shown."""
        driver: Any = self._driver
        if hasattr(driver, "draws"):
            driver.draws = draws

    @property
    def _speaker(self) -> LibraryScreen:
        """The screen whose bottom line is to be read."""
        return next(iter(self.library_screens), self.list)

    # -- what the person chose --------------------------------------------------------------------

    @on(ChangeSetting)
    def _change_setting(self, request: ChangeSetting) -> None:
        with self._speaker.telling_errors():
            self._settings_file.choose(request.name, request.value)
        self.settings = self._settings_file.settings

    def watch_settings(self, settings: Settings) -> None:
        self._speak(settings.screen_reader)
        self.theme = theme_for(settings, os.environ, self._dark)
        for screen in self.library_screens or [self.list]:
            screen.settings = settings
        if self._page is not None:
            self._page.settings = settings

    def _speak(self, spoken: bool) -> None:
        """Show things for a screen reader, with the terminal's own cursor where one reads; or not."""
        self.set_class(spoken, "-spoken")
        driver: Any = self._driver
        if hasattr(driver, "show_cursor"):
            driver.show_cursor(spoken)

    def terminal_is_dark(self, dark: bool) -> None:
        """The terminal has told whether it is dark; any thread may call this."""
        self.post_message(GroundTold(dark))

    @on(GroundTold)
    def _ground_told(self, news: GroundTold) -> None:
        self._dark = news.dark
        self.theme = theme_for(self.settings, os.environ, news.dark)
        self.list.remember(dark=news.dark)

    # -- other processes --------------------------------------------------------------------------

    def _look_for_news(self) -> None:
        if self._next_piece is None:  # else it is being taken in already: twice at once would be twice as much a key
            self._catch_up()

    def _catch_up(self) -> None:
        """Take in a piece of what others did, but not between a key and its paint."""
        self._next_piece = None
        if not self.screen_stack:  # the app ends
            return
        screen = self.screen
        if isinstance(screen, LibraryScreen) and (wait := screen.until_painted):
            self._next_piece = self.set_timer(wait, self._catch_up)
            return
        try:
            self.library.catch_up(PIECE)
            self._broken = ""
            if self.library.behind:
                self._next_piece = self.set_timer(PIECE_SECONDS, self._catch_up)
            else:
                tidying.tidy()
        except ReaderError as error:
            if str(error) != self._broken:
                self._broken = str(error)
                self._speaker.notify_error(error)

    # -- leaving ----------------------------------------------------------------------------------

    def take_terminal_again(self) -> None:
        """The process was stopped without being asked and goes on: make the terminal ours again."""
        with self.suspend():
            pass

    async def action_quit(self) -> None:
        """Leave the reader."""
        self.leave()

    def action_help_quit(self) -> None:
        """Tell someone who pressed Ctrl+C how to leave."""
        self._speaker.say("Ctrl+Q leaves the reader")

    def action_suspend_process(self) -> None:
        """Give the terminal back to the shell until it calls again."""
        from reader.ui.suspending import stop_until_continued

        self.keep_places()
        if not stop_until_continued(self):
            self._speaker.say("There is no shell to go back to")


def take_keys(section: object) -> list[str]:
    """Give the commands the keys that a person chose; in a sentence, what of that cannot be."""
    if section is None:
        use()
        return []
    from reader.ui.key_map import take

    return take(section)


def list_left_at(library: Library, session: Mapping[str, Any]) -> ArticleListScreen:
    """The list as it was left: shelf, order and the article last read."""
    shelf = Shelf.parse(str(session.get("shelf") or "")) or INBOX
    if shelf.kind is Kind.SEARCH and library.searches.get(shelf.key) is None:  # somebody has deleted it since
        shelf = INBOX
    try:
        sort = Sort(str(session.get("sort") or ""))
    except ValueError:
        sort = Sort.NATURAL
    below = session.get("below")
    below = below if type(below) is int else None
    return ArticleListScreen(library, shelf, sort, str(session.get("uid") or ""), session.get("page") is True, below)
