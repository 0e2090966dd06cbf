"""Markdown files: notes with a front matter, such as those of Obsidian's clipper, and any other file called `.md`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.domain.carried import Carried, Excerpt
from reader.domain.draft import Draft
from reader.domain.picture import picture_name
from reader.domain.plain import clean_line, clean_text
from reader.services.adding.facts import tidy_tags
from reader.services.adding.fields import known_from, known_names
from reader.services.adding.frontmatter import split_front_matter
from reader.services.adding.markdown import draft_from_markdown, inline_text
from reader.services.attempt import attempt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Importer, RestoredPicture
from reader.services.importing.listed import without_listed
from reader.services.importing.merging import words_of
from reader.services.importing.values import text_in

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd")
_CODE = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:.*\n)*? {0,3}\1[`~]*[ \t]*$|(`+)(?!`)[^\n]*?(?<!`)\2(?!`)", re.MULTILINE
)
_MARK = re.compile(r"(?<![=\\])==(?=[^\s=])([^=\n]*(?:=(?!=)[^=\n]*)*(?:\n(?!\n)[^=\n]+)*)(?<!\s)==(?!=)")
_UID = re.compile(r"[0-9a-f]{16}")
_BESIDE = re.compile(r"""(?<=[(<"'])pictures/([0-9a-f]{16}\.(?:jpg|png|gif|webp))(?=[)>"'\s])""")
_NO_TEXT = re.compile(r"\s*(?:#[^\n]*)?\s*")
_DESCRIPTIONS = ("description", "excerpt", "summary", "abstract")
_NOTES = ("note", "notes", "comment")


class Notes(Importer):
    """A Markdown file is an article: its front matter has the facts, what is marked `==so==` becomes highlights.

    So does what our own notes list below their texts.
    """

    name = "Markdown"
    key = "markdown"

    def recognises(self, file: ImportFile) -> bool:
        if not file.is_text or file.beginning.lstrip()[:1] in (b"", b"{"):
            return False
        return file.name.lower().endswith(_SUFFIXES) or _has_fields(file)

    def read(self, file: ImportFile) -> Iterator[Found]:
        carried = carried_from(file.text, file.name, file.spoken)
        pictures = _pictures_beside(file, carried.body)
        yield from pictures.values()
        body = _BESIDE.sub(lambda match: f"../{match[0]}" if match[1] in pictures else match[0], carried.body)
        yield replace(carried, body=body)


def _pictures_beside(file: ImportFile, body: str) -> dict[str, RestoredPicture]:
    """The pictures that lie beside a note as they do when it was exported, by name."""
    found: dict[str, RestoredPicture] = {}
    for name in {match[1] for match in _BESIDE.finditer(body)}:
        if (there := file.neighbour(f"pictures/{name}")) is not None:
            read = Path(there.path).read_bytes
            data = attempt(read) or b""
            if picture_name(data) == name:
                found[name] = RestoredPicture(name, len(data), read)
    return found


def _has_fields(file: ImportFile) -> bool:
    if file.beginning.removeprefix(b"\xef\xbb\xbf")[:4].rstrip() not in (b"---", b"+++"):
        return False
    return bool(split_front_matter(clean_text(file.text))[0])


def carried_from(text: str, name: str, spoken: str = "The text") -> Carried:
    """What a Markdown file says; raises TextUnusable where there is neither a text nor an address in it."""
    text = clean_text(text).lstrip("\ufeff")
    fields, rest = split_front_matter(text)
    known = known_from(fields)
    if known.facts.url and _NO_TEXT.fullmatch(rest):  # the page was kept without its text
        facts = known.facts
        draft = Draft(
            facts.title, "", facts.url, facts.source, facts.author, facts.published, known.language, facts.tags,
            added=known.added,
        )  # fmt: skip
    else:
        draft = draft_from_markdown(text, name, spoken)
    body, listed = without_listed(draft.body) if _is_ours(fields) else (draft.body, ())
    body, marked = without_marks(body)
    named = {key.strip().lower(): value for key, value in fields.items()}
    return Carried(
        title=draft.title,
        url=draft.url,
        # the same as that of a text which `reader add` took, so that the same note is not there twice
        seed="" if draft.url else "\n".join((draft.title, " ".join(draft.body.split()))),
        source=draft.source,
        author=draft.author,
        published=draft.published,
        added=draft.added,
        language=draft.language,
        description=clean_line(_first(named, _DESCRIPTIONS), 500),
        tags=tidy_tags([tag.replace(",", " ") for tag in draft.tags]),
        note=text_in(_first(named, _NOTES)),
        excerpts=(*listed, *_others_than(listed, marked)),
        body=body,
        is_excerpts=bool(listed) and not body.strip() and not draft.url,
        local=not draft.url,
        extra=_others(fields),
    )


def without_marks(body: str) -> tuple[str, tuple[Excerpt, ...]]:
    """A text without the signs `==` around what was marked in it, and what that was; code stays as it is."""
    if "==" not in body:
        return body, ()
    found: list[str] = []

    def bare(match: re.Match[str]) -> str:
        found.append(inline_text(match[1]))
        return match[1]

    parts, start = [], 0
    for code in _CODE.finditer(body):
        parts += [_MARK.sub(bare, body[start : code.start()]), code.group()]
        start = code.end()
    parts.append(_MARK.sub(bare, body[start:]))
    return "".join(parts), tuple(Excerpt(words) for words in dict.fromkeys(found) if words)


def _is_ours(fields: Mapping[str, Any]) -> bool:
    """Whether a note is one that `reader export` has written."""
    return bool(_UID.fullmatch(str(fields.get("uid", ""))))


def _others_than(listed: Sequence[Excerpt], marked: Sequence[Excerpt]) -> list[Excerpt]:
    """What is marked in a text and is nothing of what is listed below it, where it stands with more."""
    known = [words_of(excerpt.text) for excerpt in listed]
    return [excerpt for excerpt in marked if not any(words_of(excerpt.text) in words for words in known)]


def _first(named: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((value for key in keys if isinstance(value := named.get(key), str) and value.strip()), "")


def _others(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that have no place here, as they stand there."""
    used = {*known_names(), *_DESCRIPTIONS, *_NOTES}
    return {
        str(key): _stored(value)
        for key, value in fields.items()
        if value not in ("", [], None) and _plain(key) not in used
    }


def _stored(value: Any) -> Any:
    """A value as JSON can hold it: of TOML some are dates."""
    return attempt(lambda: json.loads(json.dumps(value, default=str, allow_nan=False))) or str(value)


def _plain(key: str) -> str:
    return re.sub(r"[\s.-]+", "_", str(key).strip().lower())
