"""The browser: opening an article's address there."""

from __future__ import annotations

import subprocess
from urllib.parse import urlsplit

from textual.app import App

from reader.domain.errors import ReaderError
from reader.domain.identity import canonical_url
from reader.domain.plain import plain

_IN_THE_TERMINAL = ("www-browser", "links", "elinks", "lynx", "w3m")


def host_of(url: str) -> str:
    """The host of an address as it may be shown: letters that could be taken for others are spelled out."""
    host = urlsplit(url).hostname or ""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return plain(host)


def open_in_browser(app: App[None], url: str) -> None:
    """Open an http or https address, never anything else; raises ReaderError when there is no browser."""
    import webbrowser

    if not canonical_url(url):
        raise ReaderError("Only http and https addresses are opened.")
    try:
        browser = webbrowser.get()
    except webbrowser.Error as error:
        raise ReaderError("No browser was found.", "Set $BROWSER to one.") from error
    name = getattr(browser, "basename", "") or getattr(browser, "name", "")
    if name in _IN_THE_TERMINAL:
        with app.suspend():
            subprocess.run([browser.name, url], check=False)
    else:
        app.open_url(url)
