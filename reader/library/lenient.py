"""A lenient reader of JSON, for what stock TinyDB writes and strict JSON cannot say."""

from __future__ import annotations

import json
import math
from typing import Any


def loads(raw: bytes) -> Any:
    """What JSON says, made storable; raises ValueError."""
    try:
        return storable(json.loads(raw))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def storable(value: Any) -> Any:
    """The value without NaN, infinity, lone surrogates and integers beyond 64 bits."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {storable(name): storable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [storable(inner) for inner in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return float(value) if abs(value) < 10**300 else None
    return value
