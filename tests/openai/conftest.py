from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from postlude.https.session import Network
from tests.https.conftest import _https_server, https_server, network
from tests.https.server import http_server
from tests.openai.scripts import Script

__all__ = ["_https_server", "http_server", "https_server", "network"]

MakeScript = Callable[..., Script]


@pytest.fixture
def script(network: Network) -> Iterator[MakeScript]:
    """Makes scripts that talk to the test server."""
    made: list[Script] = []

    def make(**options: object) -> Script:
        made.append(Script(network, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for each in made:
        each.callbacks.give_up("the test ended")
        each.state.close()
