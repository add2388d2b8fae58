"""The ``finale`` namespace of a session, for Python and for the Lua binding.

Python: ``finale.FCMeasure()`` makes an object, ``finale.BARLINE_DASHED`` is a constant,
``finale.FCLayerPrefs.GetMaxLayers()`` a static method.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from postlude.finale.base import ClassInfo, FCBase, class_named, describe
from postlude.finale.constants import constants
from postlude.finale.framework import complete, framework_names, undeclared_class
from postlude.finale.session import Session
from postlude.finale.themes import files


class Constructor:
    """A class of ``finale`` bound to a session: call it to make an object."""

    def __init__(self, info: ClassInfo) -> None:
        self._info = info
        self.__doc__ = info.python_class.__doc__ if info.python_class is not None else None

    def __dir__(self) -> Iterable[str]:
        return sorted(self._info.statics)

    def __call__(self, *args: Any) -> Any:
        return self._info.construct(*args)

    def __getattr__(self, name: str) -> Any:
        declared = self._info.statics.get(name)
        if declared is None:
            raise AttributeError(f"finale.{self._info.name} has no static member '{name}'")
        return declared

    def __repr__(self) -> str:
        return f"<class finale.{self._info.name}>"


class Namespace:
    """``finale`` as one session sees it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._infos: dict[str, ClassInfo] = {}

    def classes(self) -> Iterable[str]:
        return framework_names()

    def constants(self) -> Mapping[str, int | float | str]:
        return constants()

    def info(self, name: str) -> ClassInfo | None:
        found = self._infos.get(name)
        if found is None:
            declared = name in files()
            found = describe(class_named(name), self._session) if declared else undeclared_class(name)
            if found is None:
                return None
            complete(found, lambda table, member: self._inherits(found.parent, table, member))
            self._infos[name] = found
        return found

    def _inherits(self, parent: str | None, table: str, member: str) -> bool:
        """Whether one of the bases has a member that works."""
        while parent is not None:
            info = self.info(parent)
            if info is None:
                return False
            found = getattr(info, table).get(member)
            if found is not None and not hasattr(found, "not_implemented"):
                return True
            parent = info.parent
        return False

    def info_of(self, obj: FCBase) -> ClassInfo:
        found = self.info(obj.lua_name)
        assert found is not None
        return found

    def __dir__(self) -> Iterable[str]:
        return [*framework_names(), *constants()]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") and not name.startswith("__FC"):
            raise AttributeError(name)
        info = self.info(name)
        if info is not None:
            return Constructor(info)
        try:
            return constants()[name]
        except KeyError:
            raise AttributeError(f"finale has no member '{name}'") from None
