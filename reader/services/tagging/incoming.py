"""Tagging what comes in: rules are asked before an article is added, so that its tags come with it.

Only what comes in is looked at, however large the library is; without rules nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reader.library.codec import to_document
from reader.library.library import Library

if TYPE_CHECKING:
    from reader.domain.draft import Draft
    from reader.library.carrying import Coming
    from reader.library.intake import Added


def add_tagged(
    library: Library, drafts: Sequence[Draft], label: str = "add", from_bin: bool = True, at_once: int = 0
) -> list[Added]:
    """Add drafts, as `Articles.add` does, with the tags that rules give them; one undo takes all of it back."""
    if not len(library.rules):
        return library.articles.add(drafts, label, from_bin, at_once)
    with library.as_group():
        added = library.articles.add(_tagged(library, drafts), label, from_bin, at_once)
        tag_filled(library, [one.article.uid for one in added if one.filled], label)
    return added


def tag_filled(library: Library, uids: Iterable[str], label: str) -> None:
    """Give articles that have got their texts what rules give for them."""
    if not len(library.rules):
        return
    articles = [article for uid in uids if (article := library.articles.get(uid)) is not None]
    tags = _tags_for(library, [to_document(article) for article in articles])
    given = {article.uid: some for article, some in zip(articles, tags, strict=True) if some}
    if given:
        library.articles.give_tags(given, label)


def carried_tagged(library: Library, coming: Sequence[Coming]) -> list[Coming]:
    """What is carried in, the new of it with the tags that rules give."""
    if not len(library.rules):
        return list(coming)
    slot = library.articles.columns.slot
    fresh = [one for one in coming if slot(one.article.uid) is None]
    tags = _tags_for(library, [to_document(one.article) for one in fresh])
    given = {one.article.uid: some for one, some in zip(fresh, tags, strict=True)}
    return [
        replace(one, article=one.article._replace(tags=_joined(one.article.tags, some)))
        if (some := given.get(one.article.uid))
        else one
        for one in coming
    ]


def _tagged(library: Library, drafts: Sequence[Draft]) -> list[Draft]:
    from reader.library.intake import article_from

    now = datetime.now(UTC)
    articles = [article_from(draft.uid, draft, now) for draft in drafts]
    tags = _tags_for(library, [to_document(article) for article in articles])
    return [
        replace(draft, tags=_joined(draft.tags, some), counted=(article.words, article.cjk))
        for draft, article, some in zip(drafts, articles, tags, strict=True)
    ]


def _tags_for(library: Library, documents: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """The tags that rules give to each of some documents."""
    from reader.services.search.evaluate import chooser  # which nothing has to wait for where there are no rules
    from reader.services.tagging.rules import understood

    tags: list[list[str]] = [[] for _ in documents]
    rules = understood(library.rules.all())
    found = library.articles.meant(documents, [chooser(query) for _, query in rules])
    for (rule, _), places in zip(rules, found, strict=True):
        for place in places:
            tags[place] += rule.tags
    return tags


def _joined(tags: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*tags, *more)))
