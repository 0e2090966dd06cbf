"""Writing from right to left: which texts are, and the order in which the characters of a line stand on the screen.

The order is that of Unicode's bidirectional algorithm (UAX #9) without its explicit marks, which no text here holds.
"""

from __future__ import annotations

import re
import unicodedata

_FROM_RIGHT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_OPENING = "([{⁅⁽₍⌈⌊〈❨❪❬❮❰❲❴⟦⟨⟪⟬⟮⦃⦅⦇⸢⸤⸦⸨〈《「『【〔〖〘〚﹙﹛﹝（［｛｟｢"
_CLOSING = ")]}⁆⁾₎⌉⌋〉❩❫❭❯❱❳❵⟧⟩⟫⟭⟯⦄⦆⦈⸣⸥⸧⸩〉》」』】〕〗〙〛﹚﹜﹞）］｝｠｣"
_PAIRS = dict(zip(_OPENING, _CLOSING, strict=True))
_OTHERS = "<>«»‹›≤≥≪≫≺≻⊂⊃⊆⊇∈∋"
_MIRRORED = {
    **_PAIRS,
    **{closing: opening for opening, closing in _PAIRS.items()},
    **{one: _OTHERS[at ^ 1] for at, one in enumerate(_OTHERS)},
}
_NEUTRAL = frozenset(("B", "S", "WS", "ON"))
_SEEN_AS_RIGHT = frozenset(("R", "EN", "AN"))


def has_right_to_left(text: str) -> bool:
    """Whether any character of a text belongs to a script that is written from right to left."""
    return not text.isascii() and _FROM_RIGHT.search(text) is not None


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph begins at the right: its first letter that has a direction says so (P2, P3)."""
    if not has_right_to_left(text):
        return False
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction != "L" for direction in directions if direction in ("L", "R", "AL")), False)


def visual_order(text: str, right_to_left: bool) -> list[tuple[int, str]]:
    """The characters of one line as the screen shows them from the left: where each stands in the text, and its shape.

    For terminals that do not do this themselves; brackets are mirrored where they are read from the right.
    """
    base = int(right_to_left)
    levels = _levels(text, base)
    order = list(range(len(text)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end
    return [(at, _MIRRORED.get(text[at], text[at]) if levels[at] % 2 else text[at]) for at in order]


def for_terminal(order: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The same order, but marks stand behind the letters that they belong to, as terminals want them."""
    result: list[tuple[int, str]] = []
    marks: list[tuple[int, str]] = []
    for at, character in order:
        if unicodedata.category(character) in ("Mn", "Me") and (not result or result[-1][0] != at - 1):
            marks.append((at, character))
        else:
            result.append((at, character))
            result.extend(reversed(marks))
            marks.clear()
    return result + marks


def _levels(text: str, base: int) -> list[int]:
    """How deep in writing from the right each character stands: odd is from the right (W, N, I and L1)."""
    given = [unicodedata.bidirectional(character) or "L" for character in text]
    classes = _without_weak(given, base)
    _pair_brackets(text, given, classes, base)
    _resolve_neutral(classes, base)
    levels = []
    for one in classes:
        if base:
            levels.append(2 if one in ("L", "EN", "AN") else 1)
        else:
            levels.append({"R": 1, "EN": 2, "AN": 2}.get(one, 0))
    at_end = True  # blanks before the line's end or before a tab stay there
    for at in range(len(text) - 1, -1, -1):
        at_end = given[at] in ("S", "B") or (at_end and given[at] in ("WS", "BN"))
        if at_end:
            levels[at] = base
    return levels


def _without_weak(given: list[str], base: int) -> list[str]:
    """The classes after the rules about numbers, marks and what stands among them (W1 to W7)."""
    outside = "R" if base else "L"
    classes = list(given)
    before = strong = outside
    for at, one in enumerate(classes):
        if one == "NSM":
            classes[at] = one = before
        if one in ("R", "L", "AL"):
            strong = one
        elif one == "EN" and strong == "AL":
            classes[at] = one = "AN"
        before = one
    classes = ["R" if one == "AL" else one for one in classes]
    for at in range(1, len(classes) - 1):
        around = classes[at - 1], classes[at + 1]
        if (classes[at] == "ES" and around == ("EN", "EN")) or (
            classes[at] == "CS" and around in (("EN", "EN"), ("AN", "AN"))
        ):
            classes[at] = around[0]
    _join_terminators(classes)
    strong = outside
    for at, one in enumerate(classes):
        if one in ("ES", "ET", "CS"):
            classes[at] = "ON"
        elif one in ("R", "L"):
            strong = one
        elif one == "EN" and strong == "L":
            classes[at] = "L"
    return classes


def _join_terminators(classes: list[str]) -> None:
    """Signs such as % belong to the number beside them (W5)."""
    at = 0
    while at < len(classes):
        end = at
        while end < len(classes) and classes[end] in ("ET", "BN"):
            end += 1
        beside = (at > 0 and classes[at - 1] == "EN") or (end < len(classes) and classes[end] == "EN")
        if end > at and beside and "ET" in classes[at:end]:
            classes[at:end] = ["EN"] * (end - at)
        at = max(end, at + 1)


def _pair_brackets(text: str, given: list[str], classes: list[str], base: int) -> None:
    """Both brackets of a pair have one direction (N0)."""
    outside = "R" if base else "L"
    for first, last in sorted(_pairs(text, classes)):
        inside = {"R" if one in _SEEN_AS_RIGHT else one for one in classes[first + 1 : last]} & {"L", "R"}
        if outside in inside:
            direction = outside
        elif inside:
            before = next((one for one in reversed(classes[:first]) if one in ("L", "R", "EN", "AN")), outside)
            other = "L" if base else "R"
            direction = other if ("R" if before in _SEEN_AS_RIGHT else before) == other else outside
        else:
            continue
        for at in (first, last):
            classes[at] = direction
            while at + 1 < len(text) and given[at + 1] == "NSM":
                at += 1
                classes[at] = direction


def _pairs(text: str, classes: list[str]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if classes[at] != "ON":
            continue
        if character in _PAIRS:
            if len(stack) == 63:
                return []
            stack.append((_PAIRS[character], at))
        elif any(character == closing for closing, _ in stack):
            while stack[-1][0] != character:
                stack.pop()
            pairs.append((stack.pop()[1], at))
    return pairs


def _resolve_neutral(classes: list[str], base: int) -> None:
    """What has no direction has that of its surroundings (N1, N2)."""
    outside = "R" if base else "L"
    at = 0
    while at < len(classes):
        end = at
        while end < len(classes) and (classes[end] in _NEUTRAL or classes[end] == "BN"):
            end += 1
        if end > at:
            before = classes[at - 1] if at else outside
            after = classes[end] if end < len(classes) else outside
            sides = {"R" if one in _SEEN_AS_RIGHT else one for one in (before, after)}
            classes[at:end] = [sides.pop() if len(sides) == 1 else outside] * (end - at)
        at = max(end, at + 1)
