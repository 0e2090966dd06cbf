"""The commands of the history."""

from __future__ import annotations

from reader.ui.command import DEED, HISTORY, Command

HISTORY_COMMANDS: tuple[Command, ...] = (
    Command("down", "j,down", "Down", "Go to what was done before.", HISTORY),
    Command("up", "k,up", "Up", "Go to what was done after.", HISTORY),
    Command("page_down", "space,pagedown", "Page down", "Go a screenful down.", HISTORY),
    Command("page_up", "pageup", "Page up", "Go a screenful up.", HISTORY),
    Command("top", "g g,home", "Top", "Go to what was done last.", HISTORY),
    Command("end", "G,end", "End", "Go to the oldest that is kept.", HISTORY),
    Command("open", "enter,l,right", "Details", "Show which articles; take all back to here.", HISTORY, DEED, "look"),
    Command("undo", "u", "Undo", "Take the last change back.", HISTORY, footer="undo"),
    Command("redo", "U", "Redo", "Do again what was taken back.", HISTORY, footer="redo"),
    Command("palette", ":,ctrl+p", "Commands", "Find a command, a shelf or an article by its name.", HISTORY),
    Command("help", "?,f1", "Keys", "Show the keys of this screen.", HISTORY, footer="keys"),
    Command("back", "q,escape,h,left", "Back", "Go back.", HISTORY, footer="back"),
)
