"""Hooks of the app: what a key does to the library is followed by what the person asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.change import Change
from reader.domain.hooks import concerns
from reader.library.library import Library

if TYPE_CHECKING:
    from reader.services.hooks import LibraryHooks


def follow_with_hooks(library: Library, settings: Path, told: Callable[[str], None]) -> None:
    """Run the hooks in a settings file for what this process does to a library; `told` may be called in any thread."""
    hooks: LibraryHooks | None = None

    def hear(change: Change) -> None:
        nonlocal hooks
        if not concerns(change):
            return
        if hooks is None:  # loaded only now: the first screen does not wait for it
            from reader.services.hooks import LibraryHooks
            from reader.services.settings import load_hooks

            hooks = LibraryHooks(library, lambda: load_hooks(settings)[0], told)
        hooks.hear(change)

    library.listen(hear)
