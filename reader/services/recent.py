"""Command lines that a person gave lately: kept in a small file of their own, in no library, newest first.

A library may come from somebody else; what is offered to be run must not come with it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

MOST = 20
"""Command lines that are kept."""
LONGEST = 2000
"""Characters of one that is kept."""


def recent_path() -> Path:
    """Where they are kept."""
    from platformdirs import user_state_dir

    return Path(user_state_dir("reader", appauthor=False)) / "commands.txt"


def recent_commands() -> list[str]:
    """The command lines, newest first."""
    try:
        lines = recent_path().read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [line for line in lines if line.isprintable() and line.strip()][:MOST]


def remember_command(line: str) -> None:
    """Put a command line first; that it could not be kept is no harm."""
    if not line.strip() or not line.isprintable() or len(line) > LONGEST:
        return
    lines = [line, *(known for known in recent_commands() if known != line)][:MOST]
    path = recent_path()
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.touch(mode=0o600)  # what is typed there is nobody else's business
        draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
        draft.replace(path)
