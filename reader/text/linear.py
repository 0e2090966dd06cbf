"""Linear text: a body without layout, for pipes, files and screen readers."""

from __future__ import annotations

from reader.domain.picture import kept_name
from reader.text.blocks import QUOTE, Block, Ink, Kind
from reader.text.breaker import break_lines, shown
from reader.text.document import Document
from reader.text.inline import PICTURE
from reader.text.width import cell_width

_PLAIN_QUOTE = "> "
_INDENT = "    "


def linear(body: str, width: int | None = None, pictures: str | None = "") -> str:
    """The text of a Markdown body in reading order; links are numbered, their addresses follow at the end.

    With a width the lines are broken, without one every paragraph is one line. Kept pictures are told by their files
    in the folder `pictures`, and with None by their words alone.
    """
    addresses: dict[str, int] = {}
    lines: list[str] = []
    for block in Document(body):
        if lines:
            lines.extend([_plain(block.above)] * block.gap)
        lines.extend(_lines(block, width, addresses, pictures is not None))
    if addresses:
        pictures = pictures or ""
        lines.extend(["", "Links:", *(f"[{number}] {_told(href, pictures)}" for href, number in addresses.items())])
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n" if lines else ""


def _lines(block: Block, width: int | None, addresses: dict[str, int], tells_kept: bool) -> list[str]:
    first, rest = _plain(block.first), _plain(block.rest)
    if block.kind is Kind.RULE:
        return ["Notes:"] if block.level else [f"{first}* * *"]
    if block.kind is Kind.CODE:
        leads = [first, *([rest] * block.text.count("\n"))]
        return [f"{lead}{_INDENT}{line}" for lead, line in zip(leads, block.text.split("\n"), strict=True)]
    text = _numbered(block, addresses, tells_kept)
    if width is None or block.kind is Kind.TABLE:
        parts = text.split("\n")
    else:
        parts = [shown(text, line) for line in break_lines(text, max(8, width - cell_width(rest)))]
    return [(rest if number else first) + part for number, part in enumerate(parts)]


def _numbered(block: Block, addresses: dict[str, int], tells_kept: bool) -> str:
    """The text of a block, each link followed by its number and each picture called one."""
    marks: list[tuple[int, int, str]] = []
    for span in block.spans:
        label = block.text[span.start : span.end]
        if span.ink is Ink.CAPTION:
            label = label.replace(PICTURE, "Picture:", 1)
        elif span.ink is not Ink.LINK or not span.href or span.href.removeprefix("mailto:") == label:
            continue
        is_told = span.href and (tells_kept or not kept_name(span.href))
        number = f" [{addresses.setdefault(span.href, len(addresses) + 1)}]" if is_told else ""
        marks.append((span.start, span.end, label + number))
    text = block.text
    for start, end, label in reversed(marks):
        text = text[:start] + label + text[end:]
    return text


def _told(href: str, pictures: str) -> str:
    """An address as it leads somewhere from outside of the body, too."""
    name = kept_name(href)
    return f"{pictures}/{name}" if name and pictures else href


def _plain(lead: str) -> str:
    return lead.replace(QUOTE, _PLAIN_QUOTE).replace(QUOTE.rstrip(), _PLAIN_QUOTE)
