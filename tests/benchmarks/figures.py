"""Figures: what a benchmark has found, kept as JSON and drawn as the one table of the README."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

BEGIN, END = "<!-- numbers -->\n", "<!-- /numbers -->\n"
"""Between these lines of the README the table stands."""
HEAD = "| what | takes | promised | beside it |\n| --- | --: | --- | --- |\n"
TIMES = "×"
"""The unit of a ratio."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, what is promised of it, and what the same run measured beside it."""

    what: str
    values: Sequence[float]
    """One number, or several of one kind, such as a median and what 99 % stay below."""
    unit: str = "ms"
    promised: float | None = None
    """What none of the values may exceed."""
    beside: str = ""
    theirs: Sequence[float] = ()
    """The same of what stands beside it."""
    times: bool = False
    """Whether the promise is so many times the worst that stands beside it."""

    @property
    def judged(self) -> float:
        """The number that the promise is about; no number where what it is compared with was not measured."""
        worst = _worst(self.values)
        return worst / _worst(self.theirs) if self.times else worst

    @property
    def kept(self) -> bool | None:
        """Whether the promise holds; None where nothing is promised, or nothing can be said."""
        if self.promised is None or (self.times and _worst(self.theirs) != _worst(self.theirs)):
            return None
        return self.judged <= self.promised

    @property
    def row(self) -> str:
        """Its line of the table."""
        beside = f"{self.beside}: {quantity(self.theirs, self.unit)}" if self.theirs else self.beside
        return f"| {self.what} | {quantity(self.values, self.unit)} | {self._promise} | {beside} |\n"

    @property
    def _promise(self) -> str:
        if self.promised is None:
            return ""
        unit = TIMES if self.times else self.unit
        most = f"{self.promised:g} {unit}"
        if self.kept is None:
            return f"{most}, not compared"
        if self.times:
            most = f"{most}, is {self.judged:{_digits(self.judged, unit)}}"
        return most if self.kept else f"{most}, **missed**"


def _worst(values: Sequence[float]) -> float:
    """The largest; no number if there is none, or if one of them is none."""
    return max(values) if values and all(value == value for value in values) else float("nan")


def _digits(value: float, unit: str) -> str:
    """How a number is written: with two digits that mean something, or three, and a ratio with two behind the point."""
    if value != value or value >= 20:
        return ",.0f"
    if 0 < value < 0.005:
        return ".2g"
    return ".2f" if unit == TIMES or value < 1 else ".1f"


def quantity(values: Sequence[float], unit: str) -> str:
    """Some numbers and their unit: `5.7 and 15.4 ms`."""
    said = ["?" if value != value else f"{value:{_digits(value, unit)}}" for value in values]
    return f"{' and '.join([', '.join(said[:-1]), said[-1]] if said[1:] else said)} {unit}"


def keep(path: Path | None, figures: Iterable[Figure]) -> None:
    """Keep figures in a file, if there is one to be."""
    if path is not None:
        path.write_text(json.dumps([asdict(figure) for figure in figures], ensure_ascii=False), encoding="utf-8")


def kept(path: Path) -> list[Figure]:
    """What was kept in a file."""
    return [Figure(**facts) for facts in json.loads(path.read_text(encoding="utf-8"))]


def table(figures: Iterable[Figure]) -> str:
    """The table, a line for every figure."""
    return HEAD + "".join(figure.row for figure in figures)


def put(readme: str, drawn: str) -> str:
    """A README with something else between its marks; raises ValueError where they are missing."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"There is no place for the table: {BEGIN.strip()} and {END.strip()} are missing.")
    return f"{before}{begin}{drawn}{end}{after}"
