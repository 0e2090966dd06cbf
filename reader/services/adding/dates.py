"""Reads the dates that people and programs write at the head of a text."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_MONTHS = (
    "january jan januar jänner janvier janv enero gennaio janeiro januari",
    "february feb februar février févr fevrier febrero febbraio fevereiro februari",
    "march mar märz maerz mrz mars marzo março maart",
    "april apr avril avr abril aprile",
    "may mai mayo maggio maio mei maj",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet juil julio luglio julho",
    "august aug août aout agosto augustus augusti",
    "september sep sept septembre septiembre settembre setembro",
    "october oct oktober okt octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc decembre diciembre dicembre dezembro",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}

_CLOCK = (
    r"(?:,?\s+(?:at|um|à|·|-)?\s*\d{1,2}[:.h]\d{2}(?::\d{2})?"
    r"(?:\s*[ap]\.?m\.?)?(?:\s*(?:Uhr|[A-Z]{2,5}))?)?"
)
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s+(?:(?:den|le)\s+)?)?"
_ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    _WEEKDAY
    + r"(\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s+(?:of\s+|de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(\d{4})"
    + _CLOCK,
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    _WEEKDAY + r"([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _CLOCK, re.IGNORECASE
)
_DOTTED = re.compile(_WEEKDAY + r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})" + _CLOCK, re.IGNORECASE)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})" + _CLOCK, re.IGNORECASE)
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日(?:\s*[（(].[)）])?")
_LONGEST = 60


def read_date(text: str) -> datetime | None:
    """The moment that a whole string names, UTC; midnight sharp where only the day is known; never raises."""
    text = text.strip()
    if not 6 <= len(text) <= _LONGEST:
        return None
    try:
        return _read(text)
    except (ValueError, OverflowError):
        return None


def _read(text: str) -> datetime | None:
    if match := _ISO.fullmatch(text):
        return _iso(*match.groups())
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        return _day(year, _MONTH.get(month.lower()), day)
    if match := _MONTH_FIRST.fullmatch(text):
        month, day, year = match.groups()
        return _day(year, _MONTH.get(month.lower()), day)
    if match := _DOTTED.fullmatch(text):
        return _day(match[3], match[2], match[1])
    if match := _SLASHED.fullmatch(text):
        return _slashed(*match.groups())
    if match := _CHINESE.fullmatch(text):
        return _day(*match.groups())
    return None


def _day(year: str, month: str | int | None, day: str) -> datetime | None:
    return datetime(int(year), int(month), int(day), tzinfo=UTC) if month and int(year) > 1000 else None


def _iso(
    year: str, month: str, day: str, hour: str | None, minute: str, second: str | None, zone: str | None
) -> datetime | None:
    moment = _day(year, month, day)
    if moment is None or hour is None:
        return moment
    moment = moment.replace(hour=int(hour), minute=int(minute), second=int(second or 0))
    if zone and zone[0] in "+-":
        # The zone is read by the standard library, which knows how far a clock can differ.
        offset = datetime.strptime(zone.replace(":", ""), "%z").utcoffset()
        return moment - offset if offset is not None else moment
    return moment


def _slashed(first: str, second: str, year: str) -> datetime | None:
    """10/15/2018 can be one day only; 10/11/2018 is two, and so unknown."""
    if int(first) > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if int(second) > 12 else None
