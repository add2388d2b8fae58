"""``luaosutils.crypto``: hashes of files, random bytes, and AES encryption with keys made from a passphrase.

Strings are binary but where a name says ``chars``, which are hexadecimal digits. Encrypting needs the
``cryptography`` package (the extra ``crypto``); everything else does not.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import TYPE_CHECKING, Any

from postlude.errors import ScriptError

from ..io_library import refuse_special
from ..places import Places
from .arguments import integer, string

if TYPE_CHECKING:
    from postlude.lua.state import LuaState

# The library's own figures: what was encrypted in Finale must be readable here, and the other way round.
KEY_BYTES = 32
KEY_ITERATIONS = 10327
BLOCK = 16
FEWEST_RANDOM, MOST_RANDOM = 32, 96

_PIECE = 1 << 20
_PAIR = re.compile(rb"[ \t\n\v\f\r]*([+-]?)(?:([0-9a-fA-F]+))")


class _Crypto:
    def __init__(self, state: LuaState, places: Places) -> None:
        self._state = state
        self._services = state.services
        self._places = places

    def conv_bin_to_chars(self, data: Any = None, *_: Any) -> bytes:
        """Two lower-case hexadecimal digits for each byte."""
        given = string(data, 1)
        self._state.make_room(len(given) * 4)
        return given.hex().encode("ascii")

    def conv_chars_to_bin(self, chars: Any = None, *_: Any) -> bytes:
        """A byte for each pair of hexadecimal digits.

        As in the library the *pairs* are counted from the start: one without a digit is left out, and one
        that only begins with a digit is that digit's number.
        """
        given = string(chars, 1)
        if len(given) % 2 == 0 and re.fullmatch(rb"[0-9a-fA-F]*", given):
            return bytes.fromhex(given.decode("ascii"))
        found = bytearray()
        for start in range(0, len(given), 2):
            pair = _PAIR.match(given[start : start + 2])
            if pair:
                number = int(pair[2], 16)
                found.append(-number & 0xFF if pair[1] == b"-" else number)
        return bytes(found)

    def calc_randomized_data(self, size: Any = None, *_: Any) -> bytes:
        """That many random bytes; between 32 and 96 without a number, or with one that is not positive."""
        wanted = integer(size, 1, -1)
        if wanted <= 0:
            wanted = FEWEST_RANDOM + secrets.randbelow(MOST_RANDOM - FEWEST_RANDOM + 1)
        self._state.make_room(wanted * 2)
        return secrets.token_bytes(wanted)

    def calc_file_hash(self, path: Any = None, *_: Any) -> bytes:
        """The SHA-512 of a file as hexadecimal digits; an empty string if it can't be read."""
        name = string(path, 1)
        digest = hashlib.sha512()
        try:
            file = self._places.to_read(name, "crypto.calc_file_hash")
            if not self._services.trusted:
                refuse_special(file)
            with file.open("rb") as stream:
                while piece := stream.read(_PIECE):
                    digest.update(piece)
                    if self._state.tick():
                        return b""
        except OSError:
            return b""
        return digest.hexdigest().encode("ascii")

    def calc_crypto_key(self, seed: Any = None, salt: Any = None, *_: Any) -> bytes:
        """A key of 32 bytes: PBKDF2 with HMAC-SHA-256 in 10,327 rounds, as luaosutils makes it."""
        return hashlib.pbkdf2_hmac("sha256", string(seed, 1), string(salt, 2), KEY_ITERATIONS, KEY_BYTES)

    def encrypt(self, key: Any = None, plaintext: Any = None, *_: Any) -> tuple[bytes, bytes]:
        """AES in CBC mode, padded to blocks of 16 bytes: the encrypted text, and the new initial vector.

        The text is empty if the key is none of AES (16, 24 or 32 bytes); macOS gives a vector even then.
        """
        secret, text = string(key, 1), string(plaintext, 2)
        self._state.make_room(len(text) * 2)
        vector = secrets.token_bytes(BLOCK)
        cipher = _cipher(secret, vector, "crypto.encrypt")
        if cipher is None:
            return b"", b"" if self._services.platform == "windows" else vector
        missing = BLOCK - len(text) % BLOCK
        encryptor = cipher.encryptor()
        return encryptor.update(text + bytes([missing]) * missing) + encryptor.finalize(), vector

    def decrypt(self, key: Any = None, cyphertext: Any = None, iv: Any = None, *_: Any) -> bytes:
        """The text again; empty if key, vector or encrypted text aren't of their sizes, or don't belong together."""
        secret, text, vector = string(key, 1), string(cyphertext, 2), string(iv, 3)
        if not vector and self._services.platform != "windows":
            vector = bytes(BLOCK)
        self._state.make_room(len(text) * 2)
        cipher = _cipher(secret, vector, "crypto.decrypt")
        if cipher is None or not text or len(text) % BLOCK:
            return b""
        decryptor = cipher.decryptor()
        padded: bytes = decryptor.update(text) + decryptor.finalize()
        padding = padded[-1]
        if not 1 <= padding <= BLOCK or padded[-padding:] != bytes([padding]) * padding:
            return b""
        return padded[:-padding]


def _cipher(key: bytes, vector: bytes, what: str) -> Any:
    """AES with that key and vector; None if either is not of its size."""
    try:
        from cryptography.hazmat.primitives.ciphers import Cipher
        from cryptography.hazmat.primitives.ciphers.algorithms import AES
        from cryptography.hazmat.primitives.ciphers.modes import CBC
    except ImportError:
        raise ScriptError(
            f"{what} needs the Python package cryptography, which is not installed: "
            "pip install 'postlude[crypto]'"
        ) from None
    if len(key) not in (16, 24, 32) or len(vector) != BLOCK:
        return None
    return Cipher(AES(key), CBC(vector))


def crypto_namespace(state: LuaState, places: Places) -> dict[str, Any]:
    """The functions of the namespace by name."""
    crypto = _Crypto(state, places)
    return {
        "calc_crypto_key": crypto.calc_crypto_key,
        "calc_file_hash": crypto.calc_file_hash,
        "calc_randomized_data": crypto.calc_randomized_data,
        "conv_bin_to_chars": crypto.conv_bin_to_chars,
        "conv_chars_to_bin": crypto.conv_chars_to_bin,
        "decrypt": crypto.decrypt,
        "encrypt": crypto.encrypt,
    }
