"""Themes: the palettes as Textual and our own widgets need them, and the terminal's own colours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from reader.domain.settings import FOLLOW, Settings
from reader.ui.palettes import PALETTES, Palette

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


def _theme(palette: Palette) -> Theme:
    ink = {
        "block-cursor-text-style": "none",
        "footer-background": "transparent",
        "text-muted": palette.muted,
        "text-accent": palette.accent,
        "text-error": palette.error,
        "block-cursor-background": palette.cursor,
        "block-cursor-foreground": palette.text,
        "input-cursor-background": palette.text,
        "input-cursor-foreground": palette.ground,
        "input-selection-background": palette.selected,
        "screen-selection-background": palette.selected,
        "screen-selection-foreground": palette.text,
    }
    return Theme(
        name=palette.name,
        dark=palette.dark,
        primary=palette.accent,
        accent=palette.accent,
        secondary=palette.muted,
        error=palette.error,
        warning=palette.accent,
        success=palette.accent,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.cursor,
        panel=palette.cursor,
        variables=ink,
    )


THEMES = (*map(_theme, PALETTES), TERMINAL)
"""In the order in which a key goes through them."""


def theme_for(settings: Settings, environ: Mapping[str, str], dark: bool | None = None) -> str:
    """The theme that a person chose, or that suits the terminal as far as it has told; `dark` is what it said."""
    if environ.get("NO_COLOR"):
        return TERMINAL.name
    if settings.theme != FOLLOW:
        return settings.theme
    if _few_colours(environ):
        return TERMINAL.name
    if dark is None:
        # COLORFGBG is "foreground;background" (or with a third field between) in the terminal's 16 colours.
        dark = environ.get("COLORFGBG", "").rpartition(";")[2] not in ("7", "15")
    return settings.dark if dark else settings.light


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
    """How things look in a theme; the same few styles on every line, whatever widget it is in."""

    text: Style
    strong: Style
    muted: Style
    """What is not read but looked up."""
    accent: Style
    error: Style
    cursor: Style
    """What stands behind the line at hand."""
    selected: Style
    """What lies over what is selected or was found."""
    here: Style
    """What lies over the place one has come to, such as the hit at hand."""
    marks: tuple[Style, ...]
    """What lies over the kinds of highlights."""


@cache
def looks_of(name: str) -> Looks:
    """The looks of a theme. CSS would say the same, and cost every start some milliseconds."""
    palette = next((palette for palette in PALETTES if palette.name == name), None)
    if palette is None:
        return _terminal_looks()
    ground = _style(None, palette.ground)
    text = ground + _style(palette.text)
    return Looks(
        text=text,
        strong=text + Style(bold=True),
        muted=ground + _style(palette.muted),
        accent=ground + _style(palette.accent),
        error=ground + _style(palette.error) + Style(bold=True),
        cursor=_style(palette.text, palette.cursor),
        selected=_style(palette.text, palette.selected),
        here=_style(palette.ground, palette.accent),
        marks=tuple(_style(None, colour) for colour in palette.marks),
    )


def _terminal_looks() -> Looks:
    """Only what a terminal with few colours, or none at all, shows as something different."""
    text = _style("ansi_default", "ansi_default")
    return Looks(
        text=text,
        strong=text + Style(bold=True),
        muted=text + Style(dim=True),
        accent=text + _style("ansi_cyan"),
        error=text + _style("ansi_red") + Style(bold=True),
        cursor=_style("ansi_default", "ansi_default"),
        selected=Style(reverse=True),
        here=Style(reverse=True, bold=True, underline=True),
        marks=tuple(
            Style(underline=True) + _style(colour)
            for colour in ("ansi_yellow", "ansi_green", "ansi_blue", "ansi_red", "ansi_magenta")
        ),
    )


def _style(colour: str | None, ground: str | None = None) -> Style:
    return Style(
        color=Color.parse(colour).rich_color if colour else None,
        bgcolor=Color.parse(ground).rich_color if ground else None,
    )
