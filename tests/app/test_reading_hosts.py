"""What rules may read of hosts: those that are listed, at public addresses, without detours."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address

import pytest

from syncscript.app.reading_hosts import LARGEST, HostReader, is_public
from syncscript.contracts import Rejected, Unavailable
from tests.served import served

ANSWERS = {
    "/json": (200, b'{"name": "Blue", "rank": 1}'),
    "/text": (200, b"plain"),
    "/long": (200, b"x" * (LARGEST + 1)),
    "/refused": (403, b"{}"),
    "/broken": (502, b""),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.seen.append((self.path, self.headers["Host"]))  # type: ignore[attr-defined]
        status, body = ANSWERS.get(self.path, (404, b""))
        self.send_response(302 if self.path == "/elsewhere" else status)
        if self.path == "/elsewhere":
            self.send_header("Location", "/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *parts: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with served(Handler) as running:
        yield running


def reader(*hosts: str) -> HostReader:
    """One for which this machine is a permitted address."""
    return HostReader(hosts, resolve=lambda host: ["127.0.0.1"], permits=lambda address: True)


def test_json_is_data_and_other_text_is_text(server: HTTPServer) -> None:
    read = reader("api.example.com")
    assert read(f"http://api.example.com:{server.server_port}/json") == {"name": "Blue", "rank": 1}
    assert read(f"http://api.example.com:{server.server_port}/text") == "plain"
    assert read(f"http://api.example.com:{server.server_port}/none") is None
    assert server.seen[0] == ("/json", f"api.example.com:{server.server_port}")  # type: ignore[attr-defined]


def test_hosts_below_a_listed_one(server: HTTPServer) -> None:
    read = reader("*.example.com")
    assert read(f"http://eu.example.com:{server.server_port}/text") == "plain"
    with pytest.raises(Rejected, match="badexample"):
        read(f"http://badexample.com:{server.server_port}/text")


@pytest.mark.parametrize(
    "url", ["http://other.example.com/", "ftp://api.example.com/", "http://a@api.example.com/"]
)
def test_nobody_else_is_asked(url: str, server: HTTPServer) -> None:
    with pytest.raises(Rejected):
        reader("api.example.com")(url)
    assert not server.seen  # type: ignore[attr-defined]


def test_an_address_inside_the_network_is_refused_before_anything_is_sent(server: HTTPServer) -> None:
    read = HostReader(["api.example.com"], resolve=lambda host: ["93.184.216.34", "127.0.0.1"])
    with pytest.raises(Rejected, match=r"127\.0\.0\.1"):
        read(f"http://api.example.com:{server.server_port}/json")
    assert not server.seen  # type: ignore[attr-defined]
    with pytest.raises(Rejected):
        HostReader(["localhost"])(f"http://localhost:{server.server_port}/json")
    with pytest.raises(Rejected):
        HostReader(["127.0.0.1"])(f"http://127.0.0.1:{server.server_port}/json")


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "127.0.0.1", "0.0.0.0", "224.0.0.1",
        "100.64.0.1", "64:ff9b::a00:1", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "2002:0a00:0001::",
        "::", "64:ff9b:1::1", "240.0.0.1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_redirect_is_not_followed(server: HTTPServer) -> None:
    with pytest.raises(Rejected, match="302"):
        reader("api.example.com")(f"http://api.example.com:{server.server_port}/elsewhere")
    assert [path for path, _ in server.seen] == ["/elsewhere"]  # type: ignore[attr-defined]


def test_what_is_too_long_or_refused_is_told(server: HTTPServer) -> None:
    read = reader("api.example.com")
    for path, error in (("/long", Rejected), ("/refused", Rejected), ("/broken", Unavailable)):
        with pytest.raises(error):
            read(f"http://api.example.com:{server.server_port}{path}")


def test_nobody_answers() -> None:
    with HTTPServer(("127.0.0.1", 0), Handler) as closed:
        port = closed.server_port
    with pytest.raises(Unavailable):
        reader("api.example.com")(f"http://api.example.com:{port}/")


@pytest.mark.parametrize("url", ["http://a.example.com:99999/", "http://[a.example.com/"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(Rejected, match="no address"):
        reader("a.example.com")(url)


@pytest.mark.parametrize("label", ["a" * 70, "a."])
def test_what_is_no_name_of_a_host(label: str) -> None:
    with pytest.raises(Rejected, match="no name of a host"):
        HostReader(["*.example.com"])(f"http://{label}.example.com/")


@pytest.mark.parametrize(
    "address",
    ["192.0.0.8", "192.0.0.9", "192.0.0.170", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.7",
     "203.0.113.9",
     "192.31.196.1", "192.52.193.1", "192.175.48.1", "169.254.1.1", "255.255.255.255", "224.0.0.1", "0.1.2.3",
     "2001::1", "2001:1::1", "2001:2::1", "2001:20::1", "2001:db8::1", "2002:c000:0008::", "3fff::1",
     "5f00::1",
     "100::1", "100:0:0:1::1", "2620:4f:8000::1", "4000::1", "ff02::1", "::ffff:192.0.0.8", "64:ff9b::c000:8",
     "fec0::1", "::127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "0.0.0.0", "100.64.0.1"],
)
def test_addresses_that_lead_inside(address: str) -> None:
    assert not is_public(ip_address(address))
