"""RGP Lua's own regression tests (finale-lua/lua-testtoolkit), on the document that they are made for.

They pass on Finale without an error. The environment variable POSTLUDE_SOURCES names a folder that holds
``lua-testtoolkit``.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from postlude import Host
from tests.conftest import shared_path, sources_path

TEMPLATE = "testtemplate-fin2011format.musx"
FEWEST = {"const": 4_000, "class": 60_000, "file": 40_000, "unlink": 11_000}
"""So many tests are made at least: a file that is left out would pass as well."""
WITHOUT = ("jwluatest_fcrawdata", "jwluatest_obj_fcrawdata")
"""Left out: they want the bytes that a record has in Finale's memory, and no document and no source says which."""


@pytest.mark.conformance
@pytest.mark.parametrize("kind", FEWEST)
def test_rgp_lua_s_own_tests_find_no_error(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    toolkit = Path(shutil.copytree(sources_path("lua-testtoolkit"), tmp_path / "toolkit"))
    main = toolkit / f"jwlua_{kind}tests.lua"
    lines = main.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not any(f'/{name}"' in line for name in WITHOUT)]
    assert len(lines) - len(kept) <= 1
    main.write_text("".join(kept), encoding="utf-8")
    score = Path(shutil.copy(shared_path() / "documents" / TEMPLATE, tmp_path))
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        result = host.run(main, score, trust=True, allow_write=(tmp_path,), timeout=300)
    assert result.ok, result.message
    errors = re.findall(r"^TEST ERROR.*$", result.printed, re.MULTILINE)
    made = re.findall(r"^(\d+)\s+tests made with\s+(\d+)\s+test error", result.printed, re.MULTILINE)
    with capsys.disabled():
        print(f"\nlua-testtoolkit, {kind}: {made}")
    assert errors == []
    assert [int(count) for _, count in made] == [0]
    assert int(made[0][0]) >= FEWEST[kind]
