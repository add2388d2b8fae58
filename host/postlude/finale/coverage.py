"""The coverage page: which classes and members of the framework the catalogue has, weighted by real use.

``python -m postlude.finale.coverage docs/coverage.md`` writes it; without a file it is printed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from postlude.enigma import schema
from postlude.finale import themes
from postlude.finale.arguments import APPROXIMATE
from postlude.finale.base import FCBase, Property, class_named
from postlude.finale.fields import Field
from postlude.finale.framework import FrameworkClass, framework_class, framework_names
from postlude.finale.prefs.unseen import PartlyUnseen, Unseen
from postlude.finale.records import BaseData

INTRODUCTION = """# Coverage of the `finale` framework

Made by `python -m postlude.finale.coverage docs/coverage.md`; a test keeps it current. *Members* are the methods that
Lua sees, those of properties (`GetX`, `SetX`) included, counted where the framework declares them. *Used* counts
how many of the 145 scripts of finale-lua/lua-scripts reach the class, its library code included. The weighted share
counts each member as often as scripts reach it. A member that is missing raises a Lua error that names it.
"""


@dataclass
class Coverage:
    """What the catalogue has of one class."""

    facts: FrameworkClass
    declared: bool
    missing: list[str] = field(default_factory=list)
    approximate: list[str] = field(default_factory=list)
    unsaved: list[str] = field(default_factory=list)
    for_the_run: list[str] = field(default_factory=list)

    @property
    def members(self) -> int:
        return len(self.facts.methods)

    @property
    def done(self) -> int:
        return self.members - len(self.missing)


def covered(name: str) -> Coverage:
    """What the catalogue has of a class of the framework. Raises TypeError for another name."""
    facts = framework_class(name)
    if facts is None:
        raise TypeError(f"the framework has no class {name}")
    if name not in themes.files():
        return Coverage(facts, False, list(facts.methods))
    cls = class_named(name)
    found = Coverage(facts, True)
    for member in facts.methods:
        if not _has(cls, member):
            found.missing.append(member)
    for member, declared in _members(cls):
        function = getattr(declared, "__wrapped__", declared)
        where = f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', '')}"
        if where in APPROXIMATE and member not in found.approximate:
            found.approximate.append(member)
    found.for_the_run = sorted(
        member for member, declared in _own(cls) if isinstance(declared, Unseen | PartlyUnseen)
    )
    if issubclass(cls, BaseData) and cls.tag:
        found.unsaved = sorted(_unsaved(cls))
    return found


def _members(cls: type[FCBase]) -> Iterator[tuple[str, object]]:
    """The functions behind the members of a class."""
    for member, declared in _own(cls):
        yield member, declared.get if isinstance(declared, Property) else declared


def _own(cls: type[FCBase]) -> Iterator[tuple[str, object]]:
    """The members of a class itself and of the plain classes that it is put together from."""
    for each in cls.__mro__:
        if each is cls or not issubclass(each, FCBase):
            yield from vars(each).items()


def _has(cls: type[FCBase], method: str) -> bool:
    for each in cls.__mro__:
        own = vars(each)
        if method in own:
            return True
        declared = own.get(method[3:])
        if isinstance(declared, Property):
            if method.startswith("Get") and declared.get is not None:
                return True
            if method.startswith("Set") and declared.set is not None:
                return True
    return False


def _unsaved(cls: type[BaseData]) -> Iterator[str]:
    """The properties whose element is in no real document: reading works, saving is refused."""
    for member, declared in _own(cls):
        if isinstance(declared, Field) and declared.set is not None and "@" not in declared.path:
            path = re.sub(r"\[.*?\]", "", declared.path)
            if not _is_seen(cls, path):
                yield member


def _is_seen(cls: type[BaseData], path: str) -> bool:
    """Whether the record, or a group in it, or for some options another record, has an element at a path."""
    paths = [cls.tag]
    for group in paths:
        if schema.is_known(cls.section, f"{group}/{path}"):
            return True
        children = (f"{group}/{name}" for name in schema.child_order(cls.section, group))
        paths += [child for child in children if schema.form(cls.section, child) == "group"]
    return schema.is_known(cls.section, path)


def coverage() -> list[Coverage]:
    """All classes that scripts can see, in alphabetical order."""
    return [covered(name) for name in framework_names()]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def weights(each: Coverage) -> tuple[int, int]:
    """The uses of a class's members by real scripts: of those that it has, and of all."""
    methods = each.facts.methods.items()
    total = sum(method.uses for _, method in methods)
    done = total - sum(each.facts.methods[name].uses for name in each.missing)
    for name, property_ in each.facts.properties.items():
        total += property_.uses
        if f"Get{name}" not in each.missing and f"Set{name}" not in each.missing:
            done += property_.uses
    return done, total


def page(found: list[Coverage]) -> str:
    """The page as Markdown."""
    visible = [each for each in found if not each.facts.name.startswith("__")]
    used = [each for each in found if each.facts.uses]
    done = sum(each.done for each in found)
    members = sum(each.members for each in found)
    shares = [weights(each) for each in found]
    weighted = sum(one for one, _ in shares), sum(whole for _, whole in shares)
    reached = [
        (each, name, method) for each in found for name, method in each.facts.methods.items() if method.uses
    ]
    reached_done = sum(name not in each.missing for each, name, _ in reached)
    lines = [
        *INTRODUCTION.splitlines(),
        "",
        "| | there | of | share |",
        "|---|---|---|---|",
        _row("classes", sum(each.declared for each in visible), len(visible)),
        _row("classes that real scripts use", sum(each.declared for each in used), len(used)),
        _row("members", done, members),
        _row("members that real scripts use", reached_done, len(reached)),
        _row("members, weighted by use", *weighted),
        "",
        "## Used by real scripts and missing",
        "",
    ]
    for each in sorted(used, key=lambda one: -one.facts.uses):
        wanted = [f"`{name}` ({each.facts.methods[name].uses})" for name in each.missing if _uses(each, name)]
        if wanted:
            lines.append(f"- {each.facts.name}: {', '.join(wanted)}")
    for title, attribute, text in (
        (
            "Approximations",
            "approximate",
            "Only Finale's layout could give these exactly; their docstrings say how.",
        ),
        ("Not saved", "unsaved", "No real document shows the element: saving a change of it is refused."),
        (
            "Kept for the run only",
            "for_the_run",
            "Nobody knows how Finale stores these, or some of their values: a script reads back what it saved, "
            "the file doesn't get it, and a note says so.",
        ),
    ):
        lines += ["", f"## {title}", "", text, ""]
        lines += [
            f"- {each.facts.name}: {', '.join(f'`{name}`' for name in getattr(each, attribute))}"
            for each in found
            if getattr(each, attribute)
        ]
    lines += ["", "## Class by class"]
    by_theme = sorted(found, key=lambda each: (each.facts.theme, each.facts.name.lstrip("_")))
    for theme, classes in groupby(by_theme, lambda each: each.facts.theme):
        lines += ["", f"### {theme}", "", "| class | used | members | missing |", "|---|---|---|---|"]
        for each in classes:
            missing = ", ".join(each.missing) if each.declared else "the class"
            name = f"`{each.facts.name}`"
            lines.append(f"| {name} | {each.facts.uses} | {each.done} of {each.members} | {missing} |")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _uses(each: Coverage, method: str) -> int:
    return each.facts.methods[method].uses


def _row(what: str, done: int, whole: int) -> str:
    return f"| {what} | {done} | {whole} | {_share(done, whole)} |"


if __name__ == "__main__":
    text = page(coverage())
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
