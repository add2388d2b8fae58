"""Whether a script is trusted, and may run at startup: what the user said, and what a trusted server vouches for.

A script may name a file on a server (``finaleplugin.HashURL``) that holds its SHA-512 hash and its name. If the server
is one of those that are believed and both agree, the script runs as trusted as long as it isn't modified. Only
scripts that name one are checked, once a host for each text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from postlude.errors import PluginError, RequirementError
from postlude.plugins.permissions import TrustedMode

if TYPE_CHECKING:
    from postlude.https.exchange import Attempt
    from postlude.https.policy import Target
    from postlude.stage import Stage

BELIEVED = ("finalelua.com", "www.finalelua.com", "raw.githubusercontent.com/finale-lua")
"""Servers whose hash files are believed, with the folder where others have folders there, too. RGP Lua's own list is
not public; these are the ones that the scripts of finale-lua/lua-scripts name."""
SECONDS = 10.0
MOST_BYTES = 64 * 1024


@dataclass
class Verification:
    """How far a script is trusted, the requests that it took to know, and a line for the user."""

    mode: TrustedMode
    attempts: list[Attempt] = field(default_factory=list)
    note: str | None = None


class _Unverified(Exception):
    pass


def verify(stage: Stage) -> Verification:
    """Find out about the script on a stage. Raises PluginError where the user wants that for a mismatch."""
    url = stage.plugindef.properties.HashURL.strip()
    if stage.user_trusted:
        return Verification(TrustedMode.USER_TRUSTED)
    ad_hoc = stage.launched is not None and stage.launched.ad_hoc  # its surroundings are another script's
    if not url or ad_hoc or stage.python is not None:
        return Verification(TrustedMode.UNTRUSTED)
    attempts: list[Attempt] = []
    try:
        _check(stage, url, attempts)
    except _Unverified as why:
        message = f"{stage.path}: HashURL does not vouch for this script: {why}"
        if stage.settings.error_on_hash_mismatch:
            raise PluginError(
                f"{message} (error_on_hash_mismatch)", file=str(stage.path), refusal=True
            ) from None
        return Verification(TrustedMode.UNTRUSTED, attempts, f"{message}; it runs untrusted")
    return Verification(TrustedMode.HASH_VERIFIED, attempts)


def _check(stage: Stage, url: str, attempts: list[Attempt]) -> None:
    import hashlib

    from postlude.https.policy import parse_target
    from postlude.https.replies import NetworkFailure

    digest = hashlib.sha512(stage.source).hexdigest()
    known = stage.path.name, digest, url
    if known in stage.retained_runs.verified:
        return
    try:
        target = parse_target(url, platform="windows")
    except NetworkFailure as failure:
        raise _Unverified(failure.message) from None
    if not is_believed(target, stage.config.hash_hosts):
        raise _Unverified(f"{target.authority} is not one of the servers that are believed (hash_hosts)")
    if stage.options.dry_run:
        raise _Unverified("nothing is sent in a dry run (--dry-run)")
    content = _fetched(stage, target, attempts)
    found = re.fullmatch(r"\s*([0-9a-fA-F]{128})\s+\*?(\S.*?)\s*", content)
    if found is None:
        raise _Unverified(f"{url} is not a hash and a file name")
    if found[2] != stage.path.name:
        raise _Unverified(f"it is for {found[2]!r}")
    if found[1].lower() != digest:
        raise _Unverified("its hash is another one: the script was modified, or there is a newer one")
    stage.retained_runs.verified.add(known)


def _fetched(stage: Stage, target: Target, attempts: list[Attempt]) -> str:
    from postlude.https.replies import NetworkFailure
    from postlude.https.session import Network

    options = stage.options
    network = Network(resolve=options.resolve, ca_file=options.ca_file, most_bytes=MOST_BYTES)
    seconds = SECONDS if options.timeout is None else min(SECONDS, options.timeout)
    try:
        reply = network.request("GET", target, timeout=seconds)
    except NetworkFailure as failure:
        raise _Unverified(failure.message) from None
    finally:
        network.close()
        attempts += network.attempts
    elsewhere = [each["host"] for each in network.attempts if each["host"] != target.authority]
    if elsewhere:
        # Who is believed is the server that was asked, not whoever it sends us to.
        raise _Unverified(f"{target.authority} leads to {elsewhere[0]}")
    if not reply.ok:
        raise _Unverified(f"{target.authority} answers {reply.status} {reply.reason}".rstrip())
    try:
        return reply.body.decode("utf-8")
    except UnicodeDecodeError:
        raise _Unverified(f"what {target.authority} sends is not text") from None


def is_believed(target: Target, more: Iterable[str] = ()) -> bool:
    """Whether a hash file there is believed: ``more`` are hosts, perhaps with a port or a folder."""
    path = unquote(target.rest.partition("?")[0])
    if ".." in path.split("/") or "\\" in path:
        return False
    for each in (*BELIEVED, *more):
        host, _, folder = each.strip().removeprefix("https://").partition("/")
        if host.lower() not in (target.authority, target.endpoint):
            continue
        inside = f"/{folder.strip('/')}/" if folder.strip("/") else "/"
        if path.startswith(inside):
            return True
    return False


def check_startup(stage: Stage) -> None:
    """Raise RequirementError for a run at startup that the script doesn't ask for or the user didn't allow."""
    if not stage.options.at_startup:
        return
    where = stage.path
    if not stage.plugindef.properties.ExecuteAtStartup:
        raise RequirementError("MISCELLANEOUS", f"{where}: plugindef doesn't set ExecuteAtStartup")
    if stage.item.text not in (stage.plugindef.menu_text, stage.settings.menu_text):
        raise RequirementError("MISCELLANEOUS", f"{where}: only a script's main item runs at startup")
    if not stage.permissions.granted("ExecuteAtStartup"):
        allowed = any(each.allow_at_startup for each in stage.config.scripts_at(where))
        reason = (
            "was modified since it was allowed at startup: look at it, and allow it again"
            if allowed
            else "is not allowed at startup"
        )
        raise RequirementError(
            "MISCELLANEOUS", f"{where} {reason} (postlude config add SCRIPT --allow-at-startup)"
        )
