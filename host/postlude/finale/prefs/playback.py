"""Options for playback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlude.enigma.node import Key
from postlude.finale.arguments import method
from postlude.finale.base import FCBase, Property
from postlude.finale.fields import choice, flag, integer, read_only
from postlude.finale.prefs.base import PartOf, Prefs, SeveralRecords
from postlude.finale.prefs.unseen import PartlyUnseen, Unseen

if TYPE_CHECKING:
    from postlude.finale.regions.regions import FCMusicRegion

OPTIONS = "playbackOptions"

START_AT_MEASURE = 0
"""``PLAYBACKSTART_MEASURE``."""

END_OF_PIECE = 0x7FFE
"""The measure to stop after, where playback goes on to the end."""

FRAME_RATES: dict[str | None, int] = {None: 0, "24": 0, "25": 1, "30Drop": 2, "30": 3}


class FCHyperClick(PartOf, FCBase):
    """A click of the metronome, a note or MIDI data: its duration in milliseconds, and what is sent.

    A note has no status of its own; it reads as 144, a note that is turned on.
    """

    Duration = integer("clickDuration")
    MidiData1 = integer("clickOn/data0")
    MidiData2 = integer("clickOn/data1")
    MidiStatus = integer("clickOn/status", default=144)
    VirtualChannel = integer("virtChannel")


def _click(group: str) -> Property:
    return Property(lambda prefs: FCHyperClick(prefs._session, prefs, f"{OPTIONS}/{group}"))


class FCPlaybackPrefs(SeveralRecords, Prefs, others={"playDefs": Key(0)}):
    """What is played, and the metronome: beats and positions in EDU.

    Some options are off in every document at hand (:mod:`postlude.finale.prefs.unseen`).
    """

    BaseKeyVelocity = integer("playbackOptions/baseVelocity")
    ClickInfoForMidiDataOnDownBeats = _click("hyperclickBarData")
    ClickInfoForMidiDataOnOtherBeats = _click("hyperclickBeatData")
    ClickInfoForMidiNotesOnDownBeats = _click("hyperclickBarNote")
    ClickInfoForMidiNotesOnOtherBeats = _click("hyperclickBeatNote")
    ClickWhenPlaying = Unseen(OPTIONS, False, "Whether the metronome clicks while the music is played.")
    ClickWhenRecording = flag("playbackOptions/clickWhenRecording")
    CountOffMeasures = integer("playbackOptions/countOffBars")
    CountOffWhenPlaying = Unseen(OPTIONS, False, "Whether measures are counted off before the music.")
    CountOffWhenRecording = flag("playbackOptions/countOffWhenRecording")
    ExpressionsMode = Unseen(
        OPTIONS, 0, "How expressions before the start count; 0 looks for them from measure 1."
    )
    MetronomeBeat = integer("playbackOptions/edusPerBeat")
    MetronomeSoundSource = PartlyUnseen(
        choice("playbackOptions/clickSourceType", {None: 1, "internal": 0}, doc="A ``METSOURCE_`` number."),
        (2,),
    )
    MetronomeSpeed = integer("playbackOptions/beatsPerMinute")
    PlayContinuousData = flag("playDefs/midiExpressions")
    PlayKeyVelocities = flag("playDefs/keyVelocities")
    PlayNoteDurations = flag("playDefs/noteDurations")
    PlayTempoChanges = flag("playDefs/tempoChanges")
    RepeatsIgnore = flag(
        "playbackOptions/doPlaybackRepeats", doc="As RGP Lua's own test reads it: its name says the opposite."
    )
    RepeatsReset = flag("playDefs/resetRepeats")
    SMPTEFrameRate = PartlyUnseen(choice("playbackOptions/smpteTimeType", FRAME_RATES), (4,))
    SMPTEStartTime = integer("playbackOptions/smpteStartTime")
    ScrollingPlayback = flag("playDefs/scrollingPlayback")
    SendPatchesToMidi = flag("playDefs/sendPatchesBeforePlay")
    StartMeasure = integer("playbackOptions/stMeas")
    StartMeasurePos = Unseen(OPTIONS, 0, "The place in the first measure, in EDU.")
    StartMode = PartlyUnseen(
        choice(
            "playbackOptions/startMode",
            {None: START_AT_MEASURE, "leftMost": 1},
            doc="A ``PLAYBACKSTART_`` number.",
        ),
        (2,),
    )
    StartRepeatPass = read_only(integer("playbackOptions/startPass"))
    StopMeasure = integer("playbackOptions/enMeas", add=-1)
    StopMeasurePos = Unseen(OPTIONS, 0, "The place in the last measure, in EDU.")
    StopRepeatPass = read_only(integer("playbackOptions/endPass"))
    Swing = integer("playbackOptions/swingValue")
    SyncChaseContinuousData = Unseen(
        OPTIONS, False, "Whether continuous data is sent on synchronised starts."
    )
    SyncChasePatches = Unseen(OPTIONS, False, "Whether patches are sent on synchronised starts.")
    SyncReceiveMidi = Unseen(OPTIONS, False, "Whether playback follows MIDI that comes in.")

    @method
    def ConfigurePlaybackToEnd(self) -> None:
        """Play on to the end of the piece."""
        self.StopMeasure = END_OF_PIECE

    @method
    def ConfigurePlaybackDocument(self) -> None:
        """Play the whole piece."""
        self.StartMode = START_AT_MEASURE
        self.StartMeasure = 1
        self.ConfigurePlaybackToEnd()

    @method
    def ConfigurePlaybackRegion(self, region: FCMusicRegion, startonly: bool = False) -> None:
        """Play the measures of a region, or from its first measure to the end.

        They are played whole: how a place in a measure is stored is not known.
        """
        self.StartMode = START_AT_MEASURE
        self.StartMeasure = region.StartMeasure
        if startonly:
            self.ConfigurePlaybackToEnd()
        else:
            self.StopMeasure = region.EndMeasure
