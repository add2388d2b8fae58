"""A state with services that a test can look into, and a small family of classes to bind."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakSet

import pytest

from postlude.errors import RefusedError, ScriptError
from postlude.lua.services import Limits, Services
from postlude.lua.state import LuaState
from tests.frontdoor import door as door


class FolderFence:
    """Allows what lies under one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def read(self, path: str, what: str) -> Path:
        real = (self.root / path).resolve()
        if not real.is_relative_to(self.root):
            raise RefusedError(f"{what}: '{path}' lies outside")
        return real

    write = read


def deny(flag: str, what: str) -> None:
    raise RefusedError(f"{what} needs finaleplugin.{flag}")


Script = Callable[..., list[Any]]


@pytest.fixture
def make_state(tmp_path: Path) -> Iterator[Callable[..., LuaState]]:
    made: list[LuaState] = []

    def make(*, trusted: bool = False, **limits: Any) -> LuaState:
        services = Services(FolderFence(tmp_path), deny, {"HOME": "/home/x"}.get, trusted=trusted)
        state = LuaState(services, Limits(**limits), tmp_path)
        made.append(state)
        return state

    yield make
    for state in made:
        state.close()


@pytest.fixture
def state(make_state: Callable[..., LuaState]) -> LuaState:
    return make_state(seconds=20.0)


@pytest.fixture
def run(state: LuaState) -> Script:
    """Run a text as ``script.lua``; its results, tables converted."""

    def run(text: str, *args: Any) -> list[Any]:
        return [state.to_python(value) for value in state.run(text.encode(), "@script.lua", *args)]

    return run


class Thing:
    """The root of a family of classes for tests."""

    alive: ClassVar[WeakSet[Thing]] = WeakSet()

    def __init__(self) -> None:
        self.width = 600
        self.closed = 0
        self.callback: Any = None
        Thing.alive.add(self)


class Child(Thing):
    pass


class Stranger(Thing):
    pass


@dataclass
class Info:
    name: str
    parent: str | None
    python: type[Thing]
    constructible: bool = True
    methods: dict[str, Callable[..., Any]] = field(default_factory=dict)
    getters: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    setters: dict[str, Callable[[Any, Any], None]] = field(default_factory=dict)
    statics: dict[str, Callable[..., Any]] = field(default_factory=dict)
    closer: str | None = None

    def construct(self, *args: Any) -> Thing:
        made = self.python()
        if args:
            if not isinstance(args[0], int):
                raise ScriptError("param 1 expected number, got something else")
            made.width = args[0]
        return made


def _clear(self: Thing) -> None:
    self.closed += 1


def _set_width(self: Thing, value: Any) -> None:
    if not isinstance(value, int):
        raise ScriptError("param 1 expected number, got something else")
    self.width = value


def _append(self: Thing, *args: Any) -> None:
    self.width += 1


@functools.wraps(_append)
def _wrapped_append(*args: Any) -> Any:
    return _append(*args)


def _break(self: Thing) -> Any:
    return 1 // (self.width - self.width)


def _call(self: Thing, function: Any, *args: Any) -> Any:
    return function(*args)


def _keep(self: Thing, function: Any) -> None:
    self.callback = function


def _refuse(self: Thing) -> Any:
    raise RefusedError("refused, for the test")


INFOS = {
    info.name: info
    for info in (
        Info(
            "__FCBase",
            None,
            Thing,
            constructible=False,
            methods={"ClassName": lambda self: "FCThing", "GetClassID": lambda self: 7},
            getters={"ClassName2": lambda self: "x", "ClassID": lambda self: 7},
        ),
        Info(
            "FCThing",
            "__FCBase",
            Thing,
            methods={
                "Add": lambda self, number=0: self.width + number,
                "Clear": _clear,
                "Append": _wrapped_append,
                "Break": _break,
                "Me": lambda self: self,
                "Nothing": lambda self: None,
                "New": lambda self: Child(),
                "Pair": lambda self: (self, {"list": [1, 2, {"me": self}], "text": "é"}),
                "IsSame": lambda self, other: other is self,
                "Call": _call,
                "Keep": _keep,
                "Refuse": _refuse,
                "Echo": lambda self, *args: args,
            },
            getters={"Width": lambda self: self.width, "Fixed": lambda self: 1, "Self": lambda self: self},
            setters={"Width": _set_width},
            statics={"GetMaxLayers": lambda: 4},
            closer="Clear",
        ),
        Info("FCChild", "FCThing", Child, methods={"Deep": lambda self: "deep"}),
        Info("FCStranger", "__FCBase", Stranger),
    )
}
OF_TYPE = {Thing: "FCThing", Child: "FCChild", Stranger: "FCStranger"}


class Things:
    """A namespace of the classes above."""

    def classes(self) -> list[str]:
        return list(INFOS)

    def info(self, name: str) -> Info | None:
        return INFOS.get(name)

    def constants(self) -> dict[str, int | float | str]:
        return {"ONE": 1, "HALF": 0.5, "NAME": "é"}

    def info_of(self, obj: Any) -> Info:
        return INFOS[OF_TYPE[type(obj)]]


@pytest.fixture
def finale(state: LuaState) -> LuaState:
    """The state, with the classes bound as ``finale``."""
    state.bind_namespace("finale", Things())
    return state
