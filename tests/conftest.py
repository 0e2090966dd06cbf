"""What all tests share: the same examples in every run of the checks, fresh ones at the desk."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import settings

# whoever runs the tests in the background has some signals ignored, and every program that is started inherits that
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
settings.register_profile("checks", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("checks")


@pytest.fixture(autouse=True)
def settings_of_their_own(tmp_path_factory, monkeypatch):
    """Whoever runs the tests keeps their settings, and every test begins with the usual ones."""
    folder = tmp_path_factory.mktemp("settings")
    monkeypatch.setenv("READER_SETTINGS", str(folder / "settings.toml"))
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
