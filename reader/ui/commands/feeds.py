"""The commands of the screen of feeds."""

from __future__ import annotations

from reader.ui.command import FEED, FEEDS, Command
from reader.ui.commands.rows import going_about

FEED_COMMANDS: tuple[Command, ...] = (
    *going_about(FEEDS, "feed"),
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
    Command("palette", ":,ctrl+p", "Commands", "Find a command, a shelf or an article by its name.", FEEDS),
    Command("help", "?,f1", "Keys", "Show the keys of this screen.", FEEDS, footer="keys"),
    Command("back", "q,escape,h,left", "Back", "Clear the filter, or go back.", FEEDS, footer="back"),
)
