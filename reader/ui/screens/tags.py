"""The tags screen: every tag of the library with how much has it; renamed, merged and deleted everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual import on

from reader.domain.plain import plain
from reader.domain.shelf import Kind, Shelf
from reader.domain.tag import is_within, tidy
from reader.library.library import Library
from reader.services.tagging import tags
from reader.services.tagging.tags import Use
from reader.text.find import folded
from reader.ui import commands
from reader.ui.phrases import count, number
from reader.ui.requests import ShowShelf
from reader.ui.screens.asking_screen import AskingScreen
from reader.ui.screens.filtered_rows import FilteredRowsScreen
from reader.ui.tag_name import TagName
from reader.ui.widgets.rows import Rows
from reader.ui.widgets.tag_rows import TagRows, said_of

EMPTY = ("There are no tags.", "{tag} gives the article at hand some; rules give them to what comes in.")
_SEEN = frozenset({"tags", "removed", "highlights", "subscriptions", "rules"})
"""What decides which tags there are, and how much has them."""


class TagsScreen(FilteredRowsScreen):
    """Finds, renames, merges and deletes tags, and goes to what has them."""

    SCOPE = commands.TAGS
    BINDINGS = commands.bindings_in(commands.TAGS)
    DEFAULT_CSS = """
    TagsScreen { background: $background; & TagRows { margin: 1 0; } }
    """

    def __init__(self, library: Library) -> None:
        super().__init__(library, "Tags")
        self.rows: TagRows = TagRows()
        self._uses: Mapping[str, Use] = {}

    def on_mount(self) -> None:
        self._read()

    @property
    def at_hand(self) -> frozenset[str]:
        return commands.TAG if self.rows.current is not None else frozenset()

    @on(AskingScreen.LibraryChanged)
    def _see_changes(self) -> None:
        if any(change.everything or change.fields & _SEEN for change in self.take_changes()):
            self._read()

    def _read(self) -> None:
        self._uses = tags.uses(self.library)
        self._show()

    def _show(self) -> None:
        words = folded(self.filter).split()
        shown = [tag for tag in self._uses if all(word in folded(f"#{tag}") for word in words)]
        found = (f"No tag holds “{plain(self.filter)}”.", "Esc shows all again.")
        self.rows.empty = found if self._uses else (EMPTY[0], self.keyed(EMPTY[1]))
        self.rows.show(shown, self._uses, not words, self.rows.current or "")
        self.heading.facts = count(len(self._uses), "tag")
        self._tell()

    # -- going about ------------------------------------------------------------------------------

    @on(Rows.Chosen)
    def action_open(self) -> None:
        """Go to what has the tag."""
        tag = self.rows.current
        if tag is None:
            return
        if self._uses[tag].articles:
            self.post_message(ShowShelf(Shelf(Kind.TAG, tag)))
        else:
            self.say(f"No article has this tag: {said_of(self._uses[tag])}")

    def action_settings(self) -> None:
        """Show the rules that give tags."""
        from reader.ui.screens.rules import RulesScreen

        self.app.push_screen(RulesScreen(self.library))

    # -- changing ---------------------------------------------------------------------------------

    def action_tag(self) -> None:
        """Rename the tag, or merge it with another."""
        if (tag := self.rows.current) is None:
            return
        known = tags.frequent(self.library)

        def done(typed: str | None) -> None:
            self.end_mode()
            name = "" if typed is None else self._named(tag, typed)
            if name and name != tag:
                self._rename(tag, name)

        self.begin(TagName(tag, known, partial(self._would, tag), done))

    def _named(self, tag: str, typed: str) -> str:
        """What somebody means who types a name: the tag that differs by capitals alone, if there is one."""
        name = tidy(typed)
        if name in self._uses or name.casefold() == tag.casefold():
            return name
        return next((other for other in self._uses if other.casefold() == name.casefold()), name)

    def _would(self, tag: str, typed: str) -> str:
        """What renaming would do."""
        name = self._named(tag, typed)
        if not name or name == tag:
            return "Tab: to one that is there"
        coming = tags.renaming(self.library, [tag], name)
        below = sum(is_within(one, tag) and one != tag for one in self._uses)
        with_below = f" and {count(below, 'tag')} below" if below else ""
        if coming.merges:
            return f"{count(coming.articles, 'article')}{with_below} join #{plain(name)} ({number(coming.joins)})"
        return f"{count(coming.articles, 'article')}{with_below}"

    def _rename(self, tag: str, name: str) -> None:
        coming = tags.renaming(self.library, [tag], name)

        def rename() -> str:
            tags.rename(self.library, tag, name)
            done = f"#{plain(tag)} is part of #{plain(name)}" if coming.merges else f"Renamed to #{plain(name)}"
            return f"{done}: {count(coming.articles, 'article')}"

        self.change(coming.articles, rename)

    def action_remove(self) -> None:
        """Take the tag, and those below it, off all articles; where none has it, off everything else."""
        if (tag := self.rows.current) is None:
            return
        use = self._uses[tag]
        others = said_of(Use(0, use.highlights, use.feeds))

        def remove() -> str:
            used = tags.remove(self.library, [tag], everywhere=not use.articles)
            if not use.articles:
                return f"#{plain(tag)} taken off {others}"
            kept = f"; {others} {'keeps' if use.highlights + use.feeds == 1 else 'keep'} it" if others else ""
            return f"#{plain(tag)} taken off {count(used.articles, 'article')}{kept}"

        self.change(use.articles, remove)
