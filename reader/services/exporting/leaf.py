"""A leaf: an article as a stretch of HTML, from its title to what was written about it."""

from __future__ import annotations

import re
from html import escape

from reader.domain.highlight import Highlight
from reader.services.exporting.page import Pictures, address_of, html_of, no_pictures
from reader.services.exporting.placing import placed_in
from reader.services.exporting.selection import Told

STYLE = """\
body { margin: 0 auto; padding: 2em 1em; max-width: 38em; line-height: 1.55; font-family: Georgia, serif; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; }
header p, .notes, aside { font-size: 0.9em; }
blockquote { margin: 1em 0; padding-left: 1em; border-left: 0.2em solid; }
img { max-width: 100%; height: auto; }
pre { overflow-x: auto; white-space: pre-wrap; }
table { border-collapse: collapse; }
th, td { padding: 0.2em 0.6em; border: 1px solid; text-align: left; }
aside { margin-top: 3em; border-top: 1px solid; }
article + article { margin-top: 5em; }
"""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?")


def leaf(told: Told, prefix: str = "", pictures: Pictures = no_pictures) -> str:
    """The article, from its title to the last note; what has an id has it with the prefix."""
    article = told.article
    placed, astray = placed_in(told.body, told.highlights) if told.highlights else ([], [])
    lost = {highlight.uid for highlight in astray}
    listed = [one for one in told.highlights if one.uid in lost or one.note]
    published = f"{article.published:%Y-%m-%d}" if article.published else ""
    byline = " · ".join(escape(fact) for fact in (article.author, article.source, published) if fact)
    href = address_of(article.url)
    lines = (
        f'<h1 dir="auto">{escape(article.title)}</h1>',
        f'<p dir="auto">{byline}</p>' if byline else "",
        f'<p><a href="{escape(href)}">{escape(href)}</a></p>' if href else "",
    )
    head = "\n".join(filter(None, lines))
    text = html_of(told.body, placed, prefix, pictures)
    return f"<header>\n{head}\n</header>\n{text}{_about(article.note, listed)}"


def language_tag(language: str) -> str:
    """A language as every program knows it, '' for what is none."""
    return language if _LANGUAGE.fullmatch(language) else ""


def _about(note: str, listed: list[Highlight]) -> str:
    """What was written about it."""
    if not note and not listed:
        return ""
    parts = [f"<p>{_lines(note)}</p>"] if note else []
    for highlight in listed:
        parts.append(f"<blockquote><p>{_lines(highlight.text)}</p></blockquote>")
        if highlight.note:
            parts.append(f"<p>{_lines(highlight.note)}</p>")
    inside = "\n".join(parts)
    return f"<aside>\n<h2>Notes</h2>\n{inside}\n</aside>\n"


def _lines(text: str) -> str:
    return escape(text.strip()).replace("\n", "<br />\n")
