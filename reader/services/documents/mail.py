"""Mails, such as newsletters: one `.eml` file, or a mailbox of many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml.html import HtmlElement

from reader.domain.draft import Draft
from reader.domain.errors import TextUnusable
from reader.domain.plain import clean_line, clean_text
from reader.domain.provenance import Provenance, Way
from reader.services.adding.address import read_address
from reader.services.adding.plaintext import markdown_from
from reader.services.adding.script import language_of
from reader.services.documents.keeping import with_pictures
from reader.services.pages.blocks import words_of
from reader.services.pages.markdown import markdown_of
from reader.services.pages.tidying import tidy
from reader.services.pages.tree import decoded_page, page_tree, text_encoding

MOST_MAILS = 20_000
_BOUNDARY = re.compile(rb"^From [^\r\n]*\d{2}:\d{2}[^\r\n]*\r?\n", re.MULTILINE)
_IN_BROWSER = re.compile(
    r"(?:view|read|open)\b.{0,30}\b(?:browser|online|web)|im browser|dans (?:votre|le) navigateur|en el navegador"
    r"|nel browser|web version|online lesen|ブラウザ",
    re.IGNORECASE,
)
_LEAVING = re.compile(
    r"unsubscribe|abbestellen|abmelden|désabonner|désinscri|darse de baja|cancelar (?:la )?suscripci|disiscriv"
    r"|uitschrijven|отписаться|退订|配信停止|manage (?:your )?(?:subscription|preferences)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"<(https?://[^<>\s]+)>")
_AFTER = 0.6
"""Where in a mail its footer may begin at the earliest."""


def drafts_from_mailbox(data: bytes, name: str) -> list[Draft]:
    """The drafts of all mails in a mailbox that hold text; raises TextUnusable where none does."""
    drafts = []
    for mail in _mails(data):
        try:
            drafts.append(draft_from_mail(mail, name))
        except TextUnusable:
            continue
    if not drafts:
        raise TextUnusable(f"{name} holds no mail with text.")
    return drafts


def _mails(data: bytes) -> Iterator[bytes]:
    starts = [
        match for match in _BOUNDARY.finditer(data) if match.start() == 0 or data[match.start() - 2 :][:2] in _BLANK
    ]
    for number, match in enumerate(starts[:MOST_MAILS]):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(data)
        yield re.sub(rb"^>(>*From )", rb"\1", data[match.end() : end], flags=re.MULTILINE)


_BLANK = (b"\n\n", b"\r\n")


def draft_from_mail(data: bytes, name: str) -> Draft:
    """The draft that a mail becomes; raises TextUnusable where it holds no text."""
    mail = message_from_bytes(data.lstrip(b"\r\n"), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    html, text = _parts(mail)
    address = _address(mail)
    body, shown_at = _read_html(html, address) if html.strip() else ("", "")
    address = address or shown_at
    if not words_of(body) and text:
        body = markdown_from(_without_footer(clean_text(text)))
    if not words_of(body):
        raise TextUnusable(f"{name} holds no text.")
    sender, _ = parseaddr(_field(mail, "From"))
    draft = Draft(
        title=clean_line(_field(mail, "Subject")) or "Mail without a subject",
        body=body,
        url=address,
        source=_list_name(mail) or clean_line(sender, 200),
        author=clean_line(sender or parseaddr(_field(mail, "From"))[1], 200),
        published=_date(mail),
        language=language_of(body),
        provenance=Provenance(Way.FILE, "mail"),
    )
    return with_pictures(draft, pictures_in(mail))


def _read_html(html: str, address: str) -> tuple[str, str]:
    """The text of a mail's HTML, '' where it has none, and the address that it names for itself."""
    try:
        tree = page_tree(html).find(".//body")
    except TextUnusable:
        return "", ""
    address = address or _in_browser(tree)
    tidy(tree, address)
    _drop_footer(tree)
    _unwrap_links(tree)
    return markdown_of(tree), address


def _parts(mail: EmailMessage) -> tuple[str, str]:
    """The HTML and the plain text of a mail, also of one that is forwarded in it; attachments are left out."""
    html = text = ""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind not in ("text/html", "text/plain") or part.get_content_disposition() == "attachment":
            continue
        if kind == "text/html" and not html:
            html = part_text(part)
        elif kind == "text/plain":
            more = part_text(part)
            if str(part.get_param("format") or "").lower() == "flowed":
                more = _unflowed(more, str(part.get_param("delsp") or "").lower() == "yes")
            text = f"{text}\n\n{more}" if text else more
    return html, text


