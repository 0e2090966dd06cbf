"""Footnotes of a page: taken out of it, so that they can be set where they are called for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from reader.services.pages.blocks import BLOCKS, HEADINGS, names_of, words_of

_LABEL = re.compile(r"[\[(]?\s*(?:\d{1,3}|[*†‡§¶#]{1,3}|[a-z]{1,2}|[ivxlc]{1,6})\s*[\])]?", re.IGNORECASE)
_NUMBER = re.compile(r"[\[(]?\s*\d{1,3}\s*[\])]?")
_CALLS = re.compile(r"fn|ftn|note|cite", re.IGNORECASE)
_PLACES = frozenset(("footnote", "footnotes", "endnote", "endnotes", "notes", "note", "references", "reference", "fn"))
_BACK = re.compile(r"[\s\u21a9\ufe0e\u2191^⏎↩️\[\]()]*|back|return|jump (?:back )?up", re.IGNORECASE)
_TYPE = "{http://www.idpf.org/2007/ops}type"
_LONGEST = 600
"""Words of a footnote at most."""
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_CALL = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_LEADING = re.compile(r"^\s*[\[(]?\d{1,3}[\]).:]?\s+")


class Notes:
    """The footnotes that were taken out of a tree, by number."""

    def __init__(self) -> None:
        self.trees: list[HtmlElement] = []

    def called_in(self, markdown: str) -> tuple[str, list[int]]:
        """Markdown with its calls of notes written out, and the numbers of the notes that it calls."""
        calls = list(dict.fromkeys(int(match[1]) for match in _CALL.finditer(markdown)))
        return _CALL.sub(lambda match: f"[^{match[1]}]", markdown), calls


def take_notes(tree: HtmlElement) -> Notes:
    """Take the footnotes out of a tree and put a mark where each is called for."""
    notes = Notes()
    targets = {name: node for node in tree.iter() for name in (node.get("id"), _anchor(node)) if name}
    numbers: dict[HtmlElement, int] = {}
    order = {node: position for position, node in enumerate(tree.iter())}
    for link in list(tree.iter("a")):
        target = targets.get((link.get("href") or "#").removeprefix("#")) if link.getparent() is not None else None
        note = _note_at(target, link, order) if target is not None and _calls(link) else None
        if note is None:
            continue
        if note not in numbers:
            numbers[note] = len(numbers) + 1
            notes.trees.append(note)
        _put_call(link, numbers[note])
    for note in notes.trees:
        _take(note)
    return notes


def _anchor(node: HtmlElement) -> str | None:
    return node.get("name") if node.tag == "a" else None


def _calls(link: HtmlElement) -> bool:
    """Whether a link calls for a note."""
    if link.get("role") == "doc-noteref" or "noteref" in _type(link):
        return True
    text = link.text_content().strip()
    if not (link.get("href") or "").startswith("#") or not _LABEL.fullmatch(text):
        return False
    raised = any(node.tag == "sup" for node in [*link.iterancestors(), *link.iterdescendants()][:6])
    named = _CALLS.search(f"{link.get('href')} {link.get('id') or ''} {link.get('class') or ''}")
    return bool(raised or (named and _NUMBER.fullmatch(text)))


def _note_at(target: HtmlElement, link: HtmlElement, order: dict[HtmlElement, int]) -> HtmlElement | None:
    """The element of the note that a link leads to, if it is one and stands behind the link."""
    note: HtmlElement | None = target
    while note is not None and (note.tag not in BLOCKS or note.tag in ("ol", "ul", "hr")):
        note = note.getparent()
    if note is None or note.tag in HEADINGS or note.tag == "body" or order.get(note, 0) <= order[link]:
        return None
    if any(above is note for above in link.iterancestors()) or len(words_of(note.text_content())) > _LONGEST:
        return None
    return note if _is_note(note, link) else None


def _is_note(note: HtmlElement, link: HtmlElement) -> bool:
    if "note" in _type(note) or (note.get("role") or "") in ("doc-footnote", "doc-endnote"):
        return True
    calling = {link.get("id"), *(node.get("id") for node in list(link.iterancestors())[:2])} - {None}
    for back in note.iter("a"):
        href = back.get("href") or ""
        if href.startswith("#") and (href[1:] in calling or _BACK.fullmatch(back.text_content())):
            return True
    near = [note, *list(note.iterancestors())[:3]]
    return any(not _PLACES.isdisjoint(names_of(node)) for node in near)


def _type(node: HtmlElement) -> str:
    return node.get("epub:type") or node.get(_TYPE) or ""


def _put_call(link: HtmlElement, number: int) -> None:
    for child in list(link):
        link.remove(child)
    link.text = f"{_OPEN}{number}{_CLOSE}"
    above = link.getparent()
    link.drop_tag()
    if above is not None and above.tag == "sup" and above.getparent() is not None:
        above.drop_tag()


def _take(note: HtmlElement) -> None:
    """Take a note out of the tree, and out of it what leads back or numbers it."""
    for back in list(note.iter("a")):
        if _leads_back(back):
            back.drop_tree()
    for raised in list(note.iter("sup")):
        if not raised.text_content().strip():
            raised.drop_tree()
    if note.text:
        note.text = _LEADING.sub("", note.text)
    parent = note.getparent()
    note.drop_tree()
    note.tag = "div"  # an item of a list alone would be a list
    while parent is not None and parent.tag in ("ol", "ul", "dl", "section", "aside", "div") and _is_empty(parent):
        parent, empty = parent.getparent(), parent
        if parent is not None:
            empty.drop_tree()


def _leads_back(link: HtmlElement) -> bool:
    """Whether a link in a note leads back to its call, or is only a place to come to."""
    href, text = link.get("href") or "", link.text_content()
    if href.startswith("#"):
        return bool(_BACK.fullmatch(text) or _LABEL.fullmatch(text))
    return not href and bool(link.get("name")) and not text.strip()


def _is_empty(node: HtmlElement) -> bool:
    left: Sequence[HtmlElement] = [inner for inner in node.iterdescendants() if inner.tag not in ("hr", *HEADINGS)]
    return not left and not "".join(node.xpath("text()")).strip()
