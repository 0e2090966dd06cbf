"""Pruning: what of a page stays around the blocks that were chosen.

Between chosen blocks stand headings, pictures, tables, code and lists that a finder of text overlooks; beside them
stand labels, links to other articles and invitations. The first stay, the second go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lxml.html import HtmlElement

from reader.services.pages.blocks import BLOCKS, HEADINGS, Block, is_unlikely, words_of

_NEARLY_ALL = 0.95
_WHOLE = frozenset(("p", "pre", "figcaption", "dt", "dd", "tr", "caption", "summary", *HEADINGS))
"""Elements that stay whole once something in them was chosen."""
_PARTED = frozenset(("table", "blockquote", "li", "td", "th"))
"""Elements that stay whole if half of them was chosen."""
_BOXES = frozenset((
    "div", "section", "article", "main", "center", "header", "hgroup", "details", "li", "td", "tr", "tbody", "table",
    "ul", "ol", "dl", "thead", "tfoot",
))  # fmt: skip
_IN_TABLES = frozenset(("table", "tr", "td", "th"))
_LISTS = frozenset(("ul", "ol", "dl"))


class Pruner:
    """Cuts a page down to its article."""

    def __init__(self, body: HtmlElement, blocks: Sequence[Block]) -> None:
        self._chosen: defaultdict[HtmlElement, int] = defaultdict(int)
        self._words: defaultdict[HtmlElement, int] = defaultdict(int)
        self._linked: defaultdict[HtmlElement, int] = defaultdict(int)
        self._holders = {block.node for block in blocks if block.chosen}
        prose: defaultdict[HtmlElement, int] = defaultdict(int)
        for block in blocks:
            node: HtmlElement | None = block.node
            while node is not None:
                self._words[node] += len(block.words)
                self._linked[node] += block.linked
                if block.chosen:
                    self._chosen[node] += len(block.words)
                    prose[node] += max(1, len(block.words) - block.linked)
                node = node.getparent()
        self.root = _smallest_with(body, prose)
        """What is left in the end."""
        self._order = {node: position for position, node in enumerate(self.root.iter())}
        held = [self._order[block.node] for block in blocks if block.chosen and block.node in self._order]
        self._first, self._last = (min(held), max(held)) if held else (0, 0)

    def prune(self, title: str) -> HtmlElement:
        """The article, without its title."""
        self._prune_in(self.root)
        self._drop_title(title)
        if self.root.tag == "td":
            self.root.tag = "div"
        _drop_empty_headings(self.root)
        return self.root

    def _prune_in(self, node: HtmlElement) -> None:
        for child in list(node):
            if child.getparent() is node:
                self._prune_one(child)

    def _prune_one(self, node: HtmlElement) -> None:
        if self._chosen[node]:
            self._prune_chosen(node)
        elif node.tag not in BLOCKS:
            self._prune_inline(node)
        elif not self._belongs(node):
            node.drop_tree()

    def _prune_chosen(self, node: HtmlElement) -> None:
        if node.tag in _IN_TABLES and not is_data(next(node.iterancestors("table"), node)):
            self._prune_in(node)
            return
        if node.tag in _WHOLE or (node.tag == "table" and is_data(node)):
            return
        if node.tag in _PARTED and self._chosen[node] >= 0.5 * self._words[node]:
            return
        self._prune_in(node)

    def _prune_inline(self, node: HtmlElement) -> None:
        parent = node.getparent()
        if node.tag in ("img", "br") or parent in self._holders or not isinstance(node.tag, str):
            return
        if any(child.tag in BLOCKS for child in node.iterdescendants()):
            self._prune_in(node)
        elif (node.text_content().strip() or node.find(".//img") is None) and node.tag != "wbr":
            node.drop_tree()

    def _belongs(self, node: HtmlElement) -> bool:
        """Whether something of which nothing was chosen belongs to the article."""
        tag, words = node.tag, self._words[node]
        links = self._linked[node] / words if words else 0.0
        between = self._first < self._order[node] < self._last
        has_picture = node.tag == "picture" or node.find(".//img") is not None
        if self._is_beside(node):
            return False
        if tag in HEADINGS or tag == "hr":
            return between
        if has_picture and words < 40 and (links < 0.5 or words < 8):
            return self._order[node] < self._last or self._holds_text(node.getparent())
        if words == 0:
            return tag in ("td", "th", "tr")
        if tag == "pre" or (tag == "table" and is_data(node)):
            return between
        if tag in _LISTS and between and (links < 0.6 or self._is_among_prose(node)):
            return True
        if tag in _BOXES:
            return self._box_belongs(node, between or links < 0.3)
        return links < 0.5 and words >= 3 if between else links < 0.3 and words >= 25

    def _box_belongs(self, node: HtmlElement, may: bool) -> bool:
        if may:
            self._prune_in(node)
        return may and (bool(node.text_content().strip()) or node.find(".//img") is not None)

    def _is_beside(self, node: HtmlElement) -> bool:
        above: HtmlElement | None = node
        while above is not None and above is not self.root:
            if is_unlikely(above):
                return True
            above = above.getparent()
        return False

    def _holds_text(self, node: HtmlElement) -> bool:
        """Whether an element holds chosen text itself, or in paragraphs of its own."""
        return node in self._holders or any(child.tag == "p" and child in self._holders for child in node)

    def _is_among_prose(self, node: HtmlElement) -> bool:
        """Whether an element stands between paragraphs that were chosen."""
        beside = [*node.itersiblings(preceding=True)][:1] + [*node.itersiblings()][:1]
        return len(beside) == 2 and all(self._chosen[each] and each.tag == "p" for each in beside)

    def _drop_title(self, title: str) -> None:
        """Drop the headings above the text that say what its title says."""
        wanted = "".join(words_of(title))
        for node in list(self.root.iter(*HEADINGS)):
            said = "".join(words_of(node.text_content()))
            if self._order.get(node, self._last) > self._first or not said or not wanted:
                continue
            if said == wanted or (len(said) > 12 and (said in wanted or wanted in said)):
                node.drop_tree()


def is_data(table: HtmlElement) -> bool:
    """Whether a table holds data, and is not there to put things side by side."""
    rows = table.findall(".//tr")
    if len(rows) < 2 or table.find(".//table") is not None:
        return False
    widths = [len(row.findall("td")) + len(row.findall("th")) for row in rows]
    if max(widths) < 2 or sorted(widths)[len(widths) // 2] < 2:
        return False
    if table.find(".//th") is not None or table.find("caption") is not None:
        return True
    lengths = sorted(len(words_of(cell.text_content())) for cell in table.iter("td"))
    return lengths[len(lengths) * 9 // 10] <= 60


def _smallest_with(body: HtmlElement, prose: defaultdict[HtmlElement, int]) -> HtmlElement:
    """The smallest element that holds nearly all of the prose."""
    root, enough = body, _NEARLY_ALL * prose[body]
    while inner := [child for child in root if prose.get(child, 0) >= enough]:
        root = inner[0]
    while root is not body and root.tag not in ("div", "section", "article", "main", "body", "center"):
        if root.tag == "td" and not is_data(next(root.iterancestors("table"), root)):
            break
        root = root.getparent()
    return root


def _drop_empty_headings(root: HtmlElement) -> None:
    """Drop the headings after which nothing comes."""
    for node in reversed(list(root.iterdescendants())):
        if any(above.tag in HEADINGS for above in node.iterancestors()):
            continue
        if node.tail and node.tail.strip():
            return
        if node.tag in HEADINGS:
            node.drop_tree()
        elif node.tag == "img" or (node.text and node.text.strip()):
            return
