"""Reads answers: a TOML file, or the same form as Python's dictionaries and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from postlude.dialogs.answers import Answers
from postlude.dialogs.blocks import (
    CANCEL,
    AlertBlock,
    Block,
    ChoiceBlock,
    DialogBlock,
    FileBlock,
    FontBlock,
    Step,
)
from postlude.errors import UsageError

B = TypeVar("B", bound=Block)

KINDS = ("alert", "dialog", "file", "font", "choice")
CHOICES = ("articulation", "expression", "shape", "symbol")
STYLES = ("bold", "italic", "underline", "strikeout", "absolute", "hidden")
MODIFIERS = {"shift": 1, "alt": 2, "control": 4, "command": 8}
"""The ``CMDMODKEY_`` numbers of the keys."""
_TEXT, _TRUE, _TABLE, _WAIT, _KEY = "a text", "true", "a table", '"idle" or seconds', "a key"
ACTIONS = {
    "set": _TABLE, "press": _TEXT, "wait": _WAIT, "close": _TRUE, "key": _KEY,
    "up": _TEXT, "down": _TEXT, "double_click": _TEXT, "select": _TEXT,
}  # fmt: skip
"""What a step can do, and what each takes."""


def read_answers(path: Path) -> Answers:
    """The answers in a TOML file. Raises UsageError, with the file and what is wrong."""
    import tomllib  # late: most runs have no answers

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: can't read the answers: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: the answers are not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not TOML: {error}") from None
    return _answers(content, str(path))


def answers_from(content: Any) -> Answers:
    """Answers as Python has them: :class:`Answers` itself, a dictionary in the form of the TOML file
    (``{"alert": [...], "dialog": [...], "file": [...], "font": [...],
    "choice": [...]}``), or a list of what answers one window
    after the other. What answers a window is a dictionary or a function that is given the
    :class:`~postlude.dialogs.openwindow.OpenWindow`. Raises UsageError.
    """
    if isinstance(content, Answers):
        return content
    if isinstance(content, Mapping):
        return _answers(content, "answers")
    if isinstance(content, Sequence) and not isinstance(content, (str, bytes)):
        return _answers({"dialog": content}, "answers")
    raise UsageError(
        f"answers are a dictionary, a list of what answers each window, or Answers, not {type(content).__name__}"
    )


def _answers(content: Mapping[str, Any], where: str) -> Answers:
    unknown = sorted(set(content) - set(KINDS))
    if unknown:
        there = ", ".join(f"[[{kind}]]" for kind in KINDS)
        raise UsageError(f"{where}: unknown key {unknown[0]!r}: there are {there}")
    return Answers(
        _blocks(where, content, "alert", _alert),
        _blocks(where, content, "dialog", _dialog),
        _blocks(where, content, "file", _file),
        _blocks(where, content, "font", _font),
        _blocks(where, content, "choice", _choice),
    )


def _blocks(
    where: str, content: Mapping[str, Any], kind: str, read: Callable[[str, Mapping[str, Any]], B]
) -> list[B]:
    blocks = content.get(kind, [])
    if isinstance(blocks, (str, bytes, Mapping)) or not isinstance(blocks, Sequence):
        raise UsageError(f"{where}: {kind!r} is written [[{kind}]]")
    found = []
    for number, block in enumerate(blocks, 1):
        if kind == "dialog" and callable(block):
            block = {"steps": block}
        if not isinstance(block, Mapping):
            raise UsageError(f"{where}: {kind!r} is written [[{kind}]]")
        found.append(read(f"{where}: [[{kind}]] number {number}", block))
    return found


def _only(where: str, block: Mapping[str, Any], *known: str) -> None:
    for key in block:
        if key not in known:
            raise UsageError(f"{where}: unknown key {key!r}: there are {', '.join(known)}")


def _pattern(where: str, block: Mapping[str, Any], name: str) -> re.Pattern[str] | None:
    text = block.get(name)
    if text is None:
        return None
    if not isinstance(text, str):
        raise UsageError(f"{where}: {name} is a string")
    try:
        return re.compile(text)
    except re.error as error:
        raise UsageError(f"{where}: {name} is no regular expression: {error}") from None


def _repeat(where: str, block: Mapping[str, Any]) -> bool:
    repeat = block.get("repeat", False)
    if not isinstance(repeat, bool):
        raise UsageError(f"{where}: repeat is true or false")
    return repeat


def _alert(where: str, block: Mapping[str, Any]) -> AlertBlock:
    _only(where, block, "text", "answer", "repeat")
    answer = block.get("answer")
    if answer not in ("ok", "cancel", "yes", "no"):
        raise UsageError(f"{where}: answer is ok, cancel, yes or no, not {answer!r}")
    return AlertBlock(_pattern(where, block, "text"), _repeat(where, block), answer=answer)


def _dialog(where: str, block: Mapping[str, Any]) -> DialogBlock:
    own = ("title", "steps", "repeat")
    _only(where, block, *own, *ACTIONS, "modifiers")
    found = DialogBlock(_pattern(where, block, "title"), _repeat(where, block))
    steps = block.get("steps")
    at_once = {key: value for key, value in block.items() if key not in own}
    if steps is not None and at_once:
        raise UsageError(f"{where}: {next(iter(at_once))} stands in a step when there are steps")
    if callable(steps):
        found.steps = steps
        return found
    if steps is None:
        steps = [at_once] if at_once else []
    if not isinstance(steps, Sequence) or isinstance(steps, str):
        raise UsageError(f"{where}: steps is a list of tables")
    found.steps = tuple(
        step for number, each in enumerate(steps, 1) for step in _step(f"{where}, step {number}", each)
    )
    return found


def _step(where: str, content: Any) -> list[Step]:
    if not isinstance(content, Mapping) or not set(content) - {"modifiers"}:
        raise UsageError(f'{where}: a step is a table such as {{ press = "OK" }}')
    _only(where, content, *ACTIONS, "modifiers")
    held = _modifiers(where, content.get("modifiers", ""))
    steps = []
    for action, argument in content.items():
        if action == "modifiers":
            continue
        if not _takes(ACTIONS[action], argument):
            raise UsageError(f"{where}: {action} takes {ACTIONS[action]}, not {argument!r}")
        steps.append(Step(action, argument, held))
    return steps


def _takes(form: str, argument: Any) -> bool:
    if form is _TABLE:
        return isinstance(argument, Mapping)
    if form is _TRUE:
        return argument is True
    if form is _WAIT:
        number = isinstance(argument, (int, float)) and not isinstance(argument, bool)
        return argument == "idle" or (number and 0 <= argument < float("inf"))
    return isinstance(argument, str) and bool(argument)


def _modifiers(where: str, content: Any) -> int:
    held = 0
    for name in filter(None, str(content).replace(" ", "").split(",")):
        if name not in MODIFIERS:
            raise UsageError(f"{where}: no key {name!r}: there are {', '.join(MODIFIERS)}")
        held |= MODIFIERS[name]
    return held


def _file(where: str, block: Mapping[str, Any]) -> FileBlock:
    _only(where, block, "answer", "title", "kind", "repeat")
    answer, kind = block.get("answer"), block.get("kind")
    if kind not in (None, "open", "save", "folder"):
        raise UsageError(f"{where}: kind is open, save or folder, not {kind!r}")
    answers = [answer] if isinstance(answer, (str, Path)) else answer
    if not isinstance(answers, Sequence) or not all(
        isinstance(path, (str, Path)) and str(path) for path in answers
    ):
        raise UsageError(f'{where}: answer is a path, a list of paths, or "cancel"')
    paths = () if answer == CANCEL else tuple(str(path) for path in answers)
    return FileBlock(_pattern(where, block, "title"), _repeat(where, block), paths=paths, kind=kind)


def _font(where: str, block: Mapping[str, Any]) -> FontBlock:
    _only(where, block, "answer", "name", "size", "styles", "title", "repeat")
    found = FontBlock(_pattern(where, block, "title"), _repeat(where, block))
    if block.get("answer") == CANCEL:
        return found
    name, size, styles = block.get("name"), block.get("size"), block.get("styles")
    if not isinstance(name, str) or not name:
        raise UsageError(f'{where}: a font has a name, or its answer is "cancel"')
    if size is not None and (isinstance(size, bool) or not isinstance(size, (int, float)) or size <= 0):
        raise UsageError(f"{where}: size is a number of points, not {size!r}")
    if styles is not None and not (
        isinstance(styles, Sequence) and not isinstance(styles, str) and set(styles) <= set(STYLES)
    ):
        raise UsageError(f"{where}: styles is a list of {', '.join(STYLES)}")
    found.font, found.size = name, size
    found.styles = tuple(styles) if styles is not None else None
    return found


def _choice(where: str, block: Mapping[str, Any]) -> ChoiceBlock:
    _only(where, block, "answer", "kind", "shape", "repeat")
    answer, kind, is_shape = block.get("answer"), block.get("kind"), block.get("shape", False)
    if kind is not None and kind not in CHOICES:
        raise UsageError(f"{where}: kind is one of {', '.join(CHOICES)}, not {kind!r}")
    if not isinstance(is_shape, bool):
        raise UsageError(f"{where}: shape is true or false")
    if isinstance(answer, str) and len(answer) == 1:
        answer = ord(answer)
    if answer != CANCEL and (isinstance(answer, bool) or not isinstance(answer, int) or answer < 1):
        raise UsageError(f'{where}: answer is the number of an item, a symbol, or "cancel", not {answer!r}')
    number = None if isinstance(answer, str) else answer
    return ChoiceBlock(None, _repeat(where, block), number=number, kind=kind, is_shape=is_shape)
