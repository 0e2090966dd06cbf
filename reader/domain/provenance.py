"""Provenance: how the text of an article was got, and whether it seems to be all of it."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Way(StrEnum):
    """How a text was got."""

    FILE = "file"
    """Read from a file, or piped in."""
    FETCHED = "fetched"
    """Extracted from a page that was fetched."""
    HANDED = "handed"
    """Extracted from a page that somebody handed over."""
    FEED = "feed"
    """Written in a feed."""
    IMPORTED = "imported"
    """Carried over from another program."""


class Verdict(StrEnum):
    """What a text looks like."""

    WHOLE = ""
    CUT = "cut"
    """It seems to break off."""
    PAYWALL = "paywall"
    """The rest seems to be for subscribers."""
    THIN = "thin"
    """There is hardly any text."""


SAID: dict[Verdict, str] = {
    Verdict.WHOLE: "",
    Verdict.CUT: "looks cut off",
    Verdict.PAYWALL: "paywall?",
    Verdict.THIN: "hardly any text",
}
"""Verdicts in words."""


class Provenance(NamedTuple):
    """How the text of an article was got."""

    way: Way
    by: str = ""
    """What extracted it, or what file or feed it came in."""
    verdict: Verdict = Verdict.WHOLE
    at: datetime | None = None
    """When, UTC."""
