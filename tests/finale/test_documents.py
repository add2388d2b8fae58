"""Several documents in one session: each with its own records, undo blocks and view; files within the fence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from postlude import Host
from postlude.enigma.document import Document, open_document
from postlude.errors import RefusedError, ScriptError
from postlude.finale.namespace import Namespace
from postlude.finale.session import Session, Surroundings
from postlude.finale.undo import Undo
from tests.conftest import shared_path
from tests.enigma.builders import document, document_xml, measure


class OpenFence:
    """Lets everything be read, and nothing written but what is named."""

    def __init__(self, *writable: Path) -> None:
        self.writable = writable

    def read(self, path: str, what: str) -> Path:
        return Path(path)

    def write(self, path: str, what: str) -> Path:
        if Path(path) not in self.writable:
            raise RefusedError(f"{what}: {path}")
        return Path(path)

    save = write


def score(folder: Path, name: str, measures: int) -> Path:
    file = folder / f"{name}.enigmaxml"
    file.write_bytes(document_xml(others="".join(measure(number) for number in range(1, measures + 1))))
    return file


def session(main: Document | None, *writable: Path) -> Namespace:
    return Namespace(Session(main, surroundings=Surroundings(files=OpenFence(*writable))))


def opened(finale: Namespace, path: Path, *, saveedits: bool = False, text: str | None = None) -> Any:
    made = finale.FCDocument()
    assert made.Open(str(path), True, text, saveedits, False, True)
    return made


def measures(finale: Namespace) -> int:
    return int(finale.FCMeasures().LoadAll())


def widen(finale: Namespace, width: int) -> None:
    first = finale.FCMeasure()
    first.Load(1)
    first.Width = width
    first.Save()


def width(finale: Namespace) -> int:
    first = finale.FCMeasure()
    first.Load(1)
    return int(first.Width)


def test_objects_work_on_the_current_document(tmp_path: Path) -> None:
    finale = session(document(others=measure(1)))
    home = finale.FCDocument()
    other = opened(finale, score(tmp_path, "other", 3))
    assert measures(finale) == 3
    assert other.IsCurrent() and not home.IsCurrent()
    assert home.SwitchTo() and measures(finale) == 1
    assert home.SwitchBack() and measures(finale) == 3
    assert other.SwitchBack() and measures(finale) == 1


def test_open_documents_are_listed(tmp_path: Path) -> None:
    finale = session(document(others=measure(1)))
    other = opened(finale, score(tmp_path, "other", 1))
    listed = finale.FCDocuments()
    assert listed.LoadAll() == 2
    assert listed.FindCurrent().ID == other.ID
    assert listed.FindID(1).IsUntitled() and not listed.FindID(other.ID).IsUntitled()
    path = finale.FCString()
    assert listed.FindCurrent().GetPath(path) and path.LuaString == str(tmp_path / "other.enigmaxml")
    assert other.Close() and listed.LoadAll() == 1 and finale.FCDocument().ID == 1
    assert not other.Close()


def test_without_a_document_there_is_none_current(tmp_path: Path) -> None:
    finale = session(None)
    nobody = finale.FCDocument()
    assert (nobody.ID, nobody.IsCurrent(), nobody.CreatedDate) == (0, False, "")
    other = opened(finale, score(tmp_path, "other", 2))
    assert measures(finale) == 2
    assert other.CloseCurrentDocumentAndWindow() and finale.FCDocuments().LoadAll() == 0
    assert not other.SwitchBack()


def test_a_file_that_is_open_already_is_not_opened_twice(tmp_path: Path) -> None:
    file = score(tmp_path, "one", 1)
    finale = session(open_document(file))
    assert opened(finale, file).ID == 1


def test_a_file_that_cannot_be_read_is_false_and_said_unless_dialogs_are_hidden(tmp_path: Path) -> None:
    alerts: list[str] = []

    def alert(kind: str, text: str, caption: str) -> str:
        alerts.append(text)
        return "ok"

    surroundings = Surroundings(files=OpenFence(), alert=alert)
    finale = Namespace(Session(document(others=measure(1)), surroundings=surroundings))
    missing = str(tmp_path / "missing.musx")
    assert not finale.FCDocument().Open(missing, True, None, False, False, True)
    assert not alerts
    assert not finale.FCDocument().Open(missing, True, None, False, False, False)
    assert len(alerts) == 1 and missing in alerts[0]
    assert measures(finale) == 1


def test_each_document_has_its_own_undo_blocks(tmp_path: Path) -> None:
    main = document(others=measure(1))
    finale = session(main)
    undo = Undo(finale._session, "Script")
    widen(finale, 700)
    other = opened(finale, score(tmp_path, "other", 1), saveedits=True, text="Other")
    widen(finale, 800)
    assert other.SwitchBack(False)
    assert width(finale) == 700
    other.SwitchTo("Again", True)
    assert width(finale) == 600
    widen(finale, 900)
    other.SwitchBack(True)
    undo.finish()
    assert [(block.text, block.stored) for block in undo.blocks] == [
        ("Script", True),
        ("Other", False),
        ("Again", True),
    ]
    assert [change.tag for change in main.changes()] == ["measSpec"]


def test_leaving_a_document_without_saving_its_edits_undoes_them(tmp_path: Path) -> None:
    finale = session(document(others=measure(1)))
    Undo(finale._session, "Script")
    widen(finale, 700)
    opened(finale, score(tmp_path, "other", 1), saveedits=False).SwitchBack()
    assert width(finale) == 600


def test_nothing_stored_means_nothing_in_any_document(tmp_path: Path) -> None:
    main = document(others=measure(1))
    finale = session(main)
    undo = Undo(finale._session, "Script", no_store=True)
    widen(finale, 700)
    other = opened(finale, score(tmp_path, "other", 1), saveedits=True)
    widen(finale, 800)
    undo.finish()
    assert main.changes() == []
    assert finale.FCDocument().ID == 1
    other.SwitchTo()
    assert width(finale) == 600


def test_the_view_of_each_document_is_its_own(tmp_path: Path) -> None:
    finale = session(document(others=measure(1)))
    inner = finale._session
    inner.part = 2
    inner.selection.start_measure = inner.selection.start_slot = 1
    other = opened(finale, score(tmp_path, "other", 1))
    assert inner.part == 0 and inner.selection.empty
    other.SwitchBack()
    assert inner.part == 2 and not inner.selection.empty


def test_saving_writes_only_what_the_fence_allows(tmp_path: Path) -> None:
    file, target = score(tmp_path, "other", 1), tmp_path / "new.musx"
    finale = session(None, target)
    other = opened(finale, file)
    before = file.read_bytes()
    widen(finale, 700)
    assert other.Dirty
    with pytest.raises(RefusedError):
        other.Save()
    assert file.read_bytes() == before
    assert other.Save(str(target)) and not other.Dirty
    path = finale.FCString()
    other.GetPath(path)
    assert path.LuaString == str(target)
    assert width(session(open_document(target))) == 700
    widen(finale, 800)
    assert other.Dirty
    other.Dirty = False
    assert not other.Dirty


def test_the_header_says_when_and_with_what_it_was_made() -> None:
    doc = session(open_document(shared_path() / "documents" / "zwei_gesange.musx")).FCDocument()
    year, month, day = (int(number) for number in doc.CreatedDate.split("-"))
    assert 1990 < year < 2030 and 0 < month <= 12 and 0 < day <= 31
    assert doc.ModifiedVersion == 0x1B400000
    without = session(document(others=measure(1))).FCDocument()
    assert (without.CreatedDate, without.CreatedVersion, without.ModifiedVersion) == ("", 0, 0)


SCRIPT = """
local doc = finale.FCDocument()
local path = finale.FCString(finenv.RunningLuaFolderPath() .. "other.enigmaxml")
local opened = doc:Open(path, true, nil, true, false, true)
local m = finale.FCMeasure()
m:Load(1)
m.Width = 777
m:Save()
local count = finale.FCMeasures():LoadAll()
doc:CloseCurrentDocumentAndWindow(true)
doc:SwitchBack()
return opened, count, finale.FCMeasures():LoadAll()
"""


def test_a_script_reads_another_document_and_leaves_files_alone(tmp_path: Path) -> None:
    other = score(tmp_path, "other", 4)
    before = other.read_bytes()
    script = tmp_path / "script.lua"
    script.write_text(SCRIPT)
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        result = host.run(script, document(others=measure(1)))
    assert result.ok, result.message
    assert result.returned == [True, 4, 1]
    assert result.changes == []
    assert other.read_bytes() == before


def test_a_new_document_is_a_copy_of_the_default_one(tmp_path: Path) -> None:
    surroundings = Surroundings(files=OpenFence(), folders=lambda name: f"{tmp_path / name}/")
    finale = Namespace(Session(document(others=measure(1)), surroundings=surroundings))
    made = finale.FCDocument()
    assert not made.New(None, True)
    assert str(tmp_path / "templates") in finale._session.notes["FCDocument.New"]
    (tmp_path / "templates").mkdir()
    default = score(tmp_path / "templates", "Default", 3)
    before = default.read_bytes()
    assert made.New(None, True) and measures(finale) == 3
    assert made.IsUntitled() and not made.Dirty and not made.Save()
    widen(finale, 700)
    assert made.SwitchBack(True) and measures(finale) == 1
    assert default.read_bytes() == before


def test_a_document_that_a_script_closes_is_still_the_callers(tmp_path: Path) -> None:
    main = document(others=measure(1))
    finale = session(main)
    undo = Undo(finale._session, "Script")
    widen(finale, 700)
    assert finale.FCDocument().Close(True)
    assert finale.FCDocuments().LoadAll() == 0
    with pytest.raises(ScriptError, match="no document is open"):
        width(finale)
    undo.finish()
    assert width(finale) == 700 and len(main.changes()) == 1


SAVING = """
local m = finale.FCMeasure()
m:Load(1)
m.Width = 777
m:Save()
return finale.FCDocument():Save()
"""


def test_a_script_saves_the_input_document_only_where_the_result_is_wanted(tmp_path: Path) -> None:
    script = tmp_path / "script.lua"
    script.write_text(SAVING)
    file = score(tmp_path, "input", 1)
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        refused = host.run(script, file)
        assert refused.exit_status == 4 and "--in-place" in refused.message
        assert b"777" not in file.read_bytes()
        saved = host.run(script, file, saves=[file])
    assert saved.returned == [True] and saved.notes == [f"the plugin saved {file}"]
    assert b"777" in file.read_bytes()


def test_a_script_opens_no_document_outside_the_fence(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    scripts = tmp_path / "scripts"
    elsewhere.mkdir()
    scripts.mkdir()
    file = score(elsewhere, "secret", 1)
    script = scripts / "script.lua"
    script.write_text(f"finale.FCDocument():Open({str(file)!r}, true, nil, true, false, true)")
    with Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host:
        result = host.run(script, document(others=measure(1)))
        assert result.exit_status == 4 and "FCDocument.Open" in result.message
        assert host.run(script, document(others=measure(1)), allow_read=[elsewhere]).ok


def test_the_callers_own_code_opens_and_saves_what_it_likes(tmp_path: Path) -> None:
    file, target = score(tmp_path, "other", 2), tmp_path / "new.enigmaxml"
    main = document(others=measure(1))
    with (
        Host(data_dir=tmp_path / "data", config_dir=tmp_path / "config") as host,
        host.edit(main) as finale,
    ):
        widen(finale, 700)
        other = opened(finale, file, saveedits=True)
        widen(finale, 800)
        assert other.Save(str(target))
        assert other.Close(False)
        folder = finale.FCString()
        folder.SetUserOptionsPath()
        assert folder.LuaString.startswith(str(tmp_path / "data"))
    assert [change.fields for change in main.changes()] == [{"width": ["600", "700"]}]
    assert width(session(open_document(target))) == 800


def test_a_record_knows_the_document_that_it_comes_from(tmp_path: Path) -> None:
    finale = session(document(others=measure(1)))
    first = finale.FCMeasure()
    assert first.Load(1)
    home = first.ConnectedDocID
    other = opened(finale, score(tmp_path, "other", 2))
    assert other.SwitchTo()
    assert (first.ConnectedDocID, first.VerifyConnectedDocID()) == (home, False)
    assert first.Reload()
    assert (first.ConnectedDocID, first.VerifyConnectedDocID()) == (other.ID, True)
    assert home not in (other.ID, 0)
