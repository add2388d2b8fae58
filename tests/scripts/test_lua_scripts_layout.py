"""Unmodified scripts of finale-lua/lua-scripts that ask where things lie on the page, or change it."""

from __future__ import annotations

from typing import Any

import pytest

from postlude import Host
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.scripts.conftest import real_score, real_script

SCRIPTS = (
    "UI_switch_to_selected_part", "articulation_autoposition_rolled_chords", "dynamics_move_above_staff",
    "hairpin_creator", "measure_create_movement_break", "measure_force_full_names",
    "measure_numbers_adjust_for_leadin", "measure_numbers_move_down", "measure_numbers_move_up",
    "measure_numbers_reset_vertical", "mmrest_widen_to_tempo_mark", "note_automatic_jete",
    "region_multimeasure_rest_tacet", "score_create_double_wind_orchestra_score",
    "score_create_string_orchestra_score", "score_create_trombone_choir_score", "smufl_load_engraving_defaults",
    "standalone_hairpin_adjustment", "system_fix_indent", "system_move", "systems_lock",
)  # fmt: skip
"""Those marked in ``scripts.tsv`` as asking for the layout or for metrics that need no dialog, and that no other
file of tests has."""

SELECTED = {"dynamics_move_above_staff": "m1-8"}
"""Scripts that need music to be seen: Finale has no metrics either where a rest of several measures is."""

SCORES = ("testtemplate-fin2011format", "zwei_gesange", "rehearsal_marks")


def opened(host: Host, name: str, *, part: int = 0) -> tuple[Any, Namespace]:
    score = host.open_document(real_score(name))
    return score, Namespace(Session(score, part=part))


def systems_of(finale: Namespace) -> list[Any]:
    systems = finale.FCStaffSystems()
    systems.LoadAll()
    return list(systems)


@pytest.mark.conformance
@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_that_ask_for_the_layout_run(host: Host, name: str) -> None:
    script = real_script(name)
    for score in SCORES:
        document = host.open_document(real_score(score))
        selected = {"select": SELECTED[name]} if name in SELECTED else {}
        result = host.run(script, document, **selected)
        assert result.ok, f"{score}: {result.message}"


def test_all_systems_are_locked_in_the_score_and_in_the_parts(host: Host) -> None:
    score, _ = opened(host, "rehearsal_marks")
    result = host.run(real_script("systems_lock"), score)
    assert result.ok, result.message
    for part in (0, 1):
        view = Namespace(Session(score, part=part))
        spans = [(each.FirstMeasure, each.NextSysMeasure) for each in systems_of(view)]
        freeze = view.FCFreezeSystem()
        assert [(freeze.Load(first), freeze.NextSysMeasure) for first, _ in spans] == [
            (True, behind) for _, behind in spans
        ]
        assert not view.FCStaffSystems().NeedUpdateLayout()


@pytest.mark.parametrize(("item", "moved"), [("Move System Up", -24), ("Move System Down", 24)])
def test_the_selected_systems_move(host: Host, item: str, moved: int) -> None:
    score, finale = opened(host, "rehearsal_marks")
    before = [each.SpaceAbove for each in systems_of(finale)]
    first, behind = systems_of(finale)[1].FirstMeasure, systems_of(finale)[2].NextSysMeasure
    result = host.run(real_script("system_move"), score, item=item, select=f"m{first}-{behind - 1}")
    assert result.ok, result.message
    after = [each.SpaceAbove for each in systems_of(finale)]
    assert [now - then for now, then in zip(after, before, strict=True)] == [
        0, moved, moved, *[0] * (len(before) - 3)
    ]  # fmt: skip


