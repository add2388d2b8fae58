"""The key in the system's keyring: put there by ``postlude config key``, used where no prefix sets one."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import subprocess
import sys
from typing import Any

import pytest

from postlude import Host
from tests.frontdoor import Door, Outcome
from tests.https.server import COMPLETION, Server

KEY = "sk-proj-Zq8wR2tYpL0vNxB4mK7sJd9fGhC3aE5u"
OTHER_KEY = "sk-proj-AnotherKeyForAnotherServer0123456789"
CHAT = "/v1/chat/completions"
ASKS = 'function plugindef() finaleplugin.ExecuteHttpsCalls = true return "Ask" end\n'
ASK = (
    ASKS
    + """
local ok, answer = require("openai").create_completion("gpt-4o", "Ave Maria", 0.2, 5)
print(ok, type(answer) == "table" and answer.choices[1].message.content or answer)
"""
)


# ---- the key in the keyring


class Ring(dict[tuple[str, str], str]):
    """What lies in the keyring, and how often it was looked into."""

    looks = 0
    broken = ""


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    """A keyring in memory, in place of the system's."""
    backend = pytest.importorskip("keyring.backend", reason="keyring, an extra, is not installed")
    import keyring.core
    from keyring.errors import KeyringLocked, PasswordDeleteError

    kept = Ring()

    class Memory(backend.KeyringBackend):  # type: ignore[name-defined,misc]
        priority = 0.1
        name = "in memory"

        def _look(self) -> None:
            kept.looks += 1
            if kept.broken:
                raise KeyringLocked(kept.broken)

        def get_password(self, service: str, username: str) -> str | None:
            self._look()
            return kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self._look()
            kept[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            self._look()
            if (service, username) not in kept:
                raise PasswordDeleteError("not there")
            del kept[service, username]

    monkeypatch.setattr(keyring.core, "_keyring_backend", Memory())
    return kept


def piped(door: Door, text: str, *arguments: object) -> Outcome:
    """``config key`` with text on standard input, which is no terminal."""
    with door.monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO(text))
        done = door("config", "key", *arguments)
    assert text.strip() == "" or text.strip() not in done.out + done.err
    return done


def test_a_key_is_piped_into_the_keyring_and_removed_from_it(door: Door, ring: Ring) -> None:
    done = piped(door, KEY + "\n")
    assert (done.status, done.err) == (0, "")
    assert ring == {("postlude", "api.openai.com:443"): KEY}
    assert "the key for api.openai.com is in the keyring in memory" in done.out
    assert "the key comes from: the system's keyring, for api.openai.com" in done.out
    assert KEY not in "".join(path.read_text(encoding="utf-8") for path in door.config.iterdir())
    facts = door("config", "--json").json["key"]
    assert facts["keyring"] == [{"host": "api.openai.com", "port": 443, "state": "there", "problem": ""}]
    assert "a key for api.openai.com" in door("config").out
    done = door("config", "key", "--remove")
    assert done.status == 0
    assert "removed" in done.out
    assert "nowhere" in done.out
    assert ring == {}
    assert door("config", "--json").json["key"]["keyring"] == []


def test_a_key_is_asked_for_without_echo_on_a_terminal(door: Door, ring: Ring) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

        def read(self, *_: object) -> str:
            raise AssertionError("what is typed would be shown")

        readline = read

    asked: list[str] = []

    def getpass(prompt: str) -> str:
        asked.append(prompt)
        return f" {KEY} "

    door.monkeypatch.setattr(sys, "stdin", Terminal())
    door.monkeypatch.setattr("getpass.getpass", getpass)
    done = door("config", "key", "--host", "Localhost:8080")
    assert done.status == 0
    assert KEY not in done.out + done.err
    assert len(asked) == 1 and "localhost:8080" in asked[0]
    assert ring == {("postlude", "localhost:8080"): KEY}


