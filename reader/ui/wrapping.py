"""Wrapping: breaking the interface's own short texts into lines."""

from __future__ import annotations

from reader.text.width import cell_width, graphemes


def wrapped(text: str, cells: int) -> list[str]:
    """Lines of a short text, broken between words where that is possible; at least one."""
    cells = max(1, cells)
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and cell_width(line) + 1 + cell_width(word) > cells:
            lines.append(line)
            line = ""
        elif line:
            line += " "
        line += word
        while cell_width(line) > cells:
            head = head_of(line, cells)
            lines.append(line[:head])
            line = line[head:]
    return [*lines, line] if line or not lines else lines


def head_of(text: str, cells: int) -> int:
    """Characters of a text that fit into some cells, at least one cluster."""
    end = 0
    for start, stop, width in graphemes(text):
        if width > cells and start > 0:
            break
        cells -= width
        end = stop
    return end
