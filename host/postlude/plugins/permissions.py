"""What a plugin may do beyond the document: the flags of its ``plugindef``, and trust.

A flag is granted if ``plugindef`` asked for it and, where RGP Lua wants it, the run is trusted; trust alone
grants nothing. What was asked for, granted, used and refused is recorded for the run's result.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from postlude.errors import RefusedError
from postlude.plugins.finaleplugin import FinalePlugin

REFUSAL: Final = "the current permissions environment does not allow this function to run"
"""What RGP Lua says; scripts and its own tests look for this text."""

NEEDS_TRUST: Final = {
    "ExecuteHttpsCalls": False,
    "ExecuteExternalCode": True,
    "ModifyFinaleMenus": True,
    "LoadLuaSocket": True,
    "ExecuteAtStartup": False,
}
"""Each flag that grants something, and whether it wants a trusted run as well."""

_MOST_REFUSALS = 1000


class TrustedMode(IntEnum):
    """``finenv.TrustedModeType``."""

    UNTRUSTED = 0
    USER_TRUSTED = 1
    HASH_VERIFIED = 2
    NOT_ENFORCED = 3


@dataclass
class Refusal:
    """Something that was refused: by which rule (a flag, ``files``, ``post``), what, and why."""

    rule: str
    what: str
    reason: str
    times: int = 1


class Ledger:
    """What a run asked for, was granted, used and was refused. Repeated refusals are counted, not
    repeated.
    """

    def __init__(self, requested: Iterable[str] = (), granted: Iterable[str] = ()) -> None:
        self.requested = tuple(requested)
        self.granted = tuple(granted)
        self.used: dict[str, None] = {}
        self._refused: dict[tuple[str, str], Refusal] = {}

    @property
    def refused(self) -> list[Refusal]:
        return list(self._refused.values())

    def clear(self) -> None:
        """Forget what was used and refused: another run of the same plugin begins."""
        self.used.clear()
        self._refused.clear()

    def use(self, flag: str) -> None:
        self.used[flag] = None

    def refuse(self, rule: str, what: str, reason: str) -> None:
        """Record a refusal; beyond 1,000 different ones only those already seen are counted on."""
        known = self._refused.get((rule, what))
        if known is not None:
            known.times += 1
        elif len(self._refused) < _MOST_REFUSALS:
            self._refused[(rule, what)] = Refusal(rule, what, reason)

    def as_json(self) -> dict[str, list[Any]]:
        """The ``permissions`` of the command line's JSON."""
        return {
            "requested": list(self.requested),
            "granted": list(self.granted),
            "used": list(self.used),
            "refused": [
                {"rule": r.rule, "what": r.what, "reason": r.reason, "times": r.times} for r in self.refused
            ],
        }


class Permissions:
    """Decides which gated functions a run may call. Implements ``postlude.lua.services.Permit``.

    Fixed once it is made: whatever a script writes to ``finaleplugin`` later changes nothing. ``startup``
    says whether the configuration allows the script at startup and its file is unmodified. ``within`` are
    those of a script that started this one from code of its own: it gets no more than that one has.
    """

    def __init__(
        self,
        properties: FinalePlugin,
        mode: TrustedMode = TrustedMode.UNTRUSTED,
        *,
        startup: bool = False,
        within: Permissions | None = None,
    ) -> None:
        self.mode = mode
        self._within = within
        self._requested = requested_flags(properties)
        granted = [flag for flag in self._requested if self.trusted or not NEEDS_TRUST[flag]]
        if not startup and "ExecuteAtStartup" in granted:
            granted.remove("ExecuteAtStartup")
        if within is not None:
            granted = [flag for flag in granted if within.granted(flag)]
        self.ledger = Ledger(self._requested, granted)

    @property
    def trusted(self) -> bool:
        return self.mode is not TrustedMode.UNTRUSTED

    def granted(self, flag: str) -> bool:
        return flag in self.ledger.granted

    def __call__(self, flag: str, what: str) -> None:
        """Allow ``what`` (a function as scripts name it) under ``flag``, or record and raise RefusedError."""
        if self.granted(flag):
            self.ledger.use(flag)
            return
        if flag not in self._requested:
            reason = f"{what} needs finaleplugin.{flag} = true in plugindef"
        elif self._within is not None and not self._within.granted(flag):
            reason = f"{what} needs finaleplugin.{flag} = true in the script that started this one as well"
        elif NEEDS_TRUST.get(flag, True):
            reason = f"{what} needs a trusted run as well (--trust)"
        else:
            reason = f"{what} needs the user's configuration to allow it"
        self.ledger.refuse(flag, what, reason)
        raise RefusedError(f"{REFUSAL}: {flag} ({reason})")


def requested_flags(properties: FinalePlugin) -> list[str]:
    """The flags that ``plugindef`` asked for."""
    return [flag for flag in NEEDS_TRUST if getattr(properties, flag)]


class Gated:
    """Stands for a namespace that needs ``flag``: asking it for anything raises RefusedError, naming the
    flag.
    """

    def __init__(self, permissions: Permissions, flag: str, name: str) -> None:
        self.__permissions = permissions
        self.__flag = flag
        self.__name = name

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        self.__permissions(self.__flag, f"{self.__name}.{attribute}")
        raise AttributeError(f"{self.__name}.{attribute}")