BACKEND = """
import json, os
from pathlib import Path
from keyring.backend import KeyringBackend

FILE = Path(os.environ["RING_FILE"])

class Ring(KeyringBackend):
    priority = 1
    name = "in a file of the test"

    def get_password(self, service, username):
        return json.loads(FILE.read_text("utf-8")).get(username) if FILE.exists() else None

    def set_password(self, service, username, password):
        FILE.write_text(json.dumps({username: password}), "utf-8")
"""


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal is POSIX's")
def test_on_a_real_terminal_nothing_is_echoed_and_the_next_process_finds_the_key(door: Door) -> None:
    pytest.importorskip("keyring", reason="keyring, an extra, is not installed")
    import pty

    module = door.file("modules/ring_of_the_test.py", BACKEND)
    environment = {
        **os.environ,
        "PYTHONPATH": str(module.parent),
        "PYTHON_KEYRING_BACKEND": "ring_of_the_test.Ring",
        "RING_FILE": str(door.folder / "ring.json"),
    }
    command = [sys.executable, "-m", "postlude", "config", "key"]
    master, slave = pty.openpty()
    shown = b""
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)  # reading ends with an error when the process does
    try:
        while b"not shown): " not in shown:
            shown += os.read(master, 1000)
        os.write(master, KEY.encode() + b"\n")
        while b"the key comes from" not in shown:
            shown += os.read(master, 1000)
        assert process.wait(20) == 0
    finally:
        os.close(master)
        process.kill()
        process.wait()
    assert KEY.encode() not in shown
    door.file("expected.txt", KEY)
    script = door.file("plugin.lua", ASKS + COMPARE)
    done = subprocess.run(
        [sys.executable, "-m", "postlude", "run", str(script), str(door.score()), "--trust"],
        env=environment, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout == "true\t[redacted]\n"


COMPARE = "print(openai_api_key == io.open('expected.txt'):read('a'), openai_api_key)"


def test_a_terminal_that_would_show_the_key_is_not_used(door: Door, ring: Ring) -> None:
    import getpass
    import warnings

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def shown(prompt: str) -> str:
        warnings.warn("echo", getpass.GetPassWarning, stacklevel=2)
        return KEY

    door.monkeypatch.setattr(sys, "stdin", Terminal())
    door.monkeypatch.setattr(getpass, "getpass", shown)
    done = door("config", "key")
    assert done.status == 2
    assert "would show what you type" in done.err
    assert ring == {}


@pytest.mark.parametrize(
    "text", ["", " \n", "two words here", f"{KEY}\n{OTHER_KEY}", "schlüssel-schlüssel", "short"]
)
def test_what_is_no_key_is_not_stored(door: Door, ring: Ring, text: str) -> None:
    done = piped(door, text)
    assert (done.status, done.out) == (2, "")
    assert "nothing is stored" in done.err
    assert ring == {}
    assert list(door.config.iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [[KEY], ["--key", KEY], [f"--key={KEY}"], ["--remove", KEY], [f"--other={KEY}"], ["--", KEY]]
)
def test_a_key_as_an_argument_is_refused_and_not_repeated(
    door: Door, ring: Ring, arguments: list[str]
) -> None:
    done = piped(door, "", *arguments)
    assert (done.status, done.out) == (2, "")
    assert KEY not in done.err
    assert ring == {}


@pytest.mark.parametrize("host", ["", "a b", "https://x", "x/y", "x?y", "x:0", "x:99999", "x@y", "[::1"])
def test_a_host_that_is_none_is_a_usage_error(door: Door, ring: Ring, host: str) -> None:
    done = piped(door, KEY, "--host", host)
    assert done.status == 2
    assert "not HOST or HOST:PORT" in done.err
    assert ring == {}


def test_removing_a_key_that_is_not_there(door: Door, ring: Ring) -> None:
    assert door("config", "key", "--remove").status == 2
    assert piped(door, KEY, "--host", "localhost:1").status == 0
    done = door("config", "key", "--remove")
    assert done.status == 2
    assert "no key for api.openai.com was stored in the keyring; there are keys for localhost:1" in done.err
    ring.clear()
    assert door("config", "--json").json["key"]["keyring"][0]["state"] == "gone"
    done = door("config", "key", "--remove", "--host", "localhost:1")
    assert done.status == 0
    assert "no longer in the keyring" in done.out


def without_keyring(door: Door) -> None:
    real = importlib.util.find_spec

    def find(name: str, package: str | None = None) -> Any:
        return None if name == "keyring" else real(name, package)

    door.monkeypatch.setattr(importlib.util, "find_spec", find)


def test_without_the_extra_the_command_says_what_to_install(door: Door) -> None:
    without_keyring(door)
    done = piped(door, KEY)
    assert (done.status, done.out) == (2, "")
    assert "pip install 'postlude[keyring]'" in done.err
    assert "The key comes from: nowhere" in done.err
    assert list(door.config.iterdir()) == []


def test_without_a_keyring_on_this_system_the_command_says_so(door: Door) -> None:
    fail = pytest.importorskip("keyring.backends.fail", reason="keyring, an extra, is not installed")
    door.monkeypatch.setattr("keyring.core._keyring_backend", fail.Keyring())
    door.monkeypatch.setenv("OPENAI_API_KEY", OTHER_KEY)
    done = piped(door, KEY)
    assert (done.status, done.out) == (2, "")
    assert "there is no keyring here" in done.err
    assert "The key comes from: OPENAI_API_KEY in the environment" in done.err


def test_a_keyring_that_keeps_nothing_or_fails_is_a_usage_error(door: Door, ring: Ring) -> None:
    null = pytest.importorskip("keyring.backends.null", reason="keyring, an extra, is not installed")
    with door.monkeypatch.context() as patch:
        patch.setattr("keyring.core._keyring_backend", null.Keyring())
        done = piped(door, KEY)
    assert done.status == 2
    assert "did not keep the key" in done.err
    ring.broken = f"locked, {KEY}"
    done = piped(door, KEY)
    assert done.status == 2
    assert "the keyring says: locked, [redacted]" in done.err
    assert list(door.config.iterdir()) == []


def test_a_keyring_that_is_a_file_of_plain_text_is_refused(door: Door, ring: Ring) -> None:
    import keyring

    kind = type("PlaintextKeyring", (type(keyring.get_keyring()),), {"name": "file"})
    door.monkeypatch.setattr("keyring.core._keyring_backend", kind())
    done = piped(door, KEY)
    assert done.status == 2
    assert "as plain text: nothing is stored" in done.err
    assert ring == {}


# ---- the stored key in a run


@pytest.fixture
def network(door: Door, https_server: Server) -> list[str]:
    https_server.route(CHAT, 200, json.dumps(COMPLETION).encode(), Content_Type="application/json")
    resolve = [part for option in https_server.resolve_options() for part in ("--resolve", option)]
    return [*resolve, "--ca-file", str(https_server.ca_file), "--allow-post", "api.openai.com"]


def test_the_stored_key_is_used_where_no_prefix_sets_one(
    door: Door, ring: Ring, https_server: Server, network: list[str]
) -> None:
    assert piped(door, KEY).status == 0
    for options in ([], ["--no-system-prefix"], ["--trust"]):
        https_server.seen.clear()
        done = door.run(ASK, *network, *options)
        assert done.out == "true\tA-ve Ma-ri-a\n"
        assert https_server.seen[0].headers["Authorization"] == f"Bearer {KEY}"
    door.monkeypatch.setenv("OPENAI_API_KEY", "")
    assert door.run(ASK, *network).out == "true\tA-ve Ma-ri-a\n"


def test_the_environment_and_a_prefix_come_before_the_keyring(
    door: Door, ring: Ring, https_server: Server, network: list[str]
) -> None:
    assert piped(door, KEY).status == 0
    looks = ring.looks
    prefix = door.file("pre.lua", f'openai_api_key = "{OTHER_KEY}"')
    door.run(ASK, *network, "--prefix", prefix)
    door.monkeypatch.setenv("OPENAI_API_KEY", OTHER_KEY)
    door.run(ASK, *network)
    assert [seen.headers["Authorization"] for seen in https_server.seen] == [f"Bearer {OTHER_KEY}"] * 2
    assert ring.looks == looks


def test_an_untrusted_script_gets_a_placeholder_of_the_stored_key(door: Door, ring: Ring) -> None:
    assert piped(door, KEY).status == 0
    door.file("expected.txt", KEY)
    source = "print(openai_api_key == io.open('expected.txt'):read('a'), #openai_api_key, openai_api_key)"
    same, length, value = door.run(ASKS + source).out.split()
    assert (same, int(length)) == ("false", len(KEY))
    assert value != KEY and value.startswith("sk-proj-")
    assert door.run(ASKS + source, "--trust").out == f"true\t{len(KEY)}\t[redacted]\n"


def test_a_python_plugin_gets_the_stored_key(
    door: Door, ring: Ring, https_server: Server, network: list[str]
) -> None:
    assert piped(door, KEY).status == 0
    source = """
def plugindef(finaleplugin):
    finaleplugin.ExecuteHttpsCalls = True
    return "Ask"

def run(openai, prefix):
    print(prefix["openai_api_key"])
    return openai.create_completion("gpt-4o", "Ave Maria", 0.2, 5)[0]
"""
    result = door.run(source, *network, "--json", suffix=".py").json
    assert (result["printed"], result["returned"]) == ("[redacted]\n", [True])
    assert https_server.seen[0].headers["Authorization"] == f"Bearer {KEY}"


def test_a_plugin_without_the_permission_gets_no_key_and_the_keyring_is_left_alone(
    door: Door, ring: Ring
) -> None:
    assert piped(door, KEY).status == 0
    looks = ring.looks
    assert door.run("print(openai_api_key)").out == "nil\n"
    assert door.run("print(openai_api_key)", "--trust").out == "nil\n"
    source = "def run(prefix):\n    print(prefix.get('openai_api_key'))\n"
    assert door.run(source, suffix=".py").out == "None\n"
    assert ring.looks == looks


def test_a_stored_key_goes_to_its_own_server_only(
    door: Door, ring: Ring, https_server: Server, network: list[str]
) -> None:
    assert piped(door, KEY).status == 0
    base = door.file("pre.lua", 'openai_base_url = "https://example.com"')
    allow = ("--prefix", base, "--allow-post", "example.com")
    assert "there is no OpenAI key" in door.run(ASK, *network, *allow).out
    assert https_server.seen == []
    assert piped(door, OTHER_KEY, "--host", "Example.COM").status == 0
    assert door.run(ASK, *network, *allow).out == "true\tA-ve Ma-ri-a\n"
    assert door.run(ASK, *network).out == "true\tA-ve Ma-ri-a\n"
    sent = [(seen.server_name, seen.headers["Authorization"]) for seen in https_server.seen]
    assert sent == [("example.com", f"Bearer {OTHER_KEY}"), ("api.openai.com", f"Bearer {KEY}")]
    elsewhere = """
        local headers = {Authorization = "Bearer " .. openai_api_key}
        print(pcall(require("luaosutils").internet.get_sync, "https://example.com/echo", 5, headers))
    """
    assert "openai_api_key is not for example.com" in door.run(ASKS + elsewhere, *network).out


def test_a_stored_key_for_a_model_on_this_machine(door: Door, ring: Ring, http_server: Server) -> None:
    http_server.route(CHAT, 200, json.dumps(COMPLETION).encode())
    assert piped(door, OTHER_KEY, "--host", f"127.0.0.1:{http_server.port}").status == 0
    prefix = door.file("pre.lua", f'openai_base_url = "http://127.0.0.1:{http_server.port}/v1"')
    done = door.run(ASK, "--prefix", prefix, "--allow-post", f"127.0.0.1:{http_server.port}")
    assert done.out == "true\tA-ve Ma-ri-a\n"
    assert http_server.seen[0].headers["Authorization"] == f"Bearer {OTHER_KEY}"


def test_a_retained_state_keeps_its_placeholder_and_its_server(
    door: Door, ring: Ring, https_server: Server
) -> None:
    assert piped(door, KEY).status == 0
    script = door.file(
        "plugin.lua",
        ASKS.replace('return "Ask"', 'finaleplugin.RequireDocument = false return "Ask"')
        + """
        finenv.RetainLuaState = true
        local headers = {Authorization = "Bearer " .. openai_api_key}
        openai_base_url = "https://example.com"
        print(openai_api_key)
        print(pcall(require("luaosutils").internet.get_sync, "https://example.com/echo", 5, headers))
        """,
    )
    printed = []
    with Host(config_dir=door.config, data_dir=door.data) as host:
        for _ in range(3):
            result = host.run(script, resolve=https_server.resolve(), ca_file=https_server.ca_file)
            assert result.ok, result.message
            printed.append(result.printed)
    assert printed[0] == printed[1] == printed[2]
    assert "is not for example.com" in printed[0]
    assert KEY not in printed[0]
    assert https_server.seen == []


@pytest.mark.parametrize("how", ["locked", "not installed", "damaged"])
def test_a_keyring_that_fails_does_not_end_the_run_and_is_noted(door: Door, ring: Ring, how: str) -> None:
    assert piped(door, KEY).status == 0
    if how == "locked":
        ring.broken = "it is locked"
    elif how == "damaged":
        (door.config / "keyring.json").write_text("{", encoding="utf-8")
    else:
        without_keyring(door)
    done = door.run(ASK, "--allow-post", "api.openai.com")
    assert done.status == 0
    assert done.out.startswith("false\tthere is no OpenAI key")
    expected = {
        "locked": "the keyring says: it is locked",
        "not installed": "[keyring]",
        "damaged": "not valid JSON",
    }
    assert expected[how] in done.err


def test_the_list_of_stored_keys_is_out_of_a_script_s_reach(door: Door, ring: Ring) -> None:
    assert piped(door, KEY).status == 0
    path = door.config / "keyring.json"
    done = door.run(f"io.open([[{path}]])", "--allow-read", door.config, "--allow-write", door.config)
    assert done.status == 4
    assert "configuration" in done.err


def test_without_a_stored_key_keyring_is_not_imported(door: Door) -> None:
    script, score = door.file("plugin.lua", ASKS + "print(openai_api_key)"), door.score()
    code = (
        "import sys; from postlude.cli.main import main; main(sys.argv[1:]); print('keyring' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "run", str(script), str(score)],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["nil", "False"]
