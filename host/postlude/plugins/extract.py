"""Finding the ``plugindef`` function in the text of a script, which is not run for it.

Only a *global* function at the top level of the script counts, as ``function plugindef(...)`` or ``plugindef
= function(...)``. In bundled scripts it stands behind thousands of lines of library code, and other functions
of that name stand in comments, strings and tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from postlude.plugins.lexer import Token, blank, compile_bytes, line_of, nesting

_BYTECODE = b"\x1bLua"

_BETWEEN = compile_bytes(blank("b"))
_PARENTHESIS = compile_bytes(rf"{blank('b')} \(")
_ASSIGNED = compile_bytes(rf"{blank('b')} =(?!=) {blank('c')} function\b")


@dataclass(frozen=True)
class Extract:
    """The text of a script's ``plugindef`` and the line of the script, from 1, on which it begins.

    ``text`` is None if there is none that counts; ``problems`` says which ones don't.
    """

    text: bytes | None
    line: int = 1
    problems: tuple[str, ...] = ()


def is_bytecode(source: bytes) -> bool:
    """Whether ``source`` is compiled Lua, whatever its file is called."""
    return source.startswith(_BYTECODE)


def extract_plugindef(source: bytes) -> Extract:
    """The first ``plugindef`` at the top level of ``source``.

    A function that is never closed is taken to the end of the text, so that Lua's own message says what is
    missing. A local one and a second one do not count, and are noted.
    """
    if b"plugindef" not in source or is_bytecode(source):
        return Extract(None)
    found: list[tuple[int, int]] = []
    problems: list[str] = []
    depth = 0
    inside = False
    earlier = before = last = Token("stop", 0, 0)
    for token in nesting(source):
        last = token
        if token.kind == "opens":
            depth += 1
        elif token.kind == "closes":
            depth = max(0, depth - 1)
            if inside and depth == 0:
                found[-1] = (found[-1][0], token.end)
                inside = False
        elif token.kind == "name" and not inside:
            definition = _definition(source, depth, earlier, before, token)
            if definition is not None and definition.kind == "local":
                problems.append(f"line {line_of(source, token.start)}: a local plugindef does not count")
            elif definition is not None:
                found.append((definition.start, -1))
                inside = True
        earlier, before = before, token
    if not found:
        return Extract(None, problems=tuple(problems))
    for start, _ in found[1:]:
        problems.append(f"line {line_of(source, start)}: plugindef is defined again; the first one counts")
    start, end = found[0]
    return Extract(source[start : end if end >= 0 else last.start], line_of(source, start), tuple(problems))


def _definition(source: bytes, depth: int, earlier: Token, before: Token, name: Token) -> Token | None:
    """The token that the definition of ``name`` starts with (``local``: one that doesn't count), or None."""

    def adjoins(left: Token, right: Token) -> bool:
        return _BETWEEN.fullmatch(source, left.end, right.start) is not None

    if depth == 1 and before.kind == "opens" and source[before.start : before.end] == b"function":
        if adjoins(before, name) and _PARENTHESIS.match(source, name.end):
            return earlier if earlier.kind == "local" and adjoins(earlier, before) else before
    elif depth == 0 and _ASSIGNED.match(source, name.end):
        return before if before.kind == "local" and adjoins(before, name) else name
    return None
