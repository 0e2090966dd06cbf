"""The acting screen: what can be done with the articles that are selected, or with the one at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from reader.domain.article import Article, State
from reader.domain.errors import ReaderError
from reader.domain.plain import plain
from reader.ui.modes import Sure
from reader.ui.phrases import count, number
from reader.ui.requests import RunErrand, Told
from reader.ui.screens.asking_screen import AskingScreen

MANY = 2000
"""Articles from which on changing them takes long enough to be felt."""
MOST = 1000
"""Articles that can be fetched or copied at once."""
UNASKED = 5
"""Pages that are opened in the browser without asking."""

Sentences = tuple[str, str]
"""What is said of one article, and of several: there `{}` is how many."""


class ActingScreen(AskingScreen):
    """A screen with articles at hand, which commands work on; each change is one step to take back."""

    _worse = ""
    """The article whose text has been fetched again and seemed to be less."""

    # -- what commands work on --------------------------------------------------------------------

    @property
    def chosen_uids(self) -> list[str]:
        """The articles that a command works on, in the order of the list: what is selected, else the one at hand."""
        article = self.current_article()
        return [] if article is None else [article.uid]

    def selected_or_current(self) -> list[str]:
        """The same: whoever acts takes them when the key is pressed, and works on them whatever comes between."""
        return self.chosen_uids

    def change(self, uids: Sequence[str], doing: Callable[[Sequence[str]], int], said: Sentences) -> None:
        """Change articles and say how many; very many beside the keys."""
        if len(uids) < MANY:
            with self.telling_errors():
                sentence = self._changed(uids, doing, said)
                self.say(sentence)
            return
        self.bottom.progress = f"Changing {count(len(uids), 'article')} …"
        self.app.run_worker(
            partial(self._change_beside, uids, doing, said), thread=True, exit_on_error=False, group="changing"
        )

    def _change_beside(self, uids: Sequence[str], doing: Callable[[Sequence[str]], int], said: Sentences) -> None:
        # This runs in a thread, where nothing but post_message may be touched.
        try:
            self.post_message(Told(self._changed(uids, doing, said), ended=True))
        except ReaderError as error:
            self.post_message(Told(str(error), ended=True, failed=True))

    def _changed(self, uids: Sequence[str], doing: Callable[[Sequence[str]], int], said: Sentences) -> str:
        changed = doing(uids)
        one, many = said
        if not changed:
            return "There is nothing to change"
        sentence = one if len(uids) == 1 and one else many.format(count(changed, "article"))
        return f"{sentence} · {self.key_of('undo')} takes it back"

    # -- changing them ----------------------------------------------------------------------------

    def action_bookmark(self) -> None:
        """Bookmark the articles, or take all their bookmarks away."""
        articles, uids = self.library.articles, self.selected_or_current()
        on = not articles.all_are("bookmarked", uids)
        said = ("Bookmarked", "{} bookmarked") if on else ("Bookmark taken away", "{} not bookmarked any more")
        self.change(uids, lambda uids: articles.bookmark(uids, on), said)

    def action_toggle_read(self) -> None:
        """Mark the articles read, or all of them unread."""
        uids = self.selected_or_current()
        state = State.UNREAD if self.library.articles.all_are("read", uids) else State.READ
        self.mark_read(uids, state, f"Marked {state}")

    def mark_read(self, uids: Sequence[str], state: State, one: str = "") -> None:
        """Say of articles how far they have been read."""
        articles = self.library.articles
        self.change(uids, lambda uids: articles.mark(uids, state), (one, f"{{}} marked {state}"))

    def action_archive(self) -> None:
        """Archive the articles, or put all of them back into the inbox."""
        uids = self.selected_or_current()
        self.archive(uids, not self.library.articles.all_are("archived", uids))

    def archive(self, uids: Sequence[str], on: bool = True) -> None:
        """Archive articles, or put them back into the inbox."""
        articles = self.library.articles
        said = ("Archived", "{} archived") if on else ("Back in the inbox", "{} back in the inbox")
        self.change(uids, lambda uids: articles.archive(uids, on), said)

    def action_remove(self) -> None:
        """Put the articles into the Bin, or take all of them out."""
        articles, uids = self.library.articles, self.selected_or_current()
        on = not articles.all_are("removed", uids)
        said = ("Put into the Bin", "{} put into the Bin") if on else ("Taken out of the Bin", "{} out of the Bin")
        self.change(uids, lambda uids: articles.remove(uids, on), said)

    # -- carrying them away -----------------------------------------------------------------------

    def _few(self) -> list[Article]:
        """The articles, if they are few enough to be taken one by one; else the person is told, and there are none."""
        uids = self.selected_or_current()
        if len(uids) > MOST:
            self.say(f"These are too many: select at most {number(MOST)}")
            return []
        return [article for uid in uids if (article := self.library.articles.get(uid)) is not None]

    def action_open_original(self) -> None:
        """Open the addresses of the articles in the browser; several only if that is meant."""
        urls = [article.url for article in self._few() if article.url]
        if len(urls) <= UNASKED:
            self._open_all(urls)
        else:
            self.begin(
                Sure(f"open {count(len(urls), 'page')} in the browser", partial(self._open_all, urls), self.end_mode)
            )

    def _open_all(self, urls: Sequence[str]) -> None:
        from reader.ui.browser import host_of, open_in_browser

        with self.telling_errors():
            for url in urls:
                open_in_browser(self.app, url)
            if urls:
                what = host_of(urls[0]) if len(urls) == 1 else count(len(urls), "page")
                self.say(f"Opening {what} in the browser")

    def action_copy_address(self) -> None:
        """Copy the addresses of the articles, one a line."""
        self._copy([article.url for article in self._few() if article.url], "Address copied", "{} addresses copied")

    def action_copy_citation(self) -> None:
        """Copy Markdown citations of the articles, one a line."""
        from reader.services.citation import citation

        lines = [citation(article) for article in self._few()]
        self._copy(lines, "Citation copied, as Markdown", "{} citations copied, as Markdown")

    def _copy(self, lines: Sequence[str], one: str, many: str) -> None:
        if lines:
            self.app.copy_to_clipboard("\n".join(lines))
            self.say(one if len(lines) == 1 else many.format(number(len(lines))))

    def action_fetch_again(self) -> None:
        """Fetch the texts of the articles again."""
        from reader.ui.errands import Errand, Outcome

        uids = [article.uid for article in self._few() if article.url]
        if not uids:
            return
        first = uids[0]
        anyway = ["--anyway"] if [self._worse] == uids else []

        def ended(outcome: Outcome) -> str:
            less = outcome.facts.get("less")
            self._worse = first if less else ""
            return f"Now {less} · {self.key_of('fetch_again')} takes it all the same" if less else ""

        doing = "Fetching" if len(uids) == 1 else f"Fetching {count(len(uids), 'text')}"
        self.post_message(RunErrand(Errand(f"fetch {' '.join(uids)}", doing, ["fetch", *uids, *anyway]), ended))

    # -- writing ----------------------------------------------------------------------------------

    def action_note(self) -> None:
        """Write about the article at hand."""
        article = self.current_article()
        if article is not None:
            self.write(f"About “{plain(article.title)}”", article.note, partial(self._keep_article_note, article.uid))

    def _keep_article_note(self, uid: str, note: str) -> None:
        with self.telling_errors():
            self.library.articles.note(uid, note)
            self.say_done("Note kept" if note.strip() else "Note taken away")
