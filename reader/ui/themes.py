"""Themes: the colours of day and night, and the terminal's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

_INK = {"block-cursor-text-style": "none", "footer-background": "transparent"}

PAPER = Theme(
    name="paper",
    dark=False,
    primary="#9a3b26",
    accent="#9a3b26",
    secondary="#6a6257",
    error="#a3241b",
    warning="#8a5a00",
    success="#3d6b35",
    foreground="#2b2822",
    background="#faf7f0",
    surface="#f1ece0",
    panel="#e9e2d2",
    variables=_INK
    | {
        "text-muted": "#6b6355",
        "text-accent": "#9a3b26",
        "text-error": "#a3241b",
        "block-cursor-background": "#ece5d6",
        "block-cursor-foreground": "#2b2822",
        "input-cursor-background": "#2b2822",
        "input-cursor-foreground": "#faf7f0",
        "input-selection-background": "#e2c9b8",
        "screen-selection-background": "#e2c9b8",
        "screen-selection-foreground": "#2b2822",
    },
)
NIGHT = Theme(
    name="night",
    dark=True,
    primary="#d8a657",
    accent="#d8a657",
    secondary="#a39a88",
    error="#e08070",
    warning="#d8a657",
    success="#98b37c",
    foreground="#d6d0c4",
    background="#191a1c",
    surface="#222326",
    panel="#2a2b2f",
    variables=_INK
    | {
        "text-muted": "#9a958a",
        "text-accent": "#d8a657",
        "text-error": "#e08070",
        "block-cursor-background": "#2b2c30",
        "block-cursor-foreground": "#d6d0c4",
        "input-cursor-background": "#d6d0c4",
        "input-cursor-foreground": "#191a1c",
        "input-selection-background": "#4a4334",
        "screen-selection-background": "#4a4334",
        "screen-selection-foreground": "#efe9dc",
    },
)
TERMINAL = Theme(
    name="terminal",
    ansi=True,
    dark=True,
    primary="ansi_cyan",
    accent="ansi_cyan",
    secondary="ansi_default",
    error="ansi_red",
    warning="ansi_yellow",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "border-blurred": "ansi_black",
        "text-accent": "ansi_cyan",
        "text-error": "ansi_red",
        "block-cursor-background": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
    },
)
THEMES = (NIGHT, PAPER, TERMINAL)
"""In the order in which a key goes through them."""


def theme_for(environ: Mapping[str, str]) -> str:
    """The theme that suits a terminal, as far as it tells; night where it tells nothing."""
    if environ.get("NO_COLOR") or _few_colours(environ):
        return TERMINAL.name
    # COLORFGBG is "foreground;background" (or with a third field between) in the terminal's 16 colours.
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return PAPER.name if background in ("7", "15") else NIGHT.name


def next_theme(name: str) -> str:
    """The theme after this one."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]


def _few_colours(environ: Mapping[str, str]) -> bool:
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    term = environ.get("TERM", "")
    return not any(word in term for word in ("256color", "direct", "kitty", "alacritty", "ghostty", "foot"))


class Looks(NamedTuple):
    """How things look in a theme; the same few styles on every line that is not the page's."""

    text: Style
    strong: Style
    muted: Style
    """What is not read but looked up."""
    accent: Style
    error: Style
    cursor: Style
    """What stands behind the line at hand."""


@cache
def looks_of(name: str) -> Looks:
    """The looks of a theme. CSS would say the same, and cost every start some milliseconds."""
    theme = next((theme for theme in THEMES if theme.name == name), NIGHT)
    ground = _style(None, theme.background)
    muted = theme.variables.get("text-muted")
    return Looks(
        text=ground + _style(theme.foreground),
        strong=ground + _style(theme.foreground) + Style(bold=True),
        muted=ground + (_style(muted) if muted else _style(theme.foreground) + Style(dim=True)),
        accent=ground + _style(theme.accent),
        error=ground + _style(theme.error) + Style(bold=True),
        cursor=_style(theme.foreground, theme.variables["block-cursor-background"]),
    )


def _style(colour: str | None, ground: str | None = None) -> Style:
    return Style(
        color=Color.parse(colour).rich_color if colour else None,
        bgcolor=Color.parse(ground).rich_color if ground else None,
    )
