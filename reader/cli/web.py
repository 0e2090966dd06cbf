"""Work on the web for a command: one event loop, one fetcher, worker processes; Ctrl+C keeps what is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from reader.cli.output import print_problem

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.services.web.work import Web

INTERRUPTED = 130
"""The exit code of what Ctrl+C ended."""


def on_the_web(library: Library, work: Callable[[Web], Awaitable[object]], beside: bool = False) -> bool:
    """Do something on the web, `beside` an app that must not feel it or as fast as can be; false if interrupted."""
    import asyncio
    import gc

    from reader.services.parsers import GARBAGE, Parsers
    from reader.services.settings import SettingsFile
    from reader.services.web.work import Web

    file = SettingsFile()
    for notice in file.notices:
        print_problem(notice)

    gc.set_threshold(*GARBAGE)

    async def run() -> None:
        with Parsers(workers=1 if beside else 0) as parsers:
            async with Web(library, parsers, file.settings.private, file.settings.mute) as web:
                await work(web)

    try:
        asyncio.run(run())
    except KeyboardInterrupt:
        return False
    return True
