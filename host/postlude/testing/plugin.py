"""The pytest plugin: fixtures, and Lua specs as tests. It is loaded in every project that has Postlude installed, so it
imports nothing but pytest until a fixture, a spec or an option is used, and uses nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

SNAPSHOTS = "snapshots"
"""The folder of snapshots, beside the tests."""
DESELECTED = pytest.StashKey[set[Path]]()
"""The test files of which not all tests run."""

if TYPE_CHECKING:
    from postlude.host import Host
    from postlude.testing.bench import Bench, Dialogs, Ran
    from postlude.testing.server import HttpsServer, OpenAIReplies


_COVERAGE = ("", "_report", "_source", "_fail_under", "_specs")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, once: ``postlude test`` brings this plugin to an installation without entry points, too."""
    group = parser.getgroup("postlude", "Lua plugins (postlude)")
    with suppress(ValueError):
        group.addoption("--lua-coverage", action="store_true", help="measure which lines of Lua ran")
        group.addoption(
            "--lua-coverage-report", action="append", default=[], metavar="FILE",
            help="and write it to FILE: Cobertura for *.xml, else LCOV (repeatable)",
        )  # fmt: skip
        group.addoption(
            "--lua-coverage-source", action="append", default=[], metavar="PATH",
            help="of this file or all Lua files of this folder, also those that never ran (repeatable)",
        )  # fmt: skip
        group.addoption(
            "--lua-coverage-fail-under", type=float, metavar="PERCENT", help="fail if less of all lines ran"
        )
        group.addoption(
            "--update-score-snapshots", action="store_true",
            help="write the snapshots of scores that are new or differ, and remove those that no test uses",
        )  # fmt: skip
        group.addoption("--lua-coverage-specs", action="store_true", help="measure *_spec.lua files, too")


def pytest_configure(config: pytest.Config) -> None:
    """What the options ask for; each that says something of coverage switches it on."""
    if any(config.getoption(f"lua_coverage{name}", None) not in (None, False, []) for name in _COVERAGE):
        from postlude.testing.covering import LuaCoverage

        config.pluginmanager.register(LuaCoverage(config), "postlude-lua-coverage")


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Of these files not all tests run, so their snapshots may be in use."""
    for item in items:
        item.config.stash.setdefault(DESELECTED, set()).add(item.path)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Where there are snapshots, watch which of them the tests use."""
    if any((folder / SNAPSHOTS).is_dir() for folder in {item.path.parent for item in session.items}):
        from postlude.testing.snapshots import snapshots_of

        snapshots_of(session.config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A file that ends with ``_spec.lua`` holds tests in Lua."""
    if file_path.name.endswith("_spec.lua"):
        from postlude.testing.collecting import SpecFile

        return SpecFile.from_parent(parent, path=file_path)
    return None


@pytest.fixture(scope="session")
def _postlude_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], HttpsServer]]:
    """Makes the one server of the session when it is first needed."""
    made: list[HttpsServer] = []

    def make() -> HttpsServer:
        from postlude.testing.server import HttpsServer

        if not made:
            made.append(HttpsServer(tmp_path_factory.mktemp("postlude-server")))
        return made[0]

    yield make
    for server in made:
        server.close()


@pytest.fixture
def postlude_bench(
    request: pytest.FixtureRequest, tmp_path: Path, _postlude_server: Callable[[], HttpsServer]
) -> Iterator[Bench]:
    """What the other fixtures are made of; paths are looked for beside the test and in pytest's root folder."""
    from postlude.host import Host
    from postlude.testing.bench import Bench

    host = Host(data_dir=tmp_path / "postlude-data", config_dir=tmp_path / "postlude-config")
    bench = Bench(host, (request.path.parent, request.config.rootpath), _postlude_server)
    bench.assert_snapshot = assertion(request.node)
    yield bench
    bench.close()


def assertion(node: pytest.Item) -> Callable[..., None]:
    """``assert_snapshot`` of one test, which loads what it needs when it is called."""

    def assert_snapshot(document: Any, name: str | None = None) -> None:
        __tracebackhide__ = True
        from postlude.testing.snapshots import check

        check(node, document, name)

    return assert_snapshot


@pytest.fixture
def assert_snapshot(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Compares a score with the snapshot of the test: ``assert_snapshot(document)``."""
    return assertion(request.node)


@pytest.fixture
def host(postlude_bench: Bench) -> Host:
    """A ``Host`` with folders of its own."""
    return postlude_bench.host


@pytest.fixture
def score(postlude_bench: Bench) -> Callable[..., Any]:
    """Makes a document: ``score("song.musx")`` opens one, ``score("treble: c4 d e f")`` builds one."""
    return postlude_bench.score


@pytest.fixture
def run_plugin(postlude_bench: Bench) -> Callable[..., Ran]:
    """Runs a plugin: ``run_plugin("widen.lua", document, select="m1-4")``."""
    return postlude_bench.run


@pytest.fixture
def dialogs(postlude_bench: Bench) -> Dialogs:
    """Answers for the runs of the test."""
    return postlude_bench.dialogs


@pytest.fixture
def https_server(postlude_bench: Bench) -> HttpsServer:
    """A server with TLS on loopback, which the runs of the test reach under any name that it replies to."""
    return postlude_bench.https_server()


@pytest.fixture
def openai_replies(postlude_bench: Bench) -> Callable[..., OpenAIReplies]:
    """Says what the language model answers: ``openai_replies("Morn-ing", "o-ver")``."""
    return postlude_bench.openai_replies
