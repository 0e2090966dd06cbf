"""All samples; a module of samples is named here, and calls `sampling.sample` for every file it makes."""

from __future__ import annotations

from importlib import import_module

from tests.services.importing.sampling import EXPECTED, SAMPLES

MODULES = (
    "samples_own",
    "samples_pocket",
    "samples_instapaper",
    "samples_omnivore",
    "samples_readwise",
    "samples_matter",
    "samples_raindrop",
    "samples_older",
    "samples_services",
    "samples_bookmarks",
    "samples_books",
    "samples_lists",
)

for name in MODULES:
    import_module(f"tests.services.importing.{name}")

__all__ = ["EXPECTED", "SAMPLES"]
