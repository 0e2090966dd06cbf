"""Reading documents: for every format the function that makes drafts of it, which loads what it needs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from reader.domain.draft import Draft
from reader.domain.errors import TextUnusable
from reader.domain.provenance import Provenance, Way

if TYPE_CHECKING:
    from reader.services.adding.recognise import Raw

_AS_FILE = Provenance(Way.FILE)


def read_markdown(raw: Raw) -> list[Draft]:
    """The draft of a Markdown file."""
    from reader.services.adding.markdown import draft_from_markdown

    return [replace(draft_from_markdown(raw.text, raw.name, raw.spoken), provenance=_AS_FILE)]


def read_plain_text(raw: Raw) -> list[Draft]:
    """The draft of a plain text."""
    from reader.services.adding.plaintext import draft_from_plain_text

    return [replace(draft_from_plain_text(raw.text), provenance=_AS_FILE)]


def read_page(raw: Raw) -> list[Draft]:
    """The draft of a page."""
    from reader.services.documents.webpage import draft_from_page_file

    try:
        return [_named(draft_from_page_file(raw.data, raw.spoken, raw.url), raw)]
    except TextUnusable as error:
        if raw.name:
            raise TextUnusable(f"{raw.spoken} holds no text to read.") from error  # of many files it must be said which
        raise


def read_mhtml(raw: Raw) -> list[Draft]:
    """The draft of a page that a browser saved."""
    from reader.services.documents.mhtml import draft_from_mhtml

    return [_named(draft_from_mhtml(raw.data, raw.spoken), raw)]


def read_epub(raw: Raw) -> list[Draft]:
    """The draft of a book."""
    from reader.services.documents.epub import draft_from_epub

    return [draft_from_epub(raw.data, raw.spoken)]


def read_pdf(raw: Raw) -> list[Draft]:
    """The draft of a PDF file."""
    from reader.services.documents.pdf import draft_from_pdf

    return [draft_from_pdf(raw.data, raw.spoken)]


def read_mail(raw: Raw) -> list[Draft]:
    """The draft of a mail."""
    from reader.services.documents.mail import draft_from_mail

    return [draft_from_mail(raw.data, raw.spoken)]


def read_mailbox(raw: Raw) -> list[Draft]:
    """The drafts of the mails in a mailbox."""
    from reader.services.documents.mail import drafts_from_mailbox

    return drafts_from_mailbox(raw.data, raw.spoken)


def read_feed(raw: Raw) -> list[Draft]:
    """The drafts of the entries of a feed that nobody subscribes to by it."""
    drafts = drafts_of_feed(raw.data, raw.url)
    if not drafts:
        raise TextUnusable(f"{raw.spoken} is a feed without texts.")
    return drafts


def drafts_of_feed(data: bytes, url: str) -> list[Draft]:
    """The drafts of a feed's entries that have a text, oldest first; raises TextUnusable."""
    from reader.services.feeds.parse import parse_feed

    entries = parse_feed(data, url).entries
    return [entry.draft for entry in reversed(entries) if entry.draft is not None and entry.draft.body]


def _named(draft: Draft, raw: Raw) -> Draft:
    """A draft whose title is its file's name, where the page has none."""
    if draft.title != "Untitled" or not raw.name:
        return draft
    return replace(draft, title=PurePath(raw.name).stem or draft.title)
