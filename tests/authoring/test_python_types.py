"""``postlude.api``: the types for Python are current, and a type checker makes what it should of them."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

from postlude import api
from postlude.authoring.stubs.python import FILES
from postlude.finale import reference
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.conftest import ROOT

FOLDER = ROOT / "host" / "postlude" / "api"

PYTHON_ALONE = {"__init__", "__iter__", "__len__", "__getitem__"}
HEAD = """
from __future__ import annotations
from typing import Any
from postlude.api import (
    FCCell, FCMusicRegion, FCNote, FCNoteEntry, Finale, FinalePlugin, Finenv,
)
"""
TYPES = {
    "finaleplugin": "FinalePlugin", "finale": "Finale", "finenv": "Finenv", "region": "FCMusicRegion",
    "entry": "FCNoteEntry", "note": "FCNote", "cell": "FCCell",
}  # fmt: skip
PLUGIN = """
from postlude import each_entry
from postlude.api import FCMeasure, Finale, FinalePlugin, Finenv, OpenAI, Prefix

def plugindef(finaleplugin: FinalePlugin) -> tuple[str, str]:
    finaleplugin.RequireSelection = True
    return "Wider", "Wider"

def wider(measure: FCMeasure, by: int) -> None:
    measure.Width += by

def run(finale: Finale, finenv: Finenv, openai: OpenAI, prefix: Prefix) -> None:
    measures = finale.FCMeasures()
    measures.LoadAll()
    with finenv.undo_block("Wider"):
        for measure in measures:
            wider(measure, prefix["by"])
    name = finale.FCString()
    name.LuaString = "text"
    name.LuaString = name
    for entry in each_entry(finenv.Region(), save=True):
        for note in entry:
            print(note.CalcMIDIKey() + 1, name.LuaString.lower(), finale.FCLayerPrefs.GetMaxLayers())
"""


WRONG = (
    PLUGIN
    + """
    measures.Count = 3
    print(finale.BARLINE_DASHEDD, measure.Widht)
    measure.Width = "wide"
    finale.FCNoteEntryCell(1)
    finenv.IsRGPLua = False
"""
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What mypy says of some plugins, a line each."""
    pytest.importorskip("mypy", reason="mypy, the type checker, is not installed")
    folder = tmp_path_factory.mktemp("plugins")
    texts = {"right": PLUGIN, "wrong": WRONG} | {
        name: annotated(name) for name in ("staff_report", "ask_score")
    }
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", "cache", *(f"{name}.py" for name in texts)],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert "(checked 4 source files)" in done.stdout, done.stdout + done.stderr
    return done.stdout.splitlines()


def annotated(name: str) -> str:
    """A plugin that ships, its functions with types for their arguments."""

    def argument(text: str) -> str:
        name, equals, default = text.partition("=")
        return text if name == "self" else f"{name}: {TYPES.get(name, 'Any')}{equals}{default}"

    def head(found: re.Match[str]) -> str:
        arguments = ", ".join(argument(each) for each in found[3].split(", ") if each)
        return f"{found[1]}{found[2]}({arguments}) -> {'None' if found[2] == '__init__' else 'Any'}:"

    source = (ROOT / "plugins" / f"{name}.py").read_text(encoding="utf-8")
    typed = re.sub(r"^( *def )(\w+)\((.*?)\):$", head, source, flags=re.M)
    assert typed.count(": Finale") >= 3
    at = typed.index("\n", typed.index('"""', 3)) + 1
    return typed[:at] + HEAD + typed[at:]


@pytest.mark.parametrize("name", FILES)
def test_the_definitions_are_current(name: str) -> None:
    """``python -m postlude.authoring.stubs.python host/postlude/api`` makes them anew."""
    assert (FOLDER / name).read_text(encoding="utf-8") == FILES[name]()


def test_all_members_of_python_objects_are_defined() -> None:
    tree = ast.parse((FOLDER / "_classes.pyi").read_text(encoding="utf-8"))
    bodies = {each.name: each.body for each in tree.body if isinstance(each, ast.ClassDef)}
    for name in reference.class_names():
        body = bodies[name.removeprefix("_")]
        defined = {each.name for each in body if isinstance(each, ast.FunctionDef)}
        defined |= {
            each.target.id
            for each in body
            if isinstance(each, ast.AnnAssign)
            if isinstance(each.target, ast.Name)
        }
        facts = reference.describe(name)
        assert facts is not None and set(facts.members) == defined - PYTHON_ALONE, name


def test_what_is_named_for_a_checker_is_there_when_a_plugin_runs() -> None:
    text = (FOLDER / "__init__.pyi").read_text(encoding="utf-8")
    named = re.findall(r"^(?:class|def) (\w+)|^(\w+) = | as (\w+)$", text, re.M)
    assert len(named) > 270
    finale = Namespace(Session(None))
    for name in {"".join(each) for each in named}:
        if name.startswith("FC") and name not in reference.class_names():
            pytest.fail(name)
        facts = reference.describe(name)
        if facts is None or facts.implemented:
            assert getattr(api, name) is not None
    assert api.FCMeasure is type(finale.FCMeasure())
    with pytest.raises(AttributeError, match="has no attribute 'FCNothing'"):
        _ = api.FCNothing  # type: ignore[attr-defined]


def test_a_plugin_with_types_is_accepted_and_mistakes_are_found(said: list[str]) -> None:
    assert [line for line in said if line.startswith("right.py")] == []
    mistakes = [line.split(": ", 2)[2] for line in said if line.startswith("wrong.py")]
    assert mistakes == [
        'Property "Count" defined in "_FCCollection" is read-only  [misc]',
        '"Finale" has no attribute "BARLINE_DASHEDD"; maybe "BARLINE_DASHED"?  [attr-defined]',
        '"FCMeasure" has no attribute "Widht"; maybe "Width"?  [attr-defined]',
        'Incompatible types in assignment (expression has type "str", variable has type "int")  [assignment]',
        'Too few arguments for "FCNoteEntryCell"  [call-arg]',
        'Property "IsRGPLua" defined in "Finenv" is read-only  [misc]',
    ]


@pytest.mark.parametrize("name", ["staff_report", "ask_score"])
def test_the_shipped_plugins_use_what_there_is(name: str, said: list[str]) -> None:
    mistakes = [line for line in said if line.startswith(f"{name}.py")]
    # What is left are variables that begin empty: a checker wants to know of what.
    assert [line for line in mistakes if "[var-annotated]" not in line and '"None"' not in line] == []
