"""Reports that other tools read: LCOV (genhtml, Codecov, Coveralls, editors) and Cobertura (GitLab, Azure, Jenkins)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as xml

from postlude.covering.measured import FileLines, Measured


def write_report(measured: Measured, file: Path) -> None:
    """Write a report, Cobertura for a name that ends with ``.xml``, else LCOV. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(cobertura(measured) if file.suffix == ".xml" else lcov(measured).encode("utf-8"))


def lcov(measured: Measured) -> str:
    """A tracefile of LCOV. Files below the root folder are named from there."""
    return "".join(f"{line}\n" for file in measured.files for line in _record(file))


def _record(file: FileLines) -> Iterator[str]:
    yield "TN:"
    yield f"SF:{file.name}"
    for function in file.functions:
        yield f"FN:{function.line},{function.name}"
    for function in file.functions:
        yield f"FNDA:{function.count},{function.name}"
    yield f"FNF:{len(file.functions)}"
    yield f"FNH:{sum(1 for function in file.functions if function.count)}"
    for line, count in file.lines.items():
        yield f"DA:{line},{count}"
    yield f"LF:{len(file.lines)}"
    yield f"LH:{file.hit}"
    yield "end_of_record"


def cobertura(measured: Measured) -> bytes:
    """A report in Cobertura's XML; a package is a folder."""
    root = xml.Element("coverage", _rates(measured.hit, measured.total))
    root.attrib |= {
        "lines-covered": str(measured.hit), "lines-valid": str(measured.total), "branches-covered": "0",
        "branches-valid": "0", "complexity": "0", "version": "1", "timestamp": str(int(time.time() * 1000)),
    }  # fmt: skip
    xml.SubElement(xml.SubElement(root, "sources"), "source").text = str(measured.root)
    packages = xml.SubElement(root, "packages")
    for folder, group in groupby(measured.files, lambda file: file.name.rpartition("/")[0]):
        files = list(group)
        hit, total = sum(file.hit for file in files), sum(len(file.lines) for file in files)
        package = xml.SubElement(
            packages, "package", {"name": folder or ".", **_rates(hit, total), "complexity": "0"}
        )
        classes = xml.SubElement(package, "classes")
        for file in files:
            names = {"name": file.path.name, "filename": file.name}
            rates = _rates(file.hit, len(file.lines))
            each = xml.SubElement(classes, "class", {**names, **rates, "complexity": "0"})
            xml.SubElement(each, "methods")
            lines = xml.SubElement(each, "lines")
            for line, count in file.lines.items():
                xml.SubElement(lines, "line", {"number": str(line), "hits": str(count)})
    xml.indent(root)
    document_type = b'<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">\n'
    content: bytes = xml.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" ?>\n' + document_type + content + b"\n"


def _rates(hit: int, total: int) -> dict[str, str]:
    return {"line-rate": f"{hit / total if total else 1:.6g}", "branch-rate": "0"}
