"""The key of a prefix, and the placeholder that an untrusted script holds in its place.

The placeholder looks like the key and is worth nothing: it turns into the key only inside ``Authorization``
or ``api-key`` of a request to the one origin that the key is bound to. Anywhere else it is refused, so that a
script that tries to give the key away fails loudly, and gives away nothing if it is not noticed.
"""

from __future__ import annotations

import os
import re
import string
from collections.abc import Mapping, Sequence

from postlude.errors import RefusedError
from postlude.https.encodings import Secret
from postlude.https.policy import Origin, Target, parse_target
from postlude.https.redact import SHORTEST
from postlude.https.replies import NetworkFailure

KEY_GLOBAL = "openai_api_key"
BASE_URL_GLOBAL = "openai_base_url"
KEY_VARIABLE = "OPENAI_API_KEY"
OPENAI = "https://api.openai.com"

_KEY_HEADERS = frozenset({"authorization", "api-key"})
_SHAPE = re.compile(rb"(?:sk|pk|gsk|key|api)[-_](?:(?:proj|svcacct|admin|ant|or|live|test)[-_])*")
_ALPHABET = (string.ascii_letters + string.digits).encode()
_LONGEST_SHARED_RUN = 4
_SHORTEST_PLACEHOLDER = 24


class KeyVault:
    """Holds the key of one run; made after the prefixes, from the globals that they left.

    ``key`` and ``base_url`` are the globals ``openai_api_key`` and ``openai_base_url`` (text or bytes;
    anything else counts as absent). ``trusted``: the script holds the key itself, and nothing is exchanged.

    - ``script_value``: what the global ``openai_api_key`` must be set to before the script runs.
    - ``base``: where the OpenAI client sends to; ``None`` if ``base_url`` is not acceptable, ``base_failure``
      says why.
    - ``bound``: the origin that the key is for. A key that stands in the environment is for api.openai.com,
      whatever the base.
    - ``secrets``: for :class:`postlude.https.redact.Redactor`.
    """

    def __init__(
        self,
        key: object = None,
        *,
        base_url: object = None,
        environ: Mapping[str, str] | None = None,
        trusted: bool = False,
    ) -> None:
        environ = os.environ if environ is None else environ
        real = (_as_bytes(key) or b"").strip()
        from_environment = (_as_bytes(environ.get(KEY_VARIABLE)) or b"").strip()
        self.trusted = trusted
        self.base_failure = ""
        self.base: Target | None = None
        try:
            self.base = _base(_as_bytes(base_url))
        except NetworkFailure as failure:
            self.base_failure = f"{BASE_URL_GLOBAL}: {failure.message}"
        self.bound: Origin | None = None
        if real:
            environment_only = real == from_environment
            self.bound = _OPENAI_ORIGIN if environment_only else self.base.origin if self.base else None
        self.secrets: tuple[bytes, ...] = tuple(dict.fromkeys(s for s in (real, from_environment) if s))
        # The environment's key too, so that a prefix that stores it under another name gives nothing away.
        self._stand_ins = {} if trusted else {secret: placeholder_for(secret) for secret in self.secrets}
        self._wanted = [Secret(stand_in) for stand_in in self._stand_ins.values()]
        self._real = real
        self.placeholder: bytes | None = self._stand_ins.get(real)
        self.script_value: bytes | None = self.placeholder or real or None

    def cover(self, value: bytes) -> bytes:
        """``value`` with placeholders for keys; for the other strings that prefixes leave behind."""
        for secret, stand_in in self._stand_ins.items():
            if len(secret) >= SHORTEST or value.strip() == secret:
                value = value.replace(secret, stand_in)
        return value

    def unlock(
        self, target: Target, headers: Sequence[tuple[str, str]], body: bytes | None
    ) -> tuple[list[tuple[str, str]], bool]:
        """The headers to send, with the key for its placeholder, and whether the key is among them.

        :class:`RefusedError` if a placeholder stands where it must not, in whatever encoding, or if the
        request goes to another scheme, host or port than the key is bound to.
        """
        self._refuse_in(target.url.encode("utf-8", "surrogateescape"), "in a URL")
        if body:
            self._refuse_in(body, "in the body of a request")
        sent: list[tuple[str, str]] = []
        unlocked = False
        for name, value in headers:
            raw = value.encode("utf-8", "surrogateescape")
            self._refuse_in(name.encode("utf-8", "surrogateescape"), "in the name of a header")
            if name.lower() in _KEY_HEADERS and self.placeholder and self.placeholder in raw:
                if target.origin != self.bound:
                    raise RefusedError(
                        f"{KEY_GLOBAL} is not for {target.authority}: "
                        f"{self._bound_to()}, and goes nowhere else"
                    )
                self._refuse_in(
                    raw.replace(self.placeholder, b" "), f"in an encoded form in the header {name}"
                )
                value = raw.replace(self.placeholder, self._real).decode("utf-8", "surrogateescape")
                unlocked = True
            else:
                self._refuse_in(raw, f"in the header {name}")
            sent.append((name, value))
        return sent, unlocked

    def refuse_in_url(self, url: bytes) -> None:
        """:class:`RefusedError` if a placeholder stands in ``url``."""
        self._refuse_in(url, "in a URL")

    def scrub(self, data: bytes) -> bytes:
        """A server's reply for an untrusted script: a server that repeats the key must not hand it over."""
        for secret, stand_in in self._stand_ins.items():
            if len(secret) >= SHORTEST:
                data = Secret(secret).replace_in(data.replace(secret, stand_in), stand_in)
        return data

    @property
    def hidden(self) -> tuple[bytes, ...]:
        """The keys that :meth:`scrub` takes out."""
        return tuple(secret for secret in self._stand_ins if len(secret) >= SHORTEST)

    def _refuse_in(self, data: bytes, where: str) -> None:
        for stand_in in self._wanted:
            if stand_in.is_in(data):
                raise RefusedError(
                    f"{KEY_GLOBAL} may not be sent {where}: it belongs into the header Authorization "
                    f"(or api-key) of a request to the host that it is for"
                )

    def _bound_to(self) -> str:
        if self.bound is None:
            return "it is bound to no host"
        scheme, host, port = self.bound
        return f"it is bound to {Target(scheme, host, port, '/').authority}"


