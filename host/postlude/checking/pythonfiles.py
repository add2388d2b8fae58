"""Python plugins, read and not loaded: syntax, plugindef, permissions, and names of ``finale``."""

from __future__ import annotations

import ast
import inspect
import warnings
from collections.abc import Iterator
from pathlib import Path

from postlude.checking.findings import RULES, Finding, Severity
from postlude.checking.plugindefs import PROPERTIES
from postlude.checking.suppression import Suppressions
from postlude.checking.tree import Comment
from postlude.errors import RequirementError
from postlude.finale import reference
from postlude.finale.scriptglobals import environment
from postlude.plugins import hookspecs
from postlude.plugins.finaleplugin import read_finaleplugin
from postlude.plugins.requirements import check_versions

_HTTPS = "ExecuteHttpsCalls"
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_plugin(path: Path) -> bool:
    """Whether a Python file defines ``plugindef`` at its top."""
    try:
        source = path.read_bytes()
        return b"plugindef" in source and "plugindef" in _functions(_parse(source))
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def check_python(path: Path) -> list[Finding]:
    """The findings on a Python plugin. Raises OSError."""
    source = path.read_bytes()
    checked = _Checked(path.as_posix())
    try:
        module = _parse(source)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, str(path), "exec", dont_inherit=True)
    except SyntaxError as error:
        checked.report("syntax", (error.lineno or 1, error.offset or 1), f"{error.msg}")
        return checked.findings
    except (ValueError, RecursionError, MemoryError) as error:
        checked.report("syntax", (1, 1), str(error) or "it nests too deeply")
        return checked.findings
    checked.module(module, source)
    lines = source.decode("utf-8", "replace").splitlines()
    comments = [
        Comment(number, line[line.index("#") :], line.lstrip().startswith("#"))
        for number, line in enumerate(lines, 1)
        if "#" in line
    ]
    code = [each for each in module.body if not _is_docstring(each)]
    suppressions = Suppressions(comments, code[0].lineno if code else len(lines) + 1)
    return [*filter(suppressions.keeps, checked.findings), *suppressions.mistakes(checked.file)]


def _parse(source: bytes) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the source's author writes
        return ast.parse(source)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _functions(module: ast.Module) -> dict[str, _Function]:
    return {each.name: each for each in module.body if isinstance(each, _Function)}


