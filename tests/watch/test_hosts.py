from __future__ import annotations

import threading

import pytest

from tocsin.watch.hosts import by_host

URLS = ["http://a.example/1", "http://b.example/1", "http://a.example/2", "http://a.example/3"]


@pytest.mark.parametrize("workers", [1, 4])
def test_one_host_is_asked_in_turn_with_pauses(workers):
    waits, asked = [], []
    busy = {"a": threading.Lock(), "b": threading.Lock()}

    def ask(url: str) -> str:
        with busy[url[7]]:
            asked.append(url)
        return url[-1]

    found = list(by_host(URLS, str, ask, wait=waits.append, workers=workers))
    assert sorted(found) == sorted((url, url[-1]) for url in URLS)
    assert [url for url in asked if "a.example" in url] == [URLS[0], URLS[2], URLS[3]]
    assert waits == [URLS[2], URLS[3]]


@pytest.mark.parametrize("workers", [1, 4])
def test_what_goes_wrong_is_raised(workers):
    def ask(url: str) -> str:
        raise KeyError(url)

    with pytest.raises(KeyError):
        list(by_host(URLS, str, ask, wait=lambda url: None, workers=workers))
