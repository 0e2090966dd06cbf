"""Tidying a page: what nobody sees goes, pictures that come late come now, addresses become whole."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urldefrag, urljoin

import lxml.html
from lxml.html import HtmlElement

from reader.domain.words import count_words

UNSEEN = frozenset((
    "script", "style", "noscript", "template", "nav", "form", "button", "select", "option", "input", "textarea",
    "iframe", "svg", "canvas", "object", "embed", "applet", "link", "meta", "base", "dialog", "menu", "head", "title",
    "label", "fieldset", "map", "frame", "frameset", "datalist", "audio", "video", "source", "track", "param", "area",
    "progress", "meter", "legend",
))  # fmt: skip
"""Elements that hold nothing to read."""
_KEPT_FORM = 150
"""Words from which on a form is a page that was wrapped in one."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CONSENT = re.compile(
    r"\b(?:cookie|consent|gdpr|cmp(?:box|lz)?|onetrust|iubenda|didomi|usercentrics|truste|sp_message)", re.IGNORECASE
)
_LONG_CONSENT = 2000
_STANDS_IN = re.compile(r"blank|placeholder|spacer|lazy|pixel\.|1x1|transparent", re.IGNORECASE)
_LATE = ("data-src", "data-original", "data-lazy-src", "data-original-src", "data-hi-res-src", "data-full-src")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_TINY = re.compile(r"[012](?:px)?")
_RESTORABLE = re.compile(r"article-?_?(?:body|text|content)|entry-content|post-?content|story-?body", re.IGNORECASE)
_PLAIN_ADDRESS = re.compile(r"https?://[^./]+\.[^\s\x00-\x20]*$")
_NO_PLACE = re.compile(r"(?:javascript|data|vbscript|file|about|blob):", re.IGNORECASE)
_PERMALINK = re.compile(r"[¶#§🔗\ufe0e\ufe0f\s]+")
_NAMED = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption", "figcaption")
"""Elements whose place in the page people link to."""
_PROSE = 100
"""Words from which on something hidden may be the article itself."""


def is_hidden(node: HtmlElement) -> bool:
    """Whether a browser would not show an element."""
    if node.get("hidden") is not None and node.get("hidden") != "until-found":
        return True
    if _HIDDEN.search(node.get("style") or ""):
        return True
    return node.get("aria-hidden") == "true" and node.find(".//p") is None and node.tag not in ("img", "figure", "code")


def tidy(body: HtmlElement, base: str, show_hidden: bool = False) -> None:
    """Tidy the body of a page in place; what is hidden stays where it may be the article and `show_hidden` says so."""
    for node in list(body.iter("noscript")):
        _picture_from_noscript(node)
    _complete_pictures(body, base)
    for node in list(body.iterdescendants()):
        if node.getparent() is not None and not _is_seen(node, show_hidden):
            node.drop_tree()
        elif node.keys():
            node.attrib.pop("style", None)
            node.attrib.pop("hidden", None)
    for node in list(body.iter("a")):
        if is_permalink(node):
            node.drop_tree()
        node.set("href", whole_address(base, node.get("href") or ""))


def is_permalink(link: HtmlElement) -> bool:
    """Whether a link in a heading leads only to that heading: `¶`."""
    if not (link.get("href") or "").startswith("#") or next(link.iterancestors(*_NAMED), None) is None:
        return False
    return bool(_PERMALINK.fullmatch(link.text_content()))


def _is_seen(node: HtmlElement, show_hidden: bool) -> bool:
    """Whether an element of a page is to be read, or may be."""
    if not isinstance(node.tag, str) or (node.tag in UNSEEN and not _is_wrapping_form(node)):
        return False
    if not node.keys():
        return True
    if is_hidden(node):
        return show_hidden and _may_be_article(node)
    return not (node.tag in ("div", "section") and _asks_for_consent(node))


def _asks_for_consent(node: HtmlElement) -> bool:
    if not _CONSENT.search(f"{node.get('id') or ''} {node.get('class') or ''}"):
        return False
    return count_words(node.text_content())[0] < _LONG_CONSENT and node.find(".//article") is None


@lru_cache(512)
def whole_address(base: str, address: str) -> str:
    """A link's address, complete; '' for what is no place on the web, and the fragment alone for one in the page."""
    address = address.strip()
    if _PLAIN_ADDRESS.match(address):
        if "#" not in address:
            return address
    elif not address or address.startswith("#"):
        return address
    elif _NO_PLACE.match("".join(address[:40].split())):
        return ""
    try:
        whole, fragment = urldefrag(urljoin(base, address))
    except ValueError:
        return ""
    return f"#{fragment}" if fragment and whole == urldefrag(base)[0] else f"{whole}#{fragment}" if fragment else whole


def _is_wrapping_form(node: HtmlElement) -> bool:
    if node.tag != "form" or count_words(node.text_content())[0] < _KEPT_FORM or node.find(".//p") is None:
        return False
    node.tag = "div"
    return True


def _may_be_article(node: HtmlElement) -> bool:
    marked = node.get("itemprop") == "articleBody" or _RESTORABLE.search(f"{node.get('id')} {node.get('class')}")
    if not marked and len(node.findall(".//p")) < 3:
        return False
    return count_words(node.text_content())[0] >= _PROSE


def _picture_from_noscript(node: HtmlElement) -> None:
    """Put the picture of a `noscript` in its place, or into the one before it that only stands in for it."""
    pictures = list(node.iter("img"))
    if not pictures and "<img" in (node.text or ""):
        try:
            pictures = list(lxml.html.fragment_fromstring(node.text or "", create_parent="div").iter("img"))
        except lxml.etree.LxmlError:
            return
    parent = node.getparent()
    if len(pictures) != 1 or parent is None or _is_tiny(pictures[0]):
        return
    before = node.getprevious()
    if before is not None and before.tag == "img":
        for name in ("src", "alt", "srcset"):
            if pictures[0].get(name):
                before.set(name, pictures[0].get(name))
        return
    pictures[0].tail = node.tail
    parent.replace(node, pictures[0])


def _complete_pictures(body: HtmlElement, base: str) -> None:
    for picture in body.iter("picture"):
        image = picture.find(".//img")
        if image is None:
            image = lxml.html.Element("img")
            picture.append(image)
        if not _is_real(image.get("src") or ""):
            sources = (_first_of_set(source) for source in picture.iter("source"))
            image.set("src", next(filter(None, sources), image.get("src") or ""))
    for image in list(body.iter("img")):
        source = image.get("src") or ""
        if not _is_real(source) or _STANDS_IN.search(source):
            late = next((image.get(name) for name in _LATE if image.get(name)), "") or _first_of_set(image)
            source = late or source
        if _is_tiny(image) or not _is_real(source):
            image.drop_tree()
        else:
            image.set("src", whole_address(base, source))


def _first_of_set(node: HtmlElement) -> str:
    for name in _SETS:
        if parts := (node.get(name) or "").split():
            return parts[0].rstrip(",")
    return ""


def _is_real(source: str) -> bool:
    return bool(source.strip()) and not source.lstrip().lower().startswith(("data:", "javascript:", "about:"))


def _is_tiny(image: HtmlElement) -> bool:
    """Whether a picture only counts who reads."""
    return bool(_TINY.fullmatch(image.get("width") or "") or _TINY.fullmatch(image.get("height") or ""))
