"""Keys are taken out of all that the host itself writes: messages, --json, diffs, what scripts print."""

from __future__ import annotations

from collections.abc import Iterable

from postlude.https.encodings import Secret

SHORTEST = 8
"""Bytes. A shorter secret would tear holes into ordinary text, so it is left alone and warned about."""

MARK = b"[redacted]"


class Redactor:
    """Replaces secrets, in every form of :mod:`postlude.https.encodings`, by ``[redacted]``.

    ``warnings`` has one line for each kind of secret that is too short to be redacted.
    """

    def __init__(self, secrets: Iterable[bytes | str] = ()) -> None:
        found = {s.encode("utf-8", "surrogateescape") if isinstance(s, str) else s for s in secrets} - {b""}
        # Longest first: one secret may begin another.
        ordered = sorted(found, key=lambda secret: (-len(secret), secret))
        self._secrets = [Secret(secret) for secret in ordered if len(secret) >= SHORTEST]
        self.warnings: list[str] = []
        if len(self._secrets) < len(ordered):
            self.warnings.append(
                f"a key has fewer than {SHORTEST} characters and will not be hidden in messages and output"
            )

    def data(self, data: bytes) -> bytes:
        """``data`` without the secrets."""
        for secret in self._secrets:
            data = secret.replace_in(data, MARK)
        return data

    def text(self, text: str) -> str:
        """``text`` without the secrets; undecodable bytes (surrogates) pass through."""
        if not self._secrets:
            return text
        try:
            return self.data(text.encode("utf-8", "surrogateescape")).decode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            return self.data(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")
