"""Mails and mailboxes: newsletters become articles, without what was put around them."""

from datetime import UTC, datetime

import pytest

from reader.domain.errors import TextUnusable
from reader.domain.provenance import Provenance, Way
from reader.services.documents.mail import draft_from_mail, drafts_from_mailbox
from tests.services.documents.building import PROSE, encoded, mail, mailbox


def draft(data: bytes):
    return draft_from_mail(data, "letter.eml")


def test_a_mail_is_an_article_with_its_facts():
    found = draft(mail(html=f"<p>{PROSE}</p><ul><li>a plank</li></ul>", text="Only the plain half."))
    assert (found.title, found.source, found.author) == ("The ebb", "The Bay", "The Bay")
    assert found.published == datetime(2024, 5, 4, 7, 30, tzinfo=UTC)
    assert found.body == f"{PROSE}\n\n- a plank"
    assert found.provenance == Provenance(Way.FILE, "mail")


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15"])
def test_the_text_is_what_was_written_in_any_encoding(charset):
    text = "Zoë said “no”." if charset != "iso-8859-15" else "Zoë paid 5 €."
    assert draft(mail(text=text, charset=charset)).body == text
    assert draft(mail(html=f"<p>{text}</p>", charset=charset)).body == text


@pytest.mark.parametrize(
    ("subject", "charset"), [("Über die Ebbe", "iso-8859-1"), ("引き潮の朝", "iso-2022-jp"), ("Прилив", "koi8-r")]
)
def test_an_encoded_subject_is_read(subject, charset):
    data = mail(text=PROSE, subject="SUBJECT").replace(b"SUBJECT", encoded(subject, charset).encode())
    assert draft(data).title == subject


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Subject: =?utf-8?q?broken", "=?utf-8?q?broken"),
        ("Subject: =?no-such-code?b?w6k=?=", None),
        ("Subject: a\x1b[31mb\x9bc", None),
        ("X-None: 1", "Mail without a subject"),
        ("Subject: ", "Mail without a subject"),
    ],
)
def test_a_broken_head_stops_nobody(head, title):
    found = draft(
        f'{head}\nFrom: "broken <x\nDate: Mon, 99 Foo\nContent-Type: text/plain; charset=no\n\n{PROSE}'.encode(
            "latin-1"
        )
    )
    assert found.published is None
    assert found.title == title if title else found.title.isprintable()
    assert found.body == PROSE


def test_the_address_is_where_it_can_be_read_in_a_browser():
    link = "<a href='https://click.example/?to=https%3A%2F%2Fbay.example%2Febb'>View in your browser</a>"
    assert draft(mail(html=f"<p>{link}</p><p>{PROSE}</p>")).url == "https://bay.example/ebb"
    found = draft(mail(text=PROSE, Archived_At="<https://bay.example/1>", List_Id='"The Bay Letter" <bay.example>'))
    assert (found.url, found.source) == ("https://bay.example/1", "The Bay Letter")
    assert draft(mail(text=PROSE)).url == ""


def test_a_link_that_reports_who_clicked_leads_where_it_says():
    link = "<a href='https://click.example/?u=7&to=https%3A%2F%2Fsea.example%2F'>the sea</a>"
    assert "[the sea](https://sea.example/)" in draft(mail(html=f"<p>{PROSE} See {link}.</p>")).body


@pytest.mark.parametrize("words", ["Unsubscribe", "Newsletter abbestellen", "Se désabonner", "配信停止"])
def test_the_way_out_of_a_list_is_no_part_of_its_letters(words):
    rows = f"<tr><td><p>{PROSE}</p></td></tr>" * 3
    way = f"<tr><td>You get this because you asked. <a href='https://bay.example/out'>{words}</a></td></tr>"
    end = f"{way}<tr><td>1 Wall Street, Bay</td></tr>"
    body = draft(mail(html=f"<table>{rows}{end}</table>")).body
    assert body == "\n\n".join([PROSE] * 3)


def test_a_plain_text_loses_its_signature_and_its_way_out():
    assert draft(mail(text=f"{PROSE}\n-- \nThe Bay\nWall Street 1")).body == PROSE
    text = "\n\n".join([PROSE] * 4)
    assert draft(mail(text=f"{text}\n\nTo unsubscribe, go to https://bay.example/out")).body == text


def test_lines_that_flow_are_paragraphs():
    head = b"From: a@b.example\nSubject: x\nContent-Type: text/plain; format=flowed\n\n"
    assert draft(head + b"The water \nleft the \nbay.\n\nIt came.\n").body == "The water left the bay.\n\nIt came."


def test_an_attachment_is_no_text_and_a_forwarded_mail_is():
    data = (
        b"From: a@b.example\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nnot this\n"
        b"--b\nContent-Type: message/rfc822\n\nFrom: c@d.example\nSubject: Inner\n\nThe water left the bay.\n--b--\n"
    )
    found = draft(data)
    assert (found.title, found.body) == ("Fwd", "The water left the bay.")


@pytest.mark.parametrize("html", ["<script>x()</script>", "<img src='https://count.example/1.gif' width=1>", " "])
def test_a_mail_without_words_is_said_to_have_none(html):
    with pytest.raises(TextUnusable, match=r"^letter\.eml holds no text\.$"):
        draft(mail(html=html))


@pytest.mark.parametrize("html", [" ", "<script>x()</script>", "<img src='https://count.example/1.gif' width=1>"])
def test_where_the_html_is_empty_the_plain_text_is_the_text(html):
    assert draft(mail(html=html, text=PROSE)).body == PROSE


def test_all_mails_of_a_mailbox_come_in_order():
    first = mail(text="From the wall one sees far.\n\nFrom here it is the sea.", subject="One")
    data = mailbox(
        first, mail(html="<script></script>", subject="Nothing"), mail(html=f"<p>{PROSE}</p>", subject="Two")
    )
    one, two = drafts_from_mailbox(data, "bay.mbox")
    assert (one.title, one.body) == ("One", "From the wall one sees far.\n\nFrom here it is the sea.")
    assert (two.title, two.body) == ("Two", PROSE)


def test_a_line_that_begins_with_from_is_not_yet_a_mail():
    data = mailbox(mail(text="Before.\nFrom the wall at 10:30 one sees far.\nAfter."))
    [only] = drafts_from_mailbox(data.replace(b">From", b"From"), "bay.mbox")
    assert only.body == "Before.\\\nFrom the wall at 10:30 one sees far.\\\nAfter."


@pytest.mark.parametrize("data", [b"", b"From a 10:00\n\n\n", b"no mailbox at all"])
def test_a_mailbox_without_text_is_said_to_have_none(data):
    with pytest.raises(TextUnusable, match=r"^bay\.mbox holds no mail with text\.$"):
        drafts_from_mailbox(data, "bay.mbox")
