"""What one script may do with the network: the policy, the key and the approvals around :class:`Network`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from postlude.errors import RefusedError
from postlude.https.exchange import Exchange
from postlude.https.key import KeyVault
from postlude.https.policy import check_headers, parse_target
from postlude.https.replies import NetworkFailure, PostRefused, Reply
from postlude.https.session import Network

Approve = Callable[[str, int], bool]
"""Whether this script may POST to (host, port): an option, a stored "always", or a person asked."""


Refused = Callable[[str, str, str], None]


class Access:
    """The network as one script sees it; shared by ``luaosutils.internet`` and ``openai``.

    ``approve`` is asked before each POST. ``refused`` gets the rule (``post`` or ``key``), what was refused
    and why, for the run's list. ``platform`` is that of ``--platform``. With ``would_send`` nothing is sent: it
    gets a line that shows each request, without headers, and the request fails.
    """

    def __init__(
        self,
        network: Network,
        vault: KeyVault,
        *,
        approve: Approve = lambda host, port: False,
        refused: Refused = lambda rule, what, reason: None,
        platform: str = "mac",
        would_send: Callable[[str], None] | None = None,
    ) -> None:
        self.network = network
        self.vault = vault
        self.platform = platform
        self._approve = approve
        self._would_send = would_send
        self.note = refused
        """Adds to the run's list of refusals."""
        self._key_is_out = False

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        timeout: float,
        *,
        local_http: bool = False,
    ) -> Reply:
        """Check, send, and wait ``timeout`` seconds in all.

        :class:`NetworkFailure` if there is no reply (:class:`PostRefused` if nobody approved);
        :class:`RefusedError` if the key would go where it must not.
        """
        exchange = self.start(method, url, headers, body, timeout, local_http=local_http)
        return self.finish(exchange)

    def start(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        timeout: float | None,
        *,
        local_http: bool = False,
        streams: bool = False,
        urgent: bool = True,
    ) -> Exchange:
        """As :meth:`request`, without waiting; :meth:`finish` gives the reply.

        ``streams`` and ``urgent`` are those of :meth:`Network.start`.
        """
        target = parse_target(url, local_http=local_http, platform=self.platform)
        checked = check_headers(headers, body)
        try:
            sent, unlocked = self.vault.unlock(target, checked, body)
        except RefusedError as refusal:
            self.note("key", f"{method} to {target.authority}", refusal.message)
            raise
        if self._would_send is not None:
            content = body.decode("utf-8", "backslashreplace") if body else ""
            self._would_send(f"would send {method} {target.url} {content}".rstrip())
            raise NetworkFailure("nothing is sent in a dry run (--dry-run)")
        if method == "POST" and not self._approve(target.host, target.port):
            what = f"POST to {target.authority}"
            reason = f"not approved (--allow-post {target.endpoint} approves it)"
            self.note("post", what, reason)
            raise PostRefused(f"{what}: {reason}")
        self._key_is_out = self._key_is_out or unlocked
        return self.network.start(method, target, sent, body, timeout, streams=streams, urgent=urgent)

    def finish(self, exchange: Exchange) -> Reply:
        """Wait for an exchange of :meth:`start`; :class:`NetworkFailure` if there is no reply.

        A server that was given the key may repeat it: an untrusted script gets its placeholder back.
        """
        try:
            reply = exchange.wait()
        except NetworkFailure as failure:
            if self._key_is_out:
                raise NetworkFailure(
                    self._scrub(failure.message),
                    unreachable=failure.unreachable,
                    unanswered=failure.unanswered,
                ) from None
            raise
        if not self._key_is_out:
            return reply
        return Reply(reply.status, self._scrub(reply.reason), self.vault.scrub(reply.body), reply.headers)

    def scrub(self, data: bytes) -> bytes:
        """What a server wrote, for the script: with its placeholder where the key is repeated."""
        return self.vault.scrub(data) if self._key_is_out else data

    @property
    def hidden(self) -> tuple[bytes, ...]:
        """What must not appear in what a server wrote; nothing while no key has been sent."""
        return self.vault.hidden if self._key_is_out else ()

    def _scrub(self, text: str) -> str:
        return self.vault.scrub(text.encode("utf-8", "surrogateescape")).decode("utf-8", "surrogateescape")
