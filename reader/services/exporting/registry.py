"""All formats, by the names that they have on the command line."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from reader.services.exporting.exporter import Exporter, Options


class Row(NamedTuple):
    """A format."""

    where: str
    """Its module and class."""
    about: str
    """What it is, in a few words."""


EXPORTERS: dict[str, Row] = {
    "json": Row("own:OwnJson", "everything, to be imported again without a loss"),
}


def exporter_of(name: str, options: Options) -> Exporter:
    """The exporter of a format."""
    module, _, kind = EXPORTERS[name].where.partition(":")
    made: Exporter = getattr(import_module(f"reader.services.exporting.{module}"), kind)(options)
    return made
