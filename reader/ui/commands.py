"""The table of commands: the only place where a key is spelled."""

from __future__ import annotations

from functools import cache

from textual.binding import BindingType

from reader.ui.command import (
    ADDRESS,
    ARTICLE,
    ARTICLES,
    EVERYWHERE,
    FEED,
    FEEDS,
    HIGHLIGHT,
    HIGHLIGHTS,
    LIST,
    MISSING,
    PAGE,
    SEARCH,
    SELECT,
    SHEET,
    Command,
    shown_key,
)

__all__ = [
    "ADDRESS",
    "ARTICLE",
    "ARTICLES",
    "COMMANDS",
    "EVERYWHERE",
    "FEED",
    "FEEDS",
    "HIGHLIGHT",
    "HIGHLIGHTS",
    "LIST",
    "MISSING",
    "PAGE",
    "SEARCH",
    "SELECT",
    "SHEET",
    "Command",
    "bindings_in",
    "command_named",
    "commands_in",
    "key_table_markdown",
    "keys_in",
    "needs_in",
    "sequences_in",
    "shown_key",
]

COMMANDS: tuple[Command, ...] = (
    Command("down", "j,down", "Down", "Go to the next article.", LIST),
    Command("up", "k,up", "Up", "Go to the article before.", LIST),
    Command("page_down", "space,pagedown", "Page down", "Go a screenful down.", LIST),
    Command("page_up", "pageup", "Page up", "Go a screenful up.", LIST),
    Command("half_down", "ctrl+d", "Half a page down", "Go half a screenful down.", LIST),
    Command("half_up", "ctrl+u", "Half a page up", "Go half a screenful up.", LIST),
    Command("top", "g g,home", "Top", "Go to the first article.", LIST),
    Command("end", "G,end", "End", "Go to the last article.", LIST),
    Command("filter", "/", "Filter", "Show only articles that are and hold what you type.", LIST, footer="filter"),
    Command(
        "keep_search",
        "*",
        "Keep this search",
        "Make it a shelf; there: rename it, or delete it with no name.",
        LIST,
        SEARCH,
    ),
    Command("open", "enter,l,right", "Read", "Open the article.", LIST, footer="read"),
    Command("sort", "S", "Sort", "Choose the next order of this shelf.", LIST),
    Command("mark_all_read", "A", "Mark all read", "Mark every article of this view read.", LIST, ARTICLES),
    Command("toggle_shelves", "tab,h,left", "Shelves", "Go to the shelves, and back to the articles.", LIST),
    Command("next_shelf", ">", "Next shelf", "Show the next shelf.", LIST),
    Command("previous_shelf", "<", "Previous shelf", "Show the shelf before.", LIST),
    Command("back", "escape", "Back", "Clear the filter, leave the shelves.", LIST),
    Command("quit", "q", "Quit", "Leave the reader; it comes back to this place.", LIST),
    Command("down", "j,down", "Down", "Read on by a line.", PAGE),
    Command("up", "k,up", "Up", "Go back by a line.", PAGE),
    Command("page_down", "space,pagedown", "Page down", "Read on by a screenful.", PAGE),
    Command("page_up", "pageup", "Page up", "Go back by a screenful.", PAGE),
    Command("half_down", "ctrl+d", "Half a page down", "Read on by half a screenful.", PAGE),
    Command("half_up", "ctrl+u", "Half a page up", "Go back by half a screenful.", PAGE),
    Command("top", "g g,home", "Top", "Go to the beginning.", PAGE),
    Command("end", "G,end", "End", "Go to the end.", PAGE),
    Command("next_paragraph", "}", "Next paragraph", "Go to the next paragraph.", PAGE),
    Command("previous_paragraph", "{", "Previous paragraph", "Go to the paragraph before.", PAGE),
    Command("next_heading", "]", "Next heading", "Go to the next heading.", PAGE),
    Command("previous_heading", "[", "Previous heading", "Go to the heading before.", PAGE),
    Command("to_share", "%", "To a percentage", "Go to a share of the text: 30% goes to a third of it.", PAGE),
    Command("contents", "g c", "Contents", "Choose a heading to go to.", PAGE),
    Command("find", "/", "Find", "Find words in the text.", PAGE, footer="find"),
    Command("next_hit", "n", "Next place", "Go to the next place that was found.", PAGE),
    Command("previous_hit", "N", "Previous place", "Go to the place before.", PAGE),
    Command("mark", "m", "Mark", "Give the place a letter: a to z in the article, A to Z in the library.", PAGE),
    Command("go_to_mark", "'", "To a mark", "Go to the place with a letter; '' goes back to before the jump.", PAGE),
    Command("go_back", "backspace", "Back from a jump", "Go back to where the last jump began.", PAGE),
    Command(
        "highlight",
        "H",
        "Highlight",
        "Highlight what is selected, or the paragraph being read.",
        PAGE,
        footer="highlight",
    ),
    Command("select", "v", "Select", "Select by word, sentence and paragraph.", PAGE),
    Command("follow", "f", "Follow", "Follow a link, a footnote or a picture by its letter.", PAGE, footer="links"),
    Command("links", "F", "Links", "Choose one of all links of the text.", PAGE),
    Command("next_article", "J", "Next article", "Open the next article of the list.", PAGE),
    Command("previous_article", "K", "Previous article", "Open the article before it.", PAGE),
    Command("narrower", "-", "Narrower", "Make the lines shorter.", PAGE),
    Command("wider", "+", "Wider", "Make the lines longer.", PAGE),
    Command("default_measure", "=", "Default width", "Give the lines their usual length.", PAGE),
    Command(
        "focus_line", "Z", "Focus", "Dim all but the line or the paragraph being read, or lay a ruler there.", PAGE
    ),
    Command("zen", "z", "Zen", "Show the text and nothing else.", PAGE),
    Command("back", "q,escape,h,left", "Back", "Go back to the list; the place is kept.", PAGE, footer="back"),
    Command(
        "bookmark",
        "b,s",
        "Bookmark",
        "Bookmark the article, or take the bookmark away.",
        EVERYWHERE,
        ARTICLE,
        "bookmark",
    ),
    Command("toggle_read", "r", "Read / unread", "Mark the article read, or unread again.", EVERYWHERE, ARTICLE),
    Command(
        "archive", "e", "Archive", "Archive the article, or put it back into the inbox.", EVERYWHERE, ARTICLE, "archive"
    ),
    Command(
        "remove", "d,delete", "To the Bin", "Put the article into the Bin, or take it out again.", EVERYWHERE, ARTICLE
    ),
    Command("add", "a", "Add", "Add a page, a feed, a file or a folder.", EVERYWHERE, footer="add"),
    Command("fetch_again", "R", "Fetch again", "Fetch the text anew; the old one is kept.", EVERYWHERE, ADDRESS),
    Command("refresh", "ctrl+r", "Refresh", "Ask all feeds for what is new.", EVERYWHERE),
    Command("stop", "ctrl+g", "Stop", "Stop adding, fetching or refreshing; what is done stays.", EVERYWHERE),
    Command("undo", "u", "Undo", "Take the last change back.", EVERYWHERE, footer="undo"),
    Command("redo", "U", "Redo", "Do again what was taken back.", EVERYWHERE),
    Command(
        "note", "c", "Note", "Write about what is selected, the highlight at hand, or the article.", EVERYWHERE, ARTICLE
    ),
    Command("details", "i", "Details", "Show everything that is known of the article.", EVERYWHERE, ARTICLE),
    Command("open_original", "o", "Original", "Open the article's address in the browser.", EVERYWHERE, ADDRESS),
    Command("copy_address", "y", "Copy address", "Copy the article's address.", EVERYWHERE, ADDRESS),
    Command("copy_citation", "Y", "Copy citation", "Copy a Markdown citation of the article.", EVERYWHERE, ARTICLE),
    Command("inbox", "g i", "Inbox", "Go to the inbox.", EVERYWHERE),
    Command("reading", "g r", "Reading", "Go to what you have begun to read.", EVERYWHERE),
    Command("bookmarks", "B,g b", "Bookmarks", "Go to the bookmarks, the newest first.", EVERYWHERE),
    Command("archived", "g a", "Archive", "Go to the archive.", EVERYWHERE),
    Command("all", "g l", "All", "Go to all articles.", EVERYWHERE),
    Command("bin", "g d", "Bin", "Go to the Bin.", EVERYWHERE),
    Command("feeds", "g f", "Feeds", "Show the feeds, how they fare, and manage them.", EVERYWHERE),
    Command("waiting", "g w", "Waiting", "Go to what waits for its text.", EVERYWHERE),
    Command("highlights", "g h", "Highlights", "Show all highlights of the library.", EVERYWHERE),
    Command("marks", "g m", "Marks", "Choose a mark of the library to go to.", EVERYWHERE),
    Command("settings", "COMMA", "Settings", "Change how the reader behaves.", EVERYWHERE),
    Command("theme", "T", "Theme", "Take the next theme.", EVERYWHERE),
    Command("palette", ":,ctrl+p", "Commands", "Find a command by its name.", EVERYWHERE),
    Command("suspend", "ctrl+z", "Suspend", "Go to the shell; fg comes back.", EVERYWHERE),
    Command("help", "?,f1", "Keys", "Show the keys of this screen.", EVERYWHERE, footer="keys"),
    Command("quit", "ctrl+q,Q", "Quit", "Leave the reader; it comes back to this place.", EVERYWHERE),
    Command("select_next_sentence", "j,down,)", "Next sentence", "Go to the next sentence, or take it in.", SELECT),
    Command("select_previous_sentence", "k,up,(", "Sentence before", "Go to the one before, or leave it out.", SELECT),
    Command("select_next_word", "l,right,w", "Next word", "Go to the next word, or take it in.", SELECT),
    Command("select_previous_word", "h,left,b", "Word before", "Go to the word before, or leave it out.", SELECT),
    Command("select_next_paragraph", "}", "Next paragraph", "Go to the next paragraph, or take it in.", SELECT),
    Command("select_previous_paragraph", "{", "Paragraph before", "Go to the one before, or leave it out.", SELECT),
    Command(
        "select_grow", "v,space", "Grow", "Make the selection longer and shorter, not another.", SELECT, footer="grow"
    ),
    Command("select_other_end", "o", "Other end", "Let the other end of the selection move.", SELECT),
    Command("highlight", "H,enter", "Highlight", "Highlight the selection.", SELECT, footer="highlight"),
    Command("highlight_1", "1", "Yellow", "Highlight it in yellow.", SELECT),
    Command("highlight_2", "2", "Green", "Highlight it in green.", SELECT),
    Command("highlight_3", "3", "Blue", "Highlight it in blue.", SELECT),
    Command("highlight_4", "4", "Red", "Highlight it in red.", SELECT),
    Command("highlight_5", "5", "Violet", "Highlight it in violet.", SELECT),
    Command("note", "c", "Note", "Highlight the selection and write about it.", SELECT, footer="note"),
    Command("select_copy", "y", "Copy", "Copy the selection.", SELECT, footer="copy"),
    Command("select_end", "escape,q", "Select nothing", "Go back to reading.", SELECT, footer="back"),
    Command("help", "?,f1", "Keys", "Show these keys.", SELECT, footer="keys"),
    Command("down", "j,down", "Down", "Go to the next highlight.", HIGHLIGHTS),
    Command("up", "k,up", "Up", "Go to the highlight before.", HIGHLIGHTS),
    Command("page_down", "space,pagedown", "Page down", "Go a screenful down.", HIGHLIGHTS),
    Command("page_up", "pageup", "Page up", "Go a screenful up.", HIGHLIGHTS),
    Command("top", "g g,home", "Top", "Go to the first highlight.", HIGHLIGHTS),
    Command("end", "G,end", "End", "Go to the last highlight.", HIGHLIGHTS),
    Command("filter", "/", "Filter", "Show only highlights that hold the words you type.", HIGHLIGHTS, footer="filter"),
    Command("open", "enter,l,right", "Read", "Go to the passage in its text.", HIGHLIGHTS, HIGHLIGHT, "read"),
    Command("note", "c", "Note", "Write about the highlight.", HIGHLIGHTS, HIGHLIGHT, "note"),
    Command("tag", "t", "Tags", "Give the highlight tags.", HIGHLIGHTS, HIGHLIGHT),
    Command("colour", "1,2,3,4,5", "Colour", "Give the highlight another colour.", HIGHLIGHTS, HIGHLIGHT),
    Command("copy", "y", "Copy", "Copy the passage.", HIGHLIGHTS, HIGHLIGHT),
    Command("remove", "d,delete", "Delete", "Delete the highlight.", HIGHLIGHTS, HIGHLIGHT, "delete"),
    Command("undo", "u", "Undo", "Take the last change back.", HIGHLIGHTS, footer="undo"),
    Command("redo", "U", "Redo", "Do again what was taken back.", HIGHLIGHTS),
    Command("help", "?,f1", "Keys", "Show the keys of this screen.", HIGHLIGHTS),
    Command("back", "q,escape,h,left", "Back", "Clear the filter, or go back.", HIGHLIGHTS, footer="back"),
    Command("down", "j,down", "Down", "Go to the next feed.", FEEDS),
    Command("up", "k,up", "Up", "Go to the feed before.", FEEDS),
    Command("page_down", "space,pagedown", "Page down", "Go a screenful down.", FEEDS),
    Command("page_up", "pageup", "Page up", "Go a screenful up.", FEEDS),
    Command("top", "g g,home", "Top", "Go to the first feed.", FEEDS),
    Command("end", "G,end", "End", "Go to the last feed.", FEEDS),
    Command("filter", "/", "Filter", "Show only feeds that hold the words you type.", FEEDS, footer="filter"),
    Command("open", "enter,l,right", "Read", "Show the articles of the feed.", FEEDS, FEED, "read"),
    Command("add", "a", "Subscribe", "Subscribe by an address or an OPML file.", FEEDS, footer="add"),
    Command("refresh", "ctrl+r", "Refresh", "Ask all feeds for what is new.", FEEDS, footer="refresh"),
    Command("refresh_one", "R", "Refresh it", "Ask this feed for what is new.", FEEDS, FEED),
    Command("stop", "ctrl+g", "Stop", "Stop refreshing; what is done stays.", FEEDS),
    Command("details", "i", "Details", "Show everything that is known of the feed.", FEEDS, FEED),
    Command("tag", "t", "Tags", "Give the feed and its articles tags.", FEEDS, FEED),
    Command("settings", "COMMA", "Settings", "Name, pause, muted words and more.", FEEDS, FEED, "settings"),
    Command("remove", "d,delete", "Unsubscribe", "Unsubscribe; its articles stay.", FEEDS, FEED),
    Command("undo", "u", "Undo", "Take the last change back.", FEEDS, footer="undo"),
    Command("redo", "U", "Redo", "Do again what was taken back.", FEEDS),
    Command("help", "?,f1", "Keys", "Show the keys of this screen.", FEEDS, footer="keys"),
    Command("back", "q,escape,h,left", "Back", "Clear the filter, or go back.", FEEDS, footer="back"),
    Command("down", "j,down", "Down", "Go down by a line.", SHEET),
    Command("up", "k,up", "Up", "Go up by a line.", SHEET),
    Command("page_down", "space,pagedown", "Page down", "Go down by a screenful.", SHEET),
    Command("page_up", "pageup", "Page up", "Go up by a screenful.", SHEET),
    Command("back", "q,escape,h,left", "Back", "Go back.", SHEET, footer="back"),
)


