"""The fetcher against a web in memory: no test here opens a socket."""

from __future__ import annotations

import gzip
import socket
import time

import pytest

from tests.intake.doubles import OTHER_PUBLIC, PUBLIC, FakeWeb, answer
from tocsin.errors import FetchError, InputError
from tocsin.intake import read
from tocsin.intake.fetch import MAX_REDIRECTS, user_agent

PAGE = b"<html><body><p>Ministers met in Geneva.</p></body></html>"


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a test tried to use the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def redirect(place: str, status: int = 302) -> bytes:
    return answer(status, location=place)


def fetch(web: FakeWeb, url: str = "http://news.example/a", **options):
    return web.fetcher(**options).fetch(url)


def test_page_comes_from_the_vetted_address_with_the_name_in_the_host_header():
    web = FakeWeb({"news.example/a": answer(200, PAGE)})
    page = fetch(web)
    assert page.data == PAGE
    assert page.charset == "utf-8"
    assert set(web.connected) == {(PUBLIC, 80)}
    assert all("Host: news.example" in request for request in web.requests)
    assert f"User-Agent: {user_agent()}" in web.requests[-1]


def test_tls_checks_the_name_not_the_address():
    web = FakeWeb({"news.example/a": answer(200, PAGE)})
    assert fetch(web, "https://news.example/a").data == PAGE
    assert set(web.tls_names) == {"news.example"}
    assert set(web.connected) == {(PUBLIC, 443)}


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "100.64.0.1",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "0.0.0.0",
        "224.0.0.1",
        "::",
    ],
)
def test_name_that_leads_to_a_private_address_is_refused(address):
    web = FakeWeb({"news.example/a": answer(200, PAGE)}, {"news.example": [[address]]})
    with pytest.raises(FetchError, match="public"):
        fetch(web)
    assert web.connected == []


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    web = FakeWeb({}, {"news.example": [[PUBLIC, "192.168.1.1"]]})
    with pytest.raises(FetchError, match="public"):
        fetch(web)
    assert web.connected == []


def test_each_connection_uses_the_one_look_up_that_was_vetted():
    """Rebinding: a second look-up would give a private address; no connection looks up twice."""
    web = FakeWeb(
        {"news.example/a": answer(200, PAGE)},
        {"news.example": [[OTHER_PUBLIC], [PUBLIC], ["127.0.0.1"]]},
    )
    assert fetch(web).data == PAGE
    assert len(web.lookups) == len(web.connected) == 2  # robots.txt, page
    assert [address for address, _ in web.connected] == [OTHER_PUBLIC, PUBLIC]


def test_rebinding_to_a_private_address_between_robots_and_page_is_refused():
    web = FakeWeb(
        {"news.example/a": answer(200, PAGE)}, {"news.example": [[PUBLIC], ["127.0.0.1"]]}
    )
    with pytest.raises(FetchError, match="public"):
        fetch(web)
    assert web.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://inner.example/",
        "//10.0.0.1/",
        "file:///etc/passwd",
        "gopher://news.example/",
        "http://news.example:22/",
        "http://0x7f.1/",
        "http://user@news.example/",
        "http://news.example\\@127.0.0.1/",
    ],
)
def test_redirects_are_vetted_like_the_first_address(place):
    web = FakeWeb({"news.example/a": redirect(place)}, {"inner.example": [["10.0.0.7"]]})
    with pytest.raises(FetchError):
        fetch(web)
    assert all(address == PUBLIC for address, _ in web.connected)


def test_redirects_are_followed_to_the_end_and_named():
    web = FakeWeb(
        {
            "news.example/a": redirect("/b", 301),
            "news.example/b": redirect("http://www.example/c#x"),
            "www.example/c": answer(200, PAGE),
        }
    )
    page = fetch(web)
    assert page.url == "http://www.example/c"
    assert page.data == PAGE


def test_too_many_redirects():
    web = FakeWeb({f"news.example/{n}": redirect(f"/{n + 1}") for n in range(20)})
    with pytest.raises(FetchError, match=f"more than {MAX_REDIRECTS} redirects"):
        fetch(web, "http://news.example/0")


def test_robots_disallow():
    web = FakeWeb(
        {
            "news.example/robots.txt": answer(200, b"User-agent: Tocsin\nDisallow: /a\n"),
            "news.example/a": answer(200, PAGE),
            "news.example/b": answer(200, PAGE),
        }
    )
    with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
        fetch(web)
    assert fetch(web, "http://news.example/b").data == PAGE


def test_robots_of_the_target_of_a_redirect_is_obeyed():
    web = FakeWeb(
        {
            "news.example/a": redirect("http://www.example/c"),
            "www.example/c": answer(200, PAGE),
            "www.example/robots.txt": answer(200, b"User-agent: *\nDisallow: /\n"),
        }
    )
    with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
        fetch(web)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_allows(status):
    web = FakeWeb({"news.example/robots.txt": answer(status), "news.example/a": answer(200, PAGE)})
    assert fetch(web).data == PAGE


@pytest.mark.parametrize("status", [500, 503])
def test_broken_robots_forbids(status):
    web = FakeWeb({"news.example/robots.txt": answer(status), "news.example/a": answer(200, PAGE)})
    with pytest.raises(FetchError, match=rf"robots\.txt: status {status}"):
        fetch(web)


