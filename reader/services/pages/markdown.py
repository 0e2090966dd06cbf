"""From the tree of an article to Markdown: shaped so that the converter loses nothing, then converted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import lxml.html
from lxml.html import HtmlElement

from reader.domain.plain import clean_text
from reader.services.pages.blocks import BLOCKS, HEADINGS, is_doubled
from reader.services.pages.escaping import escape_marked, mark_special
from reader.services.pages.notes import Notes, take_notes
from reader.services.pages.pruning import is_data
from reader.services.pages.tree import DEEPEST

if TYPE_CHECKING:
    from html_to_markdown import ConversionOptions

_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-|brush:\s*|src-|source-)([\w+#-]{1,20})", re.IGNORECASE
)
_NO_LANGUAGE = frozenset(("none", "text", "plain", "plaintext", "nohighlight", "default"))
_PARTING = "\ue0f2"
_UNWRAPPED = frozenset(("font", "span", "center", "big", "small", "u", "ins", "tt", "acronym", "abbr", "time", "wbr"))
_MANY_BLANK = re.compile(r"\n{3,}")
_LINE_ENDS = re.compile(r"[ \t]+\n")
_NESTED = re.compile(r"<(?:br|ul|ol|li|blockquote)|<(?:em|i|strong|b|a [^<>]*)>[^<>]*<(?!/)|\xa0")
"""What the converter's quick way, which takes half the time, makes something else of than the other one."""
_PARTS = ("tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup", "col")
_ONE_PARAGRAPH = frozenset((*HEADINGS, "pre", "td", "th", "caption", "figcaption", "a", "summary"))
_STAND_ALONE = frozenset(("dl", "dt", "dd"))


@cache
def _options(way: str) -> ConversionOptions:
    from html_to_markdown import ConversionOptions, TierStrategy

    return ConversionOptions(
        extract_metadata=False,
        compact_tables=True,
        newline_style="backslash",
        max_depth=DEEPEST + 50,
        bullets="-",
        autolinks=False,
        tier_strategy=TierStrategy.TIER1 if way == "tier1" else TierStrategy.AUTO,
    )


def markdown_of(tree: HtmlElement, notes: Notes | None = None) -> str:
    """The Markdown of an article's tree, which is changed on the way; its footnotes stand at the end."""
    notes = take_notes(tree) if notes is None else notes
    text, calls = notes.called_in(_converted(tree))
    written: list[int] = []
    while calls:  # a note may call another
        number = calls.pop(0)
        if number in written:
            continue
        written.append(number)
        note, more = notes.called_in(_converted(notes.trees[number - 1]))
        calls += more
        text += f"\n\n[^{number}]: " + note.replace("\n", "\n    ").replace("\n    \n", "\n\n")
    return text.strip("\n")


def markdown_of_many(trees: Sequence[HtmlElement]) -> list[str]:
    """The Markdown of several short texts without footnotes, which together take as long as one."""
    whole = lxml.html.Element("div")
    for tree in trees:
        shape(tree)
        tree.tag = "div"
        tree.tail = None
        parting = lxml.html.Element("p")
        parting.text = _PARTING
        whole.extend((tree, parting))
    mark_special(whole)
    return [_tidied(part) for part in _convert(whole).split(_PARTING)][: len(trees)]


def markdown_of_simple(fragments: Sequence[str]) -> list[str]:
    """The same for stretches of HTML that are shaped already."""
    found: dict[int, str] = {}
    flat = [n for n, html in enumerate(fragments) if not _NESTED.search(html)]
    deep = sorted(set(range(len(fragments))).difference(flat))
    for numbers, way in ((flat, "tier1"), (deep, "auto")):
        whole = "".join(f"<div>{fragments[n]}</div><p>{_PARTING}</p>" for n in numbers)
        parts = _convert_html(f"<div>{whole}</div>", way).split(_PARTING) if numbers else []
        found |= {n: _tidied(part) for n, part in zip(numbers, parts, strict=False)}
    return [found[n] for n in range(len(fragments))]


def _converted(tree: HtmlElement) -> str:
    shape(tree)
    mark_special(tree)
    return _tidied(_convert(tree))


def _convert(tree: HtmlElement) -> str:
    return _convert_html(lxml.html.tostring(tree, encoding="unicode", with_tail=False))


def _convert_html(html: str, way: str = "auto") -> str:
    from html_to_markdown import convert

    return convert(html, _options(way)).content or ""


def _tidied(text: str) -> str:
    text = escape_marked(clean_text(text))
    if " \n" in text:
        text = _LINE_ENDS.sub("\n", text)
    if "\n\n\n" in text:
        text = _MANY_BLANK.sub("\n\n", text)
    return text.strip("\n")


