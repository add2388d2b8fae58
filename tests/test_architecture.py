"""The shape of the house: who imports whom, what stands at the top, what is loaded when."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "host" / "postlude"
TOP = {
    "pyproject.toml", "README.md", "LICENSE", ".gitignore", ".ci", "docs", "host", "plugins", "prefix", "tests",
}  # fmt: skip
TYPE_CHECKING = "TYPE_CHECKING"

# What each part may import besides itself and `postlude.errors`: there is no circle. Whatever is not here stands
# above them: the host and the command line.
LEAVES: dict[str, set[str]] = {
    "errors": set(),
    "versions": set(),
    "collector": set(),
    "enigma": set(),
    "dialogs": set(),
    "finale": {"enigma", "versions"},
    "tinyxml": set(),
    "eventloop": set(),
    "callbacks": {"eventloop"},
    "https": {"callbacks", "eventloop"},
    "openai": {"https", "callbacks"},
    "lua": {"finale", "https", "openai", "versions", "callbacks", "eventloop", "tinyxml"},
    "plugins": {"lua", "versions"},
    "checking": {"finale", "lua", "plugins", "result"},
    "covering": {"lua"},
}
THIRD_PARTY = {
    "requests": {"https"},
    "urllib3": {"https"},
    "lupa": {"lua"},
    "pluggy": {"plugins"},
    "platformdirs": {"plugins"},
    "rich": {"cli"},
    "keyring": {"plugins"},
    "tomlkit": {"plugins"},
    "prompt_toolkit": {"dialogs"},
    "fontTools": {"finale"},
    "cryptography": {"lua"},
    "pytest": {"testing"},
    "trustme": {"testing"},
    "watchfiles": {"testing"},
    "tree_sitter": {"checking"},
    "tree_sitter_lua": {"checking"},
}
LONGEST = 450
ABOVE = {"__init__", "__main__"}
"""What may use the command line besides itself."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def part(path: Path) -> str:
    """The part of the house that a module belongs to: its folder below the package, or its own name."""
    first, *rest = path.relative_to(PACKAGE).parts
    return first if rest else first.removesuffix(".py")


def absolute(path: Path, node: ast.ImportFrom) -> str:
    """The module that a relative import names."""
    if not node.level:
        return node.module or ""
    folder = path.relative_to(PACKAGE.parent).parts[: -node.level]
    return ".".join([*folder, *([node.module] if node.module else [])])


def imports(path: Path) -> Iterator[str]:
    """The modules that a module imports when it runs, wherever the import stands; not those for types only."""

    def visit(node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.If) and TYPE_CHECKING in ast.dump(node.test):
            for child in node.orelse:
                yield from visit(child)
            return
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = absolute(path, node)
            if module == "postlude":
                yield from (f"postlude.{alias.name}" for alias in node.names)
            else:
                yield module
        for child in ast.iter_child_nodes(node):
            yield from visit(child)

    yield from visit(tree(path))


def inside(path: Path) -> Iterator[tuple[str, str]]:
    """The imports of a module from the project itself: the module, and the part that it belongs to."""
    for module in imports(path):
        if module.startswith("postlude."):
            yield module, module.split(".")[1]


def test_imports_go_one_way() -> None:
    wrong = []
    for path in modules():
        own = part(path)
        allowed = LEAVES.get(own)
        for module, other in inside(path):
            if other in {own, "errors", "__version__"}:
                continue
            if (allowed is not None and other not in allowed) or (other == "cli" and own not in ABOVE):
                wrong.append(f"{name(path)}: {module}")
    assert not wrong


def test_a_library_is_imported_only_where_it_belongs() -> None:
    wrong = [
        f"{name(path)}: {module}"
        for path in modules()
        for module in imports(path)
        if part(path) not in THIRD_PARTY.get(module.split(".")[0], {part(path)})
    ]
    assert not wrong


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in modules() if path.read_text(encoding="utf-8").strip()]
    assert [name(path) for path in silent if not ast.get_docstring(tree(path))] == []


def test_modules_are_short() -> None:
    long = {name(path): path.read_text(encoding="utf-8").count("\n") for path in modules()}
    assert {path: lines for path, lines in long.items() if lines >= LONGEST} == {}


def tracked() -> list[Path]:
    """All files of the project: as git has them, or as they lie here without git."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0 and done.stdout:
        return [path for line in done.stdout.split("\0") if line and (path := ROOT / line).is_file()]
    found = (ROOT.rglob("*.py"), ROOT.rglob("*.lua"), ROOT.rglob("*.md"), ROOT.rglob("*.toml"))
    return [path for each in found for path in each]


def test_no_path_of_a_machine_stands_in_a_file() -> None:
    machine = re.compile(
        rb"/(?:work|home|Users|root)/(?:main|shared|[a-z]+/(?:src|dev|projects))\b|/tmp/(?:src|xml|v)/"
    )
    for path in tracked():
        if path.suffix in {".py", ".lua", ".md", ".toml", ".txt"} and path != Path(__file__):
            assert not machine.search(path.read_bytes()), path


def test_what_stands_at_the_top() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= TOP


def test_no_key_stands_in_a_prefix() -> None:
    for path in (ROOT / "prefix").rglob("*.lua"):
        assert not re.search(r"sk-\w", path.read_text(encoding="utf-8")), path


def test_ci_calls_the_test_command_of_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    command = next(line for line in text.splitlines() if line.startswith("pip install") and "pytest" in line)
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().endswith(command)


def loaded_by(code: str) -> set[str]:
    """The top-level modules and those of postlude that a child process has loaded after ``code``."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return set(done.stdout.splitlines())


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import postlude", {"lupa", "requests", "rich", "platformdirs", "pluggy", "postlude.host"}),
        ("import postlude.cli.main", {"lupa", "requests", "rich", "platformdirs", "pluggy", "postlude.run"}),
        ("import postlude.enigma.document", {"lupa", "postlude.finale", "postlude.lua"}),
        (
            "import postlude.finale.namespace, postlude.finale.themes as t; t.load_all()",
            {"lupa", "postlude.lua.state"},
        ),
        ("import postlude.host", {"requests", "rich", "ssl", "asyncio", "multiprocessing"}),
        (
            "import sys; from postlude.cli.main import main; main(['run', 'double_barlines', "
            "'tests/scores/sample.musx', '--no-system-prefix'])",
            {"requests", "rich", "pluggy", "keyring", "postlude.tinyxml"},
        ),
    ],
)  # fmt: skip
def test_what_is_slow_is_loaded_only_when_it_is_needed(code: str, absent: set[str]) -> None:
    assert not loaded_by(code) & absent
