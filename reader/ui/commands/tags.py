"""The commands about tags: those of the list and the page, those of the tags' screen, and those of the rules'."""

from __future__ import annotations

from reader.ui.command import ARTICLE, EVERYWHERE, RULE, RULES, TAG, TAGS, Command
from reader.ui.commands.rows import going_about

TAGGING: tuple[Command, ...] = (
    Command("tag", "t", "Tags", "Edit the article's tags; of several selected ones: +sea -draft.", EVERYWHERE, ARTICLE),
    Command("go_to_tag", "#", "To a tag", "Choose a tag and go to what has it.", EVERYWHERE),
    Command("tags", "g t", "All tags", "Show all tags: rename, merge and delete them; rules give them.", EVERYWHERE),
)
"""Commands of the list and the page."""

TAG_COMMANDS: tuple[Command, ...] = (
    *going_about(TAGS, "tag"),
    Command("filter", "/", "Filter", "Show only tags that hold the words you type.", TAGS, footer="filter"),
    Command("open", "enter,l,right", "Read", "Go to what has the tag.", TAGS, TAG, "read"),
    Command("tag", "t", "Rename", "Rename the tag and those below it, or merge it with another.", TAGS, TAG, "rename"),
    Command("remove", "d,delete", "Delete", "Take the tag, and those below it, off all articles.", TAGS, TAG, "delete"),
    Command("settings", "COMMA", "Rules", "Let rules give tags to what comes in.", TAGS, footer="rules"),
    Command("undo", "u", "Undo", "Take the last change back.", TAGS, footer="undo"),
    Command("redo", "U", "Redo", "Do again what was taken back.", TAGS),
    Command("palette", ":,ctrl+p", "Commands", "Find a command, a shelf or an article by its name.", TAGS),
    Command("help", "?,f1", "Keys", "Show the keys of this screen.", TAGS),
    Command("back", "q,escape,h,left", "Back", "Clear the filter, or go back.", TAGS, footer="back"),
)
"""Commands of the screen of tags."""

RULE_COMMANDS: tuple[Command, ...] = (
    *going_about(RULES, "rule"),
    Command("open", "enter,l,right", "Try", "Show what would be tagged, and tag it if wanted.", RULES, RULE, "try"),
    Command("add", "a", "Add", "Make a rule: what it is for, and which tags it gives.", RULES, footer="add"),
    Command("tag", "t", "Tags", "Let the rule give other tags.", RULES, RULE, "tags"),
    Command("settings", "COMMA", "Change", "Change what the rule is for, or let it rest.", RULES, RULE, "change"),
    Command("remove", "d,delete", "Delete", "Delete the rule; the tags it gave stay.", RULES, RULE, "delete"),
    Command("undo", "u", "Undo", "Take the last change back.", RULES, footer="undo"),
    Command("redo", "U", "Redo", "Do again what was taken back.", RULES),
    Command("palette", ":,ctrl+p", "Commands", "Find a command, a shelf or an article by its name.", RULES),
    Command("help", "?,f1", "Keys", "Show the keys of this screen.", RULES),
    Command("back", "q,escape,h,left", "Back", "Go back.", RULES, footer="back"),
)
"""Commands of the screen of rules."""
