"""Tags: names whose levels are parted by `/`; a tag stands above all that begin with it and a slash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reader.domain.plain import clean_line

LONGEST = 100
"""Characters of a tag at most."""


def tidy(text: str) -> str:
    """The tag that somebody typed, with or without #; nothing if that is none."""
    levels = (level.lstrip(" #").rstrip() for level in clean_line(text, LONGEST).split("/"))
    return "/".join(level for level in levels if level)


def tidy_all(texts: Iterable[str]) -> tuple[str, ...]:
    """The tags that somebody typed, each once; what is empty is none."""
    return tuple(dict.fromkeys(tag for text in texts if (tag := tidy(text))))


def is_within(tag: str, whole: str) -> bool:
    """Whether a tag is another one, or below it."""
    return tag == whole or tag.startswith(f"{whole}/")


def above(tag: str) -> Iterator[str]:
    """The tags above one, the highest first."""
    at = tag.find("/", 1)
    while at > 0:
        yield tag[:at]
        at = tag.find("/", at + 1)


def renamed(tag: str, old: str, new: str) -> str:
    """What a tag is called when `old` is called `new`, and what is below that goes with it."""
    return f"{new}{tag[len(old) :]}" if is_within(tag, old) else tag


def mapped(tags: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Tags under other names, where they have some, each once; those that are called nothing go."""
    return list(dict.fromkeys(name for tag in tags if (name := names.get(tag, tag))))
