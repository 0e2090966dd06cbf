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

SEARCHING: tuple[Command, ...] = tuple(
    Command("search", "ctrl+f", "Search", "Search the texts of the whole library.", scope)
    for scope in (EVERYWHERE, HIGHLIGHTS, FEEDS, HISTORY, TAGS, RULES)
)
"""What begins a search, wherever one is."""

RESULT_COMMANDS: tuple[Command, ...] = (
    Command("down", "j,down", "Down", "Go to the next article.", RESULTS),
    Command("up", "k,up", "Up", "Go to the article before.", RESULTS),
    Command("page_down", "space,pagedown", "Page down", "Go a screenful down.", RESULTS),
    Command("page_up", "pageup", "Page up", "Go a screenful up.", RESULTS),
    Command("half_down", "ctrl+d", "Half a page down", "Go half a screenful down.", RESULTS),
    Command("half_up", "ctrl+u", "Half a page up", "Go half a screenful up.", RESULTS),
    Command("top", "g g,home", "Top", "Go to the first article.", RESULTS),
    Command("end", "G,end", "End", "Go to the last article.", RESULTS),
    Command("open", "enter,l,right", "Read", "Open the article at the passage.", RESULTS, ARTICLE, "read"),
    Command("filter", "/", "Words", "Change what is sought.", RESULTS, footer="words"),
    Command("sort", "S", "Sort", "Put the best first, or the newest.", RESULTS),
    Command("keep_search", "*", "Keep this search", "Make it a shelf.", RESULTS, SEARCH, "keep"),
    Command("back", "q,escape,h,left", "Back", "Go back to where the search began.", RESULTS, footer="back"),
)
"""Commands among what was found; what is done to articles is the same as on the list."""
