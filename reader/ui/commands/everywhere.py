"""The commands that the list, what was found and the page share."""

from __future__ import annotations

from reader.ui.command import ADDRESS, ARTICLE, EVERYWHERE, Command
from reader.ui.commands.search import SEARCHING
from reader.ui.commands.tags import TAGGING

SHARED_COMMANDS: tuple[Command, ...] = (
    Command("bookmark", "b,s", "Bookmark", "Bookmark the article, or not any more.", EVERYWHERE, ARTICLE, "bookmark"),
    Command("toggle_read", "r", "Read / unread", "Mark the article read, or unread again.", EVERYWHERE, ARTICLE),
    Command(
        "archive", "e", "Archive", "Archive the article, or put it back into the inbox.", EVERYWHERE, ARTICLE, "archive"
    ),
    Command(
        "remove", "d,delete", "To the Bin", "Put the article into the Bin, or take it out again.", EVERYWHERE, ARTICLE
    ),
    Command("add", "a", "Add", "Add a page, a feed, a file or a folder.", EVERYWHERE, footer="add"),
    Command("fetch_again", "R", "Fetch again", "Fetch the text anew; the old one is kept.", EVERYWHERE, ADDRESS),
    # One meaning on every screen: get everything that this place waits for; R gets the one thing at hand.
    Command(
        "refresh", "ctrl+r", "Refresh", "Ask all feeds for what is new; among what waits, fetch it all.", EVERYWHERE
    ),
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
    Command("pipe", "|", "Pipe", "Give the text to a command, such as wc -w or a pager.", EVERYWHERE, ARTICLE),
    Command("export", "g e", "Export", "Carry out what is shown: as notes, a book, a table and more.", EVERYWHERE),
    Command("import_report", "g p", "Import report", "Show what the last import did.", EVERYWHERE),
    Command("inbox", "g i", "Inbox", "Go to the inbox.", EVERYWHERE),
    Command("reading", "g r", "Reading", "Go to what you have begun to read.", EVERYWHERE),
    Command("bookmarks", "B,g b", "Bookmarks", "Go to the bookmarks, the newest first.", EVERYWHERE),
    Command("archived", "g a", "Archive", "Go to the archive.", EVERYWHERE),
    Command("all", "g l", "All", "Go to all articles.", EVERYWHERE),
    Command("bin", "g d", "Bin", "Go to the Bin.", EVERYWHERE),
    Command("feeds", "g f", "Feeds", "Show the feeds, how they fare, and manage them.", EVERYWHERE),
    Command("waiting", "g w", "Waiting", "Go to what waits for its text.", EVERYWHERE),
    Command("highlights", "g h", "Highlights", "Show all highlights of the library.", EVERYWHERE),
    Command("history", "g u", "History", "Show what was done and when, and take it back.", EVERYWHERE),
    Command("marks", "g m", "Marks", "Choose a mark of the library to go to.", EVERYWHERE),
    *TAGGING,
    *SEARCHING,
    Command("settings", "COMMA", "Settings", "Change how the reader behaves.", EVERYWHERE),
    Command("theme", "T", "Theme", "Take the next theme.", EVERYWHERE),
    Command("palette", ":,ctrl+p", "Commands", "Find a command, a shelf or an article by its name.", EVERYWHERE),
    Command("suspend", "ctrl+z", "Suspend", "Go to the shell; fg comes back.", EVERYWHERE),
    Command("help", "?,f1", "Keys", "Show the keys of this screen.", EVERYWHERE, footer="keys"),
    Command("quit", "ctrl+q,Q", "Quit", "Leave the reader; it comes back to this place.", EVERYWHERE),
)
