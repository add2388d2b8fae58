"""Real scripts that read and write XML with `tinyxml2`."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from postlude import Host
from postlude.dialogs.reading import read_answers
from tests.conftest import sources_path
from tests.scripts.conftest import real_score, real_script

STEM = "notAscii-其れ"
RUN = """
logfile_path = finenv.RunningLuaFolderPath() .. "log.txt"
process_one_file(finenv.RunningLuaFolderPath(), "score.musicxml")
"""
"""What the script does for each file that its dialog lists; the names are its own."""


def in_denigma(*parts: str) -> Path:
    return sources_path("denigma", "tests", "data", "inputs", *parts)


def outline(path: Path) -> list[str]:
    """Each element with its attributes and text, in order."""

    def lines(element: ElementTree.Element, depth: int) -> list[str]:
        own = f"{depth} {element.tag} {sorted(element.attrib.items())} {(element.text or '').strip()}"
        return [own, *(line for child in element for line in lines(child, depth + 1))]

    return lines(ElementTree.parse(path).getroot(), 0)


def test_musicxml_is_massaged_as_another_program_does_it(host: Host, tmp_path: Path) -> None:
    """The same changes were made by denigma, a C++ program by the script's author."""
    text = real_script("musicxml_massage_export", "dist").read_text("utf-8")
    body, call, end = text.rpartition("music_xml_massage_export()")
    assert call and not end.strip()
    script = tmp_path / "massage.lua"
    script.write_text(re.sub("(?<=MinJWLuaVersion = ).*", "0.76", body) + RUN, "utf-8")
    with zipfile.ZipFile(in_denigma(f"{STEM}.mxl")) as archive:
        (tmp_path / "score.musicxml").write_bytes(archive.read(f"{STEM}.musicxml"))
    score = Path(shutil.copy(in_denigma(f"{STEM}.musx"), tmp_path / "score.musx"))
    result = host.run(script, score, allow_write=(tmp_path,))
    assert result.ok, result.message
    made = outline(tmp_path / "score.massaged.musicxml")
    expected = outline(in_denigma("reference", f"{STEM}.massaged.musicxml"))
    differing = [(a.split()[1], b.split()[1]) for a, b in zip(made, expected, strict=True) if a != b]
    # Who did it and when; and denigma marks the rest of a measure under a fermata as one.
    assert differing == [("software", "software"), ("encoding-date", "encoding-date"), ("rest", "rest")]


def test_a_style_for_musescore_is_written(host: Host, tmp_path: Path) -> None:
    target = tmp_path / "Style é.mss"
    answers = tmp_path / "answers.toml"
    answers.write_text(f"[[file]]\nanswer = '{target}'\n[[alert]]\nanswer = 'ok'\n", "utf-8")
    script = real_script("document_options_to_musescore")
    result = host.run(script, real_score("slurs_2voices"), answers=read_answers(answers))
    assert result.ok, result.message
    text = target.read_text("utf-8")
    assert text.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<museScore version="4.60">\n    <Style>\n        <'
    )
    assert text.endswith(">\n    </Style>\n</museScore>\n")
    style = ElementTree.fromstring(text.encode()).find("Style")
    assert style is not None
    assert len(style) > 200
    assert float(style.findtext("pageWidth") or 0) > 0


def test_the_class_browser_lists_the_classes_of_tinyxml2(host: Host, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(sources_path("rgplua-utilities"), tmp_path / "browser"))
    answers = tmp_path / "answers.toml"
    steps = "[{ wait = 'idle' }, { set = { '#1' = 'XML' } }, { press = 'Close' }]"
    answers.write_text(f"[[dialog]]\ntitle = '.*Class Browser.*'\nsteps = {steps}\n", "utf-8")
    result = host.run(
        folder / "rgpluaclassbrowser.lua", real_score("slurs_2voices"), answers=read_answers(answers)
    )
    assert result.ok, result.message
    [classes] = [control for control in result.dialogs[0]["controls"] if control["text"] == "Classes:"][1:]
    assert {"XMLDocument", "XMLElement", "XMLPrinter"} <= set(classes["choices"])
    assert "FCMeasure" not in classes["choices"]
