"""What authors of plugins test with: scores from a few lines of notation, assertions on music and changes, a pytest
plugin and Lua specs. ``docs/testing.md`` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postlude.testing.assertions import assert_changes, assert_music, describe_changes
    from postlude.testing.builder import score
    from postlude.testing.describing import describe

__all__ = ["assert_changes", "assert_music", "describe", "describe_changes", "score"]


def __getattr__(name: str) -> Any:
    # Late: pytest imports this package in every project that has Postlude installed.
    if name == "score":
        from postlude.testing.builder import score

        return score
    if name == "describe":
        from postlude.testing.describing import describe

        return describe
    if name in __all__:
        from postlude.testing import assertions

        return getattr(assertions, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