def commands_in(scope: str) -> tuple[Command, ...]:
    """The commands that a screen of this scope performs, its own first."""
    shared = (EVERYWHERE,) if scope in (LIST, PAGE) else ()
    return tuple(c for where in (scope, *shared) for c in COMMANDS if c.scope == where)


def bindings_in(scope: str) -> list[BindingType]:
    """The bindings of exactly one scope, for a screen's ``BINDINGS``."""
    return [binding for command in COMMANDS if command.scope == scope for binding in command.bindings()]


def sequences_in(scope: str) -> dict[tuple[str, ...], Command]:
    """The commands that a screen of this scope performs after several keys in a row."""
    return {keys: c for c in commands_in(scope) for keys in c.alternatives if len(keys) > 1}


@cache
def keys_in(scope: str) -> dict[str, Command]:
    """What single keys mean on a screen of this scope."""
    return {keys[0]: c for c in commands_in(scope) for keys in c.alternatives if len(keys) == 1}


@cache
def needs_in(scope: str) -> dict[str, frozenset[str]]:
    """What the actions of a screen of this scope need."""
    return {command.name: command.needs for command in commands_in(scope)}


def command_named(name: str, scope: str) -> Command:
    """The command of this name that a screen of this scope performs."""
    return next(command for command in commands_in(scope) if command.name == name)


_WHERE = {
    LIST: "in the list",
    PAGE: "on the page",
    SELECT: "while selecting",
    EVERYWHERE: "in the list and on the page",
    HIGHLIGHTS: "among highlights",
    FEEDS: "among feeds",
}


def key_table_markdown() -> str:
    """The table of all keys, for the README."""
    rows = ["| Keys | Command | What it does |", "| --- | --- | --- |"]
    for scope, where in _WHERE.items():
        rows.append(f"| | **{where.capitalize()}** | |")
        for command in COMMANDS:
            if command.scope == scope:
                keys = " ".join(f"`{keys}`" for keys in command.shown_keys)
                rows.append(f"| {keys} | {command.title} | {command.help} |")
    return "\n".join(rows) + "\n"
