"""Values of conditions: numbers, days, months, years and ages, and what lies between two of them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta
from math import ceil, floor

from reader.services.search.fields import FIELDS, NUMBER, UNITS

Bounds = tuple[int | None, int | None]
"""From the first number up to, and without, the second; nothing where there is no bound."""

_COMPARED = re.compile(r"(?P<sign>[<>]=?|=)?(?P<rest>.*)", re.DOTALL)
_NUMBER = re.compile(r"(?P<number>[0-9]{1,12}(?:\.[0-9]{1,6})?)(?P<unit>[a-z%]*)", re.IGNORECASE)
_AGE = re.compile(r"([0-9]{1,4})([hdwmy])", re.IGNORECASE)
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_TODAY = {"today": 0, "yesterday": 1}
_DAYS = {"d": 1, "w": 7}
_MONTHS = {"m": 1, "y": 12}
_BEGUN_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?)?")
_BEGUN_TIME = re.compile(r"[0-9]{0,3}|[0-9]{4}-0?|[0-9]{4}-[0-9]{1,2}-0?")


class NoSuchDay(ValueError):
    """A day that looks like one and is none."""


def bounds_of(field: str, text: str, now: datetime) -> Bounds:
    """Between what something must lie; raises ValueError for what is no value of the field."""
    text = text.strip().lower()
    return _numbers(field, text) if FIELDS[field].kind == NUMBER else _times(text, now.astimezone())


def is_begun(field: str, text: str) -> bool:
    """Whether somebody who types on can make a value of a text that is none yet."""
    match = _COMPARED.fullmatch(text.strip().lower())
    assert match is not None
    first, dots, last = match["rest"].partition("..")
    begun = _begun_number if FIELDS[field].kind == NUMBER else _begun_time
    if dots:
        return not match["sign"] and begun(field, last)
    return begun(field, first.removesuffix("."))


def _begun_number(field: str, text: str) -> bool:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return _BEGUN_NUMBER.fullmatch(text) is not None
    return any(unit.startswith(match["unit"]) for unit in ("", *UNITS[field]))


def _begun_time(_: str, text: str) -> bool:
    named = bool(text) and any(name.startswith(text) for name in _TODAY)
    return named or any(pattern.fullmatch(text) for pattern in (_BEGUN_TIME, _DAY, _AGE))


# -- numbers --------------------------------------------------------------------------------------


def _numbers(field: str, text: str) -> Bounds:
    match = _COMPARED.fullmatch(text)
    assert match is not None
    sign, rest = match["sign"], match["rest"].strip()
    first, dots, last = rest.partition("..")
    if dots:
        if sign or not (first or last):
            raise ValueError
        low = _number(field, first) if first else None
        high = _number(field, last) if last else None
        if low is not None and high is not None and low > high:
            low, high = high, low
        return None if low is None else ceil(low), None if high is None else floor(high) + 1
    number = _number(field, rest)
    least = {">": floor(number) + 1, "<": None, "<=": None}.get(sign or "", ceil(number))
    below = {"<": ceil(number), ">": None, ">=": None}.get(sign or "", floor(number) + 1)
    return least, below


def _number(field: str, text: str) -> float:
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise ValueError
    unit = match["unit"]
    if unit and unit not in UNITS[field]:
        raise ValueError
    return float(match["number"]) * UNITS[field].get(unit, 1)


# -- times ----------------------------------------------------------------------------------------


def _times(text: str, now: datetime) -> Bounds:
    match = _COMPARED.fullmatch(text)
    assert match is not None
    sign, rest = match["sign"] or "", match["rest"].strip()
    first, dots, last = (part.strip() for part in rest.partition(".."))
    if dots:
        if sign or not (first or last):
            raise ValueError
        return _range(first, last, now)
    if (ago := _age(rest, now)) is not None:
        return (None, ago) if sign[:1] == ">" else (ago, None)
    start, end = _day(rest, now)
    least = {"<": None, "<=": None, ">": end}.get(sign, start)
    below = {">": None, ">=": None, "<": start}.get(sign, end)
    return least, below


def _range(first: str, last: str, now: datetime) -> Bounds:
    """From one time to another, both included, in whatever order; ages count from the younger to the older one."""
    ages = [_age(text, now) if text else None for text in (first, last)]
    if ages != [None, None]:
        if any(text and age is None for text, age in zip((first, last), ages, strict=True)):
            raise ValueError
        younger, older = ages
        if younger is not None and older is not None and younger < older:
            younger, older = older, younger
        return older, younger
    spans = [_day(text, now) if text else None for text in (first, last)]
    if all(spans):
        spans.sort(key=lambda span: span or (0, 0))
    low, high = spans
    return None if low is None else low[0], None if high is None else high[1]


def _age(text: str, now: datetime) -> int | None:
    """The moment that was so long ago."""
    match = _AGE.fullmatch(text)
    if match is None:
        return None
    number, unit = int(match[1]), match[2]
    try:
        if unit in _MONTHS:
            return _milliseconds(_months_before(now.replace(tzinfo=None), number * _MONTHS[unit]))
        past = timedelta(hours=number) if unit == "h" else timedelta(days=number * _DAYS[unit])
        return int((now - past).timestamp() * 1000)
    except (ValueError, OverflowError):
        return 0  # before everything


def _months_before(now: datetime, months: int) -> datetime:
    """The same day so many months earlier, or the last one of that month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))


def _day(text: str, now: datetime) -> tuple[int, int]:
    """When a day, month or year begins and ends, where the reader lives."""
    try:
        if text in _TODAY:
            here = now.replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0) - timedelta(days=_TODAY[text])
            return _milliseconds(here), _milliseconds(here + timedelta(days=1))
        match = _DAY.fullmatch(text)
        if match is None:
            raise ValueError
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        start = datetime(year, month or (0 if match[2] else 1), day or (0 if match[3] else 1))
        if match[3]:
            end = start + timedelta(days=1)
        elif match[2]:
            end = datetime(year + month // 12, month % 12 + 1, 1)
        else:
            end = datetime(year + 1, 1, 1)
        return _milliseconds(start), _milliseconds(end)
    except (ValueError, OverflowError) as error:
        raise (NoSuchDay if _DAY.fullmatch(text) else ValueError) from error


def _milliseconds(local: datetime) -> int:
    return int(local.timestamp() * 1000)
