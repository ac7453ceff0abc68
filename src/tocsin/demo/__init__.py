"""A crisis that never was: 61 articles of our own, with the claims that were coded from them.

Everything in it is invented, publishers and people too; the countries are real so that names,
places and codes work as in earnest. `load` puts it into a ledger, each article on its day.
"""

from __future__ import annotations

from tocsin.demo.story import FIRST, LAST, load, look_out, situations_path

__all__ = ["FIRST", "LAST", "load", "look_out", "situations_path"]
