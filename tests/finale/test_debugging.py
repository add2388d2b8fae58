"""Debug members: lines where ``print`` goes, messages as alerts."""

from __future__ import annotations

from pathlib import Path

from postlude import Host
from tests.frontdoor import SAMPLE

SCRIPT = """
local m = finale.FCMeasure()
print("before")
finale.__FCBase.DebugOut("a line")
finale.__FCBase.DebugOutInt("number ", 12)
finale.__FCBase.DebugOutHex("hex ", 255)
finale.__FCBase.DebugOutBin("bits ", 5)
finale.__FCBase.DebugOutBool("state ", true)
finale.__FCBase.DebugOutString("text ", finale.FCString("x"))
m:DebugMsgInt("seen ", 3)
"""


def test_debug_lines_come_where_print_writes(tmp_path: Path) -> None:
    script = tmp_path / "debug.lua"
    script.write_text(SCRIPT, encoding="utf-8")
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        result = host.run(script, SAMPLE)
    assert result.ok, result.message
    assert result.printed == "before\na line\nnumber 12\nhex FF\nbits 101\nstate true\ntext x\n"
    assert [(each["kind"], each["text"]) for each in result.alerts] == [("info", "seen 3")]
