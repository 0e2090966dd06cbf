"""From the bytes of a page to its tree, whatever they say of their encoding."""

from __future__ import annotations

import codecs
import re

import lxml.html
from lxml.html import HtmlElement

from reader.domain.errors import TextUnusable

_BYTE_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PROLOG = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HEAD = 100_000
"""Bytes in which a page may name its encoding."""
# What pages mean by these names: https://encoding.spec.whatwg.org/#names-and-labels
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
}  # fmt: skip
_NO_TEXT = frozenset(("idna", "punycode", "unicode-escape", "unicode_escape", "raw-unicode-escape", "utf-7"))
DEEPEST = 250
"""Elements in each other at most."""
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"
"""What a tree does not take back once it has been taken out of it."""
_OUR_MARKS = "\ue000-\ue00f\ue0f0-\ue0ff"
"""What the conversion writes into a text for itself; of a page's own it would be taken for that."""
_STRAY_BYTES = bytes((*range(9), 0x0B, 0x0C, *range(0x0E, 0x20)))
_STRAYS = re.compile(rf"\x1b\[[0-?]*[ -/]*[@-~]?|[{_CONTROLS}{_OUR_MARKS}]")
_STRAY = re.compile(f"[{_CONTROLS}{_OUR_MARKS}]")
_STRAY_REFERENCE = re.compile(
    r"&#(?:x0*(?:[01]?[0-9a-f]|e0[0f][0-9a-f]|fff[ef])|0*(?:[12]?\d|3[01]|57(?:34|35|58|59)\d|6553[45]))(?![0-9a-f])",
    re.IGNORECASE,
)
_NAME = re.compile(r"[\w:.-]+")
_XML = re.compile(r"\s*<\?xml[^>]*\?>")


def decoded_page(data: bytes, charset: str = "") -> str:
    """The text of a page's bytes: by its mark, by what its server or itself says, as UTF-8, as Windows-1252."""
    for mark, encoding in _BYTE_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    head = data[:_HEAD]
    if b"\0" in head[:200]:
        said = ["utf-16-be" if head[:1] == b"\0" else "utf-16-le"]
    else:
        found = [match[1].decode("ascii", "replace") for match in (_PROLOG.match(head), _META.search(head)) if match]
        said = [charset, "utf-8", *found] if charset else ["utf-8", *found]
    for name in said:
        encoding = text_encoding(name)
        try:
            if encoding:
                return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    best = next((encoding for name in said if name != "utf-8" and (encoding := text_encoding(name))), "")
    strays = data.decode("utf-8", "replace").count("\ufffd")
    if not best:
        best = "utf-8" if strays * 100 < len(data) and strays < 20 else "cp1252"
    return data.decode(best, "replace")


def text_encoding(name: str) -> str:
    """The codec that a page means by a name; '' where it is none, or none of texts."""
    try:
        found = codecs.lookup(name.strip()).name if name and len(name) < 40 else ""
    except (LookupError, ValueError):
        return ""
    if not found or found in _NO_TEXT or not getattr(codecs.lookup(found), "_is_text_encoding", True):
        return ""
    return _MEANT.get(found, found)


def page_tree(text: str) -> HtmlElement:
    """The tree of a page, without comments; raises TextUnusable where there is none."""
    text = text.replace("\0", "")
    if prolog := _XML.match(text):  # searched for, it takes quadratic time where blanks are endless
        text = text[prolog.end() :]
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise TextUnusable("The page holds no text.") from error
    if tree is None or tree.find(".//body") is None:
        raise TextUnusable("The page holds no text.")
    if may_hold_strays(text):
        _take_strays(tree)
    _close_empty(tree)
    if text.count("<") > DEEPEST:
        _flatten(tree)
    return tree


def may_hold_strays(html: str) -> bool:
    """Whether there may be characters in HTML that no text has."""
    if "&#" in html and _STRAY_REFERENCE.search(html):
        return True
    if html.isascii():  # as most are: bytes are looked through ten times as fast
        data = html.encode()
        return len(data.translate(None, _STRAY_BYTES)) < len(data)
    return _STRAY.search(html) is not None


def _take_strays(tree: HtmlElement) -> None:
    """Take out of a tree the characters that no text has."""
    for node in tree.iter():
        node.text, node.tail = (text and _STRAYS.sub(_in_place, text) for text in (node.text, node.tail))
        said = node.attrib.items()
        if any(_STRAY.search(name) or _STRAY.search(value) for name, value in said):
            node.attrib.clear()
            for name, value in said:
                if _NAME.fullmatch(name):
                    node.set(name, _STRAYS.sub(_in_place, value))


def _in_place(stray: re.Match[str]) -> str:
    return " " if stray.group() in "\x0b\x0c" else ""


def _close_empty(tree: HtmlElement) -> None:
    """Take out of elements that hold nothing by HTML 5 what the parser, which does not know it, has put into them."""
    for node in list(tree.iter("source", "track", "wbr")):
        node.addprevious(node.makeelement(node.tag, node.attrib))
        node.drop_tag()


def _flatten(tree: HtmlElement) -> None:
    """Take away what nests without end: nobody can see it, and whoever walks the tree would fall."""
    depth, deep = 0, []
    for event, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > DEEPEST:
            deep.append(node)
    for node in reversed(deep):
        node.drop_tag()
