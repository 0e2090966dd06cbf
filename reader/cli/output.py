"""What a command prints: foreign text goes through one gate, whatever it is and wherever it goes.

The gate itself is imported when it is needed: its patterns take longer than `reader list` may.
"""

from __future__ import annotations

import sys
from typing import Any

# JSON may hold these, a terminal may obey them: written as JSON's own escapes they are exact and harmless.
_HARMFUL = "[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]"


def print_line(text: str) -> None:
    """One line of output, from any text."""
    from reader.domain.plain import plain

    sys.stdout.write(f"{plain(text)}\n")


def print_text(text: str) -> None:
    """Lines of output, from any text."""
    from reader.domain.plain import clean_text

    text = clean_text(text)
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def print_problem(sentence: str) -> None:
    """A sentence for the person, on stderr."""
    from reader.domain.plain import plain

    sys.stdout.flush()
    sys.stderr.write(f"reader: {plain(sentence)}\n")


def print_json(value: Any, one_line: bool = False) -> None:
    """A value as JSON, indented for people and the same for programs; on one line where lines are read."""
    import orjson

    try:
        text = orjson.dumps(value, option=0 if one_line else orjson.OPT_INDENT_2).decode()
    except (orjson.JSONEncodeError, UnicodeError):  # a file name that is no Unicode
        import json

        text = json.dumps(value, indent=None if one_line else 2)
    if not text.replace("\n", "").isprintable():
        import re

        text = re.sub(_HARMFUL, lambda match: f"\\u{ord(match.group()):04x}", text)
    sys.stdout.write(f"{text}\n")


def on_terminal() -> bool:
    """Whether a person looks at the output right now."""
    return sys.stdout.isatty()
