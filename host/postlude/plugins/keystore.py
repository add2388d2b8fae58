"""OpenAI keys in the system's keyring (the package ``keyring``, an extra), each for one host and port.

Beside the keyring there is a list of what lies in it, without the keys: a run without a stored key must not
pay for the import, and a key is for the host that the user named, whatever a prefix says later.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from postlude.errors import UsageError
from postlude.plugins.approval import place_text
from postlude.plugins.stored import read_entries, write_entries

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "postlude"
FILE = "keyring.json"
OPENAI_HOST = "api.openai.com"
STORED_AS = "keys", "stored keys"
INSTALL = "install the package `keyring` (pip install 'postlude[keyring]')"

Place = tuple[str, int]
State = Literal["there", "gone", "unreadable"]


class KeyStore:
    """The stored keys of the configuration in ``folder``.

    What can't be done raises :class:`UsageError`; no message has a key in it.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def places(self) -> list[Place]:
        """The hosts and ports for which a key was stored."""
        found = []
        for number, entry in enumerate(read_entries(self._file, *STORED_AS), 1):
            host, port = entry.get("host"), entry.get("port")
            if not isinstance(host, str) or not isinstance(port, int):
                raise UsageError(f"{self._file}: stored key {number} lacks its host or port")
            found.append((host, port))
        return found

    def key(self, host: str, port: int) -> str | None:
        """The key for that host and port; None if none was stored, or it is no longer there."""
        if (host, port) not in self.places():
            return None
        with _keyring("read the key") as backend:
            return backend.get_password(SERVICE, _account(host, port))

    def store(self, key: str, host: str, port: int) -> str:
        """Put a key there, instead of another for the same place; the name of the keyring."""
        with _keyring("store the key", key) as backend:
            _check_backend(backend)
            account = _account(host, port)
            backend.set_password(SERVICE, account, key)
            if backend.get_password(SERVICE, account) != key:
                raise UsageError(f"{_name(backend)} did not keep the key")
        if (host, port) not in self.places():
            self._write([*self.places(), (host, port)])
        return _name(backend)

    def remove(self, host: str, port: int) -> bool:
        """Remove the key; False if the keyring had it no longer."""
        places = self.places()
        if (host, port) not in places:
            others = ", ".join(place_text(*each) for each in places)
            there = f"there are keys for {others} (--host)" if others else "none was stored"
            raise UsageError(f"no key for {place_text(host, port)} was stored in the keyring; {there}")
        with _keyring("remove the key") as backend:
            account = _account(host, port)
            had = backend.get_password(SERVICE, account) is not None
            if had:
                backend.delete_password(SERVICE, account)
        self._write([each for each in places if each != (host, port)])
        return had

    def state(self, host: str, port: int) -> tuple[State, str]:
        """Whether a stored key can be had now, and if not, why."""
        try:
            return ("there", "") if self.key(host, port) else ("gone", "the keyring has it no longer")
        except UsageError as error:
            return "unreadable", error.message

    def _write(self, places: list[Place]) -> None:
        write_entries(self._file, *STORED_AS, [{"host": host, "port": port} for host, port in places])


def keyring_problem() -> str | None:
    """Why keys can't be stored here; None if they can."""
    try:
        with _keyring("store a key") as backend:
            _check_backend(backend)
    except UsageError as error:
        return error.message
    return None


@contextmanager
def _keyring(what: str, key: str = "") -> Iterator[KeyringBackend]:
    """The keyring of this system; whatever fails in it is a :class:`UsageError`."""
    if importlib.util.find_spec("keyring") is None:
        raise UsageError(f"can't {what}: the system's keyring needs an extra: {INSTALL}")
    try:
        import keyring

        backend = keyring.get_keyring()
        if type(backend).__module__ == "keyring.backends.fail":
            raise UsageError(
                f"can't {what}: there is no keyring here that the package `keyring` can use "
                "(on Linux: a Secret Service, such as GNOME Keyring or KWallet, in a desktop session)"
            )
        yield backend
    except UsageError:
        raise
    except Exception as error:  # backends raise what their libraries raise
        said = " ".join(str(error).split()) or type(error).__name__
        said = said.replace(key, "[redacted]") if key else said
        raise UsageError(f"can't {what}: the keyring says: {said}") from None


def _check_backend(backend: Any) -> None:
    """A keyring that is an ordinary file of text is no better than a prefix with the key in it."""
    if "plaintext" in type(backend).__name__.casefold():
        raise UsageError(f"{_name(backend)} would keep the key in a file as plain text: nothing is stored")


def _name(backend: Any) -> str:
    return f"the keyring {getattr(backend, 'name', type(backend).__name__)}"


def _account(host: str, port: int) -> str:
    return f"{host}:{port}"
