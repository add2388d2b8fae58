"""Where the shipped plugins and prefixes are found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from postlude.plugins import shipped


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    shipped.shipped_root.cache_clear()
    yield
    shipped.shipped_root.cache_clear()


def test_in_a_checkout_they_stand_at_the_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "host/postlude/plugins").mkdir(parents=True)
    monkeypatch.setattr(shipped, "__file__", str(tmp_path / "host/postlude/plugins/shipped.py"))
    assert shipped.shipped_plugins() == tmp_path.resolve() / "plugins"
    assert shipped.shipped_prefixes() == tmp_path.resolve() / "prefix"


def test_in_an_installed_wheel_they_are_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "postlude/_shipped").mkdir(parents=True)
    monkeypatch.setattr(shipped, "__file__", str(tmp_path / "postlude/plugins/shipped.py"))
    assert shipped.shipped_prefixes() == tmp_path.resolve() / "postlude/_shipped/prefix"
    inside = tmp_path / "postlude/_shipped/plugins/a.lua"
    assert shipped.is_shipped(inside) and not shipped.is_shipped(tmp_path / "a.lua")


def test_they_are_here() -> None:
    assert (shipped.shipped_prefixes() / "system.lua").is_file()
