"""Looking for garbage between two keys: a look takes longer than a key may."""

from __future__ import annotations

import gc

THRESHOLDS = (10_000, 20, 50)
"""When Python looks all the same: what a refresh brings stays, and a look at all of it takes long."""
DUE = ((2, 25), (1, 3), (0, 1_000))
"""The counts, by generation, from which on it is worth a look."""


def begin() -> None:
    """The first screen is there, and nothing of it will be garbage: look from now on."""
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    gc.enable()


def spare() -> None:
    """What has been loaded until now stays for good, too: do not look at it again."""
    gc.freeze()


def tidy() -> None:
    """Nobody is waiting: look as far as is due."""
    counts = gc.get_count()
    generation = next((generation for generation, most in DUE if counts[generation] > most), None)
    if generation is not None:
        gc.collect(generation)
