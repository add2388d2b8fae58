"""The classes of tinyxml2 as scripts see them, described for whoever binds them.

Results are typed as the library's headers have them: ``FirstChild`` and ``InsertEndChild`` give an
``XMLNode``, of which ``ToElement`` makes what it is; ``FirstChildElement`` and ``NewElement`` an
``XMLElement``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from postlude.errors import ScriptError
from postlude.tinyxml.constants import CONSTANTS
from postlude.tinyxml.documents import Surroundings

Members = dict[str, Callable[..., Any]]


def _refuse(*_: Any) -> Any:
    raise ScriptError("this class has no constructor: a document makes its nodes")


@dataclass
class ClassInfo:
    """A class: own members only, the parent by name. Methods take the object first."""

    name: str
    parent: str | None = None
    methods: Members = field(default_factory=dict)
    statics: Members = field(default_factory=dict)
    construct: Callable[..., Any] = _refuse
    closer: str | None = None
    getters: Members = field(default_factory=dict)
    setters: Members = field(default_factory=dict)

    @property
    def constructible(self) -> bool:
        return self.construct is not _refuse


class Tinyxml2:
    """The namespace ``tinyxml2``. ``surroundings`` is what the documents and printers made in it ask."""

    def __init__(self, surroundings: Surroundings) -> None:
        from postlude.tinyxml.document_class import document_class
        from postlude.tinyxml.element_class import attribute_class, element_class
        from postlude.tinyxml.node_classes import handle_class, leaf_classes, node_class
        from postlude.tinyxml.printer_class import printer_class

        described = (
            node_class(),
            document_class(surroundings),
            element_class(),
            attribute_class(),
            *leaf_classes(),
            handle_class(),
            ClassInfo("XMLVisitor"),
            printer_class(surroundings),
        )
        self._infos = {info.name: info for info in described}
        for info in described:
            info.methods["ClassName"] = _class_name(info.name)

    def classes(self) -> Iterable[str]:
        return self._infos

    def info(self, name: str) -> ClassInfo | None:
        return self._infos.get(name)

    def constants(self) -> Mapping[str, int]:
        return CONSTANTS

    def info_of(self, obj: Any) -> ClassInfo:
        return self._infos[obj.class_name]


def _class_name(name: str) -> Callable[..., str]:
    return lambda *_: name
