"""A language server on standard input and output, for tests: what it finds wrong with a file."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

Message = dict[str, Any]


class LanguageServer:
    """Speaks the protocol with one server, about one folder."""

    def __init__(self, command: str, folder: Path) -> None:
        self._process = subprocess.Popen(
            [command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._last = 0
        uri = folder.as_uri()
        self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": uri,
                "workspaceFolders": [{"uri": uri, "name": folder.name}],
                "capabilities": {"textDocument": {"publishDiagnostics": {}}, "workspace": {}},
            },
        )
        self._tell("initialized", {})

    def close(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=10)

    def wait_for(self, file: Path, line: int, column: int, text: str, *, seconds: float = 60) -> None:
        """Wait until the server has read so much that it says ``text`` of what stands there, counted from 0."""
        self._open(file)
        place = {"textDocument": {"uri": file.as_uri()}, "position": {"line": line, "character": column}}
        end = time.monotonic() + seconds
        while text not in json.dumps(self.ask("textDocument/hover", place).get("result")):
            assert time.monotonic() < end, f"the language server doesn't say {text!r}"
            time.sleep(0.2)

    def problems(self, file: Path) -> list[str]:
        """Line, code and text of what is wrong with a file."""
        self._open(file)
        answer = self.ask("textDocument/diagnostic", {"textDocument": {"uri": file.as_uri()}})
        found = (answer.get("result") or {}).get("items") or []
        return [f"{one['range']['start']['line'] + 1}: {one['code']}: {one['message']}" for one in found]

    def _open(self, file: Path) -> None:
        document = {"uri": file.as_uri(), "languageId": "lua", "version": 1, "text": file.read_text("utf-8")}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def ask(self, method: str, parameters: Message) -> Message:
        self._last += 1
        self._send({"id": self._last, "method": method, "params": parameters})
        while (message := self._receive()).get("id") != self._last or "method" in message:
            if "id" in message:  # the server asks for settings, or for leave to do something
                asked = message.get("params") or {}
                self._send({"id": message["id"], "result": [None] * len(asked.get("items", ())) or None})
        return message

    def _tell(self, method: str, parameters: Message) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: Message) -> None:
        assert self._process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> Message:
        assert self._process.stdout
        size = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                size = int(value)
        found: Message = json.loads(self._process.stdout.read(size))
        return found
