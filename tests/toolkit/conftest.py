from __future__ import annotations

from tests.frontdoor import door
from tests.https.server import _https_server, https_server

__all__ = ["_https_server", "door", "https_server"]
