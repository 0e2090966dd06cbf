"""The terminal that the interface believes to be on."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def colours(monkeypatch):
    """A terminal with all colours, wherever the tests run."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLORFGBG", raising=False)
