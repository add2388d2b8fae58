"""A spec file's Lua state: a script's environment, with ``describe``, ``it``, assertions, scores, runs and replies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from postlude.enigma.document import Document
from postlude.errors import PostludeError, ScriptError, UsageError
from postlude.finale.undo import Undo
from postlude.lua.counting import note_loaded
from postlude.lua.loader import script_text
from postlude.lua.services import Limits
from postlude.lua.values import LuaFunction, LuaTable
from postlude.options import RunOptions
from postlude.plugins.config import Config
from postlude.plugins.discovery import FoundPlugin
from postlude.plugins.folders import ScriptFolders
from postlude.run import Run
from postlude.testing.assertions import assert_music, describe_changes
from postlude.testing.bench import KEY, Bench, Ran
from postlude.testing.server import OpenAIReplies, Reply, failure

SOURCE = Path(__file__).with_name("specs.lua")
SECONDS = 60.0
"""How long one test may take."""


@dataclass
class Spec:
    """What a file says: a ``describe`` with what is in it, or an ``it``, which has a body unless it is pending."""

    kind: str
    name: str
    line: int
    body: LuaFunction | None = None
    children: list[Spec] = field(default_factory=list)
    around: dict[str, list[LuaFunction]] = field(default_factory=dict)


class SpecState(Run):
    """Loads one spec file. Its own code may do what an ordinary script may; the runs that it starts have the rights
    that it gives them, as those of tests in Python."""

    def __init__(self, path: Path, bench: Bench, config: Config, folders: ScriptFolders) -> None:
        found = FoundPlugin(path.stem, "lua", "file", path)
        super().__init__(found, None, RunOptions(prefix=False, system_prefix=False), config, folders)
        self.bench = bench
        self._documents: list[Document] = []
        self._ran: list[Ran] = []
        self._models: list[OpenAIReplies] = []
        self._editing: Undo | None = None
        self.undo = Undo(self.session, "Spec")
        self.finenv = self._finenv(self.undo)
        self._furnish(self.state)
        state = self.state
        api = state.table({name: state.function(_told(function), name) for name, function in self._api()})
        self._runner: LuaTable = state.call(state.compile(SOURCE.read_bytes(), "=[postlude specs]"), api)[0]

    def load(self) -> Spec:
        """What the file says. Raises PluginError, with the line."""
        text = script_text(self.source)
        note_loaded(self.state, self.path, text, spec=True)
        main = self.state.compile(text, f"@{self.path}")
        return _spec(self.state.call(self._runner.get("load"), main)[0])

    def begin(self) -> None:
        """A test begins: its time counts anew."""
        self.state.renew(Limits(SECONDS, self.options.memory))
        self.state.call(self._runner.get("begin"))

    def over(self) -> tuple[str | None, list[LuaFunction]]:
        """A test's body is over: why it is pending, if it said so, and what it wants done at last."""
        reason, finalizers = self.state.call(self._runner.get("over"))
        functions = finalizers.to_python()
        return _plain(reason), list(functions) if isinstance(functions, list) else []

    def do(self, function: LuaFunction) -> None:
        """Call a function of the file. Raises PluginError, with file and line."""
        self.state.call(function)

    # ---- what specs call

    def _api(self) -> Iterator[tuple[str, Callable[..., Any]]]:
        for name in (
            "score", "music", "score_changes", "save", "assert_music", "assert_snapshot", "assert_run", "open", "shut",
            "run", "answer", "reply", "requests", "openai_replies", "openai_asked", "openai_texts",
        ):  # fmt: skip
            yield name, getattr(self, f"_lua_{name}")

    def _lua_score(self, *lines: str) -> int:
        self._documents.append(self.bench.score(*lines))
        return len(self._documents) - 1

    def _lua_music(self, score: int, staff: int, layer: int) -> str:
        return self.bench.music(self._documents[score], int(staff), int(layer))

    def _lua_score_changes(self, score: int) -> Any:
        document = self._documents[score]
        return self.state.table(describe_changes(document, document.changes()))

    def _lua_save(self, score: int, name: str) -> None:
        self._documents[score].save(self.fence.write(name, "score:save"))

    def _lua_assert_music(self, score: int, *lines: str) -> None:
        assert_music(self._documents[score], *lines)

    def _lua_assert_snapshot(self, score: int, name: str | None = None) -> None:
        assert self.bench.assert_snapshot is not None
        self.bench.assert_snapshot(self._documents[score], name)

    def _lua_run(self, plugin: str, score: int | None, settings: Any = None) -> Any:
        if settings is not None and not isinstance(settings, dict):
            raise UsageError("run_plugin: the settings are a table such as { select = 'm1-4' }")
        document = None if score is None else self._documents[score]
        ran = self.bench.run(plugin, document, **(settings or {}))
        self._ran.append(ran)
        content = {**ran.result.as_json(), "changed": ran.changed}
        return len(self._ran) - 1, self.state.table(_without_none(content))

    def _lua_assert_run(self, number: int, name: str, *arguments: Any) -> None:
        check = getattr(Ran, name, None)
        if check is None:
            known = ", ".join(each for each in vars(Ran) if each.startswith("assert_"))
            raise UsageError(f"there is no {name}; there are {known}")
        check(self._ran[number], *arguments)

    def _lua_open(self, score: int) -> None:
        if self._editing is not None:
            raise UsageError("edit can't stand within edit")
        self._view(self._documents[score])
        self._editing = Undo(self.session, "Edit")

    def _lua_shut(self, ok: bool) -> None:
        undo, self._editing = self._editing, None
        if undo is not None:
            undo.finish(failed=not ok)
        self._view(None)

    def _view(self, document: Document | None) -> None:
        """Let ``finale`` work on another document."""
        self.session.document = document
        self.session.shared.clear()
        self.session.displaced_frames.clear()

    def _lua_answer(self, kind: str, block: Any) -> None:
        if not isinstance(block, dict):
            raise UsageError('dialogs: an answer is a table such as { title = "Name", press = "OK" }')
        blocks = {name: _in_order(value) for name, value in _in_order(block).items() if value is not None}
        getattr(self.bench.dialogs, "answer" if kind == "dialog" else kind)(**blocks)

    def _lua_reply(self, url: str, body: Any = "", options: Any = None) -> None:
        _no_function(body, "https_server:reply")
        self.bench.https_server().reply(url, body, **(options or {}))

    def _lua_requests(self) -> Any:
        server = self.bench.https_server()
        return self.state.table(
            [
                {"method": r.method, "url": r.url, "headers": r.headers, "body": r.body}
                for r in server.requests
            ]
        )

    def _lua_openai_replies(self, *replies: Any) -> tuple[int, str | None]:
        said, key = _replies_and_key(replies)
        model = self.bench.openai_replies(*said, key=key)
        self._models.append(model)
        return len(self._models) - 1, model.key

    def _lua_openai_asked(self, model: int) -> Any:
        return self.state.table(_without_none(self._models[model].asked))

    def _lua_openai_texts(self, model: int) -> Any:
        return self.state.table(self._models[model].texts)


