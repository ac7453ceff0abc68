"""BLAS threads inside and after a block."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread

import numpy as np
from threadpoolctl import threadpool_info

from tocsin.blas import one_thread


def threads() -> set[int]:
    np.ones((2, 2)) @ np.ones((2, 2))
    return {x["num_threads"] for x in threadpool_info() if x["user_api"] == "blas"}


def test_one_thread_inside_and_as_before_afterwards() -> None:
    before = threads()
    for _ in range(2):
        with one_thread():
            assert threads() == {1}
            with one_thread():
                assert threads() == {1}
            assert threads() == {1}
        assert threads() == before


def test_in_another_thread() -> None:
    before, seen = threads(), []

    def work() -> None:
        with one_thread():
            seen.append(threads())

    for _ in range(2):
        t = Thread(target=work)
        t.start()
        t.join()
    assert seen == [{1}, {1}]
    assert threads() == before


def test_an_error_inside_ends_it() -> None:
    before = threads()
    with suppress(KeyError), one_thread():
        raise KeyError
    assert threads() == before
