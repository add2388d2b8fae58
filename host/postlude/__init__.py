"""Postlude: run Finale's Lua and Python plugins on ``.musx`` scores, without Finale.

PYTEST_DONT_REWRITE (pytest would warn in every ``postlude test`` that it comes too late for that)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postlude.api import each_cell, each_entry, each_staff
    from postlude.enigma.document import Document
    from postlude.host import Host, open_document
    from postlude.options import RunOptions
    from postlude.result import RunResult

__version__ = "0.1.0"
__all__ = [
    "Document",
    "Host",
    "RunOptions",
    "RunResult",
    "__version__",
    "each_cell",
    "each_entry",
    "each_staff",
    "open_document",
]

_HOMES = {
    "Document": "postlude.enigma.document",
    "Host": "postlude.host",
    "RunOptions": "postlude.options",
    "RunResult": "postlude.result",
    "each_cell": "postlude.finale.walking",
    "each_entry": "postlude.finale.walking",
    "each_staff": "postlude.finale.walking",
    "open_document": "postlude.host",
}


def __getattr__(name: str) -> Any:
    # Imported when first asked for, so that the command line starts without what it doesn't need.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'postlude' has no attribute {name!r}")
