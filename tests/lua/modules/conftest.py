"""A Lua state with everything installed, in a world of three folders.

The script's may be read, another be written too, and the third is out of bounds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from postlude.errors import PluginError, RefusedError
from postlude.lua.modules import install
from postlude.lua.services import Limits, Services
from postlude.lua.state import LuaState


class FolderFence:
    """Lets a script read in some folders and write in fewer, and lists what it refused."""

    def __init__(self, home: Path, readable: Sequence[Path], writable: Sequence[Path]) -> None:
        self._home = home
        self._readable = [*readable, *writable]
        self._writable = list(writable)
        self.refused: list[tuple[str, str]] = []

    def read(self, path: str, what: str) -> Path:
        return self._check(path, what, self._readable)

    def write(self, path: str, what: str) -> Path:
        return self._check(path, what, self._writable)

    def _check(self, path: str, what: str, allowed: list[Path]) -> Path:
        real = Path(os.path.realpath(self._home / path))
        if not any(real.is_relative_to(folder) for folder in allowed):
            self.refused.append((what, path))
            raise RefusedError(f"{what}: the script may not reach '{path}'")
        return real


class World:
    """The folders, the fence and the permissions of one test, and the states made in it."""

    def __init__(self, root: Path) -> None:
        self.script = root / "script"
        self.data = root / "data"
        self.outside = root / "outside"
        self.temp = root / "temp"
        for folder in (self.script, self.data, self.outside, self.temp):
            folder.mkdir()
        (self.script / "read.txt").write_bytes(b"one\ntwo\nthree\n")
        (self.outside / "secret.txt").write_bytes(b"secret\n")
        self.fence = FolderFence(self.script, [self.script], [self.data, self.temp])
        self.permitted: set[str] = set()
        self.asked: list[tuple[str, str]] = []
        self.environment = {"HOME": str(root)}
        self.states: list[LuaState] = []

    def permit(self, flag: str, what: str) -> None:
        self.asked.append((flag, what))
        if flag not in self.permitted:
            raise RefusedError(f"{what}: not permitted, set finaleplugin.{flag}")

    def state(
        self, *, platform: str = "mac", trusted: bool = False, limits: Limits | None = None, **options: Any
    ) -> Lua:
        services = Services(
            fence=self.fence,
            permit=self.permit,
            getenv=self.environment.get,
            platform=platform,
            temp_folder=self.temp,
            trusted=trusted,
        )
        state = LuaState(services, limits or Limits(), self.script)
        self.states.append(state)
        install(state, **options)
        return Lua(state)


class Lua:
    """Runs pieces of Lua in one state."""

    def __init__(self, state: LuaState) -> None:
        self.state = state

    def __call__(self, source: str, *arguments: Any) -> Any:
        """The results of a chunk: one as it is, several as a list."""
        results = self.state.run(source.encode(), "@test.lua", *arguments)
        return results[0] if len(results) == 1 else results or None

    def error(self, source: str) -> str:
        """The message of the error that a chunk must end in."""
        with pytest.raises(PluginError) as caught:
            self.state.run(source.encode(), "@test.lua")
        return str(caught.value)

    @property
    def printed(self) -> bytes:
        return self.state.services.output.getvalue()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(Path(os.path.realpath(tmp_path)))
    yield made
    for state in made.states:
        state.close()


@pytest.fixture
def lua(world: World) -> Lua:
    return world.state()
