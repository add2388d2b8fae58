"""Opaque handles: values that a script can keep and hand back, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .opaque import Opaque

if TYPE_CHECKING:
    from postlude.lua.state import LuaState


class WindowHandle:
    """Finale's main window, which is not there: what ``finenv.GetFinaleMainWindow`` gives on Windows."""


_HANDLES = Opaque("window", WindowHandle)


def bind_handles(state: LuaState) -> None:
    """Let handles into a state; once or more often."""
    state.bind_objects(_HANDLES)
