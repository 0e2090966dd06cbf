"""Blocks: what we write into a file that a person writes into, too; each has an identity, so that it is found again.

A block stands between `<!-- reader:highlight 1a2b of 3c4d -->` and `<!-- /reader:highlight 1a2b -->`. What is in it is
ours and is written anew; what stands around it is the person's, and stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

ARTICLE, HIGHLIGHT = "article", "highlight"
SIGN = "<!-- reader:"
_BLOCK = re.compile(
    r"^<!-- reader:(article|highlight) ([\w-]+)(?: of ([\w-]+))? -->\n"
    r"((?:(?!^<!-- /?reader:).*\n)*?)"
    r"^<!-- /reader:\1 \2 -->$",
    re.MULTILINE | re.ASCII,
)


class Block(NamedTuple):
    """One block."""

    kind: str
    uid: str
    article: str
    """The uid of the article that it belongs to."""
    text: str

    @property
    def key(self) -> tuple[str, str]:
        """Its identity."""
        return self.kind, self.uid

    def __str__(self) -> str:
        of = f" of {self.article}" if self.kind == HIGHLIGHT else ""
        return f"<!-- reader:{self.kind} {self.uid}{of} -->\n{self.text}\n<!-- /reader:{self.kind} {self.uid} -->"


class _Piece(NamedTuple):
    """A stretch of a file: a block, or what stands between two."""

    block: Block | None
    text: str


def harmless(text: str) -> str:
    """Text that cannot be taken for the beginning or the end of a block."""
    return text.replace("<!-- reader:", "<!– reader:").replace("<!-- /reader:", "<!– /reader:")


def blocks_in(text: str) -> list[Block]:
    """All blocks of a file."""
    return [piece.block for piece in _pieces(text) if piece.block is not None]


def renewed(standing: str, fresh: Sequence[Block]) -> str:
    """A file with its blocks as they are now: old ones written anew, new ones in their order, and none that is gone.

    Only the blocks of articles that are among the fresh ones are looked at.
    """
    wanted = {block.key: block for block in fresh}
    articles = {block.article for block in fresh}
    pieces: list[_Piece] = []
    seen: set[tuple[str, str]] = set()
    for piece in _pieces(standing):
        block = piece.block
        if block is None or block.article not in articles:
            pieces.append(piece)
        elif block.key in wanted and block.key not in seen:
            seen.add(block.key)
            pieces.append(_Piece(wanted[block.key], ""))
        elif pieces and pieces[-1].block is None and not pieces[-1].text.strip():
            pieces.pop()  # the blank line before what is gone
    for index, block in enumerate(fresh):
        if block.key not in seen:
            _insert(pieces, block, fresh[index + 1 :])
            seen.add(block.key)
    return "".join(str(piece.block) if piece.block is not None else piece.text for piece in pieces)


def _insert(pieces: list[_Piece], block: Block, following: Sequence[Block]) -> None:
    """Put a block before the next one of its article that is there, else at the end of the article's part."""
    later = {other.key for other in following if other.article == block.article}
    places = [at for at, piece in enumerate(pieces) if piece.block is not None and piece.block.key in later]
    if places:
        pieces[places[0] : places[0]] = [_Piece(block, ""), _Piece(None, "\n\n")]
        return
    own = [at for at, piece in enumerate(pieces) if piece.block is not None and piece.block.article == block.article]
    at = own[-1] + 1 if own else len(pieces)
    while at < len(pieces) and pieces[at].block is None:  # what was written below the last one belongs to it
        at += 1
    if at < len(pieces):
        pieces[at:at] = [_Piece(block, ""), _Piece(None, "\n\n")]
        return
    end = pieces.pop().text if pieces and pieces[-1].block is None else ""
    gap = "" if not pieces and not end.strip() else "\n\n"
    pieces.extend((_Piece(None, f"{end.rstrip()}{gap}"), _Piece(block, ""), _Piece(None, "\n")))


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = 0
    for match in _BLOCK.finditer(text):
        if match.start() > at:
            pieces.append(_Piece(None, text[at : match.start()]))
        kind, uid, article, inside = match.groups()
        pieces.append(_Piece(Block(kind, uid, article or uid, inside.removesuffix("\n")), ""))
        at = match.end()
    if at < len(text):
        pieces.append(_Piece(None, text[at:]))
    return pieces
