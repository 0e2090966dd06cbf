"""The text of PDF files, page by page; needs the extra `pdf`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from reader.domain.draft import Draft
from reader.domain.errors import TextUnusable
from reader.domain.plain import clean_line, clean_text
from reader.domain.provenance import Provenance, Verdict, Way
from reader.services.adding.plaintext import markdown_from
from reader.services.adding.script import language_of
from reader.services.attempt import attempt

MOST_PAGES = 5_000
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(?:([+-])(\d\d)'?(\d\d)?|Z)?")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\ufffe\u0002]\r?\n(?=[^\W\d_])")
_NUMBER = re.compile(r"\s*(?:[-–—]\s*)?(?:page\s+)?\d{1,4}(?:\s*[-–—]|\s+of\s+\d+)?\s*", re.IGNORECASE)
_REPEATED = 0.5
"""Share of the pages whose first or last line is the same from which on it is no part of the text."""


def draft_from_pdf(data: bytes, name: str) -> Draft:
    """The draft that a PDF file becomes; raises TextUnusable for what is locked, damaged or a picture only."""
    try:
        import pypdfium2
    except ImportError as error:
        raise TextUnusable(
            f"{name} is a PDF file, which needs one more package.", "Install terminal-reader[pdf]."
        ) from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise TextUnusable(f"{name} is {'locked with a password' if locked else 'a damaged PDF file'}.") from error
    pages = [attempt(_text_of, document, number) for number in range(min(len(document), MOST_PAGES))]
    facts = attempt(document.get_metadata_dict) or {}
    text = clean_text("\n\n".join(_without_running_lines([page or "" for page in pages])))
    body = markdown_from(_BROKEN.sub("", text))
    if not body.strip():
        raise TextUnusable(f"{name} holds pictures of pages and no text.")
    whole = len(document) <= MOST_PAGES and None not in pages
    return Draft(
        title=clean_line(facts.get("Title", ""))
        or _from_name(name)
        or clean_line(text.lstrip().partition("\n")[0], 100),
        body=body,
        author=clean_line(facts.get("Author", ""), 200),
        published=_moment(facts.get("CreationDate", "")),
        language=language_of(body),
        description=clean_line(facts.get("Subject", ""), 500),
        provenance=Provenance(Way.FILE, "PDF", Verdict.WHOLE if whole else Verdict.CUT),
    )


def _text_of(document: Any, number: int) -> str:
    text = document[number].get_textpage().get_text_bounded()
    return str(text).replace("\r\n", "\n").replace("\r", "\n")


def _without_running_lines(pages: list[str]) -> list[str]:
    """Pages without their numbers, and without the head and foot that all of them have."""
    split = [page.strip("\n").split("\n") for page in pages]
    for at in (0, -1):
        lines = [_norm(lines[at]) for lines in split if lines]
        common = {line for line in set(lines) if lines.count(line) > max(2, _REPEATED * len(pages))}
        for each in split:
            if each and (_NUMBER.fullmatch(each[at]) or _norm(each[at]) in common):
                each.pop(at)
    return ["\n".join(each) for each in split]


def _norm(line: str) -> str:
    return re.sub(r"\d+", "#", line).strip().casefold()


def _from_name(name: str) -> str:
    stem = name.rpartition("/")[2].rpartition(".")[0]
    return clean_line(stem.replace("_", " ")) if stem else ""


def _moment(text: str) -> datetime | None:
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, sign, hours, minutes = match.groups()
    try:
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        zone = timezone(-offset if sign == "-" else offset)
        moment = datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=zone
        )
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