class _Checked:
    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def report(
        self, rule: str, place: ast.AST | tuple[int, int], message: str, severity: Severity | None = None
    ) -> None:
        line, column = (
            place
            if isinstance(place, tuple)
            else (getattr(place, "lineno", 1), getattr(place, "col_offset", 0) + 1)
        )
        self.findings.append(
            Finding(self.file, line, column, rule, severity or RULES[rule].severity, message)
        )

    def module(self, module: ast.Module, source: bytes) -> None:
        functions = _functions(module)
        named = {
            target.id
            for each in module.body
            if isinstance(each, ast.Assign | ast.ImportFrom | ast.Import)
            for target in _targets(each)
        }
        if "run" not in functions and "run" not in named and not _imports(module, "run"):
            self.report("plugindef", (1, 1), "the plugin has no function `run`", Severity.ERROR)
        for hook in hookspecs.HOOKS:
            if hook in functions:
                self.signature(functions[hook], list(inspect.signature(getattr(hookspecs, hook)).parameters))
        requested = self.plugindef(functions["plugindef"]) if "plugindef" in functions else {}
        run = functions.get("run")
        if run is None:
            return
        wanted = {each.arg for each in run.args.args}
        if "openai" in wanted and _HTTPS not in requested:
            self.report("missing-permission", run, f"openai needs finaleplugin.{_HTTPS} = True in plugindef")
        if _HTTPS in requested and "openai" not in wanted and not _reaches_out(source):
            self.report(
                "unused-permission", requested[_HTTPS], f"nothing needs finaleplugin.{_HTTPS}: leave it out"
            )
        self.names(module)

    def signature(self, function: _Function, known: list[str]) -> None:
        if isinstance(function, ast.AsyncFunctionDef):
            self.report(
                "plugindef", function, f"`{function.name}` is not a plain function (no async)", Severity.ERROR
            )
        arguments = function.args
        optional = len(arguments.defaults)
        plain = [*arguments.posonlyargs, *arguments.args]
        for at, argument in enumerate(plain):
            has_default = at >= len(plain) - optional
            if argument.arg in known and has_default:
                message = f"wants `{argument.arg}` with a default value; write it without one"
            elif argument.arg in known or has_default:
                continue
            else:
                message = f"wants an argument `{argument.arg}`; there are {', '.join(known)}"
            self.report("plugindef", argument, f"`{function.name}` {message}", Severity.ERROR)

    def plugindef(self, function: _Function) -> dict[str, ast.AST]:
        """Look at what it sets; the flags that it asks for, and where."""
        asked: dict[str, ast.AST] = {}
        returns = False
        for node in ast.walk(function):
            returns = returns or (isinstance(node, ast.Return) and node.value is not None)
            if not isinstance(node, ast.Assign):
                continue
            for target in node.targets:
                if not (
                    isinstance(target, ast.Attribute)
                    and isinstance(target.value, ast.Name)
                    and target.value.id == "finaleplugin"
                ):
                    continue
                self.property(target, node.value)
                if not (isinstance(node.value, ast.Constant) and node.value.value is False):
                    asked[target.attr] = target
        if not returns:
            self.report(
                "plugindef", function, "plugindef returns no menu text: return text, undo text, description"
            )
        return asked

    def property(self, target: ast.Attribute, value: ast.expr) -> None:
        name = target.attr
        folded = {each.casefold() for each in PROPERTIES}
        if name not in PROPERTIES and name.casefold() not in folded:
            near = reference.near(name, PROPERTIES)
            hint = f"; did you mean {near}?" if near else ""
            self.report("unknown-property", target, f"finaleplugin has no property {name}{hint}")
            return
        if not isinstance(value, ast.Constant):
            return
        read, problems = read_finaleplugin({name: value.value})
        for problem in problems:
            self.report("plugindef", target, problem)
        try:
            check_versions(read)
        except RequirementError as error:
            self.report("version", target, f"finaleplugin.{error.message.removeprefix('the plugin sets ')}")

    def names(self, module: ast.Module) -> None:
        """Members of the arguments ``finale`` and ``finenv`` that don't exist."""
        asked = {
            each.args[1].value
            for each in ast.walk(module)
            if isinstance(each, ast.Call)
            and isinstance(each.func, ast.Name)
            and each.func.id in ("hasattr", "getattr")
            and len(each.args) > 1
            and isinstance(each.args[1], ast.Constant)
        }
        for function in ast.walk(module):
            if isinstance(function, _Function):
                given = {each.arg for each in function.args.args} & {"finale", "finenv"}
                for owner, node in _attributes(function, given):
                    if node.attr not in asked:
                        self.member(owner, node)

    def member(self, owner: str, node: ast.Attribute) -> None:
        name = node.attr
        if name.startswith("_"):
            return
        if owner == "finenv":
            if name not in environment() and name != "undo_block":
                near = reference.near(name, environment())
                hint = f"; did you mean finenv.{near}?" if near else ""
                self.report("unknown-member", node, f"finenv has no member {name}{hint}")
            return
        facts = reference.describe(name)
        if facts is not None:
            if not facts.implemented:
                self.report("not-implemented", node, f"Postlude doesn't implement finale.{name}")
            return
        if name not in reference.constants():
            near = reference.near(name, [*reference.class_names(), *reference.constants()])
            hint = f"; did you mean finale.{near}?" if near else ""
            rule = "unknown-constant" if name.isupper() else "unknown-member"
            self.report(
                rule, node, f"finale has no {'constant' if name.isupper() else 'member'} {name}{hint}"
            )


def _attributes(function: _Function, names: set[str]) -> Iterator[tuple[str, ast.Attribute]]:
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
            yield node.value.id, node


def _targets(node: ast.stmt) -> Iterator[ast.Name]:
    if isinstance(node, ast.Assign):
        yield from (each for each in node.targets if isinstance(each, ast.Name))


def _imports(module: ast.Module, name: str) -> bool:
    return any(
        isinstance(each, ast.ImportFrom) and any((alias.asname or alias.name) == name for alias in each.names)
        for each in module.body
    )


def _reaches_out(source: bytes) -> bool:
    return any(word in source for word in (b"http", b"requests", b"urllib", b"socket", b"openai"))
