"""The global ``tinyxml2``, and ``xmlelements`` and ``xmlattributes`` (tinyxml2.lua).

The library itself is loaded when a script first looks into the namespace. Its files pass the fence, its
documents count to the script's memory.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from postlude.lua.modules.chunks import run_chunk
from postlude.lua.modules.places import Places
from postlude.lua.signals import Stopped

if TYPE_CHECKING:
    from postlude.lua.state import LuaState
    from postlude.tinyxml.classes import Tinyxml2

LIBRARY = "postlude.tinyxml."


def bind_tinyxml2(state: LuaState, places: Places) -> None:
    """Set the three globals."""
    state.bind_namespace("tinyxml2", LazyNamespace(StateSurroundings(state, places)))
    run_chunk(state, "tinyxml2")


class LazyNamespace:
    """The namespace, made when it is first needed."""

    def __init__(self, surroundings: StateSurroundings) -> None:
        self._surroundings = surroundings

    @cached_property
    def _library(self) -> Tinyxml2:
        from postlude.tinyxml.classes import Tinyxml2

        return Tinyxml2(self._surroundings)

    def classes(self) -> Iterable[str]:
        return self._library.classes()

    def info(self, name: str) -> Any:
        return self._library.info(name)

    def constants(self) -> Mapping[str, int]:
        return self._library.constants()

    def info_of(self, obj: Any) -> Any:
        """Asked for every new type of object in the state: others must not load the library."""
        return self._library.info_of(obj) if type(obj).__module__.startswith(LIBRARY) else None


class StateSurroundings:
    """What documents and printers of one state ask (``postlude.tinyxml.documents.Surroundings``)."""

    def __init__(self, state: LuaState, places: Places) -> None:
        self._state = state
        self._places = places

    def meter(self, size: int) -> None:
        """Count memory. Ends the script if it has no more, or no more time: a long parse can be stopped."""
        self._state.charge(size)
        if size > 0 and self._state.tick():
            raise Stopped

    def read(self, path: bytes) -> bytes:
        if not path:
            raise FileNotFoundError
        try:
            real = self._places.to_read(path, "XMLDocument:LoadFile")
            facts = real.stat()
            if not stat.S_ISREG(facts.st_mode):
                raise IsADirectoryError
            self.meter(facts.st_size)
            try:
                return real.read_bytes()
            finally:
                self.meter(-facts.st_size)
        except ValueError as error:
            raise FileNotFoundError from error

    def write(self, path: bytes, data: bytes) -> None:
        if not path:
            raise FileNotFoundError
        try:
            real = self._places.to_write(path, "XMLDocument:SaveFile")
            if real.exists() and not real.is_file():
                raise IsADirectoryError
            real.write_bytes(data)
        except ValueError as error:
            raise FileNotFoundError from error

    def output(self, data: bytes) -> None:
        self._state.services.output.write(data)
