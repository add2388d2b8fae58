"""The user's prefixes in one run: they run with the user's rights, and leave no key behind for the script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from postlude.errors import PluginError, ScriptError
from postlude.https.key import BASE_URL_GLOBAL, KEY_GLOBAL, KeyVault
from postlude.https.redact import SHORTEST
from postlude.lua.state import LuaState
from postlude.lua.values import LuaTable, LuaValue, to_bytes, to_text
from postlude.plugins.fence import FileFence, folders_on_path
from postlude.plugins.folders import ScriptEnvironment
from postlude.plugins.menu import MenuItem
from postlude.plugins.prefixes import Prefix, run_item_prefix, run_user_prefix

MOST_SEEDS = 450
"""Globals of a retained state that its prefixes see again; more than any real script has."""


@dataclass
class Prefixing:
    """Runs the prefixes of one run, once for each invocation.

    ``values`` is what the prefixes set, as plugins written in Python see it; ``vault`` has the key. Where they
    set no key, ``stored(host, port)`` is asked for the one that the user put aside for the server.
    """

    prefixes: list[Prefix]
    environment: ScriptEnvironment
    fence: FileFence
    script_folder: Path
    trusted: bool
    values: Mapping[str, Any]
    vault: KeyVault
    stored: Callable[[str, int], str | None] = lambda host, port: None
    locked: tuple[Any, Any] = (None, None)
    notes: list[str] = field(default_factory=list)
    """What the user should know of the key."""

    def run(self, state: LuaState) -> None:
        """Run the prefixes in the script's own state, before any of the script's code.

        Then an untrusted script's state holds placeholders where it held keys. Raises PluginError for an error
        in a prefix, and for a key that a prefix leaves where it can't be replaced.
        """
        added = self._run(state)
        set_now, base = state.get_global(KEY_GLOBAL), state.get_global(BASE_URL_GLOBAL)
        stored = self._stored(set_now, base)
        self._note(added if stored is None else {**added, KEY_GLOBAL: stored})
        self._lock(stored or set_now, base)
        if not self.trusted and self.vault.secrets:
            self._sweep(state)
        is_ours = stored is not None or (KEY_GLOBAL in added and not self.trusted)
        if is_ours and self.vault.script_value is not None:
            state.set_global(KEY_GLOBAL, self.vault.script_value)

    def run_again(self, state: LuaState, make: Callable[[], LuaState]) -> None:
        """Run the prefixes for another invocation of a script that retains its state.

        An untrusted script may have prepared a trap in its state (a metatable of ``_G``, another ``os.getenv``)
        for the user's rights or the key. So its prefixes run in a clean state, which sees the plain values of
        the script's globals; the plain values that they set are carried over, with placeholders for keys. It
        does not see the script's base URL, to which a key would be bound.
        """
        if self.trusted:
            self.run(state)
            return
        clean = make()
        try:
            for name, value in _pairs(state.core(b"scalars", MOST_SEEDS)):
                if name != BASE_URL_GLOBAL.encode():
                    clean.set_global(to_text(name), value)
            added = self._run(clean)
            key, base = clean.get_global(KEY_GLOBAL), clean.get_global(BASE_URL_GLOBAL)
            stored = self._stored(key, base)
            if stored is not None:
                added[KEY_GLOBAL] = key = stored
            if key != self.vault.script_value or KEY_GLOBAL in added:
                self._lock(key, base)
            self._note(added)
            path = clean.get_global("package").get("path")
            values = {name: data(value, self.vault.cover) for name, value in added.items()}
        finally:
            clean.close()
        for name, value in values.items():
            if value is not None:
                state.set_global(name, value)
        if KEY_GLOBAL in added and self.vault.script_value is not None:
            state.set_global(KEY_GLOBAL, self.vault.script_value)
        package = state.get_global("package")
        if isinstance(package, LuaTable) and isinstance(path, bytes):
            package.set("path", path)

    def run_item(self, state: LuaState, item: MenuItem, script: Path) -> None:
        """Run the menu item's own line and keep what it sets for a plugin written in Python. Raises PluginError."""
        state.core(b"snapshot")
        run_item_prefix(state, item, script)
        self._note(self._added(state))

    def _run(self, state: LuaState) -> dict[str, Any]:
        """Run them; the globals that they set, by name."""
        state.core(b"snapshot")
        try:
            for prefix in self.prefixes:
                run_user_prefix(state, prefix, self.environment, self.fence)
        except BaseException:
            # The message and what was printed so far must not show the key either.
            self._lock(state.get_global(KEY_GLOBAL), state.get_global(BASE_URL_GLOBAL))
            raise
        package = state.get_global("package")
        path = package.get("path") if isinstance(package, LuaTable) else None
        if isinstance(path, bytes):
            for folder in folders_on_path(to_text(path), self.script_folder):
                self.fence.allow_read(folder)
        return self._added(state)

    @staticmethod
    def _added(state: LuaState) -> dict[str, Any]:
        names = state.core(b"added")
        names = names if isinstance(names, tuple) else () if names is None else (names,)
        return {to_text(name): state.get_global(name) for name in names}

    def _note(self, added: Mapping[str, Any]) -> None:
        values = {name: frozen(data(value)) for name, value in added.items()}
        known = {name: value for name, value in values.items() if value is not None}
        self.values = MappingProxyType({**self.values, **known})

    def _stored(self, key: Any, base: Any) -> bytes | None:
        """The user's stored key for the server, if the prefixes left none."""
        self.notes.clear()
        if key is not None and not (isinstance(key, bytes) and not key.strip()):
            return None
        server = KeyVault(base_url=base, environ={}).base
        stored = self.stored(server.host, server.port) if server is not None else None
        return to_bytes(stored) if stored else None

    def _lock(self, key: Any, base: Any) -> None:
        if (key, base) != self.locked:  # else a retained state goes on with its placeholder
            self.vault = KeyVault(key, base_url=base, trusted=self.trusted)
            self.locked = key, base

    def _sweep(self, state: LuaState) -> None:
        for _ in range(2):
            # What prefixes dropped is finalized now, while none of the script's code is there to be called.
            state.collect()
            state.run(b"", "=prefixes")
        pairs = [part for secret in self.vault.secrets for part in (secret, self.vault.cover(secret))]
        answer = state.core(b"sweep", SHORTEST, *pairs)
        problem, *numbers = answer if isinstance(answer, tuple) else (answer,)
        found = to_text(problem) if problem is not None else None
        if found is None and any(
            _holds(state.border.objects.by_number.get(number), self.vault.secrets) for number in numbers
        ):
            found = "an object of `finale`"
        if found is not None:
            files = ", ".join(str(prefix.file) for prefix in self.prefixes)
            raise PluginError(
                f"prefix {files}: it leaves {found}, through which a script could reach the key; "
                f"set the global {KEY_GLOBAL} alone, or run with --trust",
                file=str(self.prefixes[-1].file) if self.prefixes else None,
            )


