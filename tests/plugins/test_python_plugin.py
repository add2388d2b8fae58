"""Python plugins: loading, describing, running."""

from __future__ import annotations

import sys
import textwrap
from importlib.metadata import EntryPoint
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from postlude.errors import LimitError, PluginError, RefusedError, RequirementError
from postlude.plugins.python_plugin import PythonPlugin, load_entry_point, load_python_plugin


def load(folder: Path, text: str, name: str = "my_plugin.py") -> PythonPlugin:
    file = folder / name
    file.write_text(textwrap.dedent(text), encoding="utf-8")
    return load_python_plugin(file)


def run(plugin: PythonPlugin, **values: Any) -> Any:
    arguments = {
        "finale": "FINALE",
        "finenv": "FINENV",
        "openai": "OPENAI",
        "prefix": MappingProxyType({"a": 1}),
    }
    return plugin.run(**{**arguments, **values})


def test_plugindef_sets_properties_and_returns_texts(tmp_path: Path) -> None:
    plugin = load(
        tmp_path,
        """
        def plugindef(finaleplugin, locale):
            finaleplugin.ExecuteHttpsCalls = True
            finaleplugin.Own = "x"
            finaleplugin.RequireSelection = 1
            return "Menu " + locale, "Undo", "Description"
        def run():
            pass
        """,
    )
    found = plugin.plugindef("de_DE")
    assert (found.menu_text, found.undo_text, found.description) == ("Menu de_DE", "Undo", "Description")
    assert found.properties.ExecuteHttpsCalls and found.raw["Own"] == "x"
    assert found.problems == ("finaleplugin.RequireSelection is a number, not true or false: ignored",)


@pytest.mark.parametrize(
    ("definition", "menu_text"),
    [
        ("", "my_plugin"),
        ("def plugindef(): return 'Only'", "Only"),
        ("def plugindef(locale): return ('One',)", "One"),
        ("def plugindef(finaleplugin): pass", "my_plugin"),
        (
            "from postlude.plugins.hookspecs import hookimpl\n@hookimpl\ndef plugindef(): return 'Decorated'",
            "Decorated",
        ),
    ],
)
def test_plugindef_is_optional_and_names_only_what_it_wants(
    tmp_path: Path, definition: str, menu_text: str
) -> None:
    assert load(tmp_path, definition + "\ndef run(): pass\n").plugindef().menu_text == menu_text


def test_run_gets_the_arguments_that_it_names(tmp_path: Path) -> None:
    assert run(
        load(tmp_path, "def run(finale, finenv, openai, prefix): return finale, finenv, openai, prefix['a']")
    ) == (
        "FINALE",
        "FINENV",
        "OPENAI",
        1,
    )
    assert run(load(tmp_path, "def run(prefix, finale): return prefix['a'], finale")) == (1, "FINALE")
    assert run(load(tmp_path, "def run(): return None")) is None
    assert run(load(tmp_path, "def run(finale, verbose=False, *args, **kwargs): return finale, verbose")) == (
        "FINALE",
        False,
    )


def test_a_decorated_run_works_as_well(tmp_path: Path) -> None:
    text = """
        from postlude.plugins.hookspecs import hookimpl
        @hookimpl(tryfirst=True)
        def run(finenv):
            return finenv
        """
    assert run(load(tmp_path, text)) == "FINENV"


def test_only_the_chosen_plugin_runs(tmp_path: Path) -> None:
    text = "seen = []\ndef run(prefix):\n    seen.append(1)\n    return {}\n"
    one = load(tmp_path, text.format("'one'"), "one.py")
    two = load(tmp_path, text.format("'two'"), "two.py")
    assert (run(one), run(two), run(one)) == ("one", "two", "one")


def test_the_module_has_a_name_of_its_own_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = list(sys.path)
    text = """
        from __future__ import annotations
        from dataclasses import dataclass
        @dataclass
        class Row:
            name: str
        def run(): return __name__, Row("x").name, __file__
        """
    name, row, file = run(load(tmp_path, text, "json.py"))
    assert name.startswith("_postlude_plugin_") and name != "json" and row == "x"
    assert Path(file) == (tmp_path / "json.py").resolve()
    assert sys.path == path and [p.name for p in tmp_path.iterdir()] == ["json.py"]
    assert not hasattr(sys.modules["json"], "Row")


