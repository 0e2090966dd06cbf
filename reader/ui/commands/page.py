"""The commands of the page, and those of selecting a passage on it."""

from __future__ import annotations

from reader.ui.command import PAGE, SELECT, Command

PAGE_COMMANDS: tuple[Command, ...] = (
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
)

SELECT_COMMANDS: tuple[Command, ...] = (
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
)
