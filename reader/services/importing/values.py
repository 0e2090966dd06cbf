"""Values as other programs write them: times, tags, addresses, yes and no."""

from __future__ import annotations

import ast
import html
import json
import re
import warnings
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from reader.domain.plain import clean_line, clean_text
from reader.services.adding.address import read_address
from reader.services.adding.dates import read_date
from reader.services.adding.facts import tidy_tags
from reader.services.attempt import attempt

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d+)?")
_YES = frozenset(("1", "true", "yes", "y", "t", "on"))
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]{0,30}):")
_LOCAL = ("https://omnivore.app/no_url?q=", "mailto:reader-forwarded-email/")
"""How addresses begin that were only ever names within a service."""
_NO_TITLES = frozenset(("problem loading page", "untitled", "no title", "no title found", "[no title]"))
_COLOURS = {
    "yellow": 1, "green": 2, "olive": 2, "teal": 2, "blue": 3, "cyan": 3, "indigo": 3, "red": 4, "orange": 4,
    "brown": 4, "purple": 5, "violet": 5, "pink": 5,
}  # fmt: skip
LONGEST_DESCRIPTION = 500
LONGEST_NOTE = 100_000


def moment_in(value: Any) -> datetime | None:
    """The moment that a number or a text names, UTC; None for nothing, nonsense and the beginning of time.

    Numbers are seconds, milliseconds or microseconds since 1970, by their size; a text without a zone is UTC.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)) or (isinstance(value, str) and _NUMBER.fullmatch(value.strip())):
        return _since(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    found = attempt(datetime.fromisoformat, text) if len(text) >= 8 else None
    if found is None:
        return read_date(text)
    try:
        return (
            (found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)) if found.year > 1 else None
        )
    except (ValueError, OverflowError):
        return None


def _since(value: Any) -> datetime | None:
    number = attempt(float, value) or 0.0
    size = abs(number)
    seconds = number if size < 1e11 else number / 1e3 if size < 1e14 else number / 1e6
    try:
        return _EPOCH + timedelta(seconds=round(seconds, 3)) if seconds > 0 else None
    except OverflowError:
        return None


def tags_in(value: Any, separators: str = ",") -> tuple[str, ...]:
    """Tags as a list, as JSON or Python write one in a text, or parted by one of some characters."""
    if isinstance(value, str):
        value = _listed(value.strip()[:100_000], separators)
    if not isinstance(value, Iterable):
        return ()
    names = (tag.get("name") or tag.get("label") or tag.get("title") if isinstance(tag, dict) else tag for tag in value)
    return tidy_tags([name.replace(",", " ") for name in names if isinstance(name, str)])


def _listed(text: str, separators: str) -> list[Any]:
    if text[:1] == "[" and text[-1:] == "]":
        for read in (json.loads, _literal):  # JSON first: it knows what Python does not, such as null
            listed = attempt(read, text)
            if isinstance(listed, list):
                return listed
        text = text[1:-1]
    return re.split(f"[{re.escape(separators)}]", text)


def _literal(text: str) -> Any:
    with warnings.catch_warnings():  # Python tells the terminal what it thinks of a backslash in foreign text
        warnings.simplefilter("ignore")
        return ast.literal_eval(text)


def line_in(value: Any, limit: int = 1000) -> str:
    """A line of text such as a title, '' for what is none."""
    return clean_line(value, limit) if isinstance(value, str) else ""


def words_in(value: Any, limit: int = 1000) -> str:
    """The words of a line of HTML such as a title that somebody's page has written, '' for what is none."""
    return line_in(html.unescape(_TAG.sub("", value)), limit) if isinstance(value, str) else ""


def description_in(value: Any, name: str) -> tuple[str, dict[str, str]]:
    """What a text is about, as one line, and the whole of it as extra where that is longer."""
    line = line_in(value, LONGEST_DESCRIPTION)
    return line, {name: text_in(value)} if line.endswith("…") and len(value) > LONGEST_DESCRIPTION else {}


def title_in(value: Any, url: Any = "") -> str:
    """A title, '' where only its address stands there or that there was none."""
    title = line_in(value)
    return "" if title == line_in(url) or title.casefold() in _NO_TITLES else title


def folder_in(names: Iterable[Any]) -> str:
    """Folders in each other as the one tag that stands for them: `Sea/Tides`."""
    return "/".join(filter(None, (line_in(name, 100).replace(",", " ").strip("/ ") for name in names)))


def text_in(value: Any) -> str:
    """Lines of text such as a note, '' for what is none."""
    return clean_text(value[:LONGEST_NOTE]).strip() if isinstance(value, str) else ""


def is_yes(value: Any) -> bool:
    """Whether a value says yes, however it is written."""
    return value.strip().casefold() in _YES if isinstance(value, str) else bool(value)


def colour_in(value: Any) -> int:
    """The number of a colour by its name, so that those of one program stay apart; 1 for what is none."""
    return _COLOURS.get(value.strip().casefold(), 1) if isinstance(value, str) else 1


def number_in(value: Any) -> float:
    """A number, also one written as text; 0 for what is none."""
    found = attempt(float, value) if isinstance(value, (int, float, str)) else None
    return found if found is not None and abs(found) < 1e15 else 0.0


def address_in(value: Any) -> str:
    """The http(s) address that a value is, as it stands there, or ''."""
    return read_address(value) if isinstance(value, str) else ""


def is_local(value: Any) -> bool:
    """Whether an address was only ever a name within a service, so that there is nothing to fetch."""
    return isinstance(value, str) and value.strip().startswith(_LOCAL)


def why_no_address(value: Any) -> str:
    """Why a value is no address that can be kept, as the end of a sentence."""
    if not isinstance(value, str) or not value.strip():
        return "has no address"
    if match := _SCHEME.match(value):
        scheme = match[1].lower()
        if scheme not in ("http", "https"):
            return f"has an address that begins with {scheme}:, which is no page"
    return "has an address that is none"
