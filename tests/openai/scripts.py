"""Lua scripts against the test server: a state with ``luaosutils.internet``, ``cjson`` and ``openai``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from postlude.callbacks import Callbacks
from postlude.https.access import Access
from postlude.https.key import KeyVault
from postlude.https.session import Network
from postlude.lua.modules import install
from postlude.lua.modules.luaosutils.internet import internet_namespace
from postlude.lua.modules.openai import install_openai
from postlude.lua.services import Services
from postlude.lua.state import LuaState
from postlude.openai.client import OpenAIClient
from postlude.plugins.finaleplugin import FinalePlugin
from postlude.plugins.permissions import Permissions

KEY = "sk-proj-Zq8wR2tYpL0vNxB4mK7sJd9fGhC3aE5u"


class OpenFence:
    """Lets everything be read: files are not the matter here."""

    def read(self, path: str, what: str) -> Path:
        return Path(path)

    def write(self, path: str, what: str) -> Path:
        return Path(path)


class Script:
    """An untrusted script of some permissions, run as text."""

    def __init__(
        self,
        network: Network,
        *,
        key: str | None = KEY,
        base_url: str | None = None,
        https: bool = True,
        approve: bool = True,
        platform: str = "mac",
        folder: Path | None = None,
        environ: Mapping[str, str] | None = None,
        consent: bool = False,
        trusted: bool = False,
    ) -> None:
        self.permissions = Permissions(FinalePlugin(ExecuteHttpsCalls=https))
        self.vault = KeyVault(key, base_url=base_url, environ=environ or {}, trusted=trusted)
        self.asked: list[tuple[str, int]] = []
        self.launched: list[str] = []
        self.browsed: list[str] = []

        def ask(host: str, port: int) -> bool:
            self.asked.append((host, port))
            return approve

        access = Access(
            network, self.vault, approve=ask, refused=self.permissions.ledger.refuse, platform=platform
        )
        self.errors: list[tuple[str, bool]] = []
        self.callbacks = Callbacks(
            failed=lambda error, alert: self.errors.append((error.message, alert)),
            spend=lambda seconds: self.state.clock.spend(seconds),
        )
        self.client = OpenAIClient(access, self.permissions, callbacks=self.callbacks)
        self.state = LuaState(
            Services(OpenFence(), self.permissions, lambda name: None, platform=platform),
            script_folder=folder,
        )
        internet = internet_namespace(
            access,
            self.permissions,
            callbacks=self.callbacks,
            consent=lambda url: consent,
            launched=self.launched.append,
            browse=self.browsed.append,
        )
        install(self.state, namespaces={"internet": internet}, pump=self.callbacks.loop.pump)
        install_openai(self.state, self.client, self.permissions)
        self.state.set_global("openai_api_key", self.vault.script_value)

    def run(self, source: str) -> list[Any]:
        values = self.state.run(source.encode(), "@script.lua")
        return [self.state.to_python(value) for value in values]

    def wait(self, seconds: float = 5.0) -> None:
        """Fire callbacks until nothing is pending."""
        assert self.callbacks.loop.run_until_idle(lambda: True, seconds), "something is pending still"

    def internet(self, call: str) -> list[Any]:
        # Not "return f()": a tail call has no position in messages.
        return self.run(
            f"local r = table.pack(require('luaosutils').internet.{call}) return table.unpack(r, 1, r.n)"
        )

    @property
    def refused(self) -> list[str]:
        return [refusal.rule for refusal in self.permissions.ledger.refused]
