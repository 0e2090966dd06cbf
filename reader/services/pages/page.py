"""Reading a page: from its bytes to a draft, extracted by two engines that check each other."""

from __future__ import annotations

import copy

from lxml.html import HtmlElement

from reader.domain.draft import Draft
from reader.domain.errors import TextUnusable
from reader.domain.plain import clean_line
from reader.domain.provenance import Provenance, Way
from reader.domain.words import count_words
from reader.services.adding.address import host_of
from reader.services.adding.script import language_of
from reader.services.attempt import attempt
from reader.services.pages.about import about
from reader.services.pages.byline import without_byline
from reader.services.pages.finding import Hints, article_in
from reader.services.pages.markdown import markdown_of
from reader.services.pages.tidying import whole_address
from reader.services.pages.tree import decoded_page, page_tree
from reader.services.pages.verdict import verdict_on

BY = "reader"
"""What extracted a text, as its provenance says it."""
MOST = 5_000_000
"""Characters of HTML that are read of one page, after pictures in it were left out."""


def draft_from_page(data: bytes, url: str = "", charset: str = "", way: Way = Way.FETCHED) -> Draft:
    """The draft that a page becomes; raises TextUnusable where it holds no article."""
    return draft_from_html(decoded_page(data, charset), url, way)


def draft_from_html(html: str, url: str = "", way: Way = Way.FETCHED) -> Draft:
    """The draft that a page's text becomes; raises TextUnusable where it holds no article."""
    page = page_tree(html[:MOST])
    base = _base(page, url)
    known = about(page, url)
    found = article_in(page, base, Hints(_found_in(page, url), known.title, known.picture))
    if found is None:
        raise TextUnusable(f"{_spoken(url)} holds no text to read.")
    body, byline = without_byline(markdown_of(*found), known.author)
    counted = count_words(body)
    if not counted[0]:
        raise TextUnusable(f"{_spoken(url)} holds no text to read.")
    return Draft(
        title=known.title or clean_line(body.lstrip("#>*- ").partition("\n")[0], 100) or host_of(url) or "Untitled",
        body=body,
        url=known.address,
        source=known.site,
        author=known.author or (byline.author if byline else ""),
        published=known.published or (byline.published if byline else None),
        language=known.language or language_of(body),
        description=known.description,
        provenance=Provenance(way, BY, verdict_on(body, counted[0], known.free, known.words)),
        counted=counted,
    )


def _found_in(page: HtmlElement, url: str) -> str:
    """The text that trafilatura finds; nothing where it finds none or stumbles."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = attempt(
        bare_extraction,
        copy.deepcopy(page),
        url=url or None,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
    )
    return str(getattr(found, "text", "") or "")


def _base(page: HtmlElement, url: str) -> str:
    node = page.find(".//base[@href]")
    return whole_address(url, node.get("href")) if node is not None else url


def _spoken(url: str) -> str:
    return host_of(url) or "The page"
