"""Queries that ask for tags: saved searches and rules go on meaning the same when a tag is called something else."""

from __future__ import annotations

from collections.abc import Sequence

from reader.domain.query import Belongs, QueryWrong, leaves
from reader.domain.tag import is_within
from reader.library.library import Library
from reader.library.titles import fold
from reader.services.search.parse import parse


def renamed_in(library: Library, olds: Sequence[str], new: str) -> None:
    """Let every saved search and rule ask for a tag by its new name."""
    for search in library.searches.all():
        if (query := with_tag(search.query, olds, new)) != search.query:
            library.searches.keep(search.name, query)
    for rule in library.rules.all():
        if (query := with_tag(rule.query, olds, new)) != rule.query:
            library.rules.change(rule.uid, query=query)


def with_tag(text: str, olds: Sequence[str], new: str) -> str:
    """A query that asks for `new`, and what is below it, where it asked for one of several tags."""
    try:
        query = parse(text)
    except QueryWrong:  # it asks for nothing
        return text
    asked = [leaf for leaf in leaves(query.node) if isinstance(leaf, Belongs) and leaf.field == "tag"]
    for leaf in sorted(asked, key=lambda leaf: leaf.span, reverse=True):
        key = leaf.key.lstrip("#").rstrip("/")
        old = next((old for old in olds if is_within(fold(key), fold(old))), None)
        if old is None or leaf.prefix or is_within(fold(new), fold(old)):
            continue  # what now stands below the old name is still found by it
        levels = key.split("/")[old.count("/") + 1 :]
        text = f"{text[: leaf.span[0]]}{asking('/'.join((new, *levels)))}{text[leaf.span[1] :]}"
    return text


def asking(tag: str) -> str:
    """The condition that asks for a tag."""
    plainly = not any(sign.isspace() or sign in '()|"*' for sign in tag)
    return f"tag:{tag}" if plainly else 'tag:"{}"'.format(tag.replace('"', ""))
