"""The walk over markdown-it's tokens that makes blocks of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.text.blocks import BULLETS, QUOTE, Block, Ink, Kind, Span, Table, split_long
from reader.text.html import text_of
from reader.text.inline import from_tokens, tidy

if TYPE_CHECKING:
    from markdown_it.token import Token


class _Container:
    """A quote or list item that is open: what it puts before the lines inside it."""

    __slots__ = ("first", "quote", "rest", "tight", "used")

    def __init__(self, first: str, rest: str, quote: bool = False, tight: bool = False) -> None:
        self.first, self.rest, self.quote, self.tight = first, rest, quote, tight
        self.used = False


class _List:
    """A list that is open: which mark comes next."""

    def __init__(self, start: int, items: int, tight: bool, bullet: str) -> None:
        self.start, self.tight, self.bullet = start, tight, bullet
        self.given = 0
        self.width = len(str(start + items - 1))

    def next_mark(self) -> str:
        """The bullet, or the number set right among the list's numbers."""
        number = self.start + self.given
        self.given += 1
        return self.bullet if self.start < 0 else f"{number:>{self.width}}. "


def _list_facts(tokens: Sequence[Token]) -> dict[int, tuple[bool, int]]:
    """For the index of each token that opens a list: whether it is tight, and how many items it has."""
    facts: dict[int, list[int]] = {}
    stack: list[int] = []
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            facts[index] = [1, 0, token.level]
            stack.append(index)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            stack.pop()
        elif stack and token.type == "list_item_open":
            facts[stack[-1]][1] += 1
        elif stack and token.type == "paragraph_open" and not token.hidden:
            of = facts[stack[-1]]
            of[0] = of[0] and int(token.level != of[2] + 2)
    return {index: (bool(tight), items) for index, (tight, items, _) in facts.items()}


def _line_starts(source: str) -> list[int]:
    starts = [0]
    at = source.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = source.find("\n", at + 1)
    return starts


