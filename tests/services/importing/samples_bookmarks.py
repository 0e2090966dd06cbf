"""Samples of bookmarks in HTML and JSON, as a dozen programs write them."""

from __future__ import annotations

from tests.services.importing.sampling import RED, as_json, sample

HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
"""
FIREFOX = f"""{HEAD}<DL><p>
    <DT><A HREF="place:type=6&sort=14&maxResults=10">Recent Tags</A>
    <HR>    <DT><H3 ADD_DATE="1466008580" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks Toolbar</H3>
    <DD>Add bookmarks to this folder
    <DL><p>
        <DT><H3 ADD_DATE="1466008580">Sea</H3>
        <DL><p>
            <DT><A HREF="https://example.org/a?x=1&copy=2&amp;y=3" ADD_DATE="1466010266" TAGS="moon,slow web"
              ICON="data:image/png;base64,AAAA" SHORTCUTURL="t">{RED} tides &amp; co</A>
            <DD>A note over
two lines
            <DT><H3></H3>
            <DL><p>
                <DT><A HREF="https://example.org/nameless">Nameless</A>
            </DL><p>
        </DL><p>
        <DT><A FEEDURL="https://example.org/feed" HREF="https://example.org">The Bay</A>
    </DL><p>
    <DT><A HREF="javascript:alert(1)">A bookmarklet</A>
</DL><p>
"""
LINKDING = HEAD.replace("\n", "\n\r") + "\n\r".join((
    "<DL><p>",
    '<DT><A HREF="https://example.org/?q="sea"&x=1" ADD_DATE="1466010266123" PRIVATE="1" TOREAD="1" TAGS="sea">Sea</A>',
    "<DD>On water",
    "[linkding-notes]Mine.",
    "",
    "And more.[/linkding-notes]",
    '<DT><A HREF="https://example.org/b" ADD_DATE="1466010266123456" TAGS="linkding:bookmarks.archived">B</A>',
    "</DL><p>",
))  # fmt: skip
SHAARLI = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file.
     It will be read and overwritten. DO NOT EDIT! -->
<TITLE>Links</TITLE>
<H1>Shaarli export of all bookmarks on 20240501_100000</H1>
<DL><p>
<DT><A HREF="https://example.org/a" ADD_DATE="1466010266" PRIVATE="0" TAGS="sea moon">A</A>
<DD>Some **Markdown** and a <a href="https://example.org/no">link</a><br />and a line
</DL><p>
<script src="x.js"></script>
"""
SAFARI = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
\t<HTML>
\t<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
\t<Title>Bookmarks</Title>
\t<H1>Bookmarks</H1>
\t<DT><H3 FOLDED>Favourites</H3>
\t<DL><p>
\t\t<DT><A HREF="https://example.org/a">A</A>
\t</DL><p>
\t</HTML>
"""
EXPLORER = "\ufeff" + HEAD + '<DL><p><DT><H3 FOLDED ADD_DATE="1">Links</H3><DL><p>' + (
    '<DT><A HREF="https://example.org/a" ADD_DATE="1466010266" LAST_VISIT="1466010267">A</A></DL><p></DL><p>'
)  # fmt: skip
BARE = """<!-- before the type -->
<!doctype NETSCAPE-bookmark-file-1>
<dl><dt><a href=https://example.org/a add_date=1466010266>A
<dt><a href='https://example.org/b c'>B</a><dt><a>Nothing</a>"""
NO_TYPE = '<title>x</title><DL><DT><A HREF="http://example.org" ADD_DATE="0">http://example.org</A>'
LATIN = HEAD.replace("UTF-8", "windows-1250") + '<DL><p><DT><A HREF="https://example.org/a">Žár</A></DL>'

sample("netscape", "firefox", FIREFOX, entries=5, articles=2, skipped=2)
sample("netscape", "linkding", LINKDING, entries=2, articles=2)
sample("netscape", "shaarli", SHAARLI, entries=1, articles=1)
sample("netscape", "safari", SAFARI, entries=1, articles=1)
sample("netscape", "explorer", EXPLORER, entries=1, articles=1)
sample("netscape", "bare", BARE, entries=3, articles=2, skipped=1)
sample("netscape", "without a type", NO_TYPE, entries=1, articles=1)
sample("netscape", "windows", LATIN.encode("cp1250"), entries=1, articles=1)

PLACES = {
    "guid": "root________",
    "title": "",
    "type": "text/x-moz-place-container",
    "root": "placesRoot",
    "children": [
        {
            "title": "toolbar",
            "root": "toolbarFolder",
            "children": [
                {
                    "title": "Sea",
                    "children": [
                        {
                            "title": f"{RED} tides",
                            "uri": "https://example.org/a",
                            "dateAdded": 1466010266123456,
                            "tags": "moon,slow",
                            "keyword": "t",
                            "annos": [{"name": "bookmarkProperties/description", "value": "On water"}, 5],
                        },
                        {"type": "text/x-moz-place-separator"},
                    ],
                },
                {"title": "Recent", "uri": "place:sort=14"},
                "damaged",
            ],
        },
        {"root": "mobileFolder", "title": "mobile"},
    ],
}
CHROME = {
    "checksum": "0",
    "roots": {
        "bookmark_bar": {
            "name": "Bookmarks bar",
            "type": "folder",
            "children": [
                {
                    "name": "Sea",
                    "children": [{"name": "A", "url": "https://example.org/a", "date_added": "13110483866000000"}],
                },
                {"name": f"{RED}", "url": "https://example.org/b", "date_added": "0"},
                {"name": "Settings", "url": "chrome://settings"},
            ],
        },
        "other": {"name": "Other", "children": []},
        "sync_transaction_version": "1",
    },
    "version": 1,
}  # fmt: skip
sample("browser", "firefox", as_json(PLACES), entries=2, articles=1, skipped=1)
sample("browser", "chrome", as_json(CHROME), entries=3, articles=2, skipped=1)
