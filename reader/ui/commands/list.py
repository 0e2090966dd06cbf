"""The commands of the list."""

from __future__ import annotations

from reader.ui.command import ARTICLE, ARTICLES, LIST, SEARCH, Command
from reader.ui.commands.rows import going_about

LIST_COMMANDS: tuple[Command, ...] = (
    *going_about(LIST, "article", halves=True),
    Command("filter", "/", "Filter", "Show only articles that are and hold what you type.", LIST, footer="filter"),
    Command("keep_search", "*", "Keep this search", "Make it a shelf; there: rename or delete it.", LIST, SEARCH),
    Command("open", "enter,l,right", "Read", "Open the article, or what is selected in turn.", LIST, footer="read"),
    Command("pick", "x", "Select", "Select the article, or not, and go down.", LIST, ARTICLE),
    Command("pick_range", "X", "Select to here", "Select all from the last one to here.", LIST, ARTICLE),
    Command("pick_all", "ctrl+a", "Select all", "Select every article of this view, or none.", LIST, ARTICLES),
    Command("pick_others", "ctrl+x", "Invert selection", "Select what is not selected instead.", LIST, ARTICLES),
    Command("pick_again", "g v", "Select again", "Select again what was selected before.", LIST),
    Command("pick_above", "[ x", "Select above", "Select every article above this one.", LIST, ARTICLE),
    Command("pick_below", "] x", "Select below", "Select every article below this one.", LIST, ARTICLE),
    Command("read_above", "[ r", "Mark above read", "Mark every article above this one read.", LIST, ARTICLE),
    Command("read_below", "] r", "Mark below read", "Mark every article below this one read.", LIST, ARTICLE),
    Command("archive_above", "[ e", "Archive above", "Archive every article above this one.", LIST, ARTICLE),
    Command("archive_below", "] e", "Archive below", "Archive every article below this one.", LIST, ARTICLE),
    Command("queue", "M", "Minutes", "Queue what can be read in the minutes you have; 12 M does it at once.", LIST),
    Command("archive_all", "ctrl+e", "Archive all", "Archive every article of this view.", LIST, ARTICLES),
    Command("sort", "S", "Sort", "Choose the next order of this shelf.", LIST),
    Command("mark_all_read", "A", "Mark all read", "Mark every article of this view read.", LIST, ARTICLES),
    Command("toggle_shelves", "tab,h,left", "Shelves", "Go to the shelves, and back to the articles.", LIST),
    Command("next_shelf", ">", "Next shelf", "Show the next shelf.", LIST),
    Command("previous_shelf", "<", "Previous shelf", "Show the shelf before.", LIST),
    Command("back", "escape", "Back", "Select nothing, clear the filter, leave the shelves.", LIST),
    Command("quit", "q", "Quit", "Leave the reader; it comes back to this place.", LIST),
)
