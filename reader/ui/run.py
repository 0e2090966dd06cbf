"""Running the app: from the library's folder to an exit code."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

# What is imported and built for the first screen stays for good: looking for garbage in it only costs time.
gc.disable()

from reader.domain.errors import ReaderError  # noqa: E402
from reader.domain.plain import plain  # noqa: E402
from reader.library.library import Library  # noqa: E402
from reader.services.settings import SettingsFile  # noqa: E402
from reader.ui import first_screen  # noqa: E402
from reader.ui.opening import close_terminal  # noqa: E402


def run(path: Path) -> int:
    """Open the library in a folder, made and filled where there is none, and show it until the reader leaves."""
    try:
        with Library.open(path) as library:
            if library.created:
                from reader.services.starter import fill

                fill(library)
            code = show(library)
            notices = list(library.notices)
    except ReaderError as error:
        close_terminal()
        print(f"reader: {plain(error)}", file=sys.stderr)
        return 1
    for notice in notices:
        print(f"reader: {plain(notice)}", file=sys.stderr)
    return code


def show(library: Library) -> int:
    """Show an open library until the reader leaves, and close it; the exit code. Raises LibraryWriteFailed."""
    from reader.ui.spared import import_app

    import_app()
    from reader.ui.app import ReaderApp

    settings = SettingsFile()
    if sys.platform == "win32":
        app = ReaderApp(library, settings=settings)
    else:
        from reader.ui.driver import ReaderDriver

        app = ReaderApp(library, ReaderDriver, settings)
    app.run(mouse=settings.settings.mouse)
    library.close()  # what was kept must fit what is on disk in the end
    folder = str(library.path)
    if app.first_screen:
        first_screen.keep(folder, library.revision, app.size.width, app.first_screen)
    else:
        first_screen.forget(folder)
    return app.return_code or 0
