"""One thread for small matrices.

numpy's BLAS hands even small products to all cores, whose threads then wait for one another: what
a claim needs took twice the processor's time that way.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import lru_cache
from importlib import import_module
from typing import Any


def one_thread() -> AbstractContextManager[object]:
    """A block in which BLAS has one thread; after it, as many as before.

    BLAS has one setting for the whole process: where blocks of several threads overlap, it is that
    of the first, and the others may end with more threads again.
    """
    found: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return found


@lru_cache(maxsize=1)
def _libraries() -> Any:
    """The libraries that are loaded; numpy's must be among them."""
    from threadpoolctl import ThreadpoolController

    import_module("numpy")
    return ThreadpoolController()
