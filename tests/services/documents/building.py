"""Documents made in memory: books, mails, mailboxes, saved pages and PDF files, as their programs write them."""

import io
import random
import struct
import zipfile
import zlib
from email.header import Header
from email.message import EmailMessage

PROSE = (
    "The water leaves the bay twice a day, and each time it takes something along that nobody had tied down. "
    "When it comes back it brings other things: planks, a glove, once a cello in its case. "
    "They are laid on the wall, and whoever has lost them may come and fetch them until the next spring tide."
)
CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="{path}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
FACTS = (
    "<dc:title>The Book of Tides</dc:title><dc:creator>Jane Doe</dc:creator><dc:creator>John Roe</dc:creator>"
    "<dc:language>en</dc:language><dc:publisher>Bay Press</dc:publisher><dc:date>1903-05-04</dc:date>"
    "<dc:description>&lt;p&gt;On water.&lt;/p&gt;</dc:description>"
    "<dc:identifier id='id'>https://bay.example/tides</dc:identifier>"
)


def archive(members: dict[str, str | bytes]) -> bytes:
    """A ZIP archive; what is called `mimetype` is stored, everything else is packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            zipped.writestr(zipfile.ZipInfo(name), data, kind)
    return file.getvalue()


def chapter(body: str, kind: str = "") -> str:
    """A chapter of a book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body {kind}>{body}</body></html>'
    )


def package(chapters: list[str], facts: str = FACTS, items: str = "", version: str = "3.0") -> str:
    """The package document of a book with such chapters."""
    listed = "".join(
        f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    order = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    return (
        f'<package version="{version}" xmlns="http://www.idpf.org/2007/opf" unique-identifier="id">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{facts}</metadata>'
        f"<manifest>{listed}{items}</manifest><spine toc='ncx'>{order}</spine></package>"
    )


def epub(chapters: dict[str, str], more: dict[str, str | bytes] | None = None, **said: str) -> bytes:
    """A book of chapters in the folder `OEBPS`."""
    members: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER.format(path="OEBPS/book.opf"),
        "OEBPS/book.opf": package(list(chapters), **said),
    }
    members |= {f"OEBPS/{name}": text for name, text in chapters.items()}
    return archive(members | (more or {}))


def png(side: int = 2, seed: int = 0) -> bytes:
    """A picture of noise, so that no two of different seeds are the same and none can be packed."""
    noise = random.Random(seed)
    rows = b"".join(b"\0" + noise.randbytes(side * 3) for _ in range(side))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def book() -> bytes:
    """A small book without any difficulty."""
    return epub(
        {"one.xhtml": chapter(f"<h1>Ebb</h1><p>{PROSE}</p>"), "two.xhtml": chapter("<h1>Flood</h1><p>It came.</p>")}
    )


def mail(html: str = "", text: str = "", subject: str = "The ebb", charset: str = "utf-8", **headers: str) -> bytes:
    """A mail, with the text that is given, the HTML that is given, or both."""
    message = EmailMessage()
    message["From"] = "The Bay <letter@bay.example>"
    message["To"] = "you@example.org"
    message["Subject"] = subject
    message["Date"] = "Sat, 04 May 2024 08:30:00 +0100"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if text:
        message.set_content(text, charset=charset, cte="quoted-printable")
    if html and text:
        message.add_alternative(html, subtype="html", charset=charset, cte="quoted-printable")
    elif html:
        message.set_content(html, subtype="html", charset=charset, cte="base64")
    return message.as_bytes()


def encoded(text: str, charset: str) -> str:
    """A header as RFC 2047 wants it."""
    return Header(text, charset).encode()


def mailbox(*mails: bytes) -> bytes:
    """A mailbox of mails, as Unix keeps them."""
    return b"".join(
        b"From letter@bay.example Sat May  4 08:30:00 2024\n" + each.replace(b"\nFrom ", b"\n>From ") + b"\n"
        for each in mails
    )


def page(body: str = f"<p>{PROSE}</p>", head: str = "<title>Ebb</title>") -> str:
    """A page of the web."""
    return f"<!DOCTYPE html>\n<html lang='en'><head>{head}</head><body><article>{body}</article></body></html>"


def mhtml(html: str, address: str = "https://bay.example/ebb") -> bytes:
    """A page as a browser saves it into one file."""
    body = html.encode("utf-8").replace(b"=", b"=3D").replace(b"\n", b"\r\n")
    head = (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {address}\r\nSubject: Ebb\r\n"
        "Date: Sat, 4 May 2024 08:30:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Tide"\r\n\r\n'
        "------Tide\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: {address}\r\n\r\n"
    )
    picture = (
        "\r\n------Tide\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        "iVBORw0KGgo=\r\n------Tide--\r\n"
    )
    return head.encode() + body + picture.encode()


def single_file(html: str, address: str = "https://bay.example/ebb") -> bytes:
    """A page as the browser extension SingleFile saves it."""
    saved = f"url: {address} \n saved date: Sat May 04 2024 10:30:00 GMT+0200 (Summer)"
    comment = f"<!--\n Page saved with SingleFile \n {saved}\n-->"
    return html.replace("<html lang='en'>", f"<html lang='en'>{comment}").encode()


def pdf(
    *pages: list[str],
    facts: str = "/Title (The Book of Tides) /Author (Jane Doe) /CreationDate (D:20240504083000+01'00')",
) -> bytes:
    """A PDF file of pages of lines."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< {facts} >>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 12 Tf 72 760 Td {shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        contents = f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {contents} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    trailer = f"trailer\n<< /Size {count} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {count}\n0000000000 65535 f \n{table}{trailer}".encode()
