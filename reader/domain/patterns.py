"""Regular expressions that are compiled when they are first used, because compiling takes longer than a start may."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` makes of a source, but not before anything is looked for; raises re.error no sooner."""
    return cast("re.Pattern[AnyStr]", _Later(source, flags))


class _Later:
    """Stands for a pattern until it is asked for something, and has all that the pattern has from then on."""

    def __init__(self, *given: Any) -> None:
        self._given = given

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(*self._given)
        for had in _HAD:  # they are found here the next time, as quickly as in the pattern itself
            setattr(self, had, getattr(compiled, had))
        return getattr(compiled, name)


_HAD = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))
