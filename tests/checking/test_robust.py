"""`postlude check` has something to say of any bytes, and never fails."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlude.checking.checker import check
from tests.conftest import ROOT, sources_path

WORDS = re.findall(
    r"\S+",
    """
    local function end if then else for in do while repeat until return and or not nil = == .. , ; ( ) { } [ ] . : ...
    x y z self finale finenv FCMeasure UI() :Load(1) .Width each require 'luaosutils' plugindef finaleplugin _G goto
    ::a:: <close> 1 0x -- --[[ ]] " ' [==[
    """,
)


KEYWORDS = """and break do else elseif end false for function goto if in local nil not or repeat return then true
until while"""


def looked_at(folder: Path, source: bytes, suffix: str = ".lua") -> None:
    path = folder / f"script{suffix}"
    path.write_bytes(source)
    report = check([path])
    lines = source.count(b"\n") + source.count(b"\r") + 2
    assert report.files == 1
    assert all(1 <= each.line <= lines and each.column >= 1 and each.message for each in report.findings)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("robust")


@settings(max_examples=60, deadline=None)
@given(source=st.binary(max_size=80))
def test_any_bytes(folder: Path, source: bytes) -> None:
    looked_at(folder, source)
    looked_at(folder, source, ".py")


@settings(max_examples=120, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_words_of_the_language(folder: Path, words: list[str]) -> None:
    looked_at(folder, " ".join(words).encode())


SHIPPED = sorted((ROOT / "plugins").iterdir()) + sorted((ROOT / "tests" / "shipped").glob("*.lua"))


@pytest.mark.parametrize(
    "path", [path for path in SHIPPED if path.suffix in (".lua", ".py")], ids=lambda path: path.name
)
def test_a_script_that_is_cut_off(tmp_path: Path, path: Path) -> None:
    source, chance = path.read_bytes(), random.Random(7)
    for _ in range(6):
        start, end = sorted(chance.sample(range(len(source)), 2))
        looked_at(tmp_path, source[:end], path.suffix)
        looked_at(tmp_path, source[:start] + source[end:], path.suffix)


@pytest.mark.parametrize(
    "path", [path for path in SHIPPED if path.suffix == ".lua"], ids=lambda path: path.name
)
def test_a_script_whose_names_are_mixed_up(tmp_path: Path, path: Path) -> None:
    """Most of what comes out is a program that Lua can read."""
    source, chance = path.read_text(encoding="utf-8"), random.Random(13)
    keywords = set(re.findall(r"\w+", KEYWORDS))
    names = [each for each in re.findall(r"[A-Za-z_]\w*", source) if each not in keywords]
    for share in (0.02, 0.2, 0.9):

        def mixed(found: re.Match[str], share: float = share) -> str:
            return found[0] if found[0] in keywords or chance.random() > share else chance.choice(names)

        looked_at(tmp_path, re.sub(r"[A-Za-z_]\w*", mixed, source).encode())


def test_real_scripts_cut_off(tmp_path: Path) -> None:
    scripts, chance = sorted(sources_path("lua-scripts", "src").glob("*.lua")), random.Random(11)
    for path in chance.sample(scripts, 25):
        source = path.read_bytes()
        start, end = sorted(chance.sample(range(len(source)), 2))
        looked_at(tmp_path, source[:start] + source[end:])


@pytest.mark.parametrize(
    "source",
    [
        "local x = " + "(" * 190 + "1" + ")" * 190,
        "local x = " + "{" * 190 + "}" * 190,
        "local x = " + " .. ".join(["'a'"] * 150),
        "local x = " + " + ".join(["y"] * 20_000),
        "local x = y" + ".a" * 5_000,
        "local x = y" + ":a()" * 5_000,
        "do " * 190 + "end " * 190,
        "local x = " + "function() return " * 150 + "1" + " end" * 150,
        "local a = b\n" + "\n".join(f"local v{n} = v{n - 1} or v{n - 2}" for n in range(2, 150)),
        "local function f(x) return f(x) or f(f(x)) end\nlocal t = {}\nt.a = t.a.a or t.b.a\nt.b = t.a or f(t.b)",
    ],
    ids=lambda source: source[:20],
)
def test_what_nests_deeply_or_leads_in_circles(tmp_path: Path, source: str) -> None:
    looked_at(tmp_path, source.encode())