def placeholder_for(key: bytes) -> bytes:
    """A random stand-in of the same shape: the same known beginning (``sk-proj-``) and the same length.

    It shares no run of more than four characters with the rest of the key. For keys too short to be told
    apart from ordinary text it is longer than the key.
    """
    import secrets  # late: 5 ms, and most runs have no key

    shape = _SHAPE.match(key)
    start = shape[0] if shape and len(key) - shape.end() >= SHORTEST else b""
    rest = key[len(start) :]
    length = max(len(key), _SHORTEST_PLACEHOLDER) - len(start)
    run = _LONGEST_SHARED_RUN + 1
    shared = {rest[i : i + run] for i in range(len(rest) - run + 1)}
    made = bytearray()
    while len(made) < length:
        made.append(secrets.choice(_ALPHABET))
        if bytes(made[-run:]) in shared:
            made.pop()
    return start + bytes(made)


def _as_bytes(value: object) -> bytes | None:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape")
    return value if isinstance(value, bytes) else None


def _base(base_url: bytes | None) -> Target:
    """The base as a target whose ``rest`` ends in ``/v1``; given with or without it."""
    text = (base_url or OPENAI.encode()).decode("utf-8", "surrogateescape").strip().rstrip("/")
    if "?" in text or "#" in text:
        raise NetworkFailure("a base URL has no query")
    target = parse_target(text, local_http=True)
    path = target.rest.rstrip("/")
    return Target(target.scheme, target.host, target.port, path if path.endswith("/v1") else path + "/v1")


_OPENAI_ORIGIN = parse_target(OPENAI).origin
