"""Tags as a person types them on a command line."""

from __future__ import annotations

from collections.abc import Iterable

from reader.domain.plain import clean_line

LONGEST = 100
"""Characters of a tag at most."""


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """The names of tags, with or without #; what is empty is none."""
    return tuple(name for tag in tags if (name := clean_line(tag, LONGEST).strip("#").strip()))
