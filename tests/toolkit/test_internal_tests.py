"""RGP Lua's own tests of its environment (``jwlua_internaltests.lua``), whole, by the command line.

The hosts that they call are served here: a real HTTPS server on loopback, with ``--resolve`` and ``--ca-file``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import shared_path, sources_path
from tests.frontdoor import Door
from tests.https.server import Handler, Server

TEMPLATE = "testtemplate-fin2011format.musx"
ICON_HOST, ICON_PATH = "ssl.gstatic.com", "/ui/v1/icons/mail/rfr/gmail.ico"
ECHO_HOST = "httpbin.org"
EMPTY_HOST = "robertgpatterson.com"
"""Asked for a file that isn't there."""
FEWEST = 600
"""So many tests are made at least."""
TOLERATED = {
    "mac": ("require('sampleclib')",),
    "windows": ("require('sampleclib')", *(() if os.name == "nt" else ("process.execute echoed",))),
}
"""What errors may be about: a C library that comes compiled for macOS and Windows only; ``cmd`` elsewhere."""


def expected_icon(toolkit: Path) -> bytes:
    """The file that the tests expect of the icon's host: they hold it as decimal escapes."""
    source = toolkit / "internaltests" / "jwluatest_internal_utils_internet.lua"
    pieces = re.findall(
        r'^(?:local )?buffer = (?:buffer\.\.)?"(.*)"', source.read_text("utf-8"), re.MULTILINE
    )
    return bytes(int(number) for number in re.findall(r"\\(\d{1,3})", "".join(pieces)))


def echo(handler: Handler) -> None:
    handler.answer(200, json.dumps({"data": handler.body.decode("utf-8")}).encode())


@pytest.mark.parametrize("platform", ["mac", "windows"])
def test_the_environment_is_rgp_lua_s(
    door: Door, https_server: Server, tmp_path: Path, platform: str
) -> None:
    toolkit = Path(shutil.copytree(sources_path("lua-testtoolkit"), tmp_path / "toolkit"))
    score = shutil.copy(shared_path() / "documents" / TEMPLATE, tmp_path)
    https_server.route(ICON_PATH, 200, expected_icon(toolkit))
    https_server.routes["/post"] = echo
    resolve = [
        f"--resolve={option}" for option in https_server.resolve_options(ICON_HOST, ECHO_HOST, EMPTY_HOST)
    ]
    done = door(
        "run", toolkit / "jwlua_internaltests.lua", score, "--trust", "--allow-write", tmp_path,
        "--allow-post", ECHO_HOST, "--ca-file", https_server.ca_file, *resolve, "--platform", platform, "--json",
    )  # fmt: skip
    result = done.json
    assert done.status == 0, result["message"]
    printed = result["printed"]
    errors = re.findall(r"^TEST ERROR.*$", printed, re.MULTILINE)
    ((made, failed),) = re.findall(r"^(\d+)\s+tests made with\s+(\d+)\s+test error", printed, re.MULTILINE)
    assert [error for error in errors if not any(about in error for about in TOLERATED[platform])] == []
    assert int(failed) == len(errors) <= len(TOLERATED[platform])
    assert int(made) >= FEWEST
    requests = [(each["method"], each["host"], each["status"]) for each in result["network"]]
    answered = [request for request in requests if request[1] in (ICON_HOST, ECHO_HOST)]
    assert answered == [("GET", ICON_HOST, 200), ("POST", ECHO_HOST, 200)] * 2
