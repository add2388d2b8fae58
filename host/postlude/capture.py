"""One capture of all that a plugin prints, passed on without keys."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postlude.https.redact import Redactor
    from postlude.lua.services import Output


class OutputLost(BaseException):
    """Nobody takes what a plugin prints any more: ends the run, whatever the plugin catches."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(cause)
        self.cause = cause


class Passage:
    """Passes what a plugin prints on to ``to``, line by line, so that a key in pieces is seen and redacted."""

    def __init__(self, redactor: Redactor) -> None:
        self.to: Callable[[bytes], None] | None = None
        self.redactor = redactor
        self._line: list[bytes] = []
        self._holding = False

    def write(self, data: bytes) -> None:
        if self.to is None:
            return
        if self._holding:
            self._line.append(data)
            return
        lines, newline, rest = data.rpartition(b"\n")
        if newline:
            whole = b"".join([*self._line, lines, newline])
            self._line = []
            self._pass_on(whole)
        if rest:
            self._line.append(rest)

    def flush(self) -> None:
        """Pass on a last line that did not end."""
        rest, self._line = b"".join(self._line), []
        if rest:
            self._pass_on(rest)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is passed on while the key is not known yet."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
            held, self._line = b"".join(self._line), []
            self.write(held)

    def _pass_on(self, data: bytes) -> None:
        if self.to is None:
            return
        try:
            self.to(self.redactor.data(data))
        except OSError as error:
            raise OutputLost(error) from error


@contextmanager
def discarded() -> Iterator[None]:
    """What Python code prints inside goes nowhere: another plugin's, that is only asked for its menu texts."""
    nowhere = io.StringIO()
    with redirect_stdout(nowhere), redirect_stderr(nowhere):
        yield


class _Sink(io.RawIOBase):
    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        content = bytes(data)
        self._write(content)
        return len(content)


def text_stream(write: Callable[[bytes], None]) -> io.TextIOWrapper:
    """A text stream whose bytes go to ``write`` as they come."""
    sink: Any = _Sink(write)
    return io.TextIOWrapper(sink, "utf-8", "backslashreplace", newline="\n", write_through=True)


class Printing:
    """Standard output and error of a Python plugin, taken into the run's capture while it runs."""

    def __init__(self, output: Output) -> None:
        self._stream = text_stream(output.write)
        self._real: tuple[Any, Any] | None = None

    @contextmanager
    def captured(self) -> Iterator[None]:
        """While the plugin's code runs."""
        before, self._real = self._real, (sys.stdout, sys.stderr)
        try:
            with redirect_stdout(self._stream), redirect_stderr(self._stream):
                yield
        finally:
            self._real = before

    @contextmanager
    def real(self) -> Iterator[None]:
        """While the host speaks to a person in the middle of the plugin's code."""
        if self._real is None:
            yield
            return
        out, err = self._real
        with redirect_stdout(out), redirect_stderr(err):
            yield
