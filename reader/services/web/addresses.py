"""Addresses that the reader may connect to: public ones, unless the person allows others.

A name is looked up once, and what was looked up is what is connected to: a name that means something else a moment
later, or a redirect that points inwards, leads nowhere.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket

from reader.domain.errors import ReaderError
from reader.domain.plain import plain

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class AddressRefused(ReaderError):
    """An address that must not be asked."""


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, also where it hides an older one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


async def resolve(host: str, port: int, allow_private: bool) -> list[str]:
    """The addresses of a host, as numbers; raises AddressRefused, or OSError where there is no such host."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise AddressRefused(f"{plain(host)} is no name of a host.") from error
    addresses = list(dict.fromkeys(str(info[4][0]).partition("%")[0] for info in found))
    if not allow_private:
        for text in addresses:
            if not is_public(ipaddress.ip_address(text)):
                raise AddressRefused(
                    f"{plain(host)} is an address in a private network ({text}).",
                    "The setting network.private allows them.",
                )
    return addresses
