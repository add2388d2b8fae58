"""What holds for each class of the catalogue, whichever it is: names, properties, saving and undoing."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from postlude.enigma.document import Document, open_document
from postlude.enigma.node import Key
from postlude.errors import ScriptError
from postlude.finale.base import ClassInfo, Property, class_named, declared_classes, describe
from postlude.finale.constants import constants, stand_ins
from postlude.finale.namespace import Namespace
from postlude.finale.prefs.unseen import PartlyUnseen, Unseen
from postlude.finale.records import BaseData
from postlude.finale.session import Session
from tests.conftest import ROOT, shared_path

SAMPLES = ("sample.musx", "expressions.enigmaxml", "layers.enigmaxml", "lyrics.enigmaxml", "parts.enigmaxml")
REAL_SCORES = (
    "testtemplate-fin2011format",
    "zwei_gesange",
    "cross_staffs",
    "dynamics_hairpins",
    "enclosures",
)

NOT_WRITABLE = {
    "FCTablatureNoteMod.StringNumber": "no document in hand shows how it is written",
}
"""Properties that the framework lets scripts write and the catalogue doesn't, and why."""

KEYS = frozenset(
    {
        "FCBaseline.Mode", "FCCategoryDef.ID", "FCMetatoolAssignment.Mode", "FCMultiMeasureRest.StartMeasure",
        "FCPart.ID", "FCSeparatePlacement.Mode", "ItemNo", "LayerIndex",
    }
)  # fmt: skip
"""Properties that are the key of a record, not a part of it."""

UNDOCUMENTED = {"FCCtrlListBox": ("AlternatingBackgroundRowColors",)}
"""Properties that the documentation, made on Windows, hasn't got: RGP Lua for the Mac has them, as its own scripts
show."""
UNDOCUMENTED_METHODS = {"FCString": {"ContainsLuaString"}}
"""Methods that the documentation hasn't got, and scripts of RGP Lua's author and of others use."""

CHOOSING = frozenset(
    f"FCTextExpressionDef.{member}"
    for member in ("PitchWheelValue", "PlaybackKeyVelocity", "PlaybackTransposition")
)
"""Properties that also choose of which kind something is, so that their old value doesn't bring it back."""

OF_A_KIND = frozenset(
    f"FCCustomSmartLineDef.{member}"
    for member in (
        "EndArrowheadShapeID",
        "EndHookLength",
        "LineCharacter",
        "LineCharacterBaselineShift",
        "LineDashLength",
        "LineDashSpace",
        "LineWidth",
        "StartArrowheadShapeID",
        "StartHookLength",
    )
)
"""Properties of things of one kind, which are saved once something is of that kind."""

COARSE = {"LineSpacing": 64}
"""Properties that are stored in a larger unit than scripts write, and the larger unit in the smaller."""

SPREAD = frozenset({"FCCustomKeyModeDef"})
"""Classes that keep an object in several records of its number."""

NEEDED = frozenset({"FCMeasure", "FCPage", "FCPart", "FCStaffSystem"})
"""Classes of which a score keeps one: the only measure, system or page of music, and the score itself."""

REFUSED = "not an element that Finale writes"
"""What saving says of a property whose element is in no real document: it can be read only."""

nowhere = Session(None)


@cache
def api() -> dict[str, Any]:
    table = json.loads((shared_path() / "reference" / "pdk-api.json").read_text("utf-8"))
    classes: dict[str, Any] = table["classes"]
    return classes


def info(name: str) -> ClassInfo:
    return describe(class_named(name), nowhere)


def lineage(name: str) -> Iterator[str]:
    """A class and those it is derived from, by the framework's documentation."""
    current: str | None = name
    while current:
        yield current
        current = api()[current].get("base")


NAMES = list(declared_classes())


@pytest.mark.parametrize("name", NAMES)
def test_every_class_stands_where_the_framework_has_it(name: str) -> None:
    assert info(name).parent == api()[name].get("base")
    assert info(name).constructible is not name.startswith("__")


@pytest.mark.parametrize("name", NAMES)
def test_no_class_has_invented_members(name: str) -> None:
    methods = {method for cls in lineage(name) for method in api()[cls].get("methods", {})}
    properties: dict[str, Any] = {}
    for cls in lineage(name):
        for member, facts in api()[cls].get("properties", {}).items():
            properties.setdefault(member, facts)
    for member in UNDOCUMENTED.get(name, ()):
        properties[member] = {"get": True, "set": True}
        methods |= {f"{verb}{member}" for verb in ("Get", "Set", "Use")}
    methods |= UNDOCUMENTED_METHODS.get(name, set())
    own = info(name)
    assert set(own.methods) | set(own.statics) <= methods
    assert {member for member in own.getters if not properties.get(member, {}).get("get")} == set()
    assert {member for member in own.setters if not properties.get(member, {}).get("set")} == set()
    read_only = {
        member
        for member in own.getters.keys() - own.setters.keys()
        if properties[member].get("set") and f"{name}.{member}" not in NOT_WRITABLE
    }
    assert read_only == set()


