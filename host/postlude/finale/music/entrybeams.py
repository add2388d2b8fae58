"""How an entry is beamed: the group it belongs to, and where its beams start and end.

Beams are numbered from 1, that of the eighths. The rules, which RGP Lua's own tests confirm entry by entry:
a group goes on until an entry with the flag ``beam``, in the same voice; hidden entries are stepped over;
notes step over grace notes, which are beamed among themselves; a rest at either end of a group belongs to it
only if the document extends beams over rests, and rests alone are never beamed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.finale.arguments import method
from postlude.finale.music.entrycore import EntryCore
from postlude.finale.records import NO_KEY
from postlude.finale.remember import remembering
from postlude.finale.staves.staffstyles import staff_source

if TYPE_CHECKING:
    from postlude.finale.music.entries import FCNoteEntry
    from postlude.finale.session import Session

QUARTER = 1024


class EntryBeams(EntryCore):
    """What an entry tells about its beams."""

    @method
    def CalcBeamCount(self) -> int:
        """The number of beams or flags that its duration is written with."""
        return beam_count(self.edu)

    @method
    def CalcUnbeamedNote(self) -> bool:
        return unbeamed(self.me)

    @method
    def CalcBeamStartEntry(self) -> FCNoteEntry | None:
        """The first entry of its beamed group; nil if it isn't beamed."""
        return None if unbeamed(self.me) else beam_start(self.me)

    @method
    def CalcBeamedGroupEnd(self) -> bool:
        """Whether it is the last entry of a beamed group."""
        return step_in_group(self.me, 1) is None and step_in_group(self.me, -1) is not None

    @method
    def NextInBeamedGroup(self) -> FCNoteEntry | None:
        return step_in_group(self.me, 1)

    @method
    def PreviousInBeamedGroup(self) -> FCNoteEntry | None:
        return step_in_group(self.me, -1)

    @method
    def CalcFlippable(self) -> bool:
        """Whether flipping its stem has an effect: at a note without a beam, and at the start of a group."""
        if unbeamed(self.me):
            return not self.me.CalcDisplaysAsRest()
        return step_in_group(self.me, -1) is None

    @method
    def CalcLowestBeamStart(self) -> int:
        """The number of the lowest beam that starts here, 0 if none does."""
        return lowest_start(self.me)

    @method
    def CalcLowestBeamEnd(self) -> int:
        """The number of the lowest beam that ends here, 0 if none does."""
        return lowest_end(self.me)

    @method
    def CalcLowestBeamStub(self) -> int:
        """The number of the lowest beam that is a stub at this entry, 0 if none is."""
        start, end = lowest_start(self.me), lowest_end(self.me)
        return max(start, end) if start and end else 0


def beam_count(edu: int) -> int:
    """Beams of a duration in EDU: one for an eighth, none from a quarter on."""
    return max(QUARTER.bit_length() - edu.bit_length(), 0) if edu > 0 else 0


@remembering(("options", "beamOptions"))
def over_rests(session: Session) -> tuple[bool, bool]:
    """Whether beams, and whether secondary beams, are extended over rests."""
    options = session.store.load("options", "beamOptions", NO_KEY)
    if options is None:
        return False, False
    return (
        options.get("incEdgeRestsInBeamGroups") is not None,
        options.get("extendSecBeamsOverRests") is not None,
    )


def can_be_beamed(entry: FCNoteEntry) -> bool:
    """Whether it is short enough, and its staff shows stems and beams there."""
    if entry.edu >= QUARTER:
        return False
    frame = entry.frame
    if frame is None:
        return True
    staff = staff_source(entry._session, frame.staff, frame.measure, int(frame.timing(entry)[0]), "showStems")
    return staff is None or (staff.get("hideStems") is None and staff.get("hideBeams") is None)


def unbeamed(entry: FCNoteEntry) -> bool:
    sides = [step_in_group(entry, step) for step in (1, -1)]
    return None in sides if entry.hidden else sides == [None, None]


def beam_start(entry: FCNoteEntry) -> FCNoteEntry:
    """The first entry of its group; the entry itself if it isn't beamed."""
    found = entry
    while (before := step_in_group(found, -1)) is not None:
        found = before
    return found


