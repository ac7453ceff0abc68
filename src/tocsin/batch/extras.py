"""Optional libraries, loaded where they are used; one that is missing is one clear line."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tocsin.errors import UsageError

_EXTRA = {"ray": "cluster"}


def need(module: str, what: str) -> Any:
    """The module. Raises `UsageError` that names the extra to install if it is not there."""
    try:
        return import_module(module)
    except ImportError as error:
        package = module.split(".", maxsplit=1)[0]
        if error.name and error.name.split(".")[0] != package:
            raise
        extra = _EXTRA.get(package, "corpus")
        raise UsageError(
            f"{what} needs {package}; install it with: pip install 'tocsin[{extra}]'"
        ) from None
