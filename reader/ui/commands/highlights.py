"""The commands of the screen of highlights."""

from __future__ import annotations

from reader.ui.command import HIGHLIGHT, HIGHLIGHTS, Command
from reader.ui.commands.rows import going_about

HIGHLIGHT_COMMANDS: tuple[Command, ...] = (
    *going_about(HIGHLIGHTS, "highlight"),
    Command("filter", "/", "Filter", "Show only highlights that hold the words you type.", HIGHLIGHTS, footer="filter"),
    Command("open", "enter,l,right", "Read", "Go to the passage in its text.", HIGHLIGHTS, HIGHLIGHT, "read"),
    Command("note", "c", "Note", "Write about the highlight.", HIGHLIGHTS, HIGHLIGHT, "note"),
    Command("tag", "t", "Tags", "Give the highlight tags.", HIGHLIGHTS, HIGHLIGHT),
    Command("colour", "1,2,3,4,5", "Colour", "Give the highlight another colour.", HIGHLIGHTS, HIGHLIGHT),
    Command("copy", "y", "Copy", "Copy the passage.", HIGHLIGHTS, HIGHLIGHT),
    Command("remove", "d,delete", "Delete", "Delete the highlight.", HIGHLIGHTS, HIGHLIGHT, "delete"),
    Command("undo", "u", "Undo", "Take the last change back.", HIGHLIGHTS, footer="undo"),
    Command("redo", "U", "Redo", "Do again what was taken back.", HIGHLIGHTS),
    Command("palette", ":,ctrl+p", "Commands", "Find a command, a shelf or an article by its name.", HIGHLIGHTS),
    Command("help", "?,f1", "Keys", "Show the keys of this screen.", HIGHLIGHTS),
    Command("back", "q,escape,h,left", "Back", "Clear the filter, or go back.", HIGHLIGHTS, footer="back"),
)