def data(value: Any, cover: Callable[[bytes], bytes] = lambda value: value) -> Any:
    """What is plain in a value of Lua: text, numbers, and tables of them; None for all else."""
    if isinstance(value, LuaTable):
        try:
            value = value.to_python()
        except ScriptError:
            return None
    return _data(value, cover, set())


def _data(value: Any, cover: Callable[[bytes], bytes], above: set[int]) -> Any:
    if isinstance(value, bytes):
        return cover(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if not isinstance(value, dict | list) or id(value) in above or len(above) > 20:
        return None
    above.add(id(value))
    try:
        if isinstance(value, list):
            return [_data(item, cover, above) for item in value]
        items = ((_data(key, cover, above), _data(item, cover, above)) for key, item in value.items())
        return {key: item for key, item in items if key is not None and item is not None}
    finally:
        above.discard(id(value))


def frozen(value: Any) -> Any:
    """Plain values as a plugin written in Python gets them: text as ``str``, tables read-only."""
    if isinstance(value, bytes):
        return to_text(value)
    if isinstance(value, dict):
        return MappingProxyType({frozen(key): frozen(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    return value


def _pairs(flat: Any) -> Iterable[tuple[Any, Any]]:
    values = flat if isinstance(flat, tuple) else ()
    return zip(values[::2], values[1::2], strict=True)


def _holds(value: Any, secrets: Iterable[bytes], depth: int = 0) -> bool:
    """Whether an object of the host has a secret in its attributes."""
    if isinstance(value, str | bytes):
        raw = to_bytes(value) if isinstance(value, str) else value
        return any(secret in raw if len(secret) >= SHORTEST else secret == raw for secret in secrets)
    if depth > 3 or isinstance(value, LuaValue):
        return False
    if isinstance(value, dict):
        return any(_holds(item, secrets, depth + 1) for pair in value.items() for item in pair)
    if isinstance(value, list | tuple | set):
        return any(_holds(item, secrets, depth + 1) for item in value)
    if not type(value).__module__.startswith("postlude."):
        return False
    slots = [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]
    contents = {**getattr(value, "__dict__", {}), **{name: getattr(value, name, None) for name in slots}}
    contents.pop("_session", None)
    return any(_holds(item, secrets, depth + 1) for item in contents.values())
