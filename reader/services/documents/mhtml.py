"""MHTML: a page as a browser saves it into one file, with all that belongs to it."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from reader.domain.draft import Draft
from reader.domain.errors import TextUnusable
from reader.domain.provenance import Way
from reader.services.adding.address import read_address
from reader.services.documents.keeping import with_pictures
from reader.services.documents.mail import part_text, pictures_in
from reader.services.pages.page import draft_from_html


def draft_from_mhtml(data: bytes, name: str) -> Draft:
    """The draft that a saved page becomes; raises TextUnusable where it holds none."""
    message = message_from_bytes(data.lstrip(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise TextUnusable(f"{name} holds no page.")
    page = pages[0]
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
    return with_pictures(draft_from_html(part_text(page), read_address(address), Way.FILE), pictures_in(message))
