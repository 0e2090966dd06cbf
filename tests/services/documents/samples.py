"""One real document of every format, for what must hold for all of them."""

from pathlib import Path

from tests.services.documents.building import PROSE, book, mail, mailbox, mhtml, page, pdf

_FEEDS = Path(__file__).parents[1] / "fixtures" / "feeds"

SAMPLES: dict[str, bytes] = {
    "EPUB": book(),
    "PDF": pdf(["The water leaves the bay twice a day.", "It takes something along."]),
    "saved page": mhtml(page()),
    "mailbox": mailbox(mail(text=PROSE), mail(html=f"<p>{PROSE}</p>", subject="The flood")),
    "mail": mail(html=f"<p>{PROSE}</p>", text=PROSE),
    "feed": (_FEEDS / "content.xml").read_bytes(),
    "web page": page().encode(),
    "Markdown": f"# Ebb\n\n{PROSE} It is *so*.\n\n- a plank\n".encode(),
    "plain text": f"Ebb\n\n{PROSE}\n".encode(),
}
