"""XML of strangers: read without entities, without a network, and forgiving where it is broken."""

from __future__ import annotations

from typing import Any

from lxml import etree

from reader.domain.errors import TextUnusable


def read_xml(data: bytes, name: str) -> Any:
    """The root element of an XML file, namespaces kept; raises TextUnusable where there is none.

    Entities that the file defines are not expanded, what it refers to is not fetched.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise TextUnusable(f"{name} is damaged.") from error
    if root is None:
        raise TextUnusable(f"{name} is damaged.")
    return root


def local(node: Any) -> str:
    """An element's name without its namespace, lower case; '' for what is no element."""
    tag = node.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_in(node: Any) -> str:
    """All text below an element."""
    return "".join(node.itertext()).strip()
