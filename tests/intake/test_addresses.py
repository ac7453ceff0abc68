# ruff: noqa: E501 - samples stand on one line each
"""Which addresses are public, and which URLs may be fetched."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import FetchError
from tocsin.intake.addresses import is_global, port_of, vet_url

PRIVATE = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
192.0.0.1 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255 :: ::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::c0a8:1 64:ff9b:1::1
2002:7f00:1:: 2002:c0a8:101::1 2001::1 2001:db8::1 3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1 100::1
2607:f8b0::5efe:10.0.0.1 not-an-address 1.2.3 fe80::1%eth0
""".split()
PUBLIC = """
1.1.1.1 8.8.8.8 93.184.215.14 172.15.0.1 172.32.0.1 100.63.0.1 100.128.0.1 2606:4700::1111 2a00:1450:4001::8a
::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_private(address):
    assert not is_global(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address):
    assert is_global(address)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_embedded_addresses_are_judged_like_the_address_itself(number):
    plain = ipaddress.IPv4Address(number)
    verdict = is_global(str(plain))
    assert is_global(str(ipaddress.IPv6Address(0xFFFF << 32 | number))) == verdict
    assert is_global(str(ipaddress.IPv6Address(0x64FF9B << 96 | number))) == verdict
    assert is_global(str(ipaddress.IPv6Address(0x2002 << 112 | number << 80 | 1))) == verdict
    assert not (verdict and not plain.is_global)


REFUSED = [
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.0.1/",
    "http://017700000001/",
    "http://0/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[fe80::1%25eth0]/",
    "http://127.0.0.1./",
    "http://①②⑦.0.0.1/",
    "http://127。0。0。1/",
    "http://localhost/",
    "http://intranet/",
    "http:///a",
    "http://user@example.org/",
    "http://user:word@example.org/",
    "http://example.org@127.0.0.1/",
    "http://@example.org/",
    "http://example.org\\@127.0.0.1/",
    "http://127.0.0.1\\.example.org/",
    "http://example.org\\a",
    "http:/\\example.org/",
    "http://example.org /",
    "http://exam\tple.org/",
    "http://example.org/\n",
    "http://example.org/\x00",
    "ftp://example.org/",
    "file:///etc/passwd",
    "gopher://example.org/",
    "http://example.org:22/",
    "http://example.org:6379/",
    "http://example.org:0/",
    "http://example.org:99999/",
    "http://example.org:80:80/",
    "http://exa%6dple.org/",
    "http://example.org%2f@127.0.0.1/",
    "http://[::1",
    "http://127.0.0.1#@example.org/",
    "http://127.0.0.1?@example.org/",
    "javascript:alert(1)",
    "http:example.org",
    "http://" + "a" * 5000 + ".org/",
    "http://[v1.x]/",
    "http://example..org/",
    "http://-a-.org/",
]


@pytest.mark.parametrize("url", REFUSED)
def test_refused(url):
    with pytest.raises(FetchError) as caught:
        vet_url(url)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("http://example.org/a?b=c", "example.org", 80),
        ("https://www.example.org", "www.example.org", 443),
        ("https://example.org:8443/", "example.org", 8443),
        ("http://example.org:8080/", "example.org", 8080),
        ("HTTPS://Example.ORG/", "example.org", 443),
        ("http://93.184.215.14/", "93.184.215.14", 80),
        ("http://bücher.example/", "xn--bcher-kva.example", 80),
        ("http://[2606:4700::1111]/", "2606:4700::1111", 80),
    ],
)
def test_allowed(url, host, port):
    parsed = vet_url(url)
    assert parsed.raw_host.decode().strip("[]") == host
    assert port_of(parsed) == port


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_an_address_or_an_error(text):
    for url in (text, f"http://{text}", f"http://example.org/{text}"):
        try:
            parsed = vet_url(url)
        except FetchError:
            continue
        assert parsed.scheme in {"http", "https"}
        assert not parsed.userinfo
