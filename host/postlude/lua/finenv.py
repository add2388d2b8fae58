"""Binds ``finenv`` into a Lua state: functions and properties of one Python object, read as a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from postlude.lua.values import to_text

if TYPE_CHECKING:
    from postlude.lua.state import LuaState


class Environment(Protocol):
    """What is bound: names of its functions and properties, and how one is written."""

    @property
    def FUNCTIONS(self) -> Sequence[str]: ...
    @property
    def PROPERTIES(self) -> Sequence[str]: ...
    @property
    def WRITABLE(self) -> Sequence[str]: ...

    def set(self, name: str, value: Any) -> None: ...


def bind_finenv(state: LuaState, finenv: Environment) -> None:
    """Set the global ``finenv``."""

    def get(name: Any) -> Any:
        value = getattr(finenv, to_text(name))
        return dict(value) if hasattr(value, "keys") else value

    def put(name: Any = None, value: Any = None, *_: Any) -> None:
        finenv.set(to_text(name) if isinstance(name, bytes) else str(name), value)

    functions = {
        name: state.function(_tolerant(getattr(finenv, name)), f"finenv.{name}") for name in finenv.FUNCTIONS
    }
    source = Path(__file__).with_name("finenv.lua").read_bytes()
    (bound,) = state.run(
        source,
        "=[postlude finenv]",
        functions,
        dict.fromkeys(finenv.PROPERTIES, True),
        dict.fromkeys(finenv.WRITABLE, True),
        state.function(get, "finenv"),
        state.function(put, "finenv"),
    )
    state.set_global("finenv", bound)


def _tolerant(function: Any) -> Any:
    """The function with extra arguments ignored, as everywhere in RGP Lua."""
    most = function.__code__.co_argcount - 1
    return lambda *args: function(*args[:most])


def lua_release() -> str:
    """``finenv.LuaReleaseVersion``: the release of the Lua that is built in."""
    from lupa.lua54 import LuaRuntime

    return "Lua " + ".".join(str(number) for number in LuaRuntime().lua_version)
