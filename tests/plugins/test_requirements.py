"""What a plugin requires, with the name of finenv.MessageResultType for what is not met."""

from __future__ import annotations

import pytest

from postlude import versions
from postlude.errors import RequirementError
from postlude.plugins.finaleplugin import FinalePlugin
from postlude.plugins.requirements import check_requirements


def kind(
    properties: FinalePlugin, document: bool = True, selection: bool = True, part: bool = False
) -> str | None:
    try:
        check_requirements(properties, has_document=document, has_selection=selection, in_part=part)
    except RequirementError as error:
        assert error.exit_status == 3
        return error.kind
    return None


def test_the_emulated_versions_are_those_of_the_contract() -> None:
    assert (versions.STRING_VERSION, versions.MAJOR_VERSION, versions.MINOR_VERSION) == ("0.76", 0, 76)
    assert (versions.RAW_FINALE_VERSION, versions.FINALE_VERSION) == (0x1B400000, 10027)
    assert versions.LUAOSUTILS_VERSION == "Luaosutils 2.5.0" and "Postlude" in versions.LUABRIDGE_VERSION


def test_a_document_is_required_by_default() -> None:
    assert kind(FinalePlugin(), document=False, selection=False) == "DOCUMENT_REQUIRED"
    assert kind(FinalePlugin(RequireDocument=False), document=False, selection=False) is None


def test_a_selection_is_required_only_if_asked_for() -> None:
    assert kind(FinalePlugin(), selection=False) is None
    assert kind(FinalePlugin(RequireSelection=True), selection=False) == "SELECTION_REQUIRED"


def test_the_score_is_required_only_if_asked_for() -> None:
    assert kind(FinalePlugin(), part=True) is None
    assert kind(FinalePlugin(RequireScore=True), part=True) == "SCORE_REQUIRED"
    assert kind(FinalePlugin(RequireScore=True)) is None


@pytest.mark.parametrize(
    ("name", "meets", "fails"),
    [
        ("MinFinaleVersion", (2014, 9999, 10027), (10028,)),
        ("MaxFinaleVersion", (10027, 10030), (2012, 9999, 10026)),
        ("MinFinaleVersionRaw", (0x1A200000, 0x1B400000), (0x1B400001, 0x1C000000)),
        ("MaxFinaleVersionRaw", (0x1B400000,), (0x1B100000,)),
    ],
)
def test_finale_versions(name: str, meets: tuple[int, ...], fails: tuple[int, ...]) -> None:
    assert [kind(FinalePlugin(**{name: v})) for v in meets] == [None] * len(meets)
    assert {kind(FinalePlugin(**{name: v})) for v in fails} == {"FINALE_VERSION_MISMATCH"}


@pytest.mark.parametrize(
    ("name", "meets", "fails"),
    [("MinJWLuaVersion", (0.06, 0.55, 0.7, 0.76), (0.77, 1)), ("MaxJWLuaVersion", (0.76, 1), (0.54, 0.75))],
)
def test_plugin_versions(name: str, meets: tuple[float, ...], fails: tuple[float, ...]) -> None:
    assert [kind(FinalePlugin(**{name: v})) for v in meets] == [None] * len(meets)
    assert {kind(FinalePlugin(**{name: v})) for v in fails} == {"LUA_PLUGIN_VERSION_MISMATCH"}


def test_versions_are_checked_first_and_the_message_says_both() -> None:
    with pytest.raises(RequirementError) as caught:
        check_requirements(
            FinalePlugin(MinFinaleVersionRaw=0x1C000000),
            has_document=False,
            has_selection=False,
            in_part=False,
        )
    assert (
        caught.value.message
        == "the plugin sets MinFinaleVersionRaw = 0x1c000000, and this is Finale 0x1b400000"
    )
    with pytest.raises(RequirementError, match="MinFinaleVersion = inf"):
        check_requirements(
            FinalePlugin(MinFinaleVersion=float("inf")), has_document=True, has_selection=True, in_part=False
        )
