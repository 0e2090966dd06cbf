"""What something costs in processor time, which is the same however busy the machine is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float, what: object = "") -> Iterator[None]:
    """Fails if what is done takes more processor time."""
    began = time.process_time()
    yield
    spent = time.process_time() - began
    assert spent < seconds, f"{what} took {spent:.2f} s"
