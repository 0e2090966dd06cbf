"""Tags as a person types them on a command line."""

from __future__ import annotations

from collections.abc import Iterable

from reader.domain.tag import tidy_all


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """The names of tags, with or without #; what is empty is none."""
    return tidy_all(tags)
