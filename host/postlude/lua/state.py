"""One Lua state: what a script runs in."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from lupa.lua54 import LuaError, LuaMemoryError, LuaRuntime, as_attrgetter

from ..errors import LimitError, PluginError, PostludeError
from .binding import Binding, ClassNamespace
from .border import FAIL, VALUES, Border
from .clock import Clock
from .counting import current_counter, lineless, take_counts
from .loader import Loader
from .memory import Growth
from .positions import position
from .services import Limits, Services
from .signals import ScriptExit, Stopped
from .values import LuaFunction, LuaOpaque, LuaTable, LuaValue, to_bytes, to_text

HOST_PREFIX = b"=[postlude"
"""What the chunk names of the host's own Lua code begin with: kept out of tracebacks, closed to ``debug``."""
HOOK_COUNT = 1000
RESERVE = 8 * 1024 * 1024
"""Bytes of Lua memory beyond the limit, so that values can still cross the border when a script is at it."""
OBJECT_SIZE = 1024
"""What a host object is taken to weigh in Python, in bytes."""


@cache
def boot_code(name: str, lines: bool = True) -> bytes:
    """One of the host's own Lua chunks, compiled once a process: compiling is most of what a new state costs."""
    source = (Path(__file__).parent / "boot" / name).read_bytes()
    runtime = LuaRuntime(encoding=None, register_eval=False, register_builtins=False)
    code: bytes = runtime.eval(b"string.dump")(runtime.compile(source, name=HOST_PREFIX + b"]"))
    return code if lines else lineless(code)


def _refuse(*_: Any) -> Any:
    raise AttributeError("not available")


def _huge(number: int) -> float:
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


