"""``finaleplugin.HashURL``: a script that a trusted server vouches for runs as trusted."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.frontdoor import Door, Outcome
from tests.https.server import Server

HOST = "example.com"
SOURCE = f"""
function plugindef()
    finaleplugin.ExecuteExternalCode = true
    finaleplugin.HashURL = "https://{HOST}/hash/my script.hash"
    return "Vouched for"
end
print(finenv.TrustedMode, pcall(os.execute, "cd ."))
"""
UNTRUSTED = "0\tfalse\t"


@pytest.fixture
def script(door: Door) -> Path:
    believe(door, f"{HOST}/hash")
    return door.file("my script.lua", SOURCE)


def believe(door: Door, *hosts: str, more: str = "") -> None:
    (door.config / "config.toml").write_text(f"hash_hosts = {list(hosts)!r}\n{more}", encoding="utf-8")


def serve(server: Server, script: Path, name: str = "my script.lua", text: bytes | None = None) -> None:
    digest = hashlib.sha512(script.read_bytes() if text is None else text).hexdigest()
    server.route("/hash/my%20script.hash", 200, f"{digest} {name}\n".encode())


def run(door: Door, server: Server, script: Path, *options: object) -> Outcome:
    resolve = [part for option in server.resolve_options() for part in ("--resolve", option)]
    return door("run", script, door.score(), *resolve, "--ca-file", server.ca_file, *options)


def test_a_script_whose_hash_and_name_agree_is_trusted(
    door: Door, https_server: Server, script: Path
) -> None:
    serve(https_server, script)
    done = run(door, https_server, script, "--json").json
    assert done["printed"].startswith("2\ttrue\ttrue")
    assert [(each["method"], each["host"], each["status"]) for each in done["network"]] == [
        ("GET", HOST, 200)
    ]
    (seen,) = https_server.seen
    assert (seen.method, seen.path) == ("GET", "/hash/my%20script.hash")
    assert done["permissions"]["granted"] == ["ExecuteExternalCode"]


def test_it_reads_and_writes_like_a_trusted_one_and_does_not_get_the_key(
    door: Door, https_server: Server, script: Path, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere.txt"
    key = "sk-proj-Zq8wR2tYpL0vNxB4mK7sJd9fGhC3aE5u"
    prefix = door.file("system.lua", f'openai_api_key = "{key}"')
    door.file(script.name, f"{SOURCE}\nio.open([[{target}]], 'w'):write(openai_api_key):close()")
    serve(https_server, script)
    assert run(door, https_server, script, "--system-prefix", prefix).status == 0
    assert len(target.read_text()) == len(key) and target.read_text() != key


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("other.lua", None, "it is for 'other.lua'"),
        ("my script.lua", b"another text", "the script was modified"),
        ("", None, "is not a hash and a file name"),
    ],
)
def test_a_mismatch_runs_untrusted_and_is_told(
    door: Door, https_server: Server, script: Path, name: str, text: bytes | None, why: str
) -> None:
    serve(https_server, script, name, text)
    done = run(door, https_server, script)
    assert (done.status, done.out.startswith(UNTRUSTED)) == (0, True)
    assert why in done.err and "it runs untrusted" in done.err


def test_a_mismatch_is_an_error_where_the_user_wants_it(
    door: Door, https_server: Server, script: Path
) -> None:
    believe(door, HOST, more=f"[[script]]\npath = '{script}'\nerror_on_hash_mismatch = true\n")
    serve(https_server, script, text=b"another text")
    done = run(door, https_server, script)
    assert (done.status, done.out) == (4, "")
    assert f"{script}: HashURL does not vouch for this script" in done.err
    serve(https_server, script)
    assert run(door, https_server, script).out.startswith("2\ttrue")


@pytest.mark.parametrize(
    "believed", [["other.example.com"], [f"{HOST}/has"], [f"{HOST}/hash/deeper"], [f"{HOST}:444"], []]
)
def test_a_server_that_is_not_believed_is_not_asked(
    door: Door, https_server: Server, script: Path, believed: list[str]
) -> None:
    believe(door, *believed)
    serve(https_server, script)
    done = run(door, https_server, script)
    assert done.out.startswith(UNTRUSTED) and "not one of the servers that are believed" in done.err
    assert https_server.seen == []


def test_a_folder_that_is_believed_is_not_left_by_dots(
    door: Door, https_server: Server, script: Path
) -> None:
    door.file(script.name, SOURCE.replace("/hash/", "/hash/%2e%2e/evil/"))
    assert run(door, https_server, script).out.startswith(UNTRUSTED)
    assert https_server.seen == []


def test_a_redirect_to_another_server_is_not_believed(door: Door, https_server: Server, script: Path) -> None:
    serve(https_server, script)
    https_server.routes["/elsewhere"] = https_server.routes["/hash/my%20script.hash"]
    https_server.route("/hash/my%20script.hash", 302, b"", Location="https://other.example.com/elsewhere")
    done = run(door, https_server, script)
    assert done.out.startswith(UNTRUSTED) and f"{HOST} leads to other.example.com" in done.err


@pytest.mark.parametrize("status", [404, 500])
def test_a_server_that_does_not_answer_well_vouches_for_nothing(
    door: Door, https_server: Server, script: Path, status: int
) -> None:
    https_server.route("/hash/my%20script.hash", status, b"x")
    done = run(door, https_server, script)
    assert done.out.startswith(UNTRUSTED) and f"{HOST} answers {status}" in done.err


def test_a_script_that_another_one_starts_with_settings_of_its_own_is_not_vouched_for(
    door: Door, https_server: Server, script: Path
) -> None:
    serve(https_server, script)
    starter = door.file(
        "starter.lua",
        f"""
        function plugindef() finaleplugin.ExecuteExternalCode = true end
        local item = finenv.CreateLuaScriptItemsFromFilePath([[{script}]]):GetItemAt(0)
        item.Prefix = "os.execute = nil"
        finenv.ExecuteLuaScriptItem(item)
        """,
    )
    assert run(door, https_server, starter).out.startswith(UNTRUSTED)
    assert https_server.seen == []


def test_plain_http_vouches_for_nothing(door: Door, https_server: Server, script: Path) -> None:
    door.file(script.name, SOURCE.replace("https:", "http:"))
    done = run(door, https_server, script)
    assert done.out.startswith(UNTRUSTED) and "HTTPS is required" in done.err


def test_nothing_is_asked_in_a_dry_run_or_for_a_script_that_is_trusted_or_names_no_url(
    door: Door, https_server: Server, script: Path
) -> None:
    serve(https_server, script)
    assert run(door, https_server, script, "--dry-run").out.startswith(UNTRUSTED)
    assert run(door, https_server, script, "--trust").out.startswith("1\ttrue")
    other = door.file("other.lua", "print(finenv.TrustedMode)")
    assert run(door, https_server, other).out == "0\n"
    assert https_server.seen == []


def test_a_text_is_asked_about_once_a_host(door: Door, https_server: Server, script: Path) -> None:
    serve(https_server, script)
    scores = [door.score(f"{number}.enigmaxml") for number in range(3)]
    resolve = [part for option in https_server.resolve_options() for part in ("--resolve", option)]
    done = door("run", script, *scores, *resolve, "--ca-file", https_server.ca_file)
    assert done.out.count("2\ttrue\ttrue") == 3
    assert len(https_server.seen) == 1
