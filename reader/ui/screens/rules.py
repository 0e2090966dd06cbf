"""The rules screen: queries that give tags; what one would do is shown before it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import on
from textual.message import Message

from reader.domain.errors import ReaderError
from reader.domain.plain import plain
from reader.domain.rule import Rule
from reader.library.library import Library
from reader.services.tagging import rules
from reader.services.tagging.rules import Trial
from reader.services.tagging.tags import frequent
from reader.ui import commands
from reader.ui.phrases import count, number
from reader.ui.query_words import QueryWords
from reader.ui.requests import Told
from reader.ui.screens.asking_screen import ARTICLE, AskingScreen
from reader.ui.screens.asking_tags import ask_tags
from reader.ui.screens.rows_screen import RowsScreen
from reader.ui.tag_words import Meant
from reader.ui.widgets.choices import Choice
from reader.ui.widgets.rows import Rows
from reader.ui.widgets.tag_rows import RuleRows, tags_said

EMPTY = ("There are no rules.", "{add} makes one: what comes in and is found by its query gets its tags.")
FIRST = 100
"""Articles that are shown at most when a rule is tried."""
ONE, EVERY = "one", "every"
"""What choosing in a trial means: to apply the rule, or all of them."""


class RulesScreen(RowsScreen):
    """Makes, tries, applies, changes and deletes rules."""

    SCOPE = commands.RULES
    BINDINGS = commands.bindings_in(commands.RULES)
    DEFAULT_CSS = """
    RulesScreen { background: $background; & RuleRows { margin: 1 0; } }
    """

    class Tried(Message, bubble=False):
        """It is known what a rule would do, and all of them together."""

        def __init__(self, trial: Trial, every: Sequence[Trial]) -> None:
            super().__init__()
            self.trial = trial
            self.every = every

    def __init__(self, library: Library) -> None:
        super().__init__(library, "Rules")
        self.rows: RuleRows = RuleRows()

    def on_mount(self) -> None:
        self._show()

    @property
    def at_hand(self) -> frozenset[str]:
        return commands.RULE if self.rows.current is not None else frozenset()

    @on(AskingScreen.LibraryChanged)
    def _see_changes(self) -> None:
        if any(change.everything or "rules" in change.fields for change in self.take_changes()):
            self._show()

    def _show(self, uid: str = "") -> None:
        every, here = self.library.rules.all(), self.rows.current
        self.rows.empty = EMPTY[0], self.keyed(EMPTY[1])
        problems = {rule.uid: problem for rule in every if (problem := rules.problem_of(rule))}
        self.rows.show(every, problems, uid or (here.uid if here else ""))
        self.heading.facts = f"{count(len(every), 'rule')} for what comes in" if every else ""

    # -- making and changing ----------------------------------------------------------------------

    def action_add(self) -> None:
        """Ask what the rule is for, and which tags it gives."""

        def tagged(query: str, meant: Meant) -> None:
            given = (*meant.tags, *meant.add)
            if given:
                with self.telling_errors():
                    rule = self.library.rules.add(query, given)
                    self._show(rule.uid)
                    self.say(f"It tags what comes in · {self.key_of('open')} shows what it means for what is here")

        def asked(query: str) -> None:
            ask_tags(self, (), frequent(self.library), partial(tagged, query))

        self._ask_query("", asked)

    def _ask_query(self, text: str, given: Callable[[str], None]) -> None:
        def done(query: str | None) -> None:
            self.end_mode()
            if query is not None:
                given(query)

        self.begin(QueryWords(self.library, "What: ", text, done))

    def action_tag(self) -> None:
        """Let the rule give other tags."""
        if (rule := self.rows.current) is None:
            return

        def tagged(meant: Meant) -> None:
            add, remove = meant.set_on(rule.tags)
            left = [*(tag for tag in rule.tags if tag not in remove), *add]
            with self.telling_errors():
                if left:
                    self.library.rules.change(rule.uid, tags=left)
                    self.say_done("Changed")
                else:
                    self.say("A rule gives tags: without one, delete it")

        ask_tags(self, rule.tags, frequent(self.library), tagged)

    def action_settings(self) -> None:
        """Change what the rule is for, or let it rest."""
        if (rule := self.rows.current) is None:
            return
        state = "yes · what comes in gets its tags" if rule.on else "no · it rests"
        choices = [Choice("query", "", "Query", plain(rule.query)), Choice("on", "", "On", state)]
        self.ask("Rule", choices, partial(self._change, rule))

    def _change(self, rule: Rule, what: str) -> None:
        def asked(query: str) -> None:
            with self.telling_errors():
                self.library.rules.change(rule.uid, query=query)
                self.say_done("Changed")

        if what == "query":
            self._ask_query(rule.query, asked)
            return
        with self.telling_errors():
            self.library.rules.change(rule.uid, on=not rule.on)
            self.say_done("It rests" if rule.on else "It tags what comes in")

    def action_remove(self) -> None:
        """Delete the rule; the tags that it gave stay."""
        if (rule := self.rows.current) is not None:
            with self.telling_errors():
                self.library.rules.remove(rule.uid)
                self.say_done("Rule deleted; the tags that it gave stay")

    # -- trying and applying ----------------------------------------------------------------------

    @on(Rows.Chosen)
    def action_open(self) -> None:
        """Show what the rule would do."""
        if (rule := self.rows.current) is not None:
            self.app.run_worker(partial(self._try_beside, rule), thread=True, exit_on_error=False, group="trying")

    def _try_beside(self, rule: Rule) -> None:
        # This runs in a thread, where nothing but post_message may be touched.
        try:
            trial = rules.tried(self.library, rule)
            self.post_message(self.Tried(trial, rules.all_tried(self.library, self.library.rules.all())))
        except ReaderError as error:
            self.post_message(Told(str(error), ended=True, failed=True))

    @on(Tried)
    def _show_trial(self, tried: Tried) -> None:
        trial, together = tried.trial, rules.given_by(tried.every)
        lacking = [article for uid in trial.lacking[:FIRST] if (article := self.library.articles.get(uid)) is not None]
        size, what = len(trial.lacking), tags_said(trial.rule.tags)
        finds = f"{count(size, 'article')} of {number(trial.found)} that it finds"
        rows: list[Choice | str] = [
            f"{plain(trial.rule.query)}  →  {what}",
            Choice(
                ONE, "", "Tag them", finds if size else f"nothing to do: all {number(trial.found)} have it", size > 0
            ),
        ]
        if len(tried.every) > 1:
            every = f"{count(len(together), 'article')} by all {number(len(tried.every))} rules that are on"
            rows.append(Choice(EVERY, "", "Apply all rules", every, bool(together)))
        rows += ["", f"Would get {what}"] if lacking else []
        rows += [Choice(f"{ARTICLE}{article.uid}", "", plain(article.title), whole=True) for article in lacking]
        if size > len(lacking):
            rows.append(Choice("", "", f"and {number(size - len(lacking))} more", enabled=False))
        self.ask("Try", rows, partial(self._tried, tried))

    async def _tried(self, tried: Tried, result: str) -> None:
        if result not in (ONE, EVERY):
            await self.perform(result)
            return
        trials = [tried.trial] if result == ONE else tried.every
        self.change(len(rules.given_by(trials)), partial(self._apply, trials))

    def _apply(self, trials: Sequence[Trial]) -> str:
        return f"{count(rules.applied(self.library, trials), 'article')} tagged"