def test_a_movement_begins_on_a_new_system_with_numbers_of_its_own(host: Host) -> None:
    score, finale = opened(host, "rehearsal_marks")
    start = next(
        each.FirstMeasure + 2 for each in systems_of(finale) if each.NextSysMeasure > each.FirstMeasure + 2
    )
    result = host.run(real_script("measure_create_movement_break"), score, select=f"m{start}")
    assert result.ok, result.message
    measure = finale.FCMeasure()
    assert measure.Load(start)
    assert (measure.SystemBreak, measure.ShowFullNames) == (True, True)
    assert measure.Load(start - 1)
    assert measure.Barline == finale.BARLINE_FINAL
    assert start in [each.FirstMeasure for each in systems_of(finale)]
    assert not finale.FCStaffSystems().NeedUpdateLayout()
    regions = finale.FCMeasureNumberRegions()
    regions.LoadAll()
    first, second = regions.FindMeasure(start - 1), regions.FindMeasure(start)
    assert (first.EndMeasure, second.StartMeasure, second.StartNumber) == (start - 1, start, 1)
    assert first.ID != second.ID
    staves = finale.FCSystemStaves()
    for system in systems_of(finale):
        assert staves.LoadAllForItem(system.ItemNo) > 0


def test_measure_numbers_move_and_are_reset(host: Host) -> None:
    score, finale = opened(host, "rehearsal_marks")
    script, reset = real_script("measure_numbers_move_down"), real_script("measure_numbers_reset_vertical")

    def offsets() -> list[int]:
        numbers = finale.FCSeparateMeasureNumbers()
        numbers.LoadAll()
        return [each.VerticalPosition for each in numbers]

    regions = finale.FCMeasureNumberRegions()
    regions.LoadAll()
    measures = sum(regions.IsMeasureIncluded(each) for each in range(1, finale._session.measure_count() + 1))
    for moved in (-24, -48):
        result = host.run(script, score)
        assert result.ok, result.message
        # On the top staff, in each measure that has a number.
        assert offsets() == [moved] * measures
    measure = finale.FCMeasure()
    assert measure.Load(3) and measure.ContainsManualMeasureNumbers
    assert host.run(reset, score).ok
    assert offsets() == [0] * measures


def test_systems_are_indented_as_the_page_format_says(host: Host) -> None:
    score, finale = opened(host, "rehearsal_marks")
    before = [each.LeftMargin for each in systems_of(finale)]
    for system in systems_of(finale):
        system.LeftMargin = 300
        system.Save()
    result = host.run(real_script("system_fix_indent"), score)
    assert result.ok, result.message
    assert [each.LeftMargin for each in systems_of(finale)] == before


def test_numbers_are_set_off_by_what_stands_before_the_music(host: Host) -> None:
    score, finale = opened(host, "rehearsal_marks")
    first = systems_of(finale)[0]
    inside = first.FirstMeasure + 1
    measure = finale.FCMeasure()
    assert measure.Load(inside)
    measure.ForwardRepeat = True
    measure.Save()
    regions = finale.FCMeasureNumberRegions()
    regions.LoadAll()
    for region in regions:
        region.SetShowMultiples(True, False)
        region.SetMultipleAlignment(finale.MNALIGN_LEFT, False)
        region.SetMultipleJustification(finale.MNJUSTIFY_LEFT, False)
        region.Save()
    prefs = finale.FCMiscDocPrefs()
    assert prefs.Load(1)
    prefs.AlignMeasureNumbersWithBarline = False
    prefs.Save()
    metrics = finale.FCCell(inside, first.TopStaff).CreateCellMetrics()
    before = finale.FCCell(inside - 1, first.TopStaff).CreateCellMetrics()
    lead_in = metrics.MusicStartPos - metrics.LeftEdge - before.RightBarlineWidth
    assert lead_in > 0
    result = host.run(real_script("measure_numbers_adjust_for_leadin"), score, select="all")
    assert result.ok, result.message
    numbers = finale.FCSeparateMeasureNumbers()
    numbers.LoadAllInCell(finale.FCCell(inside, first.TopStaff))
    region = regions.FindMeasure(inside)
    expected = round(lead_in / (metrics.HorizontalStretch / 10000)) + region.GetMultipleHorizontalPosition(
        False
    )
    assert [each.HorizontalPosition for each in numbers] == [-expected]
