"""Unmodified scripts of finale-lua/lua-scripts that change staves, their groups, their names and their places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from postlude import Host
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session
from tests.finale.small import small_score
from tests.scripts.conftest import real_score, real_script

Run = Callable[..., Any]


def opened(host: Host, path: Path, *, part: int = 0) -> tuple[Any, Namespace]:
    score = host.open_document(path)
    return score, Namespace(Session(score, part=part))


def saved(folder: Path, **records: str) -> Path:
    path = folder / "small.enigmaxml"
    small_score({(1, 1, 1): [(1024, [0])]}, **records).save(path)  # type: ignore[arg-type]
    return path


def spans(finale: Namespace) -> list[tuple[int, int, int]]:
    groups = finale.FCGroups()
    groups.LoadAll()
    return [(group.ItemID, group.StartMeasure, group.EndMeasure) for group in groups]


GROUP = '<staffGroup cmper1="0" cmper2="{}"><startInst>1</startInst><endInst>2</endInst>{}</staffGroup>'


def test_groups_from_the_beginning_last_to_the_end_and_others_go(host: Host, tmp_path: Path) -> None:
    whole = "<startMeas>1</startMeas><endMeas>3</endMeas>"
    later = "<startMeas>2</startMeas><endMeas>3</endMeas>"
    path = saved(tmp_path, details=GROUP.format(1, whole) + GROUP.format(2, later))
    score, finale = opened(host, path)
    assert host.run(real_script("staff_groups_reset"), score).ok
    assert spans(finale) == [(1, 1, 32767)]


def test_a_part_gets_the_groups_of_the_score(host: Host) -> None:
    script = real_script("staff_groups_copy_score_to_part")
    score, whole = opened(host, real_score("zwei_gesange"))
    made = whole.FCGroup()
    made.StartStaff, made.EndStaff, made.StartMeasure, made.EndMeasure = 2, 4, 1, 32767
    made.BracketStyle = whole.GRBRAC_PIANO
    made.SaveNewFullNameBlock("Both hands")
    # Part 3 has staves 1 and 4 only.
    outside = whole.FCGroup()
    outside.StartStaff, outside.EndStaff, outside.StartMeasure, outside.EndMeasure = 1, 4, 1, 32767
    assert made.SaveNew(0)
    part = Namespace(Session(score, part=3))
    shown = part.FCSystemStaves()
    shown.LoadScrollView()
    outside.StartStaff, outside.EndStaff = shown.StartStaff, shown.EndStaff
    outside.BracketStyle = whole.GRBRAC_DESK
    outside.SaveNewFullNameBlock("The pair")
    assert outside.SaveNew(0)
    in_score = spans(whole)
    assert host.run(script, score, part=3).ok
    groups = part.FCGroups()
    groups.LoadAll()
    names = [group.CreateFullNameString().LuaString for group in groups]
    assert "The pair" in names and "Both hands" not in names
    pair = groups.GetItemAt(names.index("The pair"))
    assert (pair.StartStaff, pair.EndStaff, pair.BracketStyle) == (shown.StartStaff, shown.EndStaff, 8)
    assert spans(whole) == in_score


def test_names_of_staves_get_the_document_s_font(host: Host) -> None:
    score, finale = opened(host, real_score("smartshape_lines"))
    staff, fonts = finale.FCStaff(), finale.FCFontInfo()
    fonts.LoadFontPrefs(finale.FONTPREF_STAFFNAME)
    names = {}
    for number in range(1, 6):
        assert staff.Load(number)
        names[number] = staff.CreateDisplayFullNameString().LuaString
    assert staff.Load(2) and staff.SaveFullNameString(f"^font(Arial)^size(9)^nfx(2){names[2]}")
    result = host.run(real_script("prefs_reset_staff_full_name_fonts"), score)
    assert result.ok, result.message
    for number, name in names.items():
        assert staff.Load(number)
        text = staff.CreateFullNameString()
        assert text.CreateLastFontInfo().IsIdenticalTo(fonts), number
        assert staff.CreateDisplayFullNameString().LuaString == name


@pytest.mark.parametrize(("script", "direction"), [("staff_move_down", 1), ("staff_move_up", -1)])
def test_staves_of_the_selected_systems_move(host: Host, script: str, direction: int) -> None:
    score, finale = opened(host, real_score("zwei_gesange"))

    def distances() -> dict[tuple[int, int], int]:
        places = finale.FCSystemStaves()
        found = {}
        for system in (1, 2):
            places.LoadAllForItem(system)
            found |= {(system, place.Staff): place.Distance for place in places}
        return found

    before = distances()
    result = host.run(real_script(script), score, select="m1:s1-4")
    assert result.ok, result.message
    after = distances()
    # Each staff below the first moves by a space more than the one above it.
    assert {place: (after[place] - before[place]) * direction for place in before} == {
        (1, 1): 0, (1, 2): 24, (1, 3): 48, (1, 4): 72, (2, 1): 0, (2, 2): 0, (2, 3): 0, (2, 4): 0
    }  # fmt: skip


def test_a_score_for_brass_quintet_has_its_staves_names_and_groups(host: Host) -> None:
    score, finale = opened(host, real_score("scratch"))
    result = host.run(real_script("score_create_brass_quintet"), score)
    assert result.ok, result.message
    places, staff = finale.FCSystemStaves(), finale.FCStaff()
    places.LoadScrollView()
    found = []
    for place in places:
        assert staff.Load(place.Staff)
        found.append((staff.CreateDisplayFullNameString().LuaString, staff.DefaultClef))
    treble, alto, bass = finale.DEFAULTCLEFID_TREBLE, finale.DEFAULTCLEFID_ALTO, finale.DEFAULTCLEFID_BASS
    assert found == [
        ("Trumpet in C 1", treble), ("Trumpet in C 2", treble), ("Horn in F", alto), ("Trombone", bass), ("Tuba", bass)
    ]  # fmt: skip
    assert staff.Load(3) and (staff.TransposeInterval, staff.TransposeAlteration) == (4, 1)
    assert (staff.TransposeUseClef, staff.TransposeClefIndex) == (True, treble)
    distances = [place.Distance for place in places]
    assert distances[0] == 0 and distances == sorted(set(distances))
    groups = finale.FCGroups()
    groups.LoadAll()
    assert {(group.StartStaff, group.EndStaff) for group in groups} == {(1, 5), (1, 2)}


def test_empty_measures_get_the_style_that_hides_the_staff(host: Host, tmp_path: Path) -> None:
    style = '<staffStyle cmper="4"><staffLines>5</staffLines><styleName>Hide Staff</styleName><addToMenu/></staffStyle>'
    score, finale = opened(host, saved(tmp_path, others=style))
    result = host.run(real_script("measure_hide_empty"), score, select="all")
    assert result.ok, result.message
    found = []
    for staff in (1, 2):
        assigns = finale.FCStaffStyleAssigns()
        assigns.LoadAllForItem(staff)
        found += [
            (staff, each.StyleID, each.StartMeasure, each.EndMeasure, each.EndMeasurePos) for each in assigns
        ]
    # Staff 1 has music in its first measure only.
    assert found == [(1, 4, 2, 4, 0x7FFFFFFF), (2, 4, 1, 4, 0x7FFFFFFF)]


def test_baselines_of_systems_are_moved_and_reset(host: Host) -> None:
    score, finale = opened(host, real_score("zwei_gesange"))

    def offsets() -> dict[tuple[int, int], int]:
        baselines = finale.FCBaselines()
        baselines.LoadAllForSystem(finale.BASELINEMODE_EXPRESSIONBELOW, 1)
        return {(each.System, each.Staff): each.VerticalOffset for each in baselines}

    script, before = real_script("baseline_move_reset"), offsets()
    moved = host.run(script, score, item="Move Expression Baseline Below Down", select="m1:s2-3")
    assert moved.ok, moved.message
    assert offsets() == before | {(1, staff): before.get((1, staff), 0) - 24 for staff in (2, 3)}
    reset = host.run(script, score, item="Reset Expression Baseline Below", select="m1:s2-3")
    assert reset.ok, reset.message
    assert offsets() == {place: offset for place, offset in before.items() if place[1] not in (2, 3)}
