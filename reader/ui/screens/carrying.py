"""The carrying screen: what brings texts into the library, and what carries them out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.domain.shelf import Kind, Shelf
from reader.ui.errands import Errand, Outcome
from reader.ui.requests import RunErrand
from reader.ui.screens.piping import PipingScreen

SHELVES = frozenset(("inbox", "reading", "bookmarks", "archive", "all", "waiting", "ageing", "bin"))
"""The shelves that a command knows by name."""
MOST_NAMED = 2_000
"""Articles that are named one by one on a command line."""


class CarryingScreen(PipingScreen):
    """A screen from which one adds, imports and exports."""

    def action_add(self) -> None:
        """Ask for an address, a file or a folder and add it."""
        from reader.ui.screens.add import AddScreen, thing_in

        def answered(text: str | None) -> None:
            if text:
                thing = thing_in(text)
                errand = Errand(f"add {thing}", "Adding", ["add", "--", thing])
                self.post_message(RunErrand(errand, self._show_import))

        self.app.push_screen(AddScreen(), answered)

    def _show_import(self, outcome: Outcome) -> str:
        """What came of adding an export deserves more than a line, unless somebody reads meanwhile."""
        report = outcome.facts.get("imported")
        if not isinstance(report, dict):
            return ""
        self.app.last_import = report  # type: ignore[attr-defined]
        if self.app.screen is self:
            self.action_import_report()
            return ""
        return f"{outcome.sentence} · {self.key_of('import_report')} tells more"

    def action_import_report(self) -> None:
        """Show what the last import did."""
        from reader.ui.screens.import_report import ImportReportScreen

        report = getattr(self.app, "last_import", None)
        if report is None:
            self.say("Nothing has been imported since the start; a adds an export like any file")
            return
        self.app.push_screen(ImportReportScreen(report, self.key_of("undo")))

    def action_export(self) -> None:
        """Carry out what is shown here: ask for a format and a place."""
        from reader.services.exporting.registry import EXPORTERS
        from reader.ui.screens.choosing import ChoosingScreen
        from reader.ui.widgets.choices import Choice

        what, chosen = self.to_export()
        if not chosen:
            self.say(what)
            return
        rows = [Choice(name, "", name, row.about) for name, row in EXPORTERS.items()]

        def picked(form: str | None) -> None:
            if form:
                self._ask_where(form, what, chosen)

        self.app.push_screen(ChoosingScreen(f"Export {what} as", rows), picked)

    def to_export(self) -> tuple[str, Sequence[str]]:
        """What would be exported, in words, and the arguments that choose it; without those the words say why not."""
        article = self.current_article()
        return ("this article", ["--uid", article.uid]) if article is not None else ("There is nothing to export", ())

    def _ask_where(self, form: str, what: str, chosen: Sequence[str]) -> None:
        from reader.ui.screens.export_place import ExportPlaceScreen

        def answered(path: str | None) -> None:
            if path:
                arguments = ["export", "--format", form, "--output", path, *chosen]
                self.post_message(RunErrand(Errand(f"export {path}", "Exporting", arguments)))

        self.app.push_screen(ExportPlaceScreen(form, what), answered)


def chosen_by(shelf: Shelf, query: str, uids: Callable[[], Sequence[str]]) -> Sequence[str] | None:
    """The arguments that choose what a list shows; None where only naming thousands of articles would."""
    words = ["--", query] if query.strip() else []
    if shelf.kind is Kind.TAG:
        return ["--tag", shelf.key, *words]
    if shelf.kind is Kind.FEED:
        return ["--feed", shelf.key, *words]
    if shelf.kind.value in SHELVES:
        return ["--shelf", shelf.kind.value, *words]
    named = uids()
    return ["--uid", *named] if 0 < len(named) <= MOST_NAMED else None
