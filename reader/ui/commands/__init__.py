"""The table of commands: the only place where a key is spelled, put together of the commands of each place."""

from __future__ import annotations

from reader.ui.command import (
    ADDRESS,
    ARTICLE,
    ARTICLES,
    DEED,
    EVERYWHERE,
    FEED,
    FEEDS,
    HIGHLIGHT,
    HIGHLIGHTS,
    HISTORY,
    LIST,
    MISSING,
    PAGE,
    RESULTS,
    RULE,
    RULES,
    SEARCH,
    SELECT,
    SHEET,
    TAG,
    TAGS,
    Command,
    shown_key,
)
from reader.ui.command_lookup import (
    bindings_in,
    command_named,
    commands_by_place,
    commands_in,
    freed_in,
    in_force,
    key_table_markdown,
    keys_in,
    meant,
    needs_in,
    sequences_in,
    use,
    usual,
    with_keys,
)
from reader.ui.commands.everywhere import SHARED_COMMANDS
from reader.ui.commands.feeds import FEED_COMMANDS
from reader.ui.commands.highlights import HIGHLIGHT_COMMANDS
from reader.ui.commands.history import HISTORY_COMMANDS
from reader.ui.commands.list import LIST_COMMANDS
from reader.ui.commands.page import PAGE_COMMANDS, SELECT_COMMANDS
from reader.ui.commands.search import RESULT_COMMANDS
from reader.ui.commands.sheet import SHEET_COMMANDS
from reader.ui.commands.tags import RULE_COMMANDS, TAG_COMMANDS

__all__ = [
    "ADDRESS",
    "ARTICLE",
    "ARTICLES",
    "COMMANDS",
    "DEED",
    "EVERYWHERE",
    "FEED",
    "FEEDS",
    "HIGHLIGHT",
    "HIGHLIGHTS",
    "HISTORY",
    "LIST",
    "MISSING",
    "PAGE",
    "RESULTS",
    "RULE",
    "RULES",
    "SEARCH",
    "SELECT",
    "SHEET",
    "TAG",
    "TAGS",
    "Command",
    "bindings_in",
    "command_named",
    "commands_by_place",
    "commands_in",
    "freed_in",
    "in_force",
    "key_table_markdown",
    "keys_in",
    "meant",
    "needs_in",
    "sequences_in",
    "shown_key",
    "use",
    "with_keys",
]

COMMANDS: tuple[Command, ...] = (
    *LIST_COMMANDS,
    *PAGE_COMMANDS,
    *SHARED_COMMANDS,
    *SELECT_COMMANDS,
    *HIGHLIGHT_COMMANDS,
    *FEED_COMMANDS,
    *HISTORY_COMMANDS,
    *TAG_COMMANDS,
    *RULE_COMMANDS,
    *RESULT_COMMANDS,
    *SHEET_COMMANDS,
)
"""All of them, in the order in which the README and the palette show them."""

usual(COMMANDS)
