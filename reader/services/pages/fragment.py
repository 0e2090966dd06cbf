"""Stretches of HTML that are a text from beginning to end, such as an entry of a feed."""

from __future__ import annotations

from collections.abc import Sequence

import lxml.html
from lxml.html import HtmlElement

from reader.services.pages.markdown import markdown_of, markdown_of_many, markdown_of_simple
from reader.services.pages.notes import take_notes
from reader.services.pages.simple import simplified
from reader.services.pages.tidying import tidy
from reader.services.pages.tree import page_tree


def markdown_of_fragments(fragments: Sequence[tuple[str, str]]) -> list[str]:
    """The Markdown of stretches of HTML, each with the address that its links are relative to; '' for no text."""
    done: dict[int, str] = {}
    simple = {n: html for n, fragment in enumerate(fragments) if (html := simplified(*fragment)) is not None}
    done |= dict(zip(simple, markdown_of_simple(list(simple.values())), strict=True))
    bodies = {}
    for number, (html, base) in enumerate(fragments):
        if number in done:
            continue
        body = page_tree(f"<html><body>{html}</body></html>").find(".//body")
        tidy(body, base)
        if "#" in html:
            notes = take_notes(body)
            make_links_whole(body, base)
            if notes.trees:
                done[number] = markdown_of(body, notes)
                continue
        bodies[number] = body
    done |= dict(zip(bodies, markdown_of_many(list(bodies.values())), strict=True))
    return [done[number] for number in range(len(fragments))]


def make_links_whole(body: HtmlElement, base: str) -> None:
    """Let links within a page lead to it, where it is known."""
    for link in body.iter("a"):
        if (link.get("href") or "").startswith("#"):
            link.set("href", base + link.get("href") if base else "")


def words_in(html: str) -> str:
    """The words of a line of HTML, such as a title; entities that were written twice are read twice."""
    if "<" in html or "&" in html:
        return str(lxml.html.fragment_fromstring(html, create_parent="div").text_content())
    return html
