"""What Textual's app imports for what this program does not do: that much of the start is spared."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class Spared(ModuleType):
    """Stands for a module that only something unused would need; whatever is imported from it is an empty class."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {"__module__": self.__name__})


@contextmanager
def spared(*names: str) -> Iterator[None]:
    """Have some modules not loaded by what is imported meanwhile; whoever imports them afterwards gets them."""
    missing = {name: Spared(name) for name in names if name not in sys.modules}
    sys.modules.update(missing)
    try:
        yield
    finally:
        for name, module in missing.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def import_app() -> None:
    """Import Textual's app without its command palette, and what finds the folder for its screenshots."""
    with spared("textual.command", "platformdirs"):
        import textual.app  # noqa: F401
