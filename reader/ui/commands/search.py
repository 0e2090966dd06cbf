"""The commands of searching: the one that begins it on every screen, and those among what was found."""

from __future__ import annotations

from reader.ui.command import (
    ARTICLE,
    EVERYWHERE,
    FEEDS,
    HIGHLIGHTS,
    HISTORY,
    RESULTS,
    RULES,
    SEARCH,
    TAGS,
    Command,
)
from reader.ui.commands.rows import going_about

SEARCHING: tuple[Command, ...] = tuple(
    Command("search", "ctrl+f", "Search", "Search the texts of the whole library.", scope)
    for scope in (EVERYWHERE, HIGHLIGHTS, FEEDS, HISTORY, TAGS, RULES)
)
"""What begins a search, wherever one is."""

RESULT_COMMANDS: tuple[Command, ...] = (
    *going_about(RESULTS, "article", halves=True),
    Command("open", "enter,l,right", "Read", "Open the article at the passage.", RESULTS, ARTICLE, "read"),
    Command("filter", "/", "Words", "Change what is sought.", RESULTS, footer="words"),
    Command("sort", "S", "Sort", "Put the best first, or the newest.", RESULTS),
    Command("keep_search", "*", "Keep this search", "Make it a shelf.", RESULTS, SEARCH, "keep"),
    Command("back", "q,escape,h,left", "Back", "Go back to where the search began.", RESULTS, footer="back"),
)
"""Commands among what was found; what is done to articles is the same as on the list."""
