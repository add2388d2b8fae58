"""What ends a script from outside its own logic."""

from __future__ import annotations


class ScriptExit(BaseException):
    """The script called ``os.exit``: raised by ``LuaState.run`` and ``call``; ``code`` is its exit status.

    Not an ``Exception``: host code between two Lua calls must not take it for a failure of its own.
    """

    def __init__(self, code: int = 0) -> None:
        super().__init__(code)
        self.code = code


class Stopped(BaseException):
    """Unwinds host code between two Lua calls while the state stops; never leaves the outermost call."""