def shape(tree: HtmlElement) -> None:
    """Shape a tree so that the converter loses nothing of it."""
    for table in list(tree.iter("table")):
        if not is_data(table):
            _unwrap_table(table)
    _part_paragraphs(tree)
    for node in list(tree.iterdescendants()):
        if not isinstance(node.tag, str) or node.getparent() is None:
            continue
        if node.tag in ("sup", "sub"):
            _shift(node)
        elif node.tag == "a":
            _part_link(node)
        elif node.tag == "pre":
            _name_language(node)
        elif node.tag in HEADINGS or node.tag == "summary":
            _one_line(node)
        elif node.tag in _STAND_ALONE:
            _stand_alone(node)
        elif node.tag in _UNWRAPPED:
            node.drop_tag()


def _part_paragraphs(tree: HtmlElement) -> None:
    """Two line breaks in a row part paragraphs, where there can be any."""
    for node in list(tree.iter("br")):
        if is_doubled(node) and next(node.iterancestors(*_ONE_PARAGRAPH), None) is None:
            while is_doubled(node):
                node.getnext().drop_tree()
            node.tag = "div"


def _shift(node: HtmlElement) -> None:
    """Raise or lower letters that Unicode has so; leave the others on the line."""
    text = "".join(node.itertext())
    table = _RAISED if node.tag == "sup" else _LOWERED
    if text and all(ord(character) in table for character in text) and len(node) == 0:
        node.text = text.translate(table)
    node.drop_tag()


def _part_link(link: HtmlElement) -> None:
    """A link holds words; blocks and pictures in it stand for themselves."""
    address = link.get("href") or ""
    for name in list(link.attrib):
        if name != "href":
            del link.attrib[name]
    inner = [node for node in link.iterdescendants() if node.tag in BLOCKS]
    if not address or not (link.text_content().strip()):
        link.drop_tag()
    elif inner:
        _link_lines(link, inner, address)
        link.drop_tag()
    elif (image := link.find(".//img")) is not None:
        parent = link.getparent()
        tail, image.tail = image.tail, None
        before = image.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + (tail or "")
        else:
            above = image.getparent()
            above.text = (above.text or "") + (tail or "")
        image.getparent().remove(image)
        parent.insert(parent.index(link), image)


def _link_lines(link: HtmlElement, inner: list[HtmlElement], address: str) -> None:
    """Move a link around blocks into the first of them that has words of its own."""
    for node in inner:
        if (node.text_content() or "").strip() and not any(child.tag in BLOCKS for child in node.iterdescendants()):
            inside = lxml.html.Element("a", href=address)
            inside.text, node.text = node.text, None
            for child in list(node):
                inside.append(child)
            node.append(inside)
            return


def _name_language(node: HtmlElement) -> None:
    """Say the language of code where the converter looks for it."""
    code = node.find("code")
    candidates = [node, *([code] if code is not None else []), *list(node.iterancestors())[:2]]
    names = " ".join(f"{each.get('class') or ''} {each.get('data-lang') or ''}" for each in candidates)
    match = _LANGUAGE.search(names)
    said = (each.get(name) for each in candidates for name in ("data-lang", "lang"))
    language = match[1].lower() if match else next(filter(None, said), "")
    node.attrib.pop("class", None)
    for number in list(node.iter("span", "td", "div")):
        if set((number.get("class") or "").split()) & {
            "lineno",
            "line-number",
            "line-numbers",
            "gutter",
            "linenos",
            "ln",
        }:
            number.drop_tree()
    for line in list(node.iter("div", "p", "li", "tr")):
        line.tail = "\n" + (line.tail or "") if not (line.tail or "").startswith("\n") else line.tail
    for line in list(node.iter("br")):
        line.tail = "\n" + (line.tail or "")
    text = node.text_content()
    for child in list(node):
        node.remove(child)
    inside = lxml.html.Element("code")
    if language and language not in _NO_LANGUAGE:
        inside.set("class", f"language-{language}")
    inside.text = text.strip("\n")
    node.text = None
    node.append(inside)


def _stand_alone(node: HtmlElement) -> None:
    """A term and what it means are paragraphs, the term a strong one."""
    if node.tag == "dt":
        strong = lxml.html.Element("b")
        strong.text, node.text = node.text, None
        for child in list(node):
            strong.append(child)
        node.append(strong)
    node.tag = "div"


def _one_line(node: HtmlElement) -> None:
    for strong in list(node.iter("b", "strong")):
        strong.drop_tag()
    for line in list(node.iter("br")):
        line.tail = " " + (line.tail or "")
        line.drop_tag()
    for inner in list(node.iterdescendants()):
        if inner.tag in BLOCKS:
            inner.drop_tag()


def _unwrap_table(table: HtmlElement) -> None:
    """Let a table that only places things be the things one below the other."""
    for node in list(table.iterdescendants(*_PARTS)):
        if next(node.iterancestors("table"), None) is table:
            node.tag = "div"
    table.tag = "div"
