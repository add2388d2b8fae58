"""Answers for the system's dialogs (for a file to open or to save, a folder, a font) and for Finale's own."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlude.dialogs.answers import next_block, short
from postlude.dialogs.model import CANCELLED, OK

if TYPE_CHECKING:
    from postlude.dialogs.blocks import ChoiceBlock, FileBlock, FontBlock
    from postlude.dialogs.desk import Desk

KINDS = {"FCFileOpenDialog": "open", "FCFileSaveAsDialog": "save", "FCFolderBrowseDialog": "folder"}
WORDS = {"open": "for a file to open", "save": "for a file to save", "folder": "for a folder"}


def choose_path(desk: Desk, dialog: Any) -> int:
    """Answer a dialog for a path. The script may read and write what the user chose."""
    answers, kind = desk.answers, KINDS[dialog.lua_name]
    what = f"the dialog {WORDS[kind]}" + (f" {short(dialog.title)!r}" if dialog.title else "")

    def fits(block: FileBlock) -> bool:
        return block.kind in (None, kind)

    block = next_block(answers.files, dialog.title, fits)
    paths: tuple[str, ...] = ()
    if block is not None:
        paths = block.paths
    elif answers.mode == "ask" and answers.ask_path is not None:
        with desk.surface.person():
            name = "" if kind == "folder" else dialog.file_name
            proposed = str(Path(dialog.folder, name)) if dialog.folder or name else ""
            answer = answers.ask_path(kind, desk.surface.redact(dialog.title), desk.surface.redact(proposed))
        paths = (answer,) if answer else ()
    else:
        answers.note(f"nothing answers {what}: it was cancelled")
    chosen = [str(Path(path).expanduser().absolute()) for path in paths]
    if kind == "save":
        chosen = [_with_extension(dialog, path) for path in chosen]
    for path in chosen:
        _check(desk, kind, what, path)
    if len(chosen) > 1 and not getattr(dialog, "multiple", False):
        raise answers.wrong(f"{what} takes one path, not {len(chosen)}")
    answers.windows.append({
        "title": dialog.title, "controls": [], "pressed": "OK" if chosen else "Cancel",
        "kind": kind, "paths": chosen, "answered": block is not None,
    })  # fmt: skip
    if not chosen:
        return CANCELLED
    for path in chosen:
        desk.surface.allow(Path(path))
    if kind == "folder":
        dialog.folder = chosen[0].rstrip(os.sep) + os.sep
    else:
        dialog.file_name = chosen[0]
        if kind == "open":
            dialog.file_names = chosen
    return OK


def _with_extension(dialog: Any, path: str) -> str:
    """A name without an extension gets that of the dialog's filter, as in the systems' own dialogs."""
    chosen = max(0, min(dialog.default_filter, len(dialog.filters)) - 1)
    pattern = dialog.filters[chosen][0] if dialog.filters else ""
    if Path(path).suffix or not re.fullmatch(r"\*\.\w+", pattern):
        return path
    return path + pattern[1:]


def _check(desk: Desk, kind: str, what: str, path: str) -> None:
    """What a person couldn't choose is no answer. Raises UsageError."""
    if kind == "open" and not Path(path).is_file():
        raise desk.answers.wrong(f"the answer for {what} is no file: {path}")
    if kind == "folder" and not Path(path).is_dir():
        raise desk.answers.wrong(f"the answer for {what} is no folder: {path}")
    if kind == "save" and not Path(path).parent.is_dir():
        raise desk.answers.wrong(f"the answer for {what} lies in no folder that exists: {path}")
    if kind == "save" and Path(path).is_dir():
        raise desk.answers.wrong(f"the answer for {what} is a folder: {path}")


def choose_font(desk: Desk, dialog: Any) -> int:
    """Answer a font dialog."""
    answers = desk.answers
    block: FontBlock | None = next_block(answers.fonts, dialog.sample)
    if block is None and answers.mode != "ok":
        answers.note("nothing answers the font dialog: it was cancelled")
    font = dialog.font
    accepted = block.font is not None if block is not None else answers.mode == "ok"
    if accepted and block is not None:
        font.Name = block.font
        if block.size is not None and dialog.sizes:
            font.Size = round(block.size)
        if block.styles is not None and dialog.styles:
            for style in ("Bold", "Italic", "Underline", "StrikeOut", "Absolute", "Hidden"):
                setattr(font, style, style.lower() in block.styles)
    answers.windows.append({
        "title": "", "controls": [], "pressed": "OK" if accepted else "Cancel", "kind": "font",
        "answered": block is not None,
    })  # fmt: skip
    return OK if accepted else CANCELLED


def choose_item(desk: Desk, chooser: Any) -> int:
    """Answer a dialog of Finale's own for an item of the document or a symbol.

    OK takes what the script proposes, if that can be chosen. Raises UsageError for an answer that can't be.
    """
    answers, kind = desk.answers, chooser.kind
    what = f"the dialog for {'an' if kind[0] in 'ae' else 'a'} {kind}"

    def fits(block: ChoiceBlock) -> bool:
        return block.kind in (None, kind)

    block = next_block(answers.choices, "", fits)
    number, is_shape = chooser.number, chooser.is_shape
    if block is not None:
        number, is_shape = block.number or 0, block.is_shape
    elif answers.mode == "ask" and answers.ask_path is not None:
        number = _asked(desk, kind, what, number)
    elif answers.mode != "ok" or not chooser.offers(number, is_shape):
        answers.note(f"nothing answers {what}: it was cancelled")
        number = 0
    if number and not chooser.offers(number, is_shape):
        there = f"{'shape ' * is_shape}{kind} {number}"
        raise answers.wrong(f"the answer for {what} can't be chosen: there is no {there}")
    answers.windows.append({
        "title": "", "controls": [], "pressed": "OK" if number else "Cancel", "kind": kind, "number": number,
        "answered": block is not None,
    })  # fmt: skip
    if not number:
        return CANCELLED
    chooser.number, chooser.is_shape = number, is_shape
    return OK


def _asked(desk: Desk, kind: str, what: str, proposed: int) -> int:
    assert desk.answers.ask_path is not None
    with desk.surface.person():
        answer = desk.answers.ask_path(kind, "", str(proposed or ""))
    if kind == "symbol" and len(answer) == 1 and not answer.isdigit():
        return ord(answer)
    if answer and not (answer.isascii() and answer.isdigit()):
        raise desk.answers.wrong(f"the answer for {what} is no number: {short(answer)!r}")
    return int(answer or 0)


SYSTEM_DIALOGS: dict[str, Callable[[Any, Any], int]] = {
    **dict.fromkeys(KINDS, choose_path),
    "FCFontDialog": choose_font,
    "Chooser": choose_item,
}