def _replies_and_key(given: tuple[Any, ...]) -> tuple[list[str | Reply], str | None]:
    """Replies one by one, or all in a table that may have ``key``: a text, or false for none."""
    key: str | None = KEY
    if len(given) == 1 and isinstance(given[0], (list, dict)) and not _is_reply(given[0]):
        table = dict(enumerate(given[0], 1)) if isinstance(given[0], list) else dict(given[0])
        chosen = table.pop("key", KEY)
        if not isinstance(chosen, str) and chosen is not False:
            raise UsageError("openai_replies: key is a text, or false for none")
        key = chosen or None
        if sorted(map(str, table)) != sorted(str(at) for at in range(1, len(table) + 1)):
            raise UsageError("openai_replies: a table holds replies in their order, and key")
        given = tuple(table[at] for at in sorted(table))
    return [_reply(each) for each in given], key


def _is_reply(value: Any) -> bool:
    return isinstance(value, dict) and ("openai_status" in value or "openai_body" in value)


def _reply(value: Any) -> str | Reply:
    _no_function(value, "openai_replies")
    if not _is_reply(value):
        if not isinstance(value, str):
            raise UsageError("openai_replies: a reply is a text, openai_reply(...) or openai_failure(...)")
        return value
    if "openai_status" in value:
        return failure(int(value["openai_status"]), str(value.get("openai_message", "")))
    _no_function(value["openai_body"], "openai_reply")
    return Reply(body=value["openai_body"], **(value.get("openai_options") or {}))


def _no_function(value: Any, where: str) -> None:
    # A server answers on threads of its own, and a Lua state has one.
    if isinstance(value, LuaFunction):
        raise UsageError(f"{where}: in Lua a reply is a text or a table, not a function")


def _told(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function as specs call it: plain values in, and failures as errors with the spec's line."""

    def call(*arguments: Any) -> Any:
        try:
            return function(*map(_plain, arguments))
        except PostludeError as error:
            raise ScriptError(error.message) from None
        except AssertionError as error:
            raise ScriptError(str(error)) from None
        except TypeError as error:
            raise ScriptError(f"wrong arguments: {error}") from None

    return call


def _plain(value: Any) -> Any:
    if isinstance(value, LuaTable):
        value = value.to_python()
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {_plain(name): _plain(each) for name, each in value.items()}
    return value


def _in_order(value: Any) -> Any:
    """A Lua table has no order: what ends a step of an answer comes last."""
    if isinstance(value, dict):
        return {
            name: _in_order(value[name])
            for name in sorted(value, key=lambda name: (name == "close", name == "press", str(name)))
        }
    return [_in_order(each) for each in value] if isinstance(value, list) else value


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_none(each) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        return [False if each is None else _without_none(each) for each in value]
    return value


def _spec(table: Any) -> Spec:
    content = table.to_dict() if isinstance(table, LuaTable) else table
    found = {_plain(name): value for name, value in content.items()}
    around = ("before_each", "after_each", "setup", "teardown")
    children = found.get("children") or []
    return Spec(
        _plain(found["kind"]), _plain(found["name"]), int(found["line"]), found.get("body"),
        [_spec(child) for child in children],
        {name: list(found[name]) for name in around if found.get(name)},
    )  # fmt: skip