def test_huge_robots_is_cut_not_refused():
    rules = b"User-agent: *\nDisallow: /a\n" + b"# filler\n" * 100_000
    web = FakeWeb(
        {"news.example/robots.txt": answer(200, rules), "news.example/b": answer(200, PAGE)}
    )
    assert fetch(web, "http://news.example/b").data == PAGE
    with pytest.raises(FetchError, match="does not allow"):
        fetch(web)


def test_oversize_by_header_and_by_count():
    long = {"news.example/a": answer(200, b"", content_length="50000000")}
    with pytest.raises(FetchError, match="larger than 10 MB"):
        fetch(FakeWeb(long))
    with pytest.raises(FetchError, match=r"larger than 0\.001 MB"):
        fetch(FakeWeb({"news.example/a": answer(200, b"x" * 5000)}), max_bytes=1000)


def test_gzip_is_unpacked_and_a_bomb_refused():
    packed = answer(200, gzip.compress(PAGE), content_encoding="gzip")
    assert fetch(FakeWeb({"news.example/a": packed})).data == PAGE
    bomb = answer(200, gzip.compress(b"0" * 30_000_000), content_encoding="gzip")
    with pytest.raises(FetchError, match="larger than 10 MB"):
        fetch(FakeWeb({"news.example/a": bomb}))


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd"])
def test_other_compressions_are_refused(encoding):
    page = answer(200, gzip.compress(gzip.compress(PAGE)), content_encoding=encoding)
    with pytest.raises(FetchError, match="compression"):
        fetch(FakeWeb({"news.example/a": page}))


def test_broken_gzip_is_an_error():
    page = answer(200, b"\x1f\x8bnonsense", content_encoding="gzip")
    with pytest.raises(FetchError, match="broken"):
        fetch(FakeWeb({"news.example/a": page}))


@pytest.mark.parametrize("trickle", [True, False])
def test_slow_servers_end_at_the_deadline(trickle):
    """A trickle of single bytes, in the head or the body, cannot outlast the total time."""
    head = answer(404) if trickle else answer(200, PAGE)
    web = FakeWeb({"news.example/robots.txt": head, "news.example/a": answer(200, PAGE * 50)})
    web.pause, web.chunk = 0.01, 1
    start = time.monotonic()
    with pytest.raises(FetchError, match="too slow"):
        fetch(web, max_seconds=0.2)
    assert time.monotonic() - start < 60


def test_slow_name_server_ends_too():
    web = FakeWeb({})
    web.resolve = lambda host, port: time.sleep(5) or [PUBLIC]  # type: ignore[method-assign]
    start = time.monotonic()
    with pytest.raises(FetchError, match="too slow"):
        fetch(web, max_seconds=0.2)
    assert time.monotonic() - start < 4.5


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("application/pdf", "this is a PDF"),
        ("image/png", "image/png is not a page"),
        ("application/json", "not a page"),
    ],
)
def test_only_pages(kind, message):
    web = FakeWeb({"news.example/a": answer(200, PAGE, content_type=kind)})
    with pytest.raises(FetchError, match=message):
        fetch(web)


@pytest.mark.parametrize("status", [404, 403, 500])
def test_status_is_told(status):
    web = FakeWeb({"news.example/a": answer(status)})
    with pytest.raises(FetchError, match=f"the server answered {status}"):
        fetch(web)


def test_unknown_host_and_refused_connection():
    web = FakeWeb({})

    def unknown(host, port):
        raise socket.gaierror(-2, "Name or service not known")

    web.resolve = unknown  # type: ignore[method-assign]
    with pytest.raises(FetchError, match="not known"):
        fetch(web)

    def closed(address, port, timeout):
        raise ConnectionRefusedError("Connection refused")

    web = FakeWeb({})
    web.connect = closed  # type: ignore[method-assign]
    with pytest.raises(FetchError, match="Connection refused"):
        fetch(web)


def test_second_address_is_tried_if_the_first_is_down():
    web = FakeWeb({"news.example/a": answer(200, PAGE)}, {"news.example": [[OTHER_PUBLIC, PUBLIC]]})
    whole = web.connect

    def half(address, port, timeout):
        if address == OTHER_PUBLIC:
            raise OSError("unreachable")
        return whole(address, port, timeout)

    web.connect = half  # type: ignore[method-assign]
    assert fetch(web).data == PAGE


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    web = FakeWeb({"news.example/a": answer(200, PAGE)})
    assert fetch(web).data == PAGE


def test_read_fetches_an_article():
    html = (
        b"<html><head><title>Envoys meet in Geneva</title>"
        b'<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head><article>'
        b"<h1>Envoys meet in Geneva</h1>"
        + b"<p>Envoys of the two states met in Geneva on Tuesday and agreed to meet again.</p>" * 3
        + b"<p>They said that the talks about the border had been useful.</p></article></html>"
    )
    web = FakeWeb({"news.example/a": answer(200, html)})
    article = read("http://news.example/a", fetcher=web.fetcher())
    assert article.title == "Envoys meet in Geneva"
    assert str(article.published) == "2024-03-05"
    assert article.url == "http://news.example/a"


def test_errors_of_fetching_are_input_errors_in_one_line():
    with pytest.raises(InputError) as caught:
        read("http://127.0.0.1/\x1b[31m")
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)
