"""The framework as its documentation has it, and what becomes of the members that the catalogue lacks."""

from __future__ import annotations

import pytest

from postlude.errors import ScriptError
from postlude.finale import framework, themes
from postlude.finale.base import class_named, describe
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.conftest import shared_path
from tests.finale.framework_text import FILE, classes, render


def test_the_file_says_what_the_reference_says() -> None:
    assert FILE.read_text("utf-8") == render(classes(shared_path())), (
        "write it with: python -m tests.finale.framework_text"
    )


def test_a_class_is_read_with_its_members() -> None:
    found = framework.framework_class("FCMeasure")
    assert found is not None
    assert found.base == "__FCNoInciOther"
    assert found.uses > 20
    assert found.properties["Width"].writable
    loaded = framework.framework_class("FCParts")
    assert loaded is not None
    assert loaded.methods["FindPart"].forms[0].returns == "FCPart"
    assert framework.framework_class("FCNothing") is None
    assert framework.framework_class("FCMeas") is None


def test_every_class_of_the_catalogue_is_one_of_the_framework_or_a_base_that_scripts_see() -> None:
    unknown = themes.files().keys() - set(framework.framework_names())
    assert unknown == set()


def test_a_member_that_a_class_lacks_is_completed_and_those_that_it_has_are_left() -> None:
    info = describe(class_named("FCMeasure"), Session(None))
    width = info.getters["Width"]
    del info.methods["GetWidth"]
    framework.complete(info, lambda table, member: False)
    assert info.getters["Width"] is width
    with pytest.raises(ScriptError, match=r"finale\.FCMeasure\.GetWidth is not implemented in Postlude"):
        info.methods["GetWidth"](None)


def test_a_member_of_a_base_is_not_hidden() -> None:
    info = Namespace(Session(None)).info("FCMeasure")
    assert info is not None
    assert "Load" not in info.methods or not hasattr(info.methods["Load"], "not_implemented")


def test_a_class_that_the_catalogue_lacks_has_its_name_base_and_members() -> None:
    info = framework.undeclared_class("FCMeasure")
    assert info is not None
    framework.complete(info, lambda table, member: False)
    assert info.parent == "__FCNoInciOther"
    assert {"Width"} <= info.getters.keys() & info.setters.keys()
    assert "GetWidth" in info.methods
    with pytest.raises(ScriptError, match=r"finale\.FCMeasure is not implemented"):
        info.construct()
    with pytest.raises(ScriptError, match=r"finale\.FCMeasure\.Width is not implemented"):
        info.getters["Width"](None)


def test_all_classes_and_their_bases_can_be_seen() -> None:
    finale = Namespace(Session(None))
    names = set(finale.classes())
    assert len(names) == 295
    for name in names:
        info = finale.info(name)
        assert info is not None
        assert info.parent is None or info.parent in names
