"""The built-in ``openai`` of Lua scripts: what ``require "openai"`` gives.

Also what ``require "library.openai"`` gives where the script's own folders have no such file.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from importlib.resources import files
from typing import Any, Protocol

from postlude.lua.services import Permit
from postlude.openai.client import FLAG, OpenAIClient


class State(Protocol):
    """The part of :class:`postlude.lua.state.LuaState` that is used here."""

    def run(self, source: bytes, chunkname: str, *args: Any) -> list[Any]: ...

    def function(self, pyfunc: Callable[..., Any], name: str) -> Any: ...


def openai_opener(client: OpenAIClient, permit: Permit, name: str = "openai") -> Callable[[State], Any]:
    """The opener for ``LuaState.preload(name, ...)``: it fails, naming the flag, without permission."""

    def open_module(state: State) -> Any:
        permit(FLAG, f'require "{name}"')

        def complete(body: bytes, timeout: float, key: bytes | None = None) -> tuple[bool, bytes]:
            seconds = float(timeout)
            return client.complete(body, 0.0 if math.isnan(seconds) else seconds, key)

        source = files(__package__).joinpath("openai.lua").read_bytes()
        return state.run(source, "=openai", state.function(complete, "openai.complete"))[0]

    return open_module