class LuaState:
    """A Lua 5.4 state in which a script can reach its services and nothing else of Python.

    Use it from one thread. Close it when done: what Lua holds of Python is let go then.
    """

    def __init__(
        self, services: Services, limits: Limits | None = None, script_folder: Path | None = None
    ) -> None:
        self.services = services
        self.limits = limits or Limits()
        self.script_folder = script_folder
        self.released: deque[int] = deque()
        self.clock = Clock()
        self._growth = Growth()
        self._charged = 0
        self._collect_at = 20_000
        self._closed = False
        self.counter = current_counter()
        memory = self.limits.memory
        self._runtime: Any = LuaRuntime(
            encoding=None,
            register_eval=False,
            register_builtins=False,
            unpack_returned_tuples=True,
            attribute_handlers=(_refuse, _refuse),
            overflow_handler=_huge,
            max_memory=memory + RESERVE if memory else 0,
        )
        self.border = Border(self)
        self._boot_table: Any = None
        self.decode = self.border.decode
        self.plain = self.border.plain
        self._boot()

    def _boot(self) -> None:
        runtime = self._runtime
        python = runtime.table_from(self.border.entry_points())
        host = runtime.table_from({})
        self._boot_table = host
        self._chunk("core.lua", host, python, FAIL, VALUES, HOST_PREFIX, HOOK_COUNT)
        self._globals = host[b"G"]
        self._loader = Loader(self)
        self._chunk("package.lua", host, self.services.trusted, *self._loader.entry_points())
        self._chunk("numbers.lua", host, python[b"tick"])
        self._chunk("debug.lua", host)
        self._binding = Binding(self)
        self._chunk(
            "binding.lua", host, FAIL,
            python[b"call_mixed"], python[b"call_with_object"],
            *self._binding.entry_points(),
        )  # fmt: skip
        self._chunk("sweep.lua", host)
        if self.counter is not None:
            self._chunk("counting.lua", host)
        runtime.execute(
            b"local host = ... local all = _G for k in next, all do all[k] = nil end all.host = host", host
        )
        del self._boot_table
        self._here(b"resume_hooks")()

    def _chunk(self, name: str, *args: Any) -> None:
        self._runtime.execute(boot_code(name, self.counter is None), *args, mode="b")

    # ---- reaching Lua

    def _here(self, name: bytes) -> Any:
        # Handles of lupa belong to the coroutine that made them. This one is of the coroutine that runs now,
        # and is used at once.
        return self._runtime.globals()[b"host"][name]

    def core(self, name: bytes, *args: Any) -> Any:
        """Call a function of the host's own Lua code with simple values."""
        self.make_room(1024)
        try:
            if self.released:
                self._let_go()
            return self._here(name)(*args)
        except (LuaMemoryError, MemoryError):
            raise self._out_of_memory() from None

    def core_with(self, name: bytes, anchor: int, values: tuple[Any, ...]) -> Any:
        """The same with any values, converted."""
        plan, flat = self.border.plan(values)
        self.feed(flat)
        return self.core(name, anchor, plan, *flat)

    def core_with_values(self, values: tuple[Any, ...]) -> int:
        """The anchor of a new Lua value."""
        plan, flat = self.border.plan(values)
        self.feed(flat)
        return int(self.core(b"values", plan, *flat))

    def feed(self, flat: list[Any]) -> None:
        """Send values ahead in pieces when they are too many for one call; empties the list then."""
        if len(flat) > 1000:
            for start in range(0, len(flat), 1000):
                self._here(b"feed")(*flat[start : start + 1000])
            flat.clear()

    def _let_go(self) -> None:
        dead: list[int] = []
        while self.released and len(dead) < 1000:
            dead.append(self.released.popleft())
        self._here(b"unanchor")(*dead)

    # ---- limits

    def _out_of_memory(self) -> LimitError:
        limit = self.limits.memory or 0
        stop = LimitError(f"the script used more than its {limit / 1048576:g} MB of memory")
        if self.clock.depth:
            self.border.stop = self.border.stop or stop
        return stop

    def _collect(self) -> None:
        # Lua must not run out of memory while Python holds its hand: it would take the process with it.
        runtime, memory = self._runtime, self.limits.memory
        runtime.set_max_memory(0)
        try:
            self._here(b"collect")()
        finally:
            if memory:
                runtime.set_max_memory(memory + RESERVE)

    def memory_used(self) -> int:
        """Bytes in use: Lua's own, and an estimate for the Python objects behind Lua's."""
        return int(self._runtime.get_memory_used() or 0) + self._python_memory()

    def _python_memory(self) -> int:
        return self._charged + OBJECT_SIZE * len(self.border.objects.by_number)

    def make_room(self, size: int) -> None:
        """Raise LimitError unless ``size`` more bytes fit into Lua's memory."""
        if self._closed:
            raise RuntimeError("this Lua state is closed")
        limit = self.limits.memory
        if limit and int(self._runtime.get_memory_used() or 0) + size > limit:
            raise self._out_of_memory()

    def charge(self, size: int) -> None:
        """Count ``size`` bytes (negative: give back) that Python keeps for the script."""
        self._charged += size

    def deadline(self) -> float | None:
        """Seconds that are left of the run's time, None without a limit; no less than 0."""
        if self.limits.seconds is None:
            return None
        return max(0.0, self.limits.seconds - self.time_spent())

    @property
    def running(self) -> bool:
        """Whether Lua code runs now, and its clock too; may be asked from any thread."""
        return self.clock.running

    def interrupt(self, reason: BaseException) -> None:
        """Stop what runs, from a signal handler or another thread; the outermost call raises ``reason``."""
        self.border.stop = self.border.stop or reason

    def renew(self, limits: Limits) -> None:
        """Begin another run in this state: its time counts anew, under these limits.

        The memory that Lua itself may take stays as the state was made.
        """
        self.limits = Limits(seconds=limits.seconds, memory=self.limits.memory)
        self.clock.reset()
        self._growth = Growth()

    def time_spent(self) -> float:
        """Seconds spent in this state so far, waits for a person left out."""
        return self.clock.seconds

    def pause_clock(self) -> AbstractContextManager[None]:
        """Leave what happens inside out of the run's time: the host waits for a person."""
        return self.clock.paused()

    def tick(self) -> bool:
        """Whether the script must stop now; asked every thousand instructions."""
        border = self.border
        if border.stop is not None:
            return True
        seconds = self.limits.seconds
        if seconds is not None and self.time_spent() >= seconds:
            border.stop = LimitError(f"the script ran longer than its {seconds:g} seconds")
            return True
        if border.objects.created_since_collection > self._collect_at:
            border.objects.created_since_collection = 0
            self._collect()
            self._collect_at = max(20_000, len(border.objects.by_number))
        limit = self.limits.memory
        if limit and (self.memory_used() > limit or self._growth.over(limit)):
            self._collect()
            gc.collect()  # what Lua held in Python may hold itself in circles
            if self.memory_used() > limit or self._growth.still_over(limit):
                self._out_of_memory()
                return True
        return False

    # ---- running

    def run(self, source: bytes, chunkname: str, *args: Any) -> list[Any]:
        """Compile and run a chunk; its results.

        ``chunkname`` is ``@`` and the script's path. Raises PluginError (with its place), LimitError, ScriptExit.
        """
        try:
            return self.call(self.compile(source, chunkname), *args)
        except PluginError as exc:
            if exc.file is None and chunkname[:1] in ("@", "="):
                exc.file = chunkname[1:]
            raise

    def compile(self, source: bytes, chunkname: str) -> LuaFunction:
        """Compile a chunk with the script's globals; PluginError if its syntax is wrong."""
        mode = b"bt" if self.services.trusted else b"t"
        self.make_room(len(source) * 2)
        found = self.core(b"compile", source, to_bytes(chunkname), mode)
        if isinstance(found, int):
            return LuaFunction(self, found)
        message = to_text(found[1])
        if "not enough memory" in message:
            raise self._out_of_memory()
        file, line = position(message, chunkname)
        raise PluginError(message, file=file, line=line)

    def call(self, function: LuaFunction, *args: Any) -> list[Any]:
        """Call a Lua function; its results. Raises as :meth:`run` does."""
        border = self.border
        outermost = self.clock.depth == 0
        if outermost:
            self._make_ready()
        elif border.stop is not None:
            raise Stopped
        try:
            with self.clock.inside():
                return self._call(function, args)
        except Stopped:
            if not outermost:
                raise
            raise self._end() from None
        finally:
            if outermost:
                border.objects.in_hand.clear()
                take_counts(self)

    def _call(self, function: LuaFunction, args: tuple[Any, ...]) -> list[Any]:
        border = self.border
        try:
            plan, flat = border.plan(args)
            self.feed(flat)
            answer = self.core(b"call", function.anchor, plan, *flat)
        except LimitError as exc:
            border.stop = border.stop or exc
            raise Stopped from None
        except LuaError as exc:
            if border.stop is not None:
                raise Stopped from None
            raise PluginError(f"internal error in the Lua state: {exc}") from exc
        if border.stop is not None:
            raise Stopped
        if answer[0]:
            return self.decode(answer[1], answer[2:])
        raise self._failure(*answer[1:])

    def _make_ready(self) -> None:
        if self._closed:
            raise RuntimeError("this Lua state is closed")
        if self.limits.memory and self.memory_used() > self.limits.memory:
            self._collect()

    def _end(self) -> BaseException:
        """What the outermost call raises for the stop; the state can be entered again after it."""
        stop = self.border.stop
        self.border.stop = None
        self._collect()
        self._here(b"resume_hooks")()
        assert stop is not None
        return stop

    def _failure(
        self,
        message: bytes,
        trace: bytes,
        file: bytes | None = None,
        line: int | None = None,
        anchor: int | None = None,
    ) -> PluginError:
        text = to_text(message)
        if text == "not enough memory" or text.endswith(": not enough memory"):
            self._out_of_memory()
            raise Stopped
        chunk = to_text(file) if file else None
        where, number = position(text, chunk)
        error = PluginError(
            text,
            file=where,
            line=number if number is not None else line,
            traceback=to_text(trace).strip() or None,
            refusal=self.border.refusal is not None and message.endswith(self.border.refusal),
        )
        if anchor is not None:
            error.lua_value = LuaValue(self, anchor)  # type: ignore[attr-defined]
        return error

    # ---- values

    def host_function(self, function: Callable[..., Any], name: str) -> Any:
        """The same as :meth:`function`, as a bare handle, for arguments of the host's own chunks at start."""
        entry = as_attrgetter(self.border.free(function, name).function)
        return self._boot_table[b"func"](self.border.add(function, name), entry)

    def function(self, function: Callable[..., Any], name: str) -> LuaFunction:
        """A Lua function that calls ``function``; ``name`` is for messages (``"os.getenv"``)."""
        number = self.border.add(function, name)
        return LuaFunction(self, self.core_with(b"new_function", number, (self.border.free(function, name),)))

    def table(self, content: dict[Any, Any] | list[Any] | tuple[Any, ...] | None = None) -> LuaTable:
        """A new Lua table with that content, deeply converted."""
        return LuaTable(self, self.core_with_values(({} if content is None else content,)))

    def to_python(self, value: Any) -> Any:
        """Tables deeply converted (see :meth:`LuaTable.to_python`), anything else as it is."""
        return value.to_python() if isinstance(value, LuaTable) else value

    def globals(self) -> LuaTable:
        """The table of the script's global variables."""
        return LuaTable(self, self.core(b"anchor", self._globals))

    def bind_namespace(self, name: str, namespace: ClassNamespace) -> None:
        """Make a global of a namespace of classes and constants (``finale``); both are bound when first used."""
        number = self._binding.add(namespace)
        self.set_global(name, LuaTable(self, self.core(b"namespace", number)))

    def bind_objects(self, namespace: ClassNamespace) -> None:
        """Let objects of a namespace's classes into the state, without a global that holds the classes."""
        self._binding.add(namespace)

    def wrap(self, obj: Any) -> LuaOpaque:
        """A handle on the userdata of an object; host functions can return the object itself."""
        return LuaOpaque(self, self.core_with_values((obj,)))

    def unwrap(self, value: LuaValue) -> Any:
        """The Python object behind a userdata; None if it is no object of the host."""
        number = self.core(b"number_of", value.anchor)
        return None if number is None else self.border.objects.by_number[number]

    def native(self, library: str) -> LuaTable:
        """Lua's own ``io`` or ``os`` library, for host code alone: never hand these functions to a script."""
        return LuaTable(self, self.core(b"native_library", to_bytes(library)))

    def preload(self, name: str, opener: Callable[[LuaState], Any]) -> None:
        """Offer a module without a file: ``opener`` is called at the first ``require`` of it."""
        loader = self.function(lambda *_: opener(self), f"require '{name}'")
        self.core(b"preload", to_bytes(name), loader.anchor)

    def set_global(self, name: str, value: Any) -> None:
        """Set a global; a library (``io``, ``os``) is what ``require`` of its name gives, too."""
        self.globals().set(name, value)
        self.core(b"publish", to_bytes(name))

    def get_global(self, name: str) -> Any:
        return self.globals().get(name)

    def collect(self) -> None:
        """Collect Lua's garbage now."""
        self.core(b"collect")

    @property
    def defects(self) -> list[BaseException]:
        """Exceptions of host functions that were not meant for the script: defects of Postlude."""
        return self.border.defects

    @property
    def missing(self) -> list[str]:
        """The members that Postlude lacks and the script met, in that order, whether it caught the error or not."""
        return list(self.border.missing)

    def close(self) -> None:
        """Let go of everything; the state can't be used any more."""
        if self._closed:
            return
        with suppress(PostludeError, ScriptExit):
            self.call(LuaFunction(self, self.core(b"anchor", self._here(b"finalize_all"))))
        self._runtime.set_max_memory(0)
        self._here(b"close")()
        self._closed = True
        self.border.objects.clear()
        self.border.functions.clear()
        del self._globals
        self._runtime = None


__all__ = ["LuaState", "ScriptExit"]
