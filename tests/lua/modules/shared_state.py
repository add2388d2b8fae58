"""One state for the tests that run thousands of examples."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from postlude.errors import RefusedError
from postlude.lua.modules import install
from postlude.lua.services import Limits, Services
from postlude.lua.state import LuaState

from .conftest import Lua


class NoFiles:
    def read(self, path: str, what: str) -> Path:
        raise RefusedError(f"{what}: no files here")

    write = read


def _no(flag: str, what: str) -> None:
    raise RefusedError(f"{what}: not permitted")


@cache
def shared_lua() -> Lua:
    services = Services(fence=NoFiles(), permit=_no, getenv=lambda name: None)
    state = LuaState(services, Limits(seconds=None))
    install(state)
    return Lua(state)
