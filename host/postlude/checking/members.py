"""Members of ``finale``, its objects and the libraries that don't exist, or are not what they are used as."""

from __future__ import annotations

from collections.abc import Iterable

from postlude.checking import tree, world
from postlude.checking.findings import Severity
from postlude.checking.script import Script
from postlude.checking.uses import Role, Use
from postlude.checking.values import Type
from postlude.finale import reference
from postlude.finale.memberfacts import Member
from postlude.finale.scriptglobals import environment


def check_members(script: Script) -> None:
    """Look at each member that is read, written or called."""
    for use in script.file.resolved.uses:
        if use.guarded:
            continue
        if isinstance(use.node, tree.Index) and use.node.key is not None:
            owner = script.types.of(use.node.object)
            if owner is not None:
                _Member(script, use, owner, use.node.key, use.node).check()
        elif isinstance(use.node, tree.Call):
            _check_call(script, use.node)


def _check_call(script: Script, call: tree.Call) -> None:
    if call.method is None:
        called = script.types.of(call.function)
        if called is not None and called.kind == "class":
            _check_creation(script, call, called.name)
        return
    owner = script.types.of(call.function)
    if owner is not None:
        _Member(script, Use(call, Role.CALLED, None, False, call), owner, call.method, call).check()


def _check_creation(script: Script, call: tree.Call, cls: str) -> None:
    facts = reference.describe(cls)
    if facts is not None and not facts.constructible:
        script.file.report(
            "not-a-function", call, f"finale.{cls} can't be made: it is a base of other classes"
        )
        return
    needed = world.creation_needs(cls)
    if not _spreads(call.arguments) and len(call.arguments) < needed:
        script.file.report("missing-argument", call, f"finale.{cls}() needs {_count(needed)}")


