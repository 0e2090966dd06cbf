"""What a command reads from standard input: a text where - stands for it, or the uids that another command printed."""

from __future__ import annotations

import sys

from reader.domain.errors import ReaderError

MOST_BYTES = 20_000_000
"""Bytes of standard input at most."""
DASH = "-"
"""What stands for standard input."""


def text_given(argument: str) -> str:
    """The text that an argument is, or that - stands for; raises ReaderError for what is no text."""
    if argument != DASH:
        return argument
    try:
        return sys.stdin.buffer.read(MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReaderError("Standard input holds no text in UTF-8.") from error


def uids_given(arguments: list[str]) -> list[str]:
    """Uids, with - for the first word of every line of standard input, as `reader list` prints them."""
    uids: list[str] = []
    for argument in arguments:
        if argument == DASH:
            uids += [line.split()[0] for line in text_given(DASH).splitlines() if line.strip()]
        else:
            uids.append(argument)
    return list(dict.fromkeys(uids))
