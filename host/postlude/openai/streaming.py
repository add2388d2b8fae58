"""A reply that comes piece by piece (server-sent events), put together to what would have come at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

DONE = b"[DONE]"


class Events:
    """Takes apart server-sent events, however they are cut into pieces; only their data is of interest here.

    Lines end in LF, CR LF or CR. Comments and other fields are passed over.
    """

    def __init__(self) -> None:
        self._partial: list[bytes] = []
        self._data: list[bytes] = []
        self._after_cr = False
        self._first = True

    def feed(self, piece: bytes) -> list[bytes]:
        """The data of the events that ``piece`` completes."""
        if not piece:
            return []
        if self._after_cr:
            piece = piece.removeprefix(b"\n")
        self._after_cr = piece.endswith(b"\r")
        events: list[bytes] = []
        lines = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        for line in lines[:-1]:
            self._partial.append(line)
            self._line(b"".join(self._partial), events)
            self._partial.clear()
        if lines[-1]:
            self._partial.append(lines[-1])
        return events

    def close(self) -> list[bytes]:
        """The data of an event that the server did not end with an empty line."""
        self._after_cr = False
        return self.feed(b"\n\n")

    def _line(self, line: bytes, events: list[bytes]) -> None:
        if self._first:
            line, self._first = line.removeprefix(b"\xef\xbb\xbf"), False
        if not line:
            if self._data:
                events.append(b"\n".join(self._data))
                self._data = []
            return
        name, _, value = line.partition(b":")
        if name == b"data":
            self._data.append(value.removeprefix(b" "))


class Withholding:
    """Keeps a secret out of a text that comes in pieces, wherever they cut it.

    ``scrub`` takes whole secrets out; the end of a text that may be the beginning of one waits for what follows.
    """

    def __init__(self, secrets: Iterable[bytes], scrub: Callable[[bytes], bytes]) -> None:
        self._secrets = tuple(secrets)
        self._scrub = scrub
        self._rest = b""

    def feed(self, text: bytes) -> bytes:
        """What may be shown by now."""
        if not self._secrets:
            return text
        whole = self._scrub(self._rest + text)
        keep = max(
            (
                length
                for secret in self._secrets
                for length in range(1, min(len(secret), len(whole) + 1))
                if whole.endswith(secret[:length])
            ),
            default=0,
        )
        self._rest = whole[len(whole) - keep :]
        return whole[: len(whole) - keep]

    def rest(self) -> bytes:
        """What was withheld, when nothing more comes."""
        rest, self._rest = self._rest, b""
        return self._scrub(rest)


class _Text(list[str]):
    """A text that grows with each chunk."""


class Assembly:
    """One response out of the chunks of a stream, of the same shape as a reply that came whole."""

    def __init__(self) -> None:
        self._response: dict[str, Any] = {}
        self._choices: dict[int, dict[str, Any]] = {}
        self.error: dict[str, Any] | None = None
        """The chunk in which the server says that it failed."""
        self.done = False
        """Whether the server said that this was all."""
        self.broken = False
        """Whether an event was no JSON object: some of the text may be missing."""

    def add(self, data: bytes) -> str:
        """Take one event; the text that it adds to the first choice's message."""
        if data.strip() == DONE:
            self.done = True
            return ""
        try:
            chunk = json.loads(data) if data.strip() else {}
        except (ValueError, RecursionError):
            chunk = None
        if not isinstance(chunk, dict):
            self.broken = True
            return ""
        if chunk.get("error"):
            self.error = chunk
            return ""
        for name, value in chunk.items():
            if name != "choices" and (value is not None or name not in self._response):
                self._response[name] = value
        choices = chunk.get("choices")
        texts = [self._choice(choice) for choice in choices] if isinstance(choices, list) else []
        return "".join(texts)

    @property
    def complete(self) -> bool:
        """Whether all of it is here: the server said so, or gave every choice a reason for its end."""
        reasons = [choice.get("finish_reason") for choice in self._choices.values()]
        return self.done or bool(reasons and all(reasons))

    def response(self) -> dict[str, Any]:
        """What the reply would have been."""
        choices = [self._choices[index] for index in sorted(self._choices)]
        for choice in choices:
            message = choice["message"]
            calls = message.get("tool_calls")
            if isinstance(calls, dict):
                for call in calls.values():
                    _join(call.get("function", {}))
                message["tool_calls"] = [calls[index] for index in sorted(calls)]
            _join(message)
        made = {**self._response, "choices": choices}
        if made.get("object") == "chat.completion.chunk":
            made["object"] = "chat.completion"
        return made

    def _choice(self, choice: Any) -> str:
        if not isinstance(choice, dict):
            return ""
        index = _index(choice)
        mine = self._choices.setdefault(
            index,
            {"index": index, "message": {"role": "assistant", "content": None}, "finish_reason": None},
        )
        for name, value in choice.items():
            if name not in ("index", "delta") and (value is not None or name not in mine):
                mine[name] = value
        delta = choice.get("delta")
        if not isinstance(delta, dict):
            return ""
        message = mine["message"]
        for name, value in delta.items():
            if name == "tool_calls":
                _add_calls(message, value)
            elif isinstance(value, str) and name != "role":
                _grow(message, name, value)
            elif value is not None or name not in message:
                message[name] = value
        content = delta.get("content")
        return content if index == 0 and isinstance(content, str) else ""


def _grow(owner: dict[str, Any], name: str, text: str) -> None:
    if not isinstance(owner.get(name), _Text):
        owner[name] = _Text()
    owner[name].append(text)


def _join(owner: dict[str, Any]) -> None:
    for name, value in owner.items():
        if isinstance(value, _Text):
            owner[name] = "".join(value)


def _index(part: dict[str, Any], otherwise: int = 0) -> int:
    index = part.get("index")
    return index if isinstance(index, int) and not isinstance(index, bool) else otherwise


def _add_calls(message: dict[str, Any], calls: Any) -> None:
    """Calls of tools come in parts, by their number: the arguments are a text that grows."""
    if not isinstance(calls, list):
        return
    mine = message.get("tool_calls")
    if not isinstance(mine, dict):
        mine = message["tool_calls"] = {}
    for position, part in enumerate(calls):
        if not isinstance(part, dict):
            continue
        call = mine.setdefault(_index(part, position), {})
        for name, value in part.items():
            if name == "function" and isinstance(value, dict):
                function = call.setdefault("function", {"name": "", "arguments": _Text()})
                for field, text in value.items():
                    if field == "arguments" and isinstance(text, str):
                        _grow(function, field, text)
                    elif text is not None:
                        function[field] = text
            elif name not in ("index", "function") and value is not None:
                call[name] = value
