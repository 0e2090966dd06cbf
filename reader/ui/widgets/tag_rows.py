"""Tag rows: every tag below the one it belongs to, with how much has it; and rows of rules."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from rich.style import Style

from reader.domain.plain import plain
from reader.domain.rule import Rule
from reader.services.tagging.tags import Use
from reader.text.width import cell_width, fit
from reader.ui.phrases import count, number
from reader.ui.widgets.lines import Part
from reader.ui.widgets.row import BAR
from reader.ui.widgets.rows import Rows

_COUNT_CELLS = 8


class LineRows(Rows):
    """Rows of one line each, however much room there is."""

    @property
    def row_lines(self) -> int:
        return 1

    @property
    def pitch(self) -> int:
        return 1

    def behind(self, at_cursor: bool) -> Style:
        """What stands behind the parts of a row."""
        return Style(bgcolor=self.looks.cursor.bgcolor) if at_cursor and self.active else Style()


class TagRows(LineRows):
    """Shows tags; says what is chosen; changes nothing itself."""

    def __init__(self) -> None:
        super().__init__()
        self._tags: list[str] = []
        self._uses: Mapping[str, Use] = {}
        self._tree = True

    def __len__(self) -> int:
        return len(self._tags)

    def key_of(self, row: int) -> Hashable:
        return self._tags[row], self._uses[self._tags[row]], self._tree

    @property
    def current(self) -> str | None:
        """The tag under the cursor."""
        return self._tags[self.cursor] if self.cursor < len(self) else None

    def show(self, tags: Sequence[str], uses: Mapping[str, Use], tree: bool, at: str = "") -> None:
        """Show tags, each below the one it belongs to if it is a `tree`; the cursor goes to one, or stays."""
        self._tags, self._uses, self._tree = list(tags), uses, tree
        self.go_to(self._tags.index(at) if at in uses and at in self._tags else self.cursor)

    def parts_of(self, row: int, at_cursor: bool) -> Sequence[Sequence[Part]]:
        tag, behind = self._tags[row], self.behind(at_cursor)
        use = self._uses[tag]
        above, _, last = tag.rpartition("/")
        name = f"{'  ' * tag.count('/')}{plain(last)}" if above and self._tree else f"#{plain(tag)}"
        size = number(use.articles) if use.articles else ""
        room = max(4, self.size.width - _COUNT_CELLS - 4)
        name, more = fit(name, room), said_of(use)
        more = fit(f"   {more}", room - cell_width(name)) if more and cell_width(name) + 8 < room else ""
        gap = " " * (room - cell_width(name) - cell_width(more))
        return [
            [
                (f"{BAR if at_cursor else ' '} ", self.looks.accent + behind),
                (name, self.looks.text + behind),
                (f"{more}{gap}{size:>{_COUNT_CELLS}}", self.looks.muted + behind),
            ]
        ]


def said_of(use: Use) -> str:
    """What there is to say of a tag beside its articles."""
    some = ((use.highlights, "passage"), (use.feeds, "feed"))
    parts = [count(size, name) for size, name in some if size]
    return " · ".join([*parts, *(["by a rule"] if use.rules else [])])


class RuleRows(LineRows):
    """Shows rules; says what is chosen; changes nothing itself."""

    def __init__(self) -> None:
        super().__init__()
        self._rules: list[Rule] = []
        self._problems: Mapping[str, str] = {}

    def __len__(self) -> int:
        return len(self._rules)

    def key_of(self, row: int) -> Hashable:
        return self._rules[row]

    @property
    def current(self) -> Rule | None:
        """The rule under the cursor."""
        return self._rules[self.cursor] if self.cursor < len(self) else None

    def show(self, rules: Sequence[Rule], problems: Mapping[str, str], uid: str = "") -> None:
        """Show rules, with why some, by uid, do nothing; the cursor goes to one, or stays."""
        self._rules, self._problems = list(rules), problems
        self.go_to(next((n for n, rule in enumerate(rules) if rule.uid == uid), self.cursor))

    def parts_of(self, row: int, at_cursor: bool) -> Sequence[Sequence[Part]]:
        rule, behind = self._rules[row], self.behind(at_cursor)
        problem = self._problems.get(rule.uid, "")
        muted = self.looks.muted + behind
        text = muted if problem or not rule.on else self.looks.text + behind
        state = f" · does nothing: {plain(problem)}" if problem else "" if rule.on else " · rests"
        return [
            [
                (f"{BAR if at_cursor else ' '} ", self.looks.accent + behind),
                (plain(rule.query), text),
                ("  →  ", muted),
                (tags_said(rule.tags), text),
                (state, muted),
            ]
        ]


def tags_said(tags: Sequence[str]) -> str:
    """Tags as they are shown in a row."""
    return " ".join(f"#{plain(tag)}" for tag in tags)
