"""Plain text as people save articles: a title line, facts, paragraphs, a source line."""

from __future__ import annotations

import re
from textwrap import dedent

from reader.domain.draft import Draft
from reader.domain.plain import clean_line
from reader.services.adding.escape import fenced, paragraph
from reader.services.adding.facts import NOTHING, Facts, head_facts, label_facts, tail_facts, with_host
from reader.services.adding.script import language_of
from reader.services.adding.unwrap import Paragraph, paragraphs

LONGEST_TITLE = 200
"""Characters of a first line that can be a title."""
_MADE_TITLE = 70
_HEAD_LINES = 8
_HEAD_FACTS = 4
_LEADING_TABS = re.compile(r"^\t+", re.MULTILINE)
_UNDERLINE = re.compile(r"\s*([=\-~*#_])\1{2,}\s*")
_SENTENCE = re.compile(r".{8,}?[.!?…]+[”\"’')]?(?=\s)|[^。！？]{4,}[。！？]")
_ENDS = (".", ",", ";", ":", "…", "。", "，")


def draft_from_plain_text(text: str, name: str = "") -> Draft:
    """The draft that a plain text becomes; the text is clean already."""
    text = dedent(_LEADING_TABS.sub(_as_blanks, text))
    lines = _without_blank_ends([line.rstrip() for line in text.split("\n")])
    title, rest = _title(lines)
    facts, rest = _head(rest) if title else (NOTHING, rest)
    rest, tail = _tail(rest)
    if not any(rest):
        title, rest, facts, tail = "", lines, NOTHING, NOTHING
    facts = with_host(Facts(title=title).and_then(facts).and_then(tail))
    found = paragraphs(rest)
    return Draft(
        title=facts.title or _made_title(found[0]),
        body="\n\n".join(map(_markdown, found)),
        url=facts.url,
        source=facts.source,
        author=facts.author,
        published=facts.published,
        language=language_of(text),
        tags=facts.tags,
    )


def markdown_from(text: str) -> str:
    """Markdown that shows exactly a plain text, paragraph by paragraph."""
    lines = [line.rstrip() for line in text.split("\n")]
    return "\n\n".join(map(_markdown, paragraphs(lines)))


def _as_blanks(tabs: re.Match[str]) -> str:
    return "    " * len(tabs.group())


def _markdown(found: Paragraph) -> str:
    return fenced(found.lines) if found.fixed else paragraph(found.lines)


def _without_blank_ends(lines: list[str]) -> list[str]:
    first = next((i for i, line in enumerate(lines) if line), len(lines))
    last = next((i for i in range(len(lines), first, -1) if lines[i - 1]), first)
    return lines[first:last]


def _title(lines: list[str]) -> tuple[str, list[str]]:
    """The title and the lines after it; '' and all lines where the text begins at once."""
    if label_facts(lines[0]):
        return _labelled_title(lines)
    block = lines[: lines.index("")] if "" in lines else lines
    after = lines[len(block) :]
    first = clean_line(block[0])
    if len(first) > LONGEST_TITLE:
        return "", lines
    if len(block) > 1 and _UNDERLINE.fullmatch(block[1]):
        return first, lines[2:]
    if len(block) == 1:
        return (first, after) if any(after) else ("", lines)
    if all(head_facts(line) for line in block[1:4]):
        return first, lines[1:]
    if _heads(block):
        return first, lines[1:]
    whole = clean_line(" ".join(block))
    wrapped = len(block) <= 3 and len(block[0]) >= 40 and len(whole) <= LONGEST_TITLE
    if wrapped and any(after) and not whole.endswith(_ENDS):
        return whole, after
    return "", lines


def _labelled_title(lines: list[str]) -> tuple[str, list[str]]:
    for i, line in enumerate(lines[:_HEAD_LINES]):
        facts = label_facts(line)
        if facts is None:
            break
        if facts.title:
            return facts.title, [*lines[:i], *lines[i + 1 :]]
    return "", lines


def _heads(block: list[str]) -> bool:
    """Whether the first line of a block is a title with its paragraph right below it."""
    first, second = block[0], block[1]
    return len(first) <= 100 and not first.endswith(_ENDS) and len(second) > max(100, len(first) * 3 // 2)


def _head(lines: list[str]) -> tuple[Facts, list[str]]:
    """The facts below a title, and the lines without them."""
    facts, seen = NOTHING, 0
    kept: list[str] = []
    for i, line in enumerate(lines):
        if not line:
            kept.append(line)
            continue
        found = head_facts(line) if seen < _HEAD_LINES else None
        if found is None:
            if seen >= _HEAD_FACTS or len(line) > LONGEST_TITLE or not _stands_alone(lines, i):
                return facts, kept + lines[i:]
            kept.append(line)
        else:
            facts = facts.and_then(found)
        seen += 1
    return facts, kept


def _stands_alone(lines: list[str], i: int) -> bool:
    """Whether a line may be the subtitle that stands between a title and its byline."""
    following = next((line for line in lines[i + 1 : i + 4] if line), "")
    facts = head_facts(following)
    return facts is not None and bool(facts.author or facts.published) and not lines[i].endswith(_ENDS)


def _tail(lines: list[str]) -> tuple[list[str], Facts]:
    """The lines without the facts that end them, and those facts."""
    lines = _without_blank_ends(lines)
    facts = NOTHING
    while lines:
        found = tail_facts(lines[-1])
        if found is None and not facts.url and len(lines) > 1 and not lines[-2]:
            found = head_facts(lines[-1])
            found = found if found and found.url else None
        if found is None:
            break
        facts = found.and_then(facts)
        lines = _without_blank_ends(lines[:-1])
    return lines, facts


def _made_title(first: Paragraph) -> str:
    """A title for a text without one: its first sentence, or as much of it as makes a line."""
    text = clean_line(" ".join(first.lines))
    if len(text) <= _MADE_TITLE:
        return text
    sentence = _SENTENCE.match(text)
    if sentence and len(sentence.group()) <= _MADE_TITLE + 20:
        return sentence.group()
    cut = text[:_MADE_TITLE].rsplit(" ", 1)[0] if " " in text[20:_MADE_TITLE] else text[:_MADE_TITLE]
    return cut.rstrip(" ,;:–—-") + "…"
