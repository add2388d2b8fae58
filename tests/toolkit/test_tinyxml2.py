"""RGP Lua's own tests of `tinyxml2` (finale-lua/lua-testtoolkit, internaltests), alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from postlude import Host
from tests.conftest import sources_path

SCRIPT = """
function plugindef()
    finaleplugin.RequireDocument = false
    return "Tests", "Tests", "Tests"
end
require("tools/jwluatesttools")
require("internaltests/jwluatest_internal_tinyxml2")
PrintTestResult()
"""


@pytest.mark.conformance
def test_rgp_lua_s_own_tests_of_tinyxml2_find_no_error(tmp_path: Path) -> None:
    toolkit = Path(shutil.copytree(sources_path("lua-testtoolkit"), tmp_path / "toolkit"))
    script = toolkit / "tinyxml2_only.lua"
    script.write_text(SCRIPT, encoding="utf-8")
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        result = host.run(script)
    assert result.ok, result.message
    assert re.findall(r"^TEST ERROR.*$", result.printed, re.MULTILINE) == []
    [(made, errors)] = re.findall(
        r"^(\d+)\s+tests made with\s+(\d+)\s+test error", result.printed, re.MULTILINE
    )
    assert int(errors) == 0
    assert int(made) >= 250