class Walker:
    """Walks over markdown-it's tokens once and emits blocks."""

    def __init__(self, source: str, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.lines = _line_starts(source)
        self.found: list[Block] = []
        self.containers: list[_Container] = []
        self.before: list[_Container] = []
        """The containers that the last block stood in."""
        self.lists: list[_List] = []
        self.facts = _list_facts(tokens)
        self.rows: list[list[tuple[str, tuple[Span, ...]]]] = []
        self.align: list[str] = []
        self.table_at = 0
        self.place = 0
        self.in_cell = False
        self.level = 0

    def blocks(self) -> list[Block]:
        """The blocks, in their order; to be called once."""
        for index, token in enumerate(self.tokens):
            if token.map and token.nesting >= 0:
                self.place = self.lines[min(token.map[0], len(self.lines) - 1)]
            handler = _HANDLERS.get(token.type)
            if handler is not None:
                handler(self, token, index)
        return self.found

    def _emit(self, kind: Kind, text: str, spans: tuple[Span, ...] = (), table: Table | None = None) -> None:
        gap = self._gap(kind)
        level, self.level = self.level, 0
        first = "".join(c.rest if c.used else c.first for c in self.containers)
        rest = "".join(c.rest for c in self.containers)
        shared = [a for a, b in zip(self.containers, self.before, strict=False) if a is b]
        above = "".join(c.rest for c in shared).rstrip(" ")
        block = Block(kind, text, spans, first, rest, gap, above, level, table, self.place)
        for container in self.containers:
            container.used = True
        self.before = self.containers.copy()
        self.found.extend(split_long(block))

    def _gap(self, kind: Kind) -> int:
        """Blank rows before a block of this kind that begins here."""
        inner = self.containers[-1] if self.containers else None
        if inner is not None and inner.tight:
            outer = self.containers[-2] if len(self.containers) > 1 else None
            opens = not inner.used and self.lists[-1].given == 1 and not (outer is not None and outer.tight)
            return 1 if opens or kind is Kind.CODE else 0
        if kind is Kind.HEADING and self.level <= 2 and not self.containers:
            return 2
        return 1

    def _inline(self, token: Token, _: int) -> None:
        text, spans = from_tokens(token.children or ())
        if self.in_cell:
            self.rows[-1].append((text.replace("\n", " ").replace("\t", " "), spans))
            return
        item = self.containers[-1] if self.containers else None
        if item is not None and not item.quote and not item.used and text[:4].lower() in ("[ ] ", "[x] "):
            item.first = item.first[:-2] + text[:4].lower()
            item.rest = item.rest[:-2] + "    "
            text, spans = text[4:], tuple(Span(s.start - 4, s.end - 4, s.ink, s.href) for s in spans)
        if not text.strip() and not self.level:
            return  # an image of nothing, a comment
        alone = len(spans) == 1 and spans[0].ink is Ink.CAPTION and spans[0].end - spans[0].start == len(text)
        kind = Kind.HEADING if self.level else Kind.CAPTION if alone else Kind.PARAGRAPH
        if kind is Kind.HEADING:
            text = text.replace("\n", " ")
        self._emit(kind, text, spans)
        if kind is Kind.CAPTION:
            self.found[-1] = self.found[-1]._replace(rest=self.found[-1].rest + "  ")

    def _heading(self, token: Token, _: int) -> None:
        self.level = int(token.tag[1])

    def _code(self, token: Token, _: int) -> None:
        text = token.content.removesuffix("\n").expandtabs(4)
        self._emit(Kind.CODE, "\n".join(map(tidy, text.split("\n"))))

    def _rule(self, token: Token, _: int) -> None:
        self._emit(Kind.RULE, "")

    def _raw(self, token: Token, _: int) -> None:
        text = text_of(token.content)
        if text:
            self._emit(Kind.PARAGRAPH, text)

    def _quote_open(self, token: Token, _: int) -> None:
        self.containers.append(_Container(QUOTE, QUOTE, quote=True))

    def _close(self, token: Token, _: int) -> None:
        self.containers.pop()

    def _list_open(self, token: Token, index: int) -> None:
        tight, items = self.facts[index]
        start = int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else -1
        depth = sum(1 for other in self.lists if other.start < 0)
        self.lists.append(_List(start, items, tight, BULLETS[min(depth, len(BULLETS) - 1)]))

    def _list_close(self, token: Token, _: int) -> None:
        self.lists.pop()

    def _item_open(self, token: Token, _: int) -> None:
        of = self.lists[-1]
        mark = of.next_mark()
        self.containers.append(_Container(mark, " " * len(mark), tight=of.tight))

    def _item_close(self, token: Token, _: int) -> None:
        if not self.containers[-1].used:
            self._emit(Kind.PARAGRAPH, "")
        self.containers.pop()

    def _table_open(self, token: Token, _: int) -> None:
        self.rows, self.align, self.table_at = [], [], self.place

    def _row_open(self, token: Token, _: int) -> None:
        self.rows.append([])

    def _cell_open(self, token: Token, _: int) -> None:
        self.in_cell = True
        if len(self.rows) == 1:
            self.align.append(str(token.attrs.get("style", "text-align:left")).partition(":")[2])

    def _cell_close(self, token: Token, _: int) -> None:
        self.in_cell = False

    def _table_close(self, token: Token, _: int) -> None:
        parts: list[str] = []
        spans: list[Span] = []
        rows: list[tuple[tuple[int, int], ...]] = []
        at = 0
        for row in self.rows:
            if not rows:
                row = [(text, (Span(0, len(text), Ink.STRONG), *over)) for text, over in row]
            cells: list[tuple[int, int]] = []
            for text, over in row:
                spans.extend(Span(s.start + at, s.end + at, s.ink, s.href) for s in over)
                cells.append((at, at + len(text)))
                parts.append(text + "\t")
                at += len(text) + 1
            parts[-1] = parts[-1][:-1] + "\n"
            rows.append(tuple(cells))
        self.place = self.table_at
        self._emit(Kind.TABLE, "".join(parts).removesuffix("\n"), tuple(spans), Table(tuple(rows), tuple(self.align)))


_HANDLERS: dict[str, Callable[[Walker, Token, int], None]] = {
    "inline": Walker._inline,
    "heading_open": Walker._heading,
    "fence": Walker._code,
    "code_block": Walker._code,
    "hr": Walker._rule,
    "html_block": Walker._raw,
    "blockquote_open": Walker._quote_open,
    "blockquote_close": Walker._close,
    "bullet_list_open": Walker._list_open,
    "ordered_list_open": Walker._list_open,
    "bullet_list_close": Walker._list_close,
    "ordered_list_close": Walker._list_close,
    "list_item_open": Walker._item_open,
    "list_item_close": Walker._item_close,
    "table_open": Walker._table_open,
    "tr_open": Walker._row_open,
    "th_open": Walker._cell_open,
    "td_open": Walker._cell_open,
    "th_close": Walker._cell_close,
    "td_close": Walker._cell_close,
    "table_close": Walker._table_close,
}
