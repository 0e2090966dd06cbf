"""Kindle: the file `My Clippings.txt`, in which every highlight, note and bookmark was written down as it was made."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.domain.carried import Carried, Excerpt
from reader.services.importing.clippings import BOOKMARK, NOTE, SEPARATOR, Clipping, clippings_in, is_clipping
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Importer, Remark, Skipped
from reader.services.importing.merging import joined, words_of

_LIMIT = ("<You have reached the clipping limit", "<Sie haben das Clipping-Limit", "<Vous avez atteint la limite")
"""How texts begin that a publisher does not let out of the device."""
_NEAR = 12
"""How many passages before one may be an earlier version of it."""
_ALIKE = 24
"""Characters at the beginning or end that make two passages at one place the same."""


class Kindle(Importer):
    """A book is known by what was marked in it."""

    name = "Kindle"
    key = "kindle"

    def recognises(self, file: ImportFile) -> bool:
        text = file.text
        return is_clipping(text[:3000]) and SEPARATOR.search(text) is not None

    def read(self, file: ImportFile) -> Iterator[Found]:
        books: dict[tuple[str, str], list[Clipping]] = {}
        places = 0
        for number, clipping in enumerate(clippings_in(file.text), 1):
            if clipping is None:
                yield Skipped(f"entry {number}", "is no entry of a Kindle's")
            elif clipping.kind == BOOKMARK:
                places += 1
            elif clipping.text.startswith(_LIMIT):
                yield Skipped(
                    f"entry {number}", "has no text: its publisher lets no more of the book out of the device"
                )
            elif clipping.text:
                books.setdefault((clipping.title, clipping.author), []).append(clipping)
        for (title, author), clippings in books.items():
            yield _book(title, author, clippings)
        if places:
            yield Remark(f"Bookmarks without words were left out: {places}.")


def _book(title: str, author: str, clippings: Sequence[Clipping]) -> Carried:
    passages = _passages([one for one in clippings if one.kind != NOTE])
    # of several notes at one place the last is the one that its writer wanted
    notes = {one.end or -number: one for number, one in enumerate(clippings, 1) if one.kind == NOTE}
    excerpts = [Excerpt(one.text, made=one.made) for one in passages]
    starts = [one.start for one in passages]
    astray = ""
    for note in notes.values():
        at = _passage_at(passages, starts, note.end)
        if at is None:
            astray = joined(astray, note.text)
        else:
            excerpts[at] = replace(excerpts[at], note=joined(excerpts[at].note, note.text))
    return Carried(
        title=title or "Untitled",
        seed=f"kindle {title} {author}".casefold(),
        author=author,
        added=min((one.made for one in clippings if one.made), default=None),
        note=astray,
        excerpts=tuple(excerpts),
        body="" if excerpts else astray,
        is_excerpts=True,
        local=True,
    )


def _passages(clippings: Sequence[Clipping]) -> list[Clipping]:
    """The passages in the order of the book; of one that was marked anew only what was marked last."""
    order = {id(one): number for number, one in enumerate(clippings)}
    kept: list[Clipping] = []
    for one in sorted(clippings, key=lambda clipping: (clipping.start, order[id(clipping)])):
        for at in range(len(kept) - 1, max(-1, len(kept) - 1 - _NEAR), -1):
            if _is_same(kept[at], one):
                later = max(kept[at], one, key=lambda clipping: order[id(clipping)])
                del kept[at]
                kept.append(later)
                break
        else:
            kept.append(one)
    return sorted(kept, key=lambda clipping: (clipping.start, clipping.end, order[id(clipping)]))


def _is_same(one: Clipping, other: Clipping) -> bool:
    """Whether two passages that share a place are one that was marked twice."""
    if one.start > other.end or other.start > one.end:
        return False
    first, second = words_of(one.text), words_of(other.text)
    if first in second or second in first:
        return True
    return first[:_ALIKE] == second[:_ALIKE] or first[-_ALIKE:] == second[-_ALIKE:]


def _passage_at(passages: Sequence[Clipping], starts: Sequence[int], place: int) -> int | None:
    """The passage to which a note at a place belongs: one that ends there, else one that goes on there."""
    if not place:
        return None
    last = bisect_right(starts, place)
    near = [at for at in range(last - 1, max(-1, last - 1 - _NEAR), -1) if passages[at].end >= place]
    return next((at for at in near if passages[at].end == place), near[0] if near else None)