def documented(name: str, method: str) -> list[dict[str, Any]]:
    """The forms of a method in the documentation."""
    for cls in lineage(name):
        found = api()[cls].get("methods", {}).get(method)
        if found is not None:
            return found if isinstance(found, list) else [found]
    return []


def kind_of(declared: str) -> str:
    """What an argument or a result is, from a type of ours or of the framework."""
    name = declared.replace("const ", "").removeprefix("std::optional<").split("|")[0].strip(" *&>")
    if not name.startswith("std::"):
        name = name.rpartition("::")[2]
    if name in ("str", "FCString", "char", "std::string"):
        return "text"
    if name.startswith("std::vector"):
        return "object"
    if name in ("float", "double"):
        return "float"
    if name in ("bool", "object"):
        return name
    return "object" if name.startswith(("FC", "__FC", "LuaRef", "BaseData")) else "number"


@pytest.mark.parametrize("name", NAMES)
def test_methods_take_and_give_what_the_framework_says(name: str) -> None:
    for method, declared in vars(class_named(name)).items():
        function = getattr(declared, "__wrapped__", None)
        forms = documented(name, method)
        if function is None or not forms:
            continue
        signature = inspect.signature(function)
        ours = [kind_of(str(each.annotation)) for each in list(signature.parameters.values())[1:]]
        theirs = [[kind_of(argument[0]) for argument in form["args"]] for form in forms]
        assert ours in theirs, f"{method} takes {ours}, not {theirs}"
        form = forms[theirs.index(ours)]
        result = str(signature.return_annotation)
        assert (result == "bool", result == "None") == (
            form["returns"] == "bool",
            form["returns"] == "void",
        ), method


@pytest.mark.parametrize("name", NAMES)
def test_every_property_can_be_reached_by_its_methods_as_well(name: str) -> None:
    own = info(name)
    for member in own.getters:
        assert "Get" + member in own.methods
    for member in own.setters:
        assert "Set" + member in own.methods


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("__")])
def test_every_class_says_what_it_is_for(name: str) -> None:
    assert (class_named(name).__doc__ or "").strip()


def test_constants_have_the_values_that_are_known() -> None:
    table = json.loads((shared_path() / "reference" / "constants.json").read_text("utf-8"))["finale"]
    known = {name: value for name, value in table.items() if value is not None}
    assert {name: constants()[name] for name in known} == known
    assert set(constants()) == set(table)


def test_constants_of_unknown_value_are_never_nil_and_all_different() -> None:
    values = [constants()[name] for name in stand_ins()]
    assert len(set(values)) == len(values) > 100
    assert not set(values) & {constants()[name] for name in constants().keys() - stand_ins()}


# ---- records


@cache
def document(path: str) -> Document:
    return open_document(path)


def documents() -> Iterator[Document]:
    for name in SAMPLES:
        yield document(str(ROOT / "tests" / "scores" / name))
    shared = ROOT.parent / "shared" / "documents"
    if shared.is_dir():
        for name in REAL_SCORES:
            yield document(str(shared / f"{name}.musx"))


def a_record(name: str) -> tuple[Document, Key]:
    """A document that has a record of the class, and the record's key; skips the test without one."""
    cls = class_named(name)
    assert issubclass(cls, BaseData)
    for candidate in documents():
        keys = Session(candidate).keys(cls.section, cls.tag)
        if keys:
            return candidate, keys[0]
    pytest.skip(f"no document at hand has a record for {name}")


RECORDS = [
    name
    for name, cls in declared_classes().items()
    if issubclass(cls, BaseData) and cls.tag and not name.startswith("__")
]


def writable(name: str) -> list[str]:
    """The stored properties of a class that can be read and written."""
    found = []
    for cls in class_named(name).__mro__:
        for member, declared in vars(cls).items():
            stored = isinstance(declared, Property) and declared.get and declared.set
            if isinstance(declared, Unseen | PartlyUnseen):
                continue  # no file has them: tests/finale/prefs
            if stored and member not in KEYS and f"{name}.{member}" not in KEYS:
                found.append(member)
    return sorted(set(found))


