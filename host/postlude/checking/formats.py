"""How findings are written: for people, as JSON, as GitHub's workflow commands, as SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from postlude import __version__
from postlude.checking.checker import Report
from postlude.checking.findings import RULES, Finding, Severity
from postlude.result import visible

_SARIF_LEVELS = {Severity.NOTE: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_GITHUB = {Severity.NOTE: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}


def summary(report: Report) -> str:
    """One line: how many files and findings."""
    files = _number(report.files, "file")
    if not report.findings:
        return f"{files}: nothing found"
    counts = [
        _number(count, severity.name.lower())
        for severity in sorted(Severity, reverse=True)
        if (count := report.count(severity))
    ]
    return f"{files}: {', '.join(counts)}"


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def as_text(report: Report) -> Iterator[str]:
    for each in report.findings:
        place = f"{visible(each.file)}:{each.line}:{each.column}"
        yield f"{place}: {each.severity.name.lower()}: {visible(each.message)} [{each.rule}]"
    yield summary(report)


def as_json(report: Report) -> Iterator[str]:
    """One object: ``findings``, and how many there are."""
    yield json.dumps(
        {
            "files": report.files,
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "notes": report.count(Severity.NOTE),
            "findings": [_as_object(each) for each in report.findings],
        },
        ensure_ascii=False,
    )


def _as_object(finding: Finding) -> dict[str, Any]:
    return {
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "severity": finding.severity.name.lower(),
        "rule": finding.rule,
        "message": finding.message,
    }


def as_github(report: Report) -> Iterator[str]:
    """Commands that GitHub's workflows turn into annotations, and the summary."""
    for each in report.findings:
        place = f"file={_property(_relative(each.file))},line={each.line},col={each.column}"
        yield f"::{_GITHUB[each.severity]} {place},title={each.rule}::{_data(f'{each.message} [{each.rule}]')}"
    yield summary(report)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(report: Report) -> Iterator[str]:
    """The static analysis results interchange format, which code hosts show as annotations."""
    used = sorted({each.rule for each in report.findings})
    yield json.dumps(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "postlude check",
                            "version": __version__,
                            "rules": [
                                {
                                    "id": name,
                                    "shortDescription": {"text": RULES[name].about},
                                    "defaultConfiguration": {"level": _SARIF_LEVELS[RULES[name].severity]},
                                }
                                for name in used
                            ],
                        }
                    },
                    "columnKind": "unicodeCodePoints",
                    "results": [_as_result(each, used) for each in report.findings],
                }
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _as_result(finding: Finding, used: list[str]) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "ruleIndex": used.index(finding.rule),
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(_relative(finding.file))},
                    "region": {"startLine": finding.line, "startColumn": finding.column},
                }
            }
        ],
    }


def _uri(path: str) -> str:
    quoted = quote(path, safe="/:" if Path(path).is_absolute() else "/", errors="surrogateescape")
    return f"file://{quoted}" if PurePosixPath(path).is_absolute() else quoted


def _relative(file: str) -> str:
    """The path from the current folder, which code hosts take for the root, where the file lies in it."""
    try:
        return Path(file).resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return file


FORMATS: Final[Mapping[str, Callable[[Report], Iterator[str]]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
