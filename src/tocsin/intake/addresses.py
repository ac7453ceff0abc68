"""Which addresses may be fetched: URLs are parsed once, strictly; IP addresses must be global."""

from __future__ import annotations

import ipaddress
import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tocsin.errors import FetchError
from tocsin.intake.tables import rows

if TYPE_CHECKING:
    from httpx2 import URL

PORTS = frozenset({80, 443, 8080, 8443})
_DEFAULT_PORTS = {"http": 80, "https": 443}
_MAX_URL = 4096
_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|\d+)")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_V4_EMBEDDING = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),  # v4-mapped, RFC 4291
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),  # NAT64, RFC 6052
    (ipaddress.IPv6Network("2002::/16"), 80),  # 6to4, RFC 3056
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")


def is_global(address: str) -> bool:
    """True if an IP address belongs to the public Internet; addresses that embed IPv4 are looked
    into."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        for network, shift in _V4_EMBEDDING:
            if ip in network:
                return is_global(str(ipaddress.IPv4Address(int(ip) >> shift & 0xFFFFFFFF)))
        if ip not in _GLOBAL_V6 or _is_isatap_private(ip):
            return False
    listed = any(ip.version == block.version and ip in block for block in _refused())
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not listed


@cache
def _refused() -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    """Networks refused whatever the running Python's own tables say."""
    return tuple(ipaddress.ip_network(block) for block, _ in rows("refused_networks"))


def vet_url(url: str) -> URL:
    """Parse an address that may be fetched. Raises `FetchError` saying what is wrong with it.

    One parse serves the check, robots.txt and the connection; a second parser must agree on the
    host, so that no address means different things to different readers.
    """
    import httpx2

    _refuse_characters(url)
    try:
        parsed, other = httpx2.URL(url), urlsplit(url)
        same_host = other.hostname is not None and _host_of(parsed) == _ascii(other.hostname)
        same_port = parsed.port in {other.port, None}
    except (httpx2.InvalidURL, ValueError, UnicodeError):
        raise FetchError(f"{shown(url)}: not a valid address; check it") from None
    if parsed.scheme not in _DEFAULT_PORTS:
        raise FetchError(f"{shown(url)}: only http and https addresses can be fetched")
    if parsed.userinfo or "@" in other.netloc:
        raise FetchError(f"{shown(url)}: addresses with a user name are refused; remove it")
    if not (same_host and same_port):
        raise FetchError(f"{shown(url)}: an ambiguous address; write the host plainly")
    _vet_host(_host_of(parsed), url)
    _vet_port(parsed, url)
    return parsed


def port_of(url: URL) -> int:
    """The port, explicit or of the scheme."""
    return _DEFAULT_PORTS[url.scheme] if url.port is None else url.port


def shown(url: str) -> str:
    """An address as a one-line message shows it: printable, short."""
    text = "".join(char if char.isprintable() else "?" for char in url)
    return text if len(text) <= 200 else text[:197] + "..."


def _refuse_characters(url: str) -> None:
    if len(url) > _MAX_URL:
        raise FetchError(f"{shown(url)}: the address is too long")
    if "\\" in url or any(char.isspace() or not char.isprintable() for char in url):
        raise FetchError(
            f"{shown(url)}: backslashes, blanks and control characters are refused in addresses"
        )


def _host_of(url: URL) -> str:
    return url.raw_host.decode("ascii").lower().strip("[]")


def _ascii(host: str) -> str:
    import idna

    return host.lower() if host.isascii() else idna.encode(host.lower()).decode("ascii")


def _vet_host(host: str, url: str) -> None:
    """A name with a dot, or an IP address in its full form; private ones are refused here
    already."""
    if ":" in host or _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            raise FetchError(
                f"{shown(url)}: numeric hosts are refused unless written in full"
            ) from None
        if not is_global(str(address)):
            raise FetchError(f"{shown(url)}: refused, the host is not a public address")
    elif not _HOST.fullmatch(host.removesuffix(".")):
        raise FetchError(f"{shown(url)}: the host is not a public name")


def _vet_port(parsed: URL, url: str) -> None:
    if port_of(parsed) not in PORTS:
        raise FetchError(
            f"{shown(url)}: port {parsed.port} is refused; allowed are 80, 443, 8080 and 8443"
        )


def _is_isatap_private(ip: ipaddress.IPv6Address) -> bool:
    """An interface identifier of ISATAP (RFC 5214) holds an IPv4 address in its last 32 bits."""
    if int(ip) >> 32 & 0xFDFFFFFF != 0x00005EFE:
        return False
    return not is_global(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
