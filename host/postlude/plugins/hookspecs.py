"""The hooks of a Python plugin. An implementation names only the arguments that it wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pluggy

PROJECT = "postlude"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Optional: functions of a plugin module that are called ``plugindef`` and ``run`` are hooks as they are."""


@hookspec(firstresult=True)
def plugindef(finaleplugin: Any, locale: str) -> Any:
    """Describe the plugin: set properties of ``finaleplugin``, and return up to three texts.

    They are the menu text, the undo text and the description. ``locale`` is the user's, such as ``en_US``.
    Optional; it is called without a document, and may be called at any time.
    """


@hookspec(firstresult=True)
def run(finale: Any, finenv: Any, openai: Any, prefix: Mapping[str, Any]) -> Any:
    """Do the plugin's work on the document in view; what it returns is the run's result.

    ``finale`` and ``finenv`` are what a Lua script finds under these names. ``prefix`` is a read-only mapping
    of the globals that the prefixes set. ``openai`` raises, naming the flag, unless ``plugindef`` asked for
    ``ExecuteHttpsCalls``.
    """


HOOKS = ("plugindef", "run")
