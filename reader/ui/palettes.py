"""Palettes: the colours of each theme, chosen so that everything on them can be read."""

from __future__ import annotations

from typing import NamedTuple


class Palette(NamedTuple):
    """The colours of one theme."""

    name: str
    dark: bool
    ground: str
    text: str
    muted: str
    """What is not read but looked up."""
    accent: str
    cursor: str
    """What stands behind the line at hand."""
    selected: str
    """What stands behind what is selected, and behind what was found."""
    error: str
    marks: tuple[str, ...]
    """What stands behind the five kinds of highlights."""


PAPER = Palette(
    name="paper",
    dark=False,
    ground="#faf7f0",
    text="#2b2822",
    muted="#6b6355",
    accent="#9a3b26",
    cursor="#ece5d6",
    selected="#e9cfbf",
    error="#a3241b",
    marks=("#f7e39b", "#cfe8bd", "#c8dff5", "#f7cfd3", "#e0d2f3"),
)
SEPIA = Palette(
    name="sepia",
    dark=False,
    ground="#f1e5cd",
    text="#3a2e1f",
    muted="#6a573f",
    accent="#86390f",
    cursor="#e5d5b5",
    selected="#dcc09c",
    error="#98230f",
    marks=("#ecd27a", "#c6d9a2", "#bdd3d9", "#ecbfae", "#d9c4dc"),
)
DUSK = Palette(
    name="dusk",
    dark=True,
    ground="#2b2a35",
    text="#dcd6e2",
    muted="#a9a1b3",
    accent="#e6ab8f",
    cursor="#3a3846",
    selected="#4a3d4c",
    error="#ef9a94",
    marks=("#453f22", "#2e4432", "#2c4058", "#50303c", "#433858"),
)
NIGHT = Palette(
    name="night",
    dark=True,
    ground="#191a1c",
    text="#d6d0c4",
    muted="#9a958a",
    accent="#d8a657",
    cursor="#2b2c30",
    selected="#423b2d",
    error="#e08070",
    marks=("#453d1f", "#2a4226", "#263f55", "#502e38", "#413559"),
)
LIGHT_CONTRAST = Palette(
    name="light contrast",
    dark=False,
    ground="#ffffff",
    text="#000000",
    muted="#454545",
    accent="#7a1000",
    cursor="#dfe6f2",
    selected="#bcd2ff",
    error="#8a0000",
    marks=("#ffe873", "#b9efa4", "#b5dcff", "#ffc8ce", "#e6d4ff"),
)
DARK_CONTRAST = Palette(
    name="dark contrast",
    dark=True,
    ground="#000000",
    text="#ffffff",
    muted="#cfcfcf",
    accent="#ffd24a",
    cursor="#2f3440",
    selected="#1f3d7a",
    error="#ffb3ac",
    marks=("#4d3e00", "#0c4412", "#093e6e", "#6b1a30", "#492878"),
)
PALETTES = (PAPER, SEPIA, DUSK, NIGHT, LIGHT_CONTRAST, DARK_CONTRAST)
"""In the order in which a key goes through them; after them comes the terminal's own colours."""
