"""Asking for tags: in the bottom line of any screen over the library, completed with Tab."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from reader.ui.screens.library_screen import LibraryScreen
from reader.ui.tag_words import Meant, TagWords, line_of, meant_by

PARTED = "parted by commas · Tab completes"


def ask_tags(
    screen: LibraryScreen, tags: Sequence[str], known: Mapping[str, int], given: Callable[[Meant], None]
) -> None:
    """Let the person edit tags; Escape changes nothing."""
    line = line_of(tags)
    _ask(screen, "Tags: ", f"{line}, " if line else "", PARTED, {**dict.fromkeys(tags, 0), **known}, tags, given)


def ask_changes(
    screen: LibraryScreen,
    size: str,
    about: str,
    known: Mapping[str, int],
    here: Iterable[str],
    given: Callable[[Meant], None],
) -> None:
    """Let the person say which tags several things get, and which of those that are `here` they lose."""
    _ask(screen, f"Tags of {size}: ", "", about, known, here, given)


def _ask(
    screen: LibraryScreen,
    prompt: str,
    line: str,
    about: str,
    known: Mapping[str, int],
    here: Iterable[str],
    given: Callable[[Meant], None],
) -> None:
    def done(typed: str | None) -> None:
        screen.end_mode()
        if typed is not None:
            given(meant_by(typed, known))

    screen.begin(TagWords(prompt, line, about, known, here, done))
