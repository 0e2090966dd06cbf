"""What a reader of Markdown sees, as plain text: the other half of every round trip."""

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)


def shown(markdown: str) -> list[list[str]]:
    """The paragraphs and code blocks of a Markdown text, each as its lines; any other block fails."""
    found: list[list[str]] = []
    for token in PARSER.parse(markdown):
        if token.type == "inline":
            found.append(_inline(token.children or []).split("\n"))
        elif token.type == "fence":
            found.append(token.content.removesuffix("\n").split("\n"))
        else:
            assert token.type in ("paragraph_open", "paragraph_close"), token.type
    return found


def _inline(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        else:
            assert token.type in ("text", "text_special"), token.type
            parts.append(token.content)
    return "".join(parts).replace("\u00a0", " ")
