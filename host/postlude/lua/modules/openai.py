"""The built-in ``openai`` of Lua scripts: ``require "openai"``, and ``require "library.openai"`` where the
script's own folders have no such file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from postlude.lua.modules.chunks import run_chunk
from postlude.lua.modules.luaosutils.sessions import bind_sessions
from postlude.lua.services import Permit
from postlude.openai.client import FLAG, OpenAIClient

if TYPE_CHECKING:
    from postlude.lua.state import LuaState

BUILT_IN = "openai"
LIBRARY = "library.openai"


def install_openai(state: LuaState, client: OpenAIClient, permit: Permit) -> None:
    """Offer both modules to a state; ``require`` fails, naming the flag, if ``permit`` does not allow it."""
    state.preload(BUILT_IN, openai_opener(client, permit, BUILT_IN))
    opener = openai_opener(client, permit, LIBRARY)
    run_chunk(state, "offer", LIBRARY, state.function(lambda *_: opener(state), f'require "{LIBRARY}"'))


def openai_opener(client: OpenAIClient, permit: Permit, name: str) -> Callable[[LuaState], Any]:
    """The opener of one module, for :meth:`LuaState.preload`."""

    def open_module(state: LuaState) -> Any:
        permit(FLAG, f'require "{name}"')
        bind_sessions(state)
        complete = state.function(client.complete, "openai")
        return run_chunk(state, "openai", complete, state.function(client.begin, "openai"))[0]

    return open_module
