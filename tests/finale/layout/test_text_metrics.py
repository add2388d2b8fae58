"""Metrics of text: from the fonts that are installed, else from published widths."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from postlude.finale.layout import fontfiles
from postlude.finale.namespace import Namespace
from tests.enigma.builders import document
from tests.finale.conftest import finale_of

ARTICULATIONS = (
    '<articDef cmper="1"><charMain>62</charMain><fontMain>1</fontMain><sizeMain>24</sizeMain></articDef>'
    '<articDef cmper="2"><charMain>1</charMain><fontMain>1</fontMain><sizeMain>24</sizeMain>'
    "<mainIsShape/><mainShape>1</mainShape></articDef>"
)
FONTS = '<fontName cmper="1"><charsetBank>Mac</charsetBank><charsetVal>4095</charsetVal><name>Maestro</name></fontName>'


@pytest.fixture
def finale(monkeypatch: pytest.MonkeyPatch) -> Iterator[Namespace]:
    """Without any font of the system."""
    monkeypatch.setattr(fontfiles, "folders", list)
    caches = (fontfiles._files, fontfiles._font, fontfiles.glyph)
    for each in caches:
        each.cache_clear()
    yield finale_of(document(others=ARTICULATIONS + FONTS))
    for each in caches:
        each.cache_clear()


def measured(
    finale: Namespace, text: str, font: str = "Times", size: float = 10, percent: float = 100
) -> Any:
    metrics = finale.FCTextMetrics()
    string = finale.FCString()
    string.LuaString = text
    assert metrics.LoadString(string, finale.FCFontInfo(font, size), percent)
    return metrics


def test_a_string_is_as_wide_as_its_letters(finale: Namespace) -> None:
    # 722, 500 and 278 thousandths of an em.
    metrics = measured(finale, "Abi")
    assert metrics.AdvanceWidthPoints == pytest.approx(15.0)
    assert metrics.AdvanceWidthEVPUs == pytest.approx(60.0)
    assert metrics.CalcWidthEVPUs() == pytest.approx(60.0)


def test_letters_with_descenders_reach_below_the_baseline(finale: Namespace) -> None:
    assert measured(finale, "abc").BottomEVPUs == 0
    low = measured(finale, "page")
    assert low.BottomEVPUs < 0 < low.TopEVPUs
    assert low.CalcHeightPoints() == low.TopPoints - low.BottomPoints
    assert measured(finale, "").CalcHeightEVPUs() == 0


def test_size_and_percentage_scale_the_text(finale: Namespace) -> None:
    plain = measured(finale, "Allegro").AdvanceWidthPoints
    assert measured(finale, "Allegro", size=20).AdvanceWidthPoints == pytest.approx(2 * plain)
    assert measured(finale, "Allegro", percent=50).AdvanceWidthPoints == pytest.approx(plain / 2)


def test_fonts_without_serifs_have_widths_of_their_own(finale: Namespace) -> None:
    assert measured(finale, "a", "Arial").AdvanceWidthPoints == pytest.approx(5.56)
    assert measured(finale, "a", "Garamond").AdvanceWidthPoints == pytest.approx(4.44)


def test_symbols_of_music_fonts_have_the_usual_sizes(finale: Namespace) -> None:
    metrics = finale.FCTextMetrics()
    # A black notehead is one space high; four spaces make an em of 24 points, which are 96 EVPU.
    assert metrics.LoadSymbol(0xE0A4, finale.FCFontInfo("Finale Maestro", 24), 100)
    assert metrics.CalcHeightEVPUs() == pytest.approx(24.0)
    assert not metrics.LoadSymbol(0xE999, finale.FCFontInfo("Finale Maestro", 24), 100)
    assert metrics.CalcWidthEVPUs() == 0
    assert not metrics.LoadSymbol(1, finale.FCFontInfo("Maestro", 24), 100)


def test_the_symbol_of_an_articulation_is_measured_unless_it_is_a_shape(finale: Namespace) -> None:
    metrics, definition = finale.FCTextMetrics(), finale.FCArticulationDef()
    definition.Load(1)
    assert metrics.LoadArticulation(definition, False, 100)
    assert metrics.CalcWidthEVPUs() == pytest.approx(1.36 * 24)
    copied = finale.FCTextMetrics()
    copied.CopyFrom(metrics)
    assert copied.CalcWidthEVPUs() == metrics.CalcWidthEVPUs()
    definition.Load(2)
    assert not metrics.LoadArticulation(definition, False, 100)


def test_an_installed_font_is_measured_itself(
    finale: Namespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    builder = pytest.importorskip("fontTools.fontBuilder", reason="fonttools, of an extra, is not installed")
    pens = pytest.importorskip("fontTools.pens.ttGlyphPen", reason="fonttools, of an extra, is not installed")
    pen = pens.TTGlyphPen(None)
    pen.moveTo((100, -200))
    pen.lineTo((100, 800))
    pen.lineTo((600, 800))
    pen.closePath()
    made = builder.FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", "A"])
    made.setupCharacterMap({65: "A"})
    made.setupGlyf({".notdef": pens.TTGlyphPen(None).glyph(), "A": pen.glyph()})
    made.setupHorizontalMetrics({".notdef": (500, 0), "A": (700, 100)})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupPost()
    made.save(tmp_path / "OurOwn-Regular.ttf")
    monkeypatch.setattr(fontfiles, "folders", lambda: [tmp_path])
    fontfiles._files.cache_clear()
    metrics = measured(finale, "AA", "Our Own")
    assert metrics.AdvanceWidthPoints == pytest.approx(14.0)
    assert (metrics.LeftPoints, metrics.RightPoints) == (pytest.approx(1.0), pytest.approx(13.0))
    assert (metrics.BottomPoints, metrics.TopPoints) == (pytest.approx(-2.0), pytest.approx(8.0))
