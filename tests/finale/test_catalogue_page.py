"""``docs/catalogue.md`` says what is so: its example is the code, and every kind of field it names exists."""

from __future__ import annotations

import re
from pathlib import Path

from postlude.finale import fieldmethods, fields, themes
from postlude.finale.base import _CLASSES, declared_classes
from postlude.finale.marks import articulations
from postlude.finale.text import recordfonts
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "catalogue.md").read_text("utf-8")


def test_the_example_is_the_code() -> None:
    [example] = re.findall(r"```python fragment\n(class FCArticulation.*?)```", PAGE, re.DOTALL)
    assert example in Path(articulations.__file__).read_text("utf-8")


def test_every_kind_of_field_in_the_table_exists() -> None:
    table = PAGE.partition("| field | value | in the file |")[2].partition("\n\n")[0]
    kinds = set(re.findall(r"`(\w+)\(\"|`(\w+)\(\(|`(\w+)\(flag|`(\w+)\(\[", table))
    names = {name for groups in kinds for name in groups if name}
    assert {"integer", "flag", "choice", "combination", "by_parts", "Indexed", "FontByParts"} <= names
    homes = (fields, fieldmethods, recordfonts)
    assert {name for name in names if not any(hasattr(home, name) for home in homes)} == set()


def test_every_file_it_names_is_part_of_the_catalogue() -> None:
    folder = ROOT / "host" / "postlude" / "finale"
    named = set(re.findall(r"`(\w+)\.py`", PAGE)) - {
        "test_every_class",
        "test_measure_numbers",
        "test_conformance",
    }
    assert named - {path.stem for path in folder.rglob("*.py")} == set()
    assert all((folder / f"{file.replace('.', '/')}.py").is_file() for file in themes.THEMES)


def test_every_class_is_registered_under_the_file_that_declares_it() -> None:
    declared = {
        name: cls.__module__.removeprefix("postlude.finale.") for name, cls in declared_classes().items()
    }
    assert declared == themes.files()
    unregistered = {cls.lua_name for cls in _CLASSES.values()} - declared.keys()
    assert unregistered == set()
