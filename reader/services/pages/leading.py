"""The picture that leads an article, where the page sets it above the text."""

from __future__ import annotations

from urllib.parse import urlsplit

from lxml.html import HtmlElement

from reader.services.pages.blocks import is_unlikely

_NEAR = 4
"""Generations above the text in which a figure leads it."""


def lead_picture(body: HtmlElement, article: HtmlElement, shown: str) -> HtmlElement | None:
    """The figure or picture above an article: the one that the page `shown` for itself, or a figure close by."""
    above = list(article.iterancestors())
    if not above or (article.find(".//img") is not None and _leads(article)):
        return None
    near = set(above[:_NEAR])
    found = None
    for image in body.iter("img"):
        if _is_after(image, article):
            break
        figure = next(image.iterancestors("figure"), next(image.iterancestors("picture"), image))
        if figure in above:
            continue  # the text stands in it
        outer = [node for node in figure.iterancestors() if node not in above]
        if any(map(is_unlikely, outer)):
            continue
        if _name(image) and _name(image) == shown.rpartition("/")[2].partition("?")[0]:
            return figure
        if figure.tag == "figure" and near.intersection(figure.iterancestors()):
            found = figure
    return found


def _leads(article: HtmlElement) -> bool:
    """Whether an article begins with a picture."""
    for node in article.iter():
        if node.tag == "img":
            return True
        if node.text and node.text.strip():
            return False
    return False


def _is_after(image: HtmlElement, article: HtmlElement) -> bool:
    if any(node is article for node in image.iterancestors()):
        return True
    return any(node is image for node in article.itersiblings())


def _name(image: HtmlElement) -> str:
    try:
        return urlsplit(image.get("src") or "").path.rpartition("/")[2]
    except ValueError:
        return ""
