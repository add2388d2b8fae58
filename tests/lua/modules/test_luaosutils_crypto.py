"""`luaosutils.crypto`: what Finale's scripts encrypted or hashed comes out the same here."""

from __future__ import annotations

import os
import sys

import pytest

from .conftest import Lua, World

CRYPTO = "local crypto = require('luaosutils').crypto "


def test_hexadecimal_digits_there_and_back(lua: Lua) -> None:
    everything = bytes(range(256))
    assert lua(CRYPTO + "return crypto.conv_bin_to_chars(...)", everything) == everything.hex().encode()
    assert (
        lua(CRYPTO + "return crypto.conv_chars_to_bin(...)", everything.hex().upper().encode()) == everything
    )


@pytest.mark.parametrize(
    ("chars", "expected"),
    [
        (b"", b""),
        (b"534d3af4", b"\x53\x4d\x3a\xf4"),
        (b"zz4d", b"\x4d"),
        (b"4z4d", b"\x04\x4d"),
        (b"4d5", b"\x4d\x05"),
        (b" 1-1", b"\x01\xff"),
        (b"--", b""),
    ],
)
def test_pairs_that_are_no_digits_are_left_out(lua: Lua, chars: bytes, expected: bytes) -> None:
    assert lua(CRYPTO + "return crypto.conv_chars_to_bin(...)", chars) == expected


def test_random_bytes_of_a_length_or_of_any(lua: Lua) -> None:
    one, other = lua(CRYPTO + "return crypto.calc_randomized_data(16), crypto.calc_randomized_data(16)")
    assert len(one) == len(other) == 16 and one != other
    lengths = {len(lua(CRYPTO + f"return crypto.calc_randomized_data({size})")) for size in ("", "0", "-3")}
    assert all(32 <= length <= 96 for length in lengths)


def test_no_script_fills_the_memory_with_random_bytes(lua: Lua) -> None:
    with pytest.raises(Exception, match="MB of memory"):
        lua(CRYPTO + "return crypto.calc_randomized_data(1 << 40)")


def test_the_hash_of_a_file_is_sha_512(world: World, lua: Lua) -> None:
    (world.script / "abc.txt").write_bytes(b"abc")
    assert lua(CRYPTO + "return crypto.calc_file_hash('abc.txt')") == (
        b"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        b"2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    )
    assert lua(CRYPTO + "return crypto.calc_file_hash('not-there.txt')") == b""
    assert lua(CRYPTO + "return crypto.calc_file_hash('.')") == b""


def test_files_are_hashed_behind_the_fence(world: World, lua: Lua) -> None:
    message = lua.error(CRYPTO + "return crypto.calc_file_hash('../outside/secret.txt')")
    assert "crypto.calc_file_hash" in message
    assert world.fence.refused == [("crypto.calc_file_hash", str(world.script / "../outside/secret.txt"))]


@pytest.mark.skipif(os.name == "nt", reason="named pipes of POSIX")
def test_a_pipe_is_no_file_to_hash(world: World, lua: Lua) -> None:
    os.mkfifo(world.data / "pipe")
    assert lua(CRYPTO + "return crypto.calc_file_hash(...)", str(world.data / "pipe").encode()) == b""


def test_keys_are_those_of_luaosutils(lua: Lua) -> None:
    # openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt pass:seed -kdfopt salt:salt -kdfopt iter:10327 PBKDF2
    expected = "48684ec9874a03769007644617ddc2c2389d1b6b336426064ae4348edf0c5eb7"
    assert lua(CRYPTO + "return crypto.calc_crypto_key('seed', 'salt')").hex() == expected


def test_text_encrypted_elsewhere_is_decrypted(lua: Lua) -> None:
    # printf 'Dvořák' | openssl enc -aes-256-cbc -K 00..01 -iv 00..02
    encrypted = bytes.fromhex("fe03c4154c593ec75746a8925d8e1513")
    key, vector = bytes(31) + b"\1", bytes(15) + b"\2"
    assert lua(CRYPTO + "return crypto.decrypt(...)", key, encrypted, vector) == "Dvořák".encode()


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 1000])
def test_encrypted_and_decrypted(lua: Lua, length: int) -> None:
    text = os.urandom(length)
    source = """local key = crypto.calc_crypto_key("seed", crypto.calc_randomized_data())
        local encrypted, vector = crypto.encrypt(key, ...)
        return crypto.decrypt(key, encrypted, vector), #encrypted, #vector"""
    assert lua(CRYPTO + source, text) == [text, length // 16 * 16 + 16, 16]


@pytest.mark.parametrize(("platform", "vector"), [("mac", 16), ("windows", 0)])
def test_what_does_not_fit_gives_an_empty_text(world: World, platform: str, vector: int) -> None:
    lua = world.state(platform=platform)
    key, other = "('k'):rep(32)", "('o'):rep(32)"
    assert lua(CRYPTO + "local text, iv = crypto.encrypt('short', 'text') return text, #iv") == [b"", vector]
    assert lua(CRYPTO + f"return crypto.decrypt({key}, 'not a block', ('v'):rep(16))") == b""
    assert lua(CRYPTO + f"return crypto.decrypt({key}, '', ('v'):rep(16))") == b""
    assert lua(CRYPTO + f"return crypto.decrypt({key}, ('x'):rep(16), 'v')") == b""
    source = f"local text, iv = crypto.encrypt({key}, 'text') return crypto.decrypt({other}, text, iv)"
    assert lua(CRYPTO + source) != b"text"


def test_arguments_are_of_their_types(lua: Lua) -> None:
    assert "param 1 expected string, got number" in lua.error(CRYPTO + "crypto.conv_bin_to_chars(1)")
    assert "param 2 expected string, got no value" in lua.error(CRYPTO + "crypto.encrypt('key')")
    assert "param 1 expected number, got string" in lua.error(CRYPTO + "crypto.calc_randomized_data('16')")


def test_without_the_package_it_says_how_to_get_it(lua: Lua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.ciphers", None)
    message = lua.error(CRYPTO + "crypto.encrypt(('k'):rep(32), 'text')")
    assert "pip install 'postlude[crypto]'" in message
    assert len(lua(CRYPTO + "return crypto.calc_crypto_key('seed', 'salt')")) == 32