def beam_group(entry: FCNoteEntry) -> list[FCNoteEntry]:
    """The entries that are beamed with it, or the entry alone."""
    group = [beam_start(entry)]
    while (behind := step_in_group(group[-1], 1)) is not None:
        group.append(behind)
    return group


def step_in_group(entry: FCNoteEntry, step: int) -> FCNoteEntry | None:
    """The entry beside it in its group: the next (1) or the one before it (-1)."""
    if not can_be_beamed(entry):
        return None
    found = _candidate(entry, step)
    if found is None:
        return None
    if entry.CalcDisplaysAsRest() or found.CalcDisplaysAsRest():
        ahead = any(not each.CalcDisplaysAsRest() for each in _candidates(found, step))
        behind = any(not each.CalcDisplaysAsRest() for each in _candidates(entry, -step))
        extended, _ = over_rests(entry._session)
        if not (ahead or behind if extended else ahead and behind):
            return None
    return found


def _candidates(entry: FCNoteEntry, step: int) -> Iterator[FCNoteEntry]:
    """The entry and those that follow it in one direction up to a break, rests at the ends included."""
    found: FCNoteEntry | None = entry
    while found is not None:
        yield found
        found = _candidate(found, step)


def _candidate(entry: FCNoteEntry, step: int) -> FCNoteEntry | None:
    """The entry beside it that no break parts from it, whether rests at the ends belong to the group or not."""
    if step < 0 and entry.BeamBeat:
        return None
    found = entry.same_voice(step)
    if found is None or not can_be_beamed(found) or (entry.grace and not found.grace):
        return None
    if not entry.grace:
        while found is not None and found.grace:
            if found.BeamBeat or not can_be_beamed(found):
                return None
            found = found.same_voice(step)
    if found is None or (step > 0 and found.BeamBeat):
        return None
    return _candidate(found, step) if found.hidden else found


def _visible_beams(entry: FCNoteEntry) -> int:
    if entry.CalcDisplaysAsRest() and not over_rests(entry._session)[1]:
        return 1
    return beam_count(entry.edu)


def _cut_by_rests(entry: FCNoteEntry, neighbour: FCNoteEntry, step: int) -> int | None:
    """Where a rest or a hidden entry cuts the secondary beams between two neighbours of a group.

    None if nothing does, 0 if the entry itself is what has no secondary beams.
    """

    def cuts(each: FCNoteEntry) -> bool:
        return each.hidden or (not over_rests(each._session)[1] and each.CalcDisplaysAsRest())

    if cuts(entry):
        return 0
    found = entry.same_voice(step)
    while found is not None:
        if cuts(found) and beam_count(entry.edu) >= 2:
            return 2
        if found is neighbour:
            break
        found = found.same_voice(step)
    return None


def lowest_start(entry: FCNoteEntry) -> int:
    if entry.hidden or not can_be_beamed(entry):
        return 0
    before = step_in_group(entry, -1)
    if before is None:
        return 1 if step_in_group(entry, 1) is not None else 0
    cut = _cut_by_rests(entry, before, -1)
    if cut is not None:
        return cut
    broken = _secondary_break(entry)
    earlier = _visible_beams(before)
    if _visible_beams(entry) > earlier and (not broken or broken > earlier + 1):
        return earlier + 1
    return broken


def lowest_end(entry: FCNoteEntry) -> int:
    if entry.hidden or not can_be_beamed(entry):
        return 0
    behind = step_in_group(entry, 1)
    if behind is None:
        return 1 if step_in_group(entry, -1) is not None else 0
    cut = _cut_by_rests(entry, behind, 1)
    if cut is not None:
        return cut
    mine = _visible_beams(entry)
    start = lowest_start(behind)
    if start and start <= mine:
        return start
    later = _visible_beams(behind)
    return later + 1 if mine > later else 0


def _secondary_break(entry: FCNoteEntry) -> int:
    """The lowest beam that is broken by hand before the entry, 0 if none is."""
    from postlude.finale.marks.beammods import BREAKS

    if not entry.SecondaryBeamFlag:
        return 0
    node = entry._session.store.load("details", "secBeamBreak", Key(entry.number))
    if node is None:
        return 0
    return next((number for number, path in enumerate(BREAKS, 2) if node.get(path) is not None), 0)
