"""How the settings of the Lua language server get what they lack: all else stays as it was written."""

from __future__ import annotations

import json
import textwrap

import pytest

from postlude.authoring.stubs.jsonc import parse
from postlude.authoring.stubs.luarc import merged, new_text, settings
from postlude.errors import UsageError

LIBRARY = "stubs"
ALL = settings(LIBRARY)


def merge(text: str) -> tuple[str, list[str]]:
    return merged(textwrap.dedent(text), LIBRARY, ".luarc.json")


def test_a_new_file_has_all_settings() -> None:
    made = json.loads(new_text(LIBRARY))
    assert {name: made[name] for name in ALL} == dict(ALL)
    assert merge(new_text(LIBRARY)) == (new_text(LIBRARY), [])


def test_what_is_there_stays_in_its_place_with_its_comments() -> None:
    after, notes = merge(
        """\
        {
          // Ours.
          "runtime.version": "Lua 5.4",
          "workspace.library": ["../other"], /* not in the repository */
          "hint.enable": true, // hints
        }
        """
    )
    assert after == textwrap.dedent(
        """\
        {
          // Ours.
          "runtime.version": "Lua 5.4",
          "workspace.library": ["../other", "stubs"], /* not in the repository */
          "hint.enable": true, // hints
          "workspace.checkThirdParty": false,
          "diagnostics.globals": ["plugindef"]
        }
        """
    )
    assert notes == []
    assert merge(after) == (after, [])


def test_a_list_over_several_lines_stays_one() -> None:
    after, _ = merge('{\n\t"workspace.library": [\n\t\t"a" // first\n\t]\n}\n')
    assert '[\n\t\t"a", // first\n\t\t"stubs"\n\t]' in after
    assert parse(after).members is not None


def test_ends_of_lines_and_a_byte_order_mark_stay() -> None:
    after, _ = merge('\ufeff{\r\n  "hint.enable": true // hints\r\n}\r\n')
    assert after.startswith('\ufeff{\r\n  "hint.enable": true, // hints\r\n  "runtime.version"')
    assert after.count("\n") == after.count("\r\n") == 7


@pytest.mark.parametrize(
    "text",
    [
        '{"Lua.workspace.library": ["stubs"]}',
        '{"workspace": {"library": ["stubs"]}}',
        '{"Lua": {"workspace": {"library": ["stubs"]}}}',
        '{"Lua.workspace": {"library": {"stubs": true}}}',
        "{}",
        "{ }",
        '{"a": []}',
    ],
)
def test_a_setting_is_found_however_its_name_is_divided(text: str) -> None:
    after, _ = merge(text)
    assert after.count('"stubs"') == 1
    assert {name.split(".")[-1] for name in ALL} <= set(after.replace('"', ".").split("."))
    assert merge(after)[0] == after


def test_another_value_stays_and_is_told() -> None:
    after, notes = merge('{\n  "runtime.version": "Lua 5.1"\n}')
    assert '"runtime.version": "Lua 5.1"' in after
    assert notes == ['.luarc.json:2: runtime.version stays "Lua 5.1"']


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{\n  oops\n}", ".luarc.json:2: not JSON"),
        ('{"a": 1 "b": 2}', ".luarc.json:1: not JSON"),
        ('{"a": }', ".luarc.json:1: not JSON"),
        ("{} x", ".luarc.json:1: not JSON"),
        ("", ".luarc.json:1: not JSON"),
        ("[]", ".luarc.json:1: not a JSON object"),
        ("[" * 1000, ".luarc.json:1: not JSON"),
        ('{\n"workspace.library": "here"}', ".luarc.json:2: workspace.library is not a list"),
    ],
)
def test_what_cannot_be_read_is_left_alone_and_told(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        merged(text, LIBRARY, ".luarc.json")
    assert caught.value.message.startswith(message)
