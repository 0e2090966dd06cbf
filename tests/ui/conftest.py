"""The terminal that the interface believes to be on, and how long a pressed key is waited for."""

from __future__ import annotations

import pytest

GLANCE = 1 / 500
"""Seconds between two looks whether the app is idle; Textual's own make every key of a test take ten times as long."""


@pytest.fixture(autouse=True)
def colours(monkeypatch):
    """A terminal with all colours, wherever the tests run."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLORFGBG", raising=False)


@pytest.fixture(autouse=True)
def glances(monkeypatch):
    """A pilot that sees soon that a key has been answered."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", GLANCE)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", GLANCE / 5)
