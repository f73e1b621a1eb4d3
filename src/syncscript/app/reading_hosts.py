"""Reads what rules ask of hosts through httpClient: GETs to hosts that the side lists, and to nobody else.

A name is resolved once and the connection goes to that very address, which must be a public one: private,
link-local, loopback and reserved addresses are refused, whatever name leads there. Follows no redirects,
sends no credentials, and reads only so much.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

import urllib3
from requests.utils import DEFAULT_CA_BUNDLE_PATH

from syncscript.contracts import Rejected, Unavailable
from syncscript.model import Json

Address = IPv4Address | IPv6Address
TRANSLATED = ip_network("64:ff9b::/96")
SPECIAL = tuple(ip_network(network) for network in (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
    "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32",
    "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
))  # fmt: skip
"""Addresses with a purpose of their own, from IANA's registries; whole blocks, though a few in them are
global. What Python calls global depends on its version, and 2000::/3 is all that IPv6 gives to anybody."""
UNICAST = ip_network("2000::/3")
LARGEST = 2_000_000
TIMEOUT = urllib3.Timeout(connect=5.0, read=15.0)


def addresses_of(host: str) -> Sequence[str]:
    """All addresses of a name. OSError when it has none."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


def is_public(address: Address) -> bool:
    """Whether the address is one of the open internet; one inside another is judged by the inner one."""
    judged = inner_address(address)
    given = isinstance(judged, IPv4Address) or judged in UNICAST
    return given and judged.is_global and not any(judged in network for network in SPECIAL)


def inner_address(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for; other addresses are themselves."""
    if isinstance(address, IPv4Address):
        return address
    if address in TRANSLATED:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour or address


def pool_to(parts: SplitResult, host: str, address: str) -> urllib3.HTTPConnectionPool:
    """Connections to this very address; a certificate must be the host's."""
    if parts.scheme != "https":
        return urllib3.HTTPConnectionPool(address, parts.port or 80, timeout=TIMEOUT)
    return urllib3.HTTPSConnectionPool(
        address, parts.port or 443, timeout=TIMEOUT, cert_reqs="CERT_REQUIRED",
        ca_certs=DEFAULT_CA_BUNDLE_PATH, server_hostname=host, assert_hostname=host,
    )  # fmt: skip


class HostReader:
    """`reader(url)` is what stands there: JSON as data, other text as text, None when there is nothing."""

    def __init__(
        self,
        hosts: Sequence[str],
        resolve: Callable[[str], Sequence[str]] = addresses_of,
        permits: Callable[[Address], bool] = is_public,
    ) -> None:
        self._hosts, self._resolve, self._permits = tuple(hosts), resolve, permits

    def __call__(self, url: str) -> Json:
        """Rejected for hosts and answers that must not be; Unavailable when the host does not answer."""
        parts, host, address = self.place(url)
        try:
            return self._content(self._open(parts, host, address), url)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise Unavailable(f"{host} does not answer: {type(error).__name__}") from error

    def place(self, url: str) -> tuple[SplitResult, str, str]:
        """The address in its parts, its host, and where to connect to. Rejected where rules must not."""
        parts = split(url)
        host = (parts.hostname or "").lower()
        if parts.scheme not in ("http", "https") or parts.username or not self._lists(host):
            raise Rejected(f"rules may not reach {host or url}", help="list the host with its side")
        try:
            return parts, host, self._address(host)
        except UnicodeError as error:
            raise Rejected(f"{host} is no name of a host", help="correct the address") from error
        except OSError as error:
            raise Unavailable(f"{host} does not answer: {type(error).__name__}") from error

    def _lists(self, host: str) -> bool:
        return any(
            host == entry or (entry[:2] == "*." and host.endswith(entry[1:])) for entry in self._hosts if host
        )

    def _address(self, host: str) -> str:
        """The address to connect to: every address of the name must be permitted."""
        found = self._resolve(host)
        for address in found:
            if not self._permits(ip_address(address.split("%")[0])):
                raise Rejected(
                    f"{host} is {address}, which is no public address",
                    help="rules reach public hosts only; what stands inside a network is not for them",
                )
        if not found:
            raise Unavailable(f"{host} has no address")
        return found[0]

    def _open(self, parts: SplitResult, host: str, address: str) -> urllib3.BaseHTTPResponse:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Host": parts.netloc, "Accept": "application/json", "User-Agent": "syncscript"}
        return pool_to(parts, host, address).request(
            "GET", path, headers=headers, redirect=False, retries=False, preload_content=False
        )

    def _content(self, response: urllib3.BaseHTTPResponse, url: str) -> Json:
        try:
            if response.status == 404:
                return None
            if response.status == 429 or response.status >= 500:
                raise Unavailable(f"{url} answers with {response.status}")
            if not 200 <= response.status < 300:
                raise Rejected(f"{url} answers with {response.status}", help="write the address it leads to")
            body = response.read(LARGEST + 1, decode_content=True)
        finally:
            response.close()
            response.release_conn()
        if len(body) > LARGEST:
            raise Rejected(f"{url} answers with more than {LARGEST:,} bytes", help="ask for less")
        return read_body(body)


def split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018
    except ValueError as error:
        raise Rejected(f"{url[:80]} is no address: {error}", help="correct it") from error
    return parts


def read_body(body: bytes) -> Json:
    text = body.decode("utf-8", errors="replace")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