def test_a_plugin_is_loaded_anew_each_time(tmp_path: Path) -> None:
    assert run(load(tmp_path, "def run(): return 1")) == 1
    assert run(load(tmp_path, "def run(): return 2")) == 2


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("x = 1\nimport no_such_module_at_all\n", 2, "No module named 'no_such_module_at_all'"),
        ("def run(:\n  pass\n", 1, "SyntaxError"),
        ("a = 1\nb = 2\nc = a / (b - 2)\n", 3, "ZeroDivisionError"),
        ("import sys\nsys.exit(3)\n", 2, "the plugin called sys.exit(3)"),
        ("import sys\nsys.exit()\n", 2, "the plugin called sys.exit(None)"),
        ("x = 1\n", None, "the plugin has no function `run`"),
        ("run = 3\n", None, "the plugin has no function `run`"),
        (
            "\ndef run(finale, score): pass\n",
            2,
            "`run` wants an argument `score`; there are finale, finenv, openai",
        ),
        ("def run(): pass\ndef plugindef(plugin): pass\n", 2, "`plugindef` wants an argument `plugin`"),
        (
            "def run(prefix=None): pass\n",
            1,
            "`run` wants `prefix` with a default value; write it without one",
        ),
        ("async def run(): pass\n", 1, "not a plain function"),
        ("def run():\n    yield 1\n", 1, "not a plain function"),
        ("def run(): pass\nplugindef = 3\n", None, "`plugindef` is not a function"),
    ],
)
def test_what_cannot_be_loaded_says_where_and_why(
    tmp_path: Path, text: str, line: int | None, message: str
) -> None:
    before = set(sys.modules)
    with pytest.raises(PluginError) as caught:
        load(tmp_path, text)
    assert message in caught.value.message
    assert caught.value.line == line
    assert caught.value.file is not None and Path(caught.value.file).name == "my_plugin.py"
    assert caught.value.exit_status == 1
    assert all(name.startswith("_postlude_plugin_") for name in set(sys.modules) - before)


def test_an_error_while_running_has_the_plugin_s_line_and_a_traceback(tmp_path: Path) -> None:
    plugin = load(tmp_path, "def run():\n    helper()\n\ndef helper():\n    return int('x')\n")
    with pytest.raises(PluginError) as caught:
        run(plugin)
    assert caught.value.message == "ValueError: invalid literal for int() with base 10: 'x'"
    assert (caught.value.file, caught.value.line) == (str(tmp_path / "my_plugin.py"), 5)
    trace = caught.value.traceback or ""
    assert "in run" in trace and "in helper" in trace
    assert "pluggy" not in trace and "_guarded" not in trace
    assert not caught.value.refusal


def test_a_refusal_that_was_not_handled_ends_the_plugin_as_one(tmp_path: Path) -> None:
    def refuse() -> None:
        raise RefusedError("not allowed")

    plugin = load(tmp_path, "def run(finale):\n    finale()\n")
    with pytest.raises(PluginError) as caught:
        run(plugin, finale=refuse)
    assert (caught.value.refusal, caught.value.exit_status, caught.value.line) == (True, 4, 2)
    handled = load(
        tmp_path, "def run(finale):\n    try:\n        finale()\n    except Exception:\n        return 'ok'\n"
    )
    assert run(handled, finale=refuse) == "ok"


@pytest.mark.parametrize("error", [LimitError("too long"), RequirementError("SCORE_REQUIRED", "x")])
def test_other_ends_of_a_run_pass_through(tmp_path: Path, error: Exception) -> None:
    def end() -> None:
        raise error

    with pytest.raises(type(error)):
        run(load(tmp_path, "def run(finale): finale()\n"), finale=end)


def test_sys_exit_ends_the_plugin(tmp_path: Path) -> None:
    assert run(load(tmp_path, "import sys\ndef run(): sys.exit()\n")) is None
    assert run(load(tmp_path, "import sys\ndef run(): sys.exit(0)\n")) is None
    with pytest.raises(PluginError, match=r"the plugin called sys.exit\('no'\)"):
        run(load(tmp_path, "import sys\ndef run(): sys.exit('no')\n"))


def test_an_interrupt_is_not_swallowed(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(load(tmp_path, "def run(): raise KeyboardInterrupt\n"))


def test_an_entry_point_is_a_plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "package_of_mine.py").write_text(
        "class Plugin:\n    def plugindef(): return 'Packed'\n    def run(finale): return finale\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    plugin = load_entry_point(EntryPoint("packed", "package_of_mine:Plugin", "postlude"))
    assert plugin.name == "packed" and plugin.plugindef().menu_text == "Packed" and run(plugin) == "FINALE"
    with pytest.raises(PluginError, match="entry point gone"):
        load_entry_point(EntryPoint("gone", "package_that_is_not_there", "postlude"))
    with pytest.raises(PluginError, match="entry point gone"):
        load_entry_point(EntryPoint("gone", "package_of_mine:Nothing", "postlude"))
