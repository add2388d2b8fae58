"""Types for Python plugins: for editors and type checkers; :mod:`postlude` itself doesn't need them.

::

    from postlude.api import Finale, Finenv

    def run(finale: Finale, finenv: Finenv) -> None: ...

``Finale``, ``Finenv``, ``OpenAI`` and ``Prefix`` are what ``run`` gets, ``FinalePlugin`` is what ``plugindef`` gets,
``FCMeasure`` and all others are the classes of the objects. Their definitions (``__init__.pyi``) are made from the
catalogue.
"""

from __future__ import annotations

from typing import Any

_HOMES = {
    "Finale": ("postlude.finale.namespace", "Namespace"),
    "Finenv": ("postlude.finale.finenv", "Finenv"),
    "FinalePlugin": ("types", "SimpleNamespace"),
    "OpenAI": ("postlude.openai.client", "OpenAIClient"),
    "Prefix": ("collections.abc", "Mapping"),
    "each_cell": ("postlude.finale.walking", "each_cell"),
    "each_entry": ("postlude.finale.walking", "each_entry"),
    "each_staff": ("postlude.finale.walking", "each_staff"),
}


def __getattr__(name: str) -> Any:
    # Imported when first asked for: a plugin that names types for a checker needs none of them to run.
    from importlib import import_module

    if name in _HOMES:
        module, attribute = _HOMES[name]
        return getattr(import_module(module), attribute)
    if name.startswith("FC"):
        try:
            return import_module("postlude.finale.base").class_named(name)
        except TypeError:
            pass
    raise AttributeError(f"module 'postlude.api' has no attribute {name!r}")