def other_values(value: Any, step: int = 1) -> list[Any]:
    """Values of the same type to write instead, the likeliest to be taken first."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, str):
        return ["A <new> & “other” text"]
    if isinstance(value, float):
        return [value + 1.5]
    numbers = [value + step, value - step, value + 2 * step, value - 2 * step, *range(20)]
    return [number for number in numbers if number != value]


def write_another(record: Any, member: str) -> Any:
    """Write a value that the property doesn't have; the one it took."""
    for value in other_values(getattr(record, member), COARSE.get(member, 1)):
        try:
            setattr(record, member, value)
        except ScriptError:
            continue
        return value
    raise AssertionError(f"{member} takes no other value")


@pytest.mark.parametrize("name", RECORDS)
def test_each_property_is_saved_read_back_and_undone(name: str) -> None:
    score, key = a_record(name)
    finale = Namespace(Session(score))
    before = score.to_bytes(".enigmaxml")
    for member in writable(name):
        mark = score.store.mark()
        record = getattr(finale, name)()
        assert record._load(key)
        original = getattr(record, member)
        if not isinstance(original, bool | int | float | str):
            continue
        value = write_another(record, member)
        assert getattr(record, member) == value, member
        assert score.store.changes_since(mark) == [], f"{member} was written before Save"
        try:
            assert record.Save()
        except ScriptError as error:
            assert REFUSED in str(error), f"{member}: {error}"
            assert score.store.changes_since(mark) == []
            continue
        if f"{name}.{member}" in OF_A_KIND and not score.store.changes_since(mark):
            continue
        again = getattr(finale, name)()
        assert again._load(key)
        assert getattr(again, member) == value, member
        # A font that is new comes with its name, a detail of an entry with the flag that tells of it.
        changes = [
            change
            for change in score.store.changes_since(mark)
            if change.tag not in ({"fontName", "entry"} - {record.tag})
        ]
        assert len(changes) == 1 or (
            name in SPREAD and len({change.key["cmper"] for change in changes}) == 1
        ), member
        score.store.rollback(mark)
        assert record.Reload()
        assert getattr(record, member) == original, member
    assert score.to_bytes(".enigmaxml") == before


BORDERS: dict[type, list[Any]] = {
    bool: [True, False],
    float: [0.0, -1.25, 0.333333, 12345.6],
    int: [0, 1, -1, 100, -255, 256, -32768, 65536, 2**31 - 1],
    str: ["", " ", "^", "\t", "]]>"],
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_value_at_a_border_is_kept_or_refused_or_told_of(name: str) -> None:
    score, key = a_record(name)
    finale = Namespace(Session(score))
    for member in writable(name):
        record = getattr(finale, name)()
        assert record._load(key)
        for value in BORDERS.get(type(getattr(record, member)), []):
            mark = score.store.mark()
            record = getattr(finale, name)()
            record._load(key)
            finale._session.notes.clear()
            try:
                setattr(record, member, value)
                record.Save()
            except ScriptError:
                continue
            again = getattr(finale, name)()
            assert again._load(record._key), (member, value)
            stored = getattr(again, member)
            told = any(name in note for note in finale._session.notes.values())
            assert stored == value or told or stored == pytest.approx(value, rel=1e-5), (member, value)
            score.store.rollback(mark)


@pytest.mark.parametrize("name", RECORDS)
def test_a_value_changed_and_changed_back_leaves_the_record_as_it_was(name: str) -> None:
    score, key = a_record(name)
    finale = Namespace(Session(score))
    cls = class_named(name)
    assert issubclass(cls, BaseData)
    mark = score.store.mark()
    for member in writable(name):
        record = getattr(finale, name)()
        record._load(key)
        original = getattr(record, member)
        if not isinstance(original, bool | int | float | str) or f"{name}.{member}" in CHOOSING:
            continue
        raw = score.store.raw(cls.section, record.tag, key)
        write_another(record, member)
        try:
            record.Save()
        except ScriptError:
            continue
        setattr(record, member, original)
        record.Save()
        assert score.store.raw(cls.section, record.tag, key) == raw, member
        score.store.rollback(mark)


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_that_is_saved_unchanged_changes_nothing(name: str) -> None:
    score, key = a_record(name)
    mark = score.store.mark()
    record = getattr(Namespace(Session(score)), name)()
    assert record._load(key) and record.Save()
    assert score.store.changes_since(mark) == []


@pytest.mark.parametrize("name", RECORDS)
def test_deleting_a_record_can_be_undone(name: str) -> None:
    score, key = a_record(name)
    before = score.to_bytes(".enigmaxml")
    mark = score.store.mark()
    record = getattr(Namespace(Session(score)), name)()
    assert record._load(key)
    deleted = record.DeleteData()
    assert deleted or name in NEEDED
    assert (score.to_bytes(".enigmaxml") != before) == deleted
    score.store.rollback(mark)
    assert score.to_bytes(".enigmaxml") == before
