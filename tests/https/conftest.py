from __future__ import annotations

from collections.abc import Iterator

import pytest

from postlude.https.session import Network
from tests.https.server import Server, _https_server, https_server

__all__ = ["_https_server", "https_server"]


@pytest.fixture
def network(https_server: Server) -> Iterator[Network]:
    """A network on which every name of the server leads to it, and its authority is trusted."""
    made = Network(resolve=https_server.resolve(), ca_file=https_server.ca_file)
    yield made
    made.close()