def pictures_in(message: EmailMessage) -> Callable[[str], bytes]:
    """What gives the bytes of the parts that a page beside them shows, by their addresses; b'' for any other."""
    parts: dict[str, EmailMessage] = {}
    for part in message.walk():
        if part.get_content_maintype() == "image":
            parts.setdefault(f"cid:{_field(part, 'Content-ID').strip().strip('<>')}", part)
            parts.setdefault(_field(part, "Content-Location").strip(), part)

    def found(address: str) -> bytes:
        part = parts.get(address) or parts.get(unquote(address))
        return part_bytes(part) if part is not None else b""

    return found


def part_bytes(part: EmailMessage) -> bytes:
    """What a part of a mail holds, b'' where it is damaged."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return data if isinstance(data, bytes) else b""


def part_text(part: EmailMessage) -> str:
    """The text of a part of a mail, whatever it says of its encoding."""
    data = part_bytes(part)
    if not data:
        return ""
    charset = text_encoding(str(part.get_content_charset() or ""))
    return decoded_page(data, charset)


def _unflowed(text: str, delete: bool) -> str:
    """Text whose lines were broken at a width (RFC 3676), in whole paragraphs."""
    lines: list[str] = []
    flowing = False
    for line in text.splitlines():
        line = line.removeprefix(" ")
        if flowing and lines:
            lines[-1] += line
        else:
            lines.append(line)
        flowing = line.endswith(" ") and line != "-- "
        if flowing and delete:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _field(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail[name] or "")
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return ""  # the library stumbles over some headers


def _date(mail: EmailMessage) -> datetime | None:
    try:
        found = mail["Date"].datetime
        return found.astimezone(UTC) if found is not None else None
    except (ValueError, AttributeError, TypeError, LookupError, OverflowError):
        return None


def _list_name(mail: EmailMessage) -> str:
    """What a mailing list calls itself before its identity: `The Bay <bay.example.org>`."""
    return clean_line(_field(mail, "List-Id").partition("<")[0].strip().strip('"'), 200)


def _address(mail: EmailMessage) -> str:
    for name in ("List-Post", "List-URL", "Archived-At"):
        if match := _LISTED.search(_field(mail, name)):
            return read_address(match[1])
    return ""


def _in_browser(tree: HtmlElement) -> str:
    """The address under which a mail says that it can be read in a browser."""
    for link in list(tree.iter("a"))[:30]:
        if _IN_BROWSER.search(link.text_content()):
            return read_address(_target(link.get("href") or ""))
    return ""


def _unwrap_links(tree: HtmlElement) -> None:
    for link in tree.iter("a"):
        link.set("href", _target(link.get("href") or ""))


def _target(address: str) -> str:
    """Where a link leads that first reports to somebody, if it says so itself."""
    try:
        for _, value in parse_qsl(urlsplit(address).query):
            if value.startswith(("https://", "http://")) and read_address(value):
                return value
    except ValueError:
        pass
    return address


def _drop_footer(tree: HtmlElement) -> None:
    """Drop what stands below the way to leave the list, and the way itself."""
    nodes = list(tree.iter())
    for position, link in enumerate(nodes):
        if link.tag != "a" or not _LEAVING.search(f"{link.text_content()} {link.get('href') or ''}"):
            continue
        if position < _AFTER * len(nodes):
            continue
        row = link
        while row.getparent() is not None and row.getparent() is not tree and _is_small(row.getparent()):
            row = row.getparent()
        for later in [*row.itersiblings()]:
            if _is_small(later):
                later.drop_tree()
        if row is not tree:
            row.drop_tree()
        return


def _is_small(node: HtmlElement) -> bool:
    return len(words_of(node.text_content())) < 80


def _without_footer(text: str) -> str:
    """A plain text without its signature and the way to leave the list."""
    text = text.partition("\n-- \n")[0]
    lines = text.rstrip().split("\n")
    for number, line in enumerate(lines):
        if number > _AFTER * len(lines) and _LEAVING.search(line):
            return "\n".join(lines[:number])
    return text
