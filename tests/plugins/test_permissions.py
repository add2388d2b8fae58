"""Flags and trust: what is granted, what a refused script hears, what is recorded."""

from __future__ import annotations

import pytest

from postlude.errors import RefusedError
from postlude.plugins.finaleplugin import FinalePlugin
from postlude.plugins.permissions import NEEDS_TRUST, Gated, Ledger, Permissions, TrustedMode

PHRASE = "the current permissions environment does not allow this function to run"
ALL = FinalePlugin(**dict.fromkeys(NEEDS_TRUST, True))
TRUSTED_FLAGS = {"ExecuteExternalCode", "ModifyFinaleMenus", "LoadLuaSocket"}


def test_trusted_modes_have_rgp_lua_s_numbers() -> None:
    assert {mode.name: mode.value for mode in TrustedMode} == {
        "UNTRUSTED": 0,
        "USER_TRUSTED": 1,
        "HASH_VERIFIED": 2,
        "NOT_ENFORCED": 3,
    }


def test_without_trust_only_https_is_granted() -> None:
    permissions = Permissions(ALL)
    assert permissions.ledger.granted == ("ExecuteHttpsCalls",)
    assert set(permissions.ledger.requested) == set(NEEDS_TRUST)


def test_trust_grants_what_was_asked_for() -> None:
    for mode in (TrustedMode.USER_TRUSTED, TrustedMode.HASH_VERIFIED, TrustedMode.NOT_ENFORCED):
        assert set(Permissions(ALL, mode).ledger.granted) == TRUSTED_FLAGS | {"ExecuteHttpsCalls"}


def test_trust_alone_grants_nothing() -> None:
    permissions = Permissions(FinalePlugin(), TrustedMode.USER_TRUSTED)
    assert permissions.ledger.granted == ()
    for flag in NEEDS_TRUST:
        with pytest.raises(RefusedError, match=PHRASE):
            permissions(flag, "os.execute")


@pytest.mark.parametrize("flag", sorted(TRUSTED_FLAGS))
def test_a_flag_that_wants_trust_is_refused_without_it(flag: str) -> None:
    properties = FinalePlugin(**{flag: True})
    with pytest.raises(RefusedError) as caught:
        Permissions(properties)(flag, "os.execute")
    assert caught.value.message.startswith(f"{PHRASE}: {flag}")
    assert "--trust" in caught.value.message
    Permissions(properties, TrustedMode.USER_TRUSTED)(flag, "os.execute")


def test_the_refusal_is_rgp_lua_s_phrase_followed_by_the_flag_s_name() -> None:
    with pytest.raises(RefusedError) as caught:
        Permissions(FinalePlugin())("ExecuteHttpsCalls", "luaosutils.internet.get_sync")
    assert caught.value.message.startswith(f"{PHRASE}: ExecuteHttpsCalls")
    assert "luaosutils.internet.get_sync needs finaleplugin.ExecuteHttpsCalls = true" in caught.value.message


def test_startup_wants_configuration_and_an_unmodified_file() -> None:
    properties = FinalePlugin(ExecuteAtStartup=True)
    assert not Permissions(properties, TrustedMode.USER_TRUSTED).granted("ExecuteAtStartup")
    assert Permissions(properties, startup=True).granted("ExecuteAtStartup")
    assert not Permissions(FinalePlugin(), startup=True).granted("ExecuteAtStartup")
    with pytest.raises(RefusedError, match="configuration"):
        Permissions(properties)("ExecuteAtStartup", "startup")


def test_an_unknown_flag_is_never_granted() -> None:
    with pytest.raises(RefusedError):
        Permissions(ALL, TrustedMode.USER_TRUSTED)("Everything", "x")


def test_what_was_asked_for_granted_used_and_refused_is_recorded() -> None:
    permissions = Permissions(FinalePlugin(ExecuteHttpsCalls=True, ExecuteExternalCode=True))
    permissions("ExecuteHttpsCalls", "luaosutils.internet.get")
    permissions("ExecuteHttpsCalls", "luaosutils.internet.post")
    for _ in range(3):
        with pytest.raises(RefusedError):
            permissions("ExecuteExternalCode", "os.execute")
    report = permissions.ledger.as_json()
    assert report["requested"] == ["ExecuteHttpsCalls", "ExecuteExternalCode"]
    assert report["granted"] == report["used"] == ["ExecuteHttpsCalls"]
    assert [(r["rule"], r["what"], r["times"]) for r in report["refused"]] == [
        ("ExecuteExternalCode", "os.execute", 3)
    ]


def test_a_million_refusals_do_not_fill_the_memory() -> None:
    ledger = Ledger()
    for number in range(5000):
        ledger.refuse("files", f"io.open: reading {number}", "outside")
    assert len(ledger.refused) == 1000


def test_a_gated_namespace_raises_naming_the_flag() -> None:
    gate = Gated(Permissions(FinalePlugin()), "ExecuteHttpsCalls", "openai")
    with pytest.raises(RefusedError, match=f"{PHRASE}: ExecuteHttpsCalls .openai.create_chat needs"):
        gate.create_chat("model", [], 0.5)
    assert not hasattr(gate, "__wrapped__")
