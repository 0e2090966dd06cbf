"""Two opinions on where the article of a page is, and the choice between them.

One is trafilatura's, which finds text best; the other is where the most prose stands together, which is how reading
modes of browsers find it. Where they agree, what either of them holds belongs to the article; where they do not, the
one that holds more is believed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from lxml.html import HtmlElement

from reader.services.pages.blocks import Block, is_likely, is_unlikely, words_of

_RUN = 3
"""Words in a row that tell one place in a text from others."""
_SHARE = 0.7
"""Share of its runs that must be in a text for a block to be part of it."""
_AGREE = 0.5
"""Share of the smaller opinion that both must hold."""
_NEAR = 12
"""Words of a lone block that still may belong to an article outside of where most of it stands."""
_DEEP = 5
"""Generations over which a block speaks for the elements that it stands in."""


def choose(blocks: Sequence[Block], text: str) -> int:
    """Mark the blocks of the article as chosen, `text` being what the finder found; how many words they have."""
    _mark_found(blocks, text)
    place = _densest(blocks)
    around = set(_with_ancestors(place))
    if place is not None:
        for block in blocks:
            block.dense = block.is_prose and _is_under(block.node, place) and not _is_beside(block.node, around)
    found = sum(len(block.words) for block in blocks if block.found)
    dense = sum(len(block.words) for block in blocks if block.dense)
    both = sum(len(block.words) for block in blocks if block.dense and block.found)
    agree = both >= _AGREE * min(found, dense) and both > 0
    for block in blocks:
        if agree:
            block.chosen = block.dense or (block.found and _may_stand_alone(block, place, around))
        else:
            block.chosen = block.found if found >= dense / 2 else block.dense
    return sum(len(block.words) for block in blocks if block.chosen)


def _mark_found(blocks: Sequence[Block], text: str) -> None:
    words = words_of(text)
    runs = set(zip(*(words[start:] for start in range(_RUN)), strict=False))
    lines = {" ".join(words_of(line)) for line in text.split("\n")}
    for block in blocks:
        if len(block.words) > _RUN:
            own = list(zip(*(block.words[start:] for start in range(_RUN)), strict=False))
            block.found = sum(run in runs for run in own) >= _SHARE * len(own)
        else:
            block.found = " ".join(block.words) in lines


def _may_stand_alone(block: Block, place: HtmlElement | None, around: Set[HtmlElement]) -> bool:
    """Whether a block that only the finder found belongs to an article whose most part is elsewhere."""
    if _is_beside(block.node, around):
        return False
    inside = place is not None and _is_under(block.node, place)
    return inside or (block.linked <= 0.3 * len(block.words) and len(block.words) >= _NEAR)


def _densest(blocks: Sequence[Block]) -> HtmlElement | None:
    """The element in which the most prose stands together."""
    scores: defaultdict[HtmlElement, float] = defaultdict(float)
    words: defaultdict[HtmlElement, int] = defaultdict(int)
    linked: defaultdict[HtmlElement, int] = defaultdict(int)
    for block in blocks:
        count = len(block.words)
        for node in _with_ancestors(block.node):
            words[node] += count
            linked[node] += block.linked
        if count < 8 or not block.is_prose:
            continue
        score = min(count, 120) * (1 - block.linked / count)
        first = block.node.getparent() if block.node.tag in ("p", "pre", "li", "blockquote", "td", "dd") else block.node
        for depth, node in enumerate(_with_ancestors(first), 1):
            if depth == _DEEP:
                break
            scores[node] += score / (depth if depth < 3 else 3 * depth)
    best: HtmlElement | None = None
    highest = 0.0
    for node, score in scores.items():
        score *= 1 - linked[node] / max(1, words[node])
        if is_unlikely(node) and not is_likely(node):
            score *= 0.3
        elif is_likely(node) or node.tag in ("article", "main"):
            score *= 1.3
        if score > highest:
            best, highest = node, score
    return best


def _with_ancestors(node: HtmlElement | None) -> Iterator[HtmlElement]:
    while node is not None:
        yield node
        node = node.getparent()


def _is_under(node: HtmlElement, place: HtmlElement) -> bool:
    return any(above is place for above in _with_ancestors(node))


def _is_beside(node: HtmlElement, around: Set[HtmlElement]) -> bool:
    """Whether an element stands in something that calls itself beside the article and does not hold its place."""
    for above in _with_ancestors(node):
        if above in around:
            return False
        if is_unlikely(above):
            return True
    return False