class _Member:
    """One use of a member."""

    def __init__(self, script: Script, use: Use, owner: Type, key: str, node: tree.Expression) -> None:
        self.script = script
        self.use = use
        self.owner = owner
        self.key = key
        self.node = node

    def report(self, rule: str, message: str, severity: Severity | None = None) -> None:
        self.script.file.report(rule, self.node, message, severity)

    def check(self) -> None:
        if self.key.startswith("__") and self.owner.kind != "object":
            return  # reflection tables
        match self.owner.kind:
            case "library" if self.owner.name == "finale":
                self.of_finale()
            case "library" if self.owner.name == "finenv":
                self.of_finenv()
            case "library":
                self.of_library()
            case "class":
                self.of_class()
            case "object":
                self.of_object()
            case "plain" if self.owner.name == "str" and self.is_colon:
                self.of_text()
            case "function" | "method" if self.use.role in (Role.INDEXED, Role.CALLED):
                # Only what is indexed itself: `finenv.UI.AlertInfo` for `finenv.UI():AlertInfo`.
                name = self.owner.name
                if "." in name:
                    self.report("not-called", f"{name} is a function: {name}() is meant")

    # ---- namespaces

    def of_finale(self) -> None:
        facts = reference.describe(self.key)
        if facts is not None:
            if self.is_colon:
                self.report(
                    "colon-call", f"finale.{self.key}() is meant: `:` hands finale over as an argument"
                )
            elif not facts.documented:
                self.report(
                    "undocumented",
                    f"the framework's documentation has no finale.{self.key}; Postlude has it, RGP Lua may not",
                )
            elif not facts.implemented:
                self.report("not-implemented", f"Postlude doesn't implement finale.{self.key}")
            return
        if self.key in reference.constants() or self.excused("finale"):
            return
        constant = self.key.isupper() and not self.is_called
        known = (
            list(reference.constants()) if constant else [*reference.class_names(), *reference.constants()]
        )
        hint = (
            f"; finenv.{self.key} is meant"
            if self.key in environment()
            else _near(self.key, known, "finale.")
        )
        rule = "unknown-constant" if constant else "unknown-member"
        self.report(rule, f"finale has no {'constant' if constant else 'member'} {self.key}{hint}")

    def of_finenv(self) -> None:
        known = environment().get(self.key)
        if self.use.role is Role.ASSIGNED:
            if known is None:
                hint = _near(self.key, environment(), "finenv.")
                self.report("unknown-member", f"finenv has no member {self.key}{hint}")
            elif not known.writable:
                self.report("read-only", f"finenv.{self.key} can't be written")
            return
        if known is None:
            if not self.excused("finenv"):
                hint = _near(self.key, environment(), "finenv.")
                if reference.describe(self.key) or self.key in reference.constants():
                    hint = f"; finale.{self.key} is meant"
                self.report("unknown-member", f"finenv has no member {self.key}{hint}")
        elif self.is_colon and known.form is not None:
            self.report(
                "colon-call",
                f"finenv.{self.key}() is meant: `:` hands finenv over as an argument",
                Severity.NOTE,
            )
        elif known.form is None and self.is_called:
            self.report("not-a-function", f"finenv.{self.key} is a property: leave the parentheses out")
        elif known.form is not None and self.use.role in (Role.OPERAND, Role.COMPARED):
            self.report("not-called", f"finenv.{self.key} is a function: finenv.{self.key}() is meant")

    def of_library(self) -> None:
        name = self.owner.name
        known = world.members_of(name)
        if self.key in known or not known or self.use.role is Role.ASSIGNED or self.excused(name):
            return
        if not self.script.whole and name in world.language_members():
            return  # a library that can't be found may add it
        self.report("unknown-member", f"{name} has no member {self.key}{_near(self.key, known, f'{name}.')}")

    def of_text(self) -> None:
        """A method of a Lua string, which is one of the library's, or one that scripts have added to it."""
        known = world.members_of("string")
        altered = any("getmetatable" in each.resolved.words for each in self.script.files)
        if self.key not in known and self.script.whole and not altered and not self.excused("string"):
            self.report("unknown-member", f"a string has no method {self.key}{_near(self.key, known)}")

    def excused(self, library: str) -> bool:
        """Whether the script asks first if the member is there, or adds it itself."""
        return (
            self.use.role is Role.TESTED
            or self.use.role is Role.ASSIGNED
            or self.key in self.script.file.resolved.tested
            or self.script.adds(library, self.key)
        )

    # ---- classes and objects

    def of_class(self) -> None:
        cls = self.owner.name
        found = reference.member(cls, self.key)
        if found is None:
            if not self.excused("finale"):
                statics = (name for name, each in reference.all_members(cls).items() if each.kind == "static")
                self.report(
                    "unknown-member", f"finale.{cls} has no static {self.key}{_near(self.key, statics)}"
                )
        elif found.kind == "method" and self.is_called and not (self.use.call and self.use.call.arguments):
            self.report(
                "dot-call", f"{cls}.{self.key} is called on an object, as finale.{cls}():{self.key}()"
            )
        else:
            self.known(found)

    def of_object(self) -> None:
        cls = self.owner.name
        if self.key.startswith("__"):
            return
        found = world.member_of(cls, self.key, self.owner.exact)
        if found is None:
            if self.use.role is not Role.ASSIGNED and self.excused(cls):
                return
            hint = _near(self.key, reference.all_members(cls))
            self.report("unknown-member", f"{cls} has no member {self.key}{hint}")
        elif self.use.role is Role.ASSIGNED:
            self.written(found)
        elif found.kind == "property":
            if self.is_called:
                self.report("not-a-function", f"{cls}.{self.key} is a property: leave the parentheses out")
            elif not found.readable:
                self.report("not-called", f"{cls}.{self.key} can be written only; get it with Get{self.key}")
            else:
                self.known(found)
        else:
            self.method(found)

    def written(self, found: Member) -> None:
        cls = self.owner.name
        if found.writable:
            self.known(found)
        elif found.kind == "property":
            self.report("read-only", f"{cls}.{self.key} can't be written")
        else:
            self.report("read-only", f"{cls}.{self.key} is a method: it is called, as {self.key}(...)")

    def method(self, found: Member) -> None:
        cls, call = self.owner.name, self.use.call
        if not self.is_called:
            if found.readable:
                return  # a property has the name as well
            if self.use.role in (Role.OPERAND, Role.COMPARED):
                self.report(
                    "not-called", f"{cls}.{self.key} is a method: {self.key}() is meant, called with `:`"
                )
            elif self.use.role is Role.TESTED and self.is_predicate(found):
                message = f"{cls}.{self.key} is a method, and so always true: {self.key}() is meant"
                self.report("not-called", message, Severity.WARNING)
            return
        if call is not None and not self.is_colon and found.kind == "method":
            first = call.arguments[0] if call.arguments else None
            if first is None or isinstance(first, tree.Literal):
                self.report("dot-call", f"{self.key} of {cls} is called with `:`, not with `.`")
            return
        if call is not None and found.implemented and not _spreads(call.arguments):
            needed = world.least_arguments(cls, self.key)
            if len(call.arguments) < needed and (self.owner.exact or not world.descendants(cls)):
                self.report("missing-argument", f"{cls}.{self.key} needs {_count(needed)}")
        self.known(found)

    def is_predicate(self, found: Member) -> bool:
        """Whether a method that is tested gives true or false, and the file isn't asking if it is there to call it."""
        gives = found.returns[:1]
        return bool(gives) and gives[0].type == "bool" and self.key not in self.script.file.resolved.called

    def known(self, found: Member) -> None:
        name = f"{found.owner}.{self.key}"
        if not found.implemented:
            self.report("not-implemented", f"Postlude doesn't implement {name}")
        elif not found.documented and not world.is_documented(self.owner.name, self.key):
            self.report(
                "undocumented",
                f"the framework's documentation has no {name}; Postlude has it, RGP Lua may not",
            )

    # ---- how it is used

    @property
    def is_called(self) -> bool:
        return self.use.role is Role.CALLED

    @property
    def is_colon(self) -> bool:
        return isinstance(self.node, tree.Call)


def _spreads(arguments: list[tree.Expression]) -> bool:
    """Whether the last argument may stand for several."""
    return bool(arguments) and isinstance(arguments[-1], tree.Call | tree.Vararg)


def _count(number: int) -> str:
    return "an argument" if number == 1 else f"{number} arguments"


def _near(name: str, known: Iterable[str], prefix: str = "") -> str:
    names = list(known)
    found = reference.near(name, names)
    if found is None and len(name) > 3:
        found = min((each for each in names if each.startswith(name)), key=len, default=None)
    return f"; did you mean {prefix}{found}?" if found is not None else ""
