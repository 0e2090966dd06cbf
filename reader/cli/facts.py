"""The facts of an article as `--json` gives them, which hooks are given, too."""

from __future__ import annotations

from reader.services.facts import FIELDS, facts_from, facts_of, facts_of_draft

__all__ = ["FIELDS", "facts_from", "facts_of", "facts_of_draft"]
