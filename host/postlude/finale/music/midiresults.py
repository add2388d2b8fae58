"""What a MIDI keyboard sent while Finale's "listen" window was open: ``FCListenToMidiResult``."""

from __future__ import annotations

from postlude.finale.base import FCBase
from postlude.finale.fields import held


class FCListenToMidiResult(FCBase):
    """A MIDI message: its status byte, its channel from 0, its two data bytes."""

    status: int = 0
    channel: int = 0
    data1: int = 0
    data2: int = 0

    Status = held("status", int)
    MidiChannel = held("channel", int)
    Data1 = held("data1", int)
    Data2 = held("data2", int)
