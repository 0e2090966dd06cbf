"""Asking foreign code that may raise anything: parsers stumble over bytes that nobody foresaw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def attempt(function: Callable[..., T], *given: Any, **named: Any) -> T | None:
    """What a function gives; None where it stumbles, whose caller knows another way."""
    try:
        return function(*given, **named)
    except Exception:  # the one place where everything is caught: what stumbles here is one opinion less
        return None
