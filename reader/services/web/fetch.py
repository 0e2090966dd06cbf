"""Fetching: what an address answers, within limits of time, size and redirects; every failure is a sentence."""

from __future__ import annotations

import asyncio
import ssl
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

import reader
from reader.domain.errors import ReaderError
from reader.domain.identity import canonical_url
from reader.domain.plain import plain
from reader.services.web.transport import GuardedTransport

AGENT = f"reader/{reader.__version__} (+terminal reading app)"
REDIRECTS = 10
SECONDS = 30.0
"""How long an answer may take in all."""
SILENCE = 15.0
"""How long nothing may come."""
MOST_BYTES = 20_000_000
"""Bytes of an answer, also after they were inflated."""
_MOVED_FOR_GOOD = (301, 308)
_MOVED = (301, 302, 303, 307, 308)


class FetchFailed(ReaderError):
    """An address gave no answer that is of use."""

    def __init__(
        self, title: str, advice: str = "", status: int = 0, retry_after: str = "", offline: bool = False
    ) -> None:
        super().__init__(title, advice)
        self.offline = offline
        """Whether nothing could be reached at all."""
        self.status = status
        """The HTTP status, if there was one."""
        self.retry_after = retry_after
        """When to ask again, as the server says it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    url: str
    """Where it came from in the end."""
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved: str = ""
    """Where the address has moved for good, if it has."""

    @property
    def kind(self) -> str:
        """The media type, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Fetcher:
    """Asks addresses; to be used as a context."""

    def __init__(self, allow_private: bool = False, seconds: float = SECONDS, most: int = MOST_BYTES) -> None:
        self._client = httpx.AsyncClient(
            transport=GuardedTransport(allow_private),
            follow_redirects=False,
            timeout=httpx.Timeout(SILENCE),
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Accept": "*/*"},
            trust_env=False,
        )
        self._seconds = seconds
        self._most = most

    async def __aenter__(self) -> Fetcher:
        await self._client.__aenter__()
        return self

    async def __aexit__(self, *of_an_exception: Any) -> None:
        await self._client.__aexit__(*of_an_exception)

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """What an address answers with 200 or 304; raises FetchFailed or AddressRefused."""
        if not canonical_url(url):
            raise FetchFailed("Only http and https addresses can be fetched.")
        host = plain(urlsplit(url).hostname or "")
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(url, dict(headers or {}))
        except TimeoutError as error:
            raise FetchFailed(f"{host} took longer than {self._seconds:.0f} seconds.", "Try again later.") from error
        except httpx.TimeoutException as error:
            raise FetchFailed(f"{host} does not answer.", "Try again later.") from error
        except httpx.HTTPError as error:
            offline = _offline(error)
            raise FetchFailed(
                _reason(error, host), "Is there a network?" if offline else "", offline=offline
            ) from error
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise FetchFailed(f"{host} leads to where it must not lead.") from error

    async def _follow(self, url: str, headers: dict[str, str]) -> Answer:
        moved, for_good = "", True
        for _ in range(REDIRECTS + 1):
            async with self._client.stream("GET", url, headers=headers) as response:
                if response.status_code not in _MOVED or "location" not in response.headers:
                    return await self._answered(response, moved)
                target = urljoin(url, response.headers["location"].strip())
                if not canonical_url(target) or (url.startswith("https:") and target.startswith("http:")):
                    raise FetchFailed(f"{plain(urlsplit(url).hostname or '')} leads to where it must not lead.")
                for_good = for_good and response.status_code in _MOVED_FOR_GOOD
                moved = target if for_good else moved
                url = target
        raise FetchFailed(f"{plain(urlsplit(url).hostname or '')} leads from one address to the next without end.")

    async def _answered(self, response: httpx.Response, moved: str) -> Answer:
        status, host = response.status_code, plain(response.url.host)
        headers = {name.lower(): plain(value) for name, value in response.headers.items()}
        if status == 304:
            return Answer(str(response.url), status, headers, b"", moved)
        if not 200 <= status < 300:
            reason = plain(response.reason_phrase).lower() or "an error"
            raise FetchFailed(
                f"{host} answers with {status} ({reason}).", status=status, retry_after=headers.get("retry-after", "")
            )
        inflate = _Inflating(headers.get("content-encoding", ""), self._most, host)
        body = bytearray()
        async for part in response.aiter_raw():
            body += inflate.part(part)
        inflate.end()
        return Answer(str(response.url), status, headers, bytes(body), moved)


class _Inflating:
    """Undoes a content encoding, and counts what comes out of it."""

    def __init__(self, encoding: str, most: int, host: str) -> None:
        self._left = most
        self._host = host
        self._inflater: Any = None
        self._first = True
        encoding = encoding.strip().lower()
        if encoding in ("gzip", "x-gzip", "deflate"):
            self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 32)
        elif encoding not in ("", "identity"):
            raise FetchFailed(f"{host} answers in an encoding that was not asked for ({plain(encoding)}).")

    def part(self, data: bytes) -> bytes:
        """What a part of the answer becomes; raises FetchFailed."""
        if self._inflater is not None:
            data = self._inflated(data)
        self._left -= len(data)
        if self._left < 0:
            raise FetchFailed(f"{self._host} sends more than can be read.")
        return data

    def _inflated(self, data: bytes) -> bytes:
        try:
            out: bytes = self._inflater.decompress(data, self._left + 1)
        except zlib.error as error:
            if not self._first:
                raise FetchFailed(f"{self._host} sends damaged data.") from error
            # some send deflate without its header
            self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            self._first = False
            return self._inflated(data)
        self._first = False
        return out

    def end(self) -> None:
        """Nothing more comes; raises FetchFailed where it should have."""
        if self._inflater is not None and not self._inflater.eof and not self._first:
            raise FetchFailed(f"{self._host} broke off in the middle.")


def _reason(error: httpx.HTTPError, host: str) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ReaderError):
            return str(cause)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"The certificate of {host} is not valid ({plain(cause.verify_message)})."
        if isinstance(cause, ssl.SSLError):
            return f"No secure connection to {host} can be made."
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectError):
        return f"{host} cannot be reached."
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        return f"{host} broke off in the middle."
    return f"{host} could not be asked ({plain(type(error).__name__)})."


def _offline(error: httpx.HTTPError) -> bool:
    return isinstance(error, httpx.ConnectError) and not isinstance(error.__cause__, ReaderError)
