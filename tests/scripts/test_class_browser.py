"""``rgpluaclassbrowser.lua`` of finale-lua/rgplua-utilities, unmodified: it opens, filters, and lists what is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from postlude import Host
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from postlude.result import RunResult
from tests.conftest import shared_path, sources_path
from tests.scripts.dialogs import answers_in, windows

TITLE = "RGP Lua - Class Browser v2.1"


def browse(folder: Path, answers: Any) -> RunResult:
    script = sources_path("rgplua-utilities", "rgpluaclassbrowser.lua")
    with Host(data_dir=folder / "data", config_dir=folder / "config") as host:
        result = host.run(script, answers=answers, platform="mac")
    assert result.ok, result.message
    return result


def documented_classes() -> set[str]:
    """The classes that scripts see, as the framework's documentation has them."""
    classes = json.loads((shared_path() / "reference" / "pdk-api.json").read_text("utf-8"))["classes"]
    return {name for name, facts in classes.items() if facts["lua"] and name.startswith("FC")}


def test_the_browser_opens_filters_and_shows_a_property(tmp_path: Path) -> None:
    result = browse(tmp_path, answers_in("rgpluaclassbrowser", tmp_path))
    assert windows(result) == [(TITLE, "Close"), ("Details", "OK")]
    controls = result.dialogs[0]["controls"]
    lists = {control["text"]: control for control in controls if control["kind"] == "list"}
    assert set(lists["Classes:"]["choices"]) == {name for name in documented_classes() if "FCMeasure" in name}
    assert lists["Properties:"]["choices"] == ["Width  [R/W]"]
    assert lists["Methods:"]["choices"] == [
        "GetBarline", "GetBarlineShapeID", "GetLeftBarline", "GetLeftBarlineShapeID", "GetOverrideGroupBarlines",
        "SetBarline", "SetBarlineShapeID", "SetLeftBarline", "SetLeftBarlineShapeID", "SetOverrideGroupBarlines",
    ]  # fmt: skip
    shown = [control["text"] for control in controls if control["kind"] == "static"]
    assert "finale.FCMeasure : __FCNoInciOther" in shown
    assert "FCMeasure.Width" in shown
    details = [control["text"] for control in result.dialogs[1]["controls"]]
    assert "FCMeasure : __FCNoInciOther" in details
    (launched,) = result.notes
    assert "wants to open https://pdk.finalelua.com/class_f_c_measure" in launched


def members(namespace: Namespace, name: str | None) -> tuple[dict[str, str], set[str]]:
    """The properties of a class and of its bases, with what can be done with them; and its methods."""
    if name is None:
        return {}, set()
    info = namespace.info(name)
    assert info is not None
    properties, methods = members(namespace, info.parent)
    for member in {*info.getters, *info.setters}:
        ways = [way for way, there in (("R", info.getters), ("W", info.setters)) if member in there]
        properties = properties | {member: "/".join(ways)}
    return properties, methods | set(info.methods)


def listed(items: list[str]) -> dict[str, str]:
    """The items of a list by their names, with the mark in brackets; those of a base have a star besides."""
    parts = [item.replace("*", "").split() for item in items]
    return {name: mark[0].strip("[]") if mark else "" for name, *mark in parts}


def test_every_class_is_listed_with_all_its_properties_and_methods(tmp_path: Path) -> None:
    found: dict[str, tuple[dict[str, str], set[str]]] = {}
    everything: list[str] = []
    environment: dict[str, str] = {}
    wanted = documented_classes()

    def use(window: Any) -> None:
        window.wait(5)
        classes = window.control("Classes:")
        everything.extend(classes.items)
        for name in classes.items:
            if name in wanted:
                window.set("Classes:", name)
                lists = [listed(window.control(f"{title}:").items) for title in ("Properties", "Methods")]
                found[name] = (lists[0], set(lists[1]))
        window.set("Classes:", "finenv")
        environment.update(listed(window.control("Properties:").items))
        window.press("Close")

    browse(tmp_path, [use])
    assert set(found) == wanted
    assert {"finale", "finenv", "tinyxml2", "XMLDocument"} <= set(everything)
    namespace = Namespace(Session(None))
    for name, (properties, methods) in found.items():
        assert (properties, methods) == members(namespace, name), name
    assert (environment["RetainLuaState"], environment["StringVersion"]) == ("R/W", "R")
