"""Settings of the program, which no document holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlude.enigma.node import Key
from postlude.finale.arguments import method, to_bool, to_int
from postlude.finale.base import Property, prop
from postlude.finale.prefs.base import Prefs
from postlude.finale.records import NO_KEY

if TYPE_CHECKING:
    from postlude.finale.session import Session

UNDO_ENABLED = 1
"""``UNDOSTATE_ENABLED``."""

REBAR_STOPS = (
    "RebarStopAtEmptyFrame", "RebarStopAtEndOfRegion", "RebarStopAtKeyChange", "RebarStopAtSpecialBarline",
    "RebarStopAtTimeChange",
)  # fmt: skip


class setting(Property):
    """A switch or a number of the program, and what it is in a new session."""

    def __init__(self, default: bool | int, doc: str | None = None) -> None:
        check = to_bool if isinstance(default, bool) else to_int

        def put(prefs: Any, value: Any) -> None:
            prefs._values[self.name] = check(value, 1)

        super().__init__(lambda prefs: prefs._values.get(self.name, default), put, doc)


class FCGeneralPrefs(Prefs):
    """Settings of the program. A session keeps what is saved; no document is changed by it.

    A new session has the layout updated and music spaced automatically and the keyboard split at middle C, as a new
    Finale does; ``MeasurementUnit`` is what ``FCString`` takes for the default unit. All else is off or 0.
    """

    AutomaticMusicSpacing = setting(True)
    AutomaticUpdateLayout = setting(True)
    CustomZoom1 = setting(0)
    CustomZoom2 = setting(0)
    CustomZoom3 = setting(0)
    DottedRestsAreLegalInCompoundMeter = setting(False)
    DottedRestsAreLegalInSimpleMeter = setting(False)
    HiddenObjectShading = setting(0)
    IncludeMIDIContinuousData = setting(False)
    IncludeMIDITempoChanges = setting(False)
    KeyboardSplitPoint = setting(60)
    MeasurementUnit = setting(1)
    PitchRepresentationType = setting(0)
    PitchRepresentationValue = setting(0)
    QuantizationGraceNoteMode = setting(0)
    QuantizationIncludeVoiceTwo = setting(False)
    QuantizationMinimizeRests = setting(False)
    QuantizationMode = setting(1)
    QuantizationRetainKeyVelocities = setting(False)
    QuantizationRetainNoteDurations = setting(False)
    QuantizationSensitivityLevel = setting(0)
    QuantizationSmallestNoteValue = setting(0)
    QuantizationSmallestNoteValueToRemove = setting(0)
    QuantizationSoftenSyncopations = setting(False)
    QuantizationUseSensitivityLevel = setting(False)
    RebarStopAtEmptyFrame = setting(False)
    RebarStopAtEndOfRegion = setting(False)
    RebarStopAtKeyChange = setting(False)
    RebarStopAtSpecialBarline = setting(False)
    RebarStopAtTimeChange = setting(False)
    RebarWhenTimeSigChanged = setting(False)
    RebeamOnRebar = setting(False)
    RecalcMeasures = setting(False)
    RecalcSystems = setting(False)
    RespaceMeasureLayout = setting(False)
    RetainFrozenMeasures = setting(False)
    ShowDefaultGroupNames = setting(False)
    ShowDefaultStaffNames = setting(False)
    TransposeMIDIOnInput = setting(False)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._load(NO_KEY)

    @prop
    def RebarStopOnlyAtEndOfPiece(self) -> bool:
        return not any(getattr(self, name) for name in REBAR_STOPS)

    @method
    def ClearRebarStopAtOptions(self) -> None:
        for name in REBAR_STOPS:
            setattr(self, name, False)

    @prop
    def UndoState(self) -> int:
        """Undo is always enabled."""
        return UNDO_ENABLED

    def _siblings(self) -> list[Key]:
        return [NO_KEY]

    def _load(self, key: Key) -> bool:
        self._values = dict(self._session.one("general preferences", dict))
        self._values["MeasurementUnit"] = self._session.surroundings.measurement_unit
        return True

    def _save(self, key: Key) -> bool:
        self._session.one("general preferences", dict).update(self._values)
        self._session.surroundings.measurement_unit = self.MeasurementUnit
        return True
