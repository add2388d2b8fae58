from __future__ import annotations

from tests.frontdoor import door

__all__ = ["door"]
