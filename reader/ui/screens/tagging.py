"""The tagging screen: the tags of articles edited as a line, and every tag to go to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.domain.article import Article
from reader.domain.plain import plain
from reader.domain.shelf import Kind, Shelf
from reader.ui.phrases import number
from reader.ui.requests import ShowShelf
from reader.ui.screens.carrying import CarryingScreen

if TYPE_CHECKING:
    from reader.ui.tag_words import Meant


class TaggingScreen(CarryingScreen):
    """A screen whose articles can be given tags."""

    def action_tag(self) -> None:
        """Edit the tags of the article at hand, or give all that are selected some and take others away."""
        from reader.ui.screens.asking_tags import ask_changes, ask_tags

        uids = self.selected_or_current()
        article = self.library.articles.get(uids[0]) if len(uids) == 1 else None
        known = self.library.articles.frequent("tag")
        if article is not None:
            ask_tags(self, article.tags, known, partial(self._keep_article_tags, article))
        elif uids:
            among = self.library.articles.tags_among(uids)
            shared = [tag for tag, size in among.items() if size == len(uids)]
            about = f"all have {plain(', '.join(shared))}" if shared else "+tag gives one, -tag takes one away"
            ask_changes(self, number(len(uids)), about, known, among, partial(self._change_tags, uids))

    def _keep_article_tags(self, article: Article, meant: Meant) -> None:
        add, remove = meant.set_on(article.tags)
        left = [tag for tag in article.tags if tag not in remove]
        said = "Tags: " + plain(", ".join((*left, *add))) if left or add else "No tags any more"
        self._tag([article.uid], add, remove, said)

    def _change_tags(self, uids: Sequence[str], meant: Meant) -> None:
        self._tag(uids, (*meant.tags, *meant.add), meant.remove, "")

    def _tag(self, uids: Sequence[str], add: Iterable[str], remove: Iterable[str], one: str) -> None:
        articles = self.library.articles
        self.change(uids, lambda uids: articles.tag(uids, add, remove), (one, "Tags of {} changed"))

    # -- going to a tag ---------------------------------------------------------------------------

    def action_go_to_tag(self) -> None:
        """Choose a tag to go to."""
        from reader.ui.widgets.choices import Choice

        sizes = self.library.articles.tags()
        if not sizes:
            self.say(f"There are no tags yet; {self.key_of('tag')} gives an article some")
            return
        often = sorted(sizes, key=lambda tag: -sizes[tag])
        choices = [Choice(tag, number(sizes[tag]), f"#{plain(tag)}", whole=True) for tag in often]
        self.ask("Tag", choices, lambda tag: self.post_message(ShowShelf(Shelf(Kind.TAG, tag))))

    def action_tags(self) -> None:
        """Show every tag of the library."""
        from reader.ui.screens.tags import TagsScreen

        self.app.push_screen(TagsScreen(self.library))
