"""Suspending: giving the terminal back to the shell, and coming back whole."""

from __future__ import annotations

import os
import signal

from textual.app import App, SuspendNotSupported


def stop_until_continued(app: App[None]) -> bool:
    """Stop this process as Ctrl+Z does; returns when it goes on. False if there is no shell to stop for."""
    if os.getpgrp() == os.getsid(0):
        return False  # The leader of a session has no shell above it: nobody would ever continue it.
    try:
        with app.suspend():
            # The default action stops the whole process group, a pipeline's other members too, and nothing
            # happens in a group that no shell watches. Textual's own handler would stop in any case.
            before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.killpg(os.getpgrp(), signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, before)
    except SuspendNotSupported:
        return False
    return True
