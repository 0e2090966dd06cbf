"""Finding the article in a page."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from lxml.html import HtmlElement

from reader.services.pages.blocks import Block, blocks_of
from reader.services.pages.fragment import make_links_whole
from reader.services.pages.leading import lead_picture
from reader.services.pages.notes import Notes, take_notes
from reader.services.pages.opinions import choose
from reader.services.pages.pruning import Pruner
from reader.services.pages.tidying import tidy

_LITTLE = 150
"""Words below which an article may be hidden in its page."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of the article in a page before it is looked for."""

    text: str = ""
    """What a finder of texts found."""
    title: str = ""
    picture: str = ""
    """The address of the picture that the page shows for itself elsewhere."""


def article_in(page: HtmlElement, base: str, hints: Hints) -> tuple[HtmlElement, Notes] | None:
    """The tree of the article in a page and its footnotes; None if there is none."""
    body, notes, blocks = _prepared(page, base)
    words = choose(blocks, hints.text)
    if words < _LITTLE:
        shown, more_notes, more = _prepared(page, base, show_hidden=True)
        if choose(more, hints.text) >= 2 * words + 20:
            body, notes, blocks = shown, more_notes, more
    if not any(block.chosen for block in blocks):
        return None
    article = Pruner(body, blocks).prune(hints.title)
    picture = lead_picture(body, article, hints.picture)
    if picture is not None:
        picture.drop_tree()
        picture.tail = None
        article.insert(0, picture)
        picture.tail, article.text = article.text, None
    return article, notes


def _prepared(page: HtmlElement, base: str, show_hidden: bool = False) -> tuple[HtmlElement, Notes, list[Block]]:
    body = copy.deepcopy(page.find(".//body"))
    tidy(body, base, show_hidden)
    notes = take_notes(body)
    make_links_whole(body, base)
    return body, notes, blocks_of(body)
