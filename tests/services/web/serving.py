"""A real HTTP server on loopback that answers as badly as servers do."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Reply(NamedTuple):
    """What the server answers to a path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = {}


Answering = Reply | Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server with some pages, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Answering] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                page = site.pages.get(self.path.partition("?")[0], Reply(b"no such page", 404))
                if callable(page):
                    self.close_connection = True
                    page(self)
                    return
                self.send_response(page.status)
                for name, value in page.headers.items():
                    self.send_header(name, value)
                if page.status != 304:
                    self.send_header("Content-Length", str(len(page.body)))
                self.end_headers()
                if page.status != 304:
                    self.wfile.write(page.body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def url(self, path: str) -> str:
        """The address of a page."""
        return f"{self.address}{path}"

    def serve(self) -> None:
        """Answer until closed."""
        self._server.serve_forever(poll_interval=0.02)

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def serving() -> Iterator[Site]:
    """A site, while it is needed."""
    site = Site()
    thread = threading.Thread(target=site.serve, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.close()
        thread.join()


def compressed(body: bytes, how: str = "gzip") -> Reply:
    """An answer in an encoding."""
    if how == "gzip":
        data = gzip.compress(body)
    elif how == "deflate":
        data = zlib.compress(body)
    else:
        how, deflate = "deflate", zlib.compressobj(wbits=-zlib.MAX_WBITS)
        data = deflate.compress(body) + deflate.flush()
    return Reply(data, headers={"Content-Encoding": how})


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Sends without end."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x" * 65536)
    except OSError:
        pass


def slow(handler: BaseHTTPRequestHandler) -> None:
    """Sends a byte now and then."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


def cut(handler: BaseHTTPRequestHandler) -> None:
    """Promises more than it sends."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half of it")


def garbage(handler: BaseHTTPRequestHandler) -> None:
    """Does not speak HTTP."""
    handler.wfile.write(b"\x00\xff not http at all\r\n\r\n")


def headers_without_end(handler: BaseHTTPRequestHandler) -> None:
    """Sends header after header."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    try:
        for n in range(100_000):
            handler.wfile.write(b"X-Header-%d: %b\r\n" % (n, b"x" * 100))
    except OSError:
        pass
