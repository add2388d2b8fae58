"""Comments that suppress findings: ``-- check: ignore RULE``, in Python with ``#``.

On a line of code it holds for that line; alone on a line for that and the next one; before any code for the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from postlude.checking.findings import RULES, Finding
from postlude.checking.tree import Comment

_COMMENT = re.compile(r"(?:--+|#+)\s*check:\s*ignore\b[ \t:]*([\w\-, \t]*)")


class Suppressions:
    """What the comments of a file suppress."""

    def __init__(self, comments: Iterable[Comment], first: int) -> None:
        self._lines: dict[int, set[str]] = {}
        self._file: set[str] = set()
        self._unknown: list[tuple[int, str]] = []
        for comment in comments:
            found = _COMMENT.match(comment.text)
            if found is None:
                continue
            names = {name for name in re.split(r"[,\s]+", found[1]) if name}
            self._unknown += [(comment.line, name) for name in sorted(names - set(RULES))]
            if not names:
                self._unknown.append((comment.line, ""))
            if comment.line < first:
                self._file |= names
                continue
            for line in (comment.line, comment.line + 1) if comment.alone else (comment.line,):
                self._lines.setdefault(line, set()).update(names)

    def keeps(self, finding: Finding) -> bool:
        return finding.rule not in self._file and finding.rule not in self._lines.get(finding.line, ())

    def mistakes(self, file: str) -> Iterator[Finding]:
        """Comments that name no rule, or one that there isn't."""
        for line, name in self._unknown:
            message = f"there is no rule {name!r}" if name else "name the rule: check: ignore RULE"
            yield Finding(file, line, 1, "bad-suppression", RULES["bad-suppression"].severity, message)
