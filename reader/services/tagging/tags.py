"""Tags: what has each of them, and renaming, merging and deleting them everywhere as one change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.domain.errors import ReaderError, TagNotFound
from reader.domain.tag import above, is_within, renamed, tidy
from reader.library.library import Library
from reader.library.tag_levels import in_order
from reader.services.tagging.queries import renamed_in


class Use(NamedTuple):
    """How much has a tag, or one below it."""

    articles: int = 0
    """Outside the Bin."""
    highlights: int = 0
    feeds: int = 0
    rules: int = 0


class Renaming(NamedTuple):
    """What other names for tags come to."""

    names: dict[str, str]
    """The tags that are called something else, with what that is."""
    articles: int
    """How many articles outside the Bin have one of them."""
    joins: int
    """How many articles outside the Bin have the new tag, or one below it, already."""
    merges: bool
    """Whether one of the new names is there already."""


def uses(library: Library) -> dict[str, Use]:
    """Every tag and all above it, in the order of the tree, with how much has it."""
    articles = library.articles.tags()
    others = (
        _sizes(highlight.tags for highlight in library.highlights.all()),
        _sizes(feed.tags for feed in library.feeds.all()),
        _sizes(rule.tags for rule in library.rules.all()),
    )
    names = set(articles).union(*others[:2])  # what only a rule gives is nowhere yet
    return {tag: Use(articles.get(tag, 0), *(sizes[tag] for sizes in others)) for tag in in_order(names)}


def frequent(library: Library) -> dict[str, int]:
    """How often each tag is used by itself, anywhere."""
    sizes = Counter(library.articles.frequent("tag"))
    for highlight in library.highlights.all():
        sizes.update(highlight.tags)
    for feed in library.feeds.all():
        sizes.update(feed.tags)
    return dict(sizes)


def find(library: Library, name: str) -> str:
    """The tag that a person means, or one above others; raises TagNotFound."""
    there = set(_names(library))
    there.update(*map(above, list(there)))
    for wanted in (name, name.strip().lstrip("#"), tidy(name)):
        if wanted in there:
            return wanted
    alike = [tag for tag in there if tag.casefold() == tidy(name).casefold()]
    if len(alike) == 1:
        return alike[0]
    raise TagNotFound(f"There is no tag {name}.", "`reader tags` shows them.")


def renaming(library: Library, olds: Sequence[str], new: str) -> Renaming:
    """What it comes to if tags, with what is below them, are called `new`."""
    there = _names(library)
    names = {}
    for tag in there:
        for old in olds:
            if is_within(tag, old) and not (is_within(new, old) and is_within(tag, new)):
                names[tag] = renamed(tag, old, new)
                break
    names = {tag: name for tag, name in names.items() if tag != name}
    merges = not names.keys() >= {*there} & {*names.values()}
    count = library.articles.count_tagged
    return Renaming(names, count(names), count(tag for tag in there if is_within(tag, new)), merges)


def rename(library: Library, old: str, new: str) -> Use:
    """Call a tag something else everywhere, with what is below it; one that is called so already takes it in.

    Says how much is different now. Raises ReaderError.
    """
    return _call(library, [old], new, "rename a tag")


def merge(library: Library, olds: Sequence[str], into: str) -> Use:
    """Make one tag of several, with what is below them; says how much is different now. Raises ReaderError."""
    return _call(library, olds, into, "merge tags")


def remove(library: Library, tags: Iterable[str], everywhere: bool = False) -> Use:
    """Take tags, and those below them, off all articles; `everywhere` off highlights and feeds, too."""
    wanted = tuple(tags)
    names = {tag: "" for tag in _names(library) if any(is_within(tag, one) for one in wanted)}
    with library.as_one("delete a tag"):
        articles = library.articles.retag(names)
        if not everywhere:
            return Use(articles)
        return Use(articles, library.highlights.retag(names), library.feeds.retag(names))


def _call(library: Library, olds: Sequence[str], new: str, label: str) -> Use:
    new = tidy(new)
    if not new:
        raise ReaderError("A tag needs a name.")
    with library.as_one(label):
        names = renaming(library, olds, new).names
        articles, highlights = library.articles.retag(names), library.highlights.retag(names)
        used = Use(articles, highlights, library.feeds.retag(names), library.rules.retag(names))
        renamed_in(library, olds, new)
    return used


def _names(library: Library) -> list[str]:
    """Every tag that anything has, in the Bin, too."""
    names = dict.fromkeys(library.articles.frequent("tag"))
    for some in (
        *(highlight.tags for highlight in library.highlights.all()),
        *(feed.tags for feed in library.feeds.all()),
        *(rule.tags for rule in library.rules.all()),
    ):
        names.update(dict.fromkeys(some))
    return list(names)


def _sizes(tags: Iterable[Sequence[str]]) -> Mapping[str, int]:
    """How many of some things have each tag, or one below it."""
    return Counter(tag for some in tags for tag in {*some}.union(*map(above, some)))
