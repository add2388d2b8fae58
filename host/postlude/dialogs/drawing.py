"""Pictures of windows: each control where its script put it, as SVG."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from postlude.dialogs.model import KINDS, kind_of, row_text
from postlude.errors import UsageError

TITLE_BAR = 28.0
MARGIN = 12.0
BORDER = 10.0
"""Around what a script put at 0."""
GAP = 8.0
LINE = 16.0
"""Between the lines of a text."""
SMALLEST, LARGEST = (160.0, 60.0), (4000.0, 4000.0)
"""Sizes of a window that are drawn, whatever its script says."""
MOST_PICTURES = 1000
"""Of one run."""
DEEPEST = 20
"""Levels of a tree that are drawn."""

_STYLE = (
    "text{font:13px 'Helvetica Neue',Arial,sans-serif;fill:#1c1c1e;white-space:pre}"
    ".off text,.off tspan{fill:#9a9aa0}.w{fill:#ececec}.t{fill:#d8d8da}.f{fill:#fff;stroke:#a8a8ad}"
    ".b{fill:#fff;stroke:#a8a8ad}.d{fill:#2f6fde;stroke:#2f6fde}.d+text{fill:#fff}.s{fill:#cfe0fb}"
    ".l{stroke:#a8a8ad}.h{fill:#f3f3f5}"
)


class Pictures:
    """A folder that the pictures of a run are put into, numbered as they come."""

    def __init__(self, folder: Path, redact: Callable[[str], str]) -> None:
        self._folder = folder
        self._redact = redact
        self._taken: int | None = None
        self._drawn = 0

    def draw(self, window: Any, moment: str) -> None:
        """Write one picture. Raises UsageError if it can't be written."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if self._taken is None:
                numbers = [re.match(r"(\d+)-", path.name) for path in self._folder.glob("*.svg")]
                self._taken = max((int(each[1]) for each in numbers if each), default=0)
            self._drawn += 1
            if self._drawn > MOST_PICTURES:
                return
            self._taken += 1
            name = re.sub(r"[^\w]+", "-", self._redact(window.title)).strip("-").lower()[:40] or "dialog"
            path = self._folder / f"{self._taken:03d}-{name}-{moment}.svg"
            path.write_text(self._redact(svg_of(window)), encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            raise UsageError(f"--dialogs show={self._folder}: {error.strerror or error}") from None


def svg_of(window: Any) -> str:
    """A window as an SVG document; one point or pixel of the script is one of the picture."""
    places = _places(window)
    seen = [(control, *places.get(id(control), (control.left, control.top))) for control in window]
    seen = [(control, x, y) for control, x, y in seen if control.visible]
    right = max((x + control.width for control, x, _ in seen), default=0.0) + MARGIN
    bottom = max((y + control.height for control, _, y in seen), default=0.0) + MARGIN
    width = _bounded(max(window.client_width or 0.0, right) + BORDER, 0)
    height = _bounded(max(window.client_height or 0.0, bottom) + BORDER, 1)
    body = "".join(_control(control, x, y) for control, x, y in seen)
    title = _text(window.title, width / 2, 19, anchor="middle")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height + TITLE_BAR:g}">'
        f"<style>{_STYLE}</style>"
        f'<rect class="w" width="{width:g}" height="{height + TITLE_BAR:g}" rx="8"/>'
        f'<rect class="t" width="{width:g}" height="{TITLE_BAR:g}" rx="8"/>{title}'
        f'<g transform="translate({BORDER:g},{TITLE_BAR + BORDER:g})">{body}</g></svg>\n'
    )


def _bounded(value: float, axis: int) -> float:
    return min(max(value, SMALLEST[axis]), LARGEST[axis])


def _places(window: Any) -> dict[int, tuple[float, float]]:
    """Where the OK and cancel buttons come, which have no place of their own: in a row below the others."""
    own, others = [], []
    for each in window:
        if getattr(each, "role", "") in ("ok", "cancel") and not each.left and not each.top:
            own.append(each)
        elif each.visible:
            others.append(each)
    bottom = max((each.top + each.height for each in others), default=0.0) + GAP
    right = max([sum(each.width + GAP for each in own), *(each.right for each in others)])
    places = {}
    for button in sorted(own, key=lambda each: each.role, reverse=True):
        right -= button.width
        places[id(button)] = (right, bottom)
        right -= GAP
    return places


def _control(control: Any, x: float, y: float) -> str:
    drawn = "".join(_DRAWERS.get(kind_of(control), _nothing)(control))
    state = "" if control.enabled else ' class="off"'
    return f'<g transform="translate({x:g},{y:g})"{state}>{drawn}</g>'


def _text(text: str, x: float, y: float, *, anchor: str = "start", style: str = "") -> str:
    clean = "".join(c if c.isprintable() else " " for c in text)
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{style}>{escape(clean)}</text>'


def _box(control: Any, css: str = "f", radius: float = 3) -> str:
    return f'<rect class="{css}" width="{control.width:g}" height="{control.height:g}" rx="{radius:g}"/>'


def _lines(text: str, x: float, height: float) -> Iterator[str]:
    y = 14.0
    for line in text.splitlines():
        if y > max(height, 14.0):
            break
        yield _text(line, x, y)
        y += LINE


def _nothing(control: Any) -> Iterator[str]:
    yield _box(control)


def _static(control: Any) -> Iterator[str]:
    colour = control.colour
    style = f' style="fill:rgb({",".join(str(min(max(c, 0), 255)) for c in colour)})"' if colour else ""
    if control.bold:
        style += ' font-weight="bold"'
    for number, line in enumerate(control.text.splitlines()):
        yield _text(line, 0, 14 + number * LINE, style=style)


def _edit(control: Any) -> Iterator[str]:
    yield _box(control)
    yield from _lines(control.text, 4, control.height)


def _button(control: Any) -> Iterator[str]:
    yield _box(control, "b d" if control.role == "ok" else "b", 5)
    yield _text(control.text.replace("&", ""), control.width / 2, control.height / 2 + 4.5, anchor="middle")


def _checkbox(control: Any) -> Iterator[str]:
    yield '<rect class="f" x="1" y="2" width="13" height="13" rx="3"/>'
    if control.check:
        path = "M4 8.5h7" if control.check == 2 else "M4 8.5l3 3 5-6"
        yield f'<path d="{path}" fill="none" stroke="#2f6fde" stroke-width="2"/>'
    yield _text(control.text, 20, 13)


def _radio(control: Any) -> Iterator[str]:
    yield '<circle class="f" cx="8" cy="9" r="6.5"/>'
    if control.Check:
        yield '<circle cx="8" cy="9" r="3.5" fill="#2f6fde"/>'
    yield _text(control.text, 20, 13)


def _popup(control: Any) -> Iterator[str]:
    yield _box(control, radius=5)
    chosen = control.SelectedItem
    yield _text(control.items[chosen] if chosen >= 0 else "", 6, control.height / 2 + 4.5)
    yield _arrow(control)


def _combo(control: Any) -> Iterator[str]:
    yield from _edit(control)
    yield _arrow(control)


def _arrow(control: Any) -> str:
    x, y = control.width - 15, control.height / 2 - 2
    return f'<path d="M{x:g} {y:g}l4 5 4-5" fill="none" stroke="#1c1c1e" stroke-width="1.5"/>'


def _rows(control: Any, texts: list[str], selected: set[int], top: float = 0) -> Iterator[str]:
    for line, text in enumerate(texts):
        y = top + line * 18
        if y + 18 > control.height:
            break
        if line in selected:
            yield f'<rect class="s" x="1" y="{y + 1:g}" width="{control.width - 2:g}" height="17"/>'
        yield _text(text, 5, y + 14)


def _list(control: Any) -> Iterator[str]:
    yield _box(control, radius=0)
    yield from _rows(control, control.items, {control.SelectedItem})


def _data_list(control: Any) -> Iterator[str]:
    yield _box(control, radius=0)
    top = 0.0
    if control.header and control.columns:
        top = 20.0
        yield f'<rect class="h" x="1" y="1" width="{control.width - 2:g}" height="19"/>'
        yield _text(" | ".join(column.title for column in control.columns), 5, 15)
    marks = {True: "\N{BALLOT BOX WITH CHECK} ", False: "\N{BALLOT BOX} "}
    rows = [(marks[row.checked] if control.checkboxes else "") + row_text(row) for row in control.rows]
    yield from _rows(control, rows, set(control.selected), top)


def _tree(control: Any) -> Iterator[str]:
    yield _box(control, radius=0)
    texts: list[str] = []
    chosen: set[int] = set()

    def walk(nodes: Any, depth: int) -> None:
        for node in nodes:
            if node is control.selected:
                chosen.add(len(texts))
            mark = (
                (
                    "\N{BLACK DOWN-POINTING SMALL TRIANGLE} "
                    if node.expanded
                    else "\N{BLACK RIGHT-POINTING SMALL TRIANGLE} "
                )
                if len(list(node))
                else ""
            )
            texts.append("   " * depth + mark + node.text)
            if node.expanded and depth < DEEPEST:
                walk(node, depth + 1)

    walk(control.roots, 0)
    yield from _rows(control, texts, chosen)


def _slider(control: Any) -> Iterator[str]:
    middle, span = control.height / 2, control.maximum - control.minimum
    at = 6 + (control.width - 12) * ((control.thumb - control.minimum) / span if span > 0 else 0)
    yield f'<path class="l" d="M6 {middle:g}H{control.width - 6:g}" stroke-width="3"/>'
    yield f'<circle class="f" cx="{at:g}" cy="{middle:g}" r="7"/>'


def _up_down(control: Any) -> Iterator[str]:
    yield _box(control)
    x, y = control.width / 2, control.height / 2
    yield f'<path d="M{x - 4:g} {y - 2:g}l4-5 4 5M{x - 4:g} {y + 2:g}l4 5 4-5" fill="none" stroke="#1c1c1e"/>'


def _switcher(control: Any) -> Iterator[str]:
    yield _box(control, "h")
    share = control.width / max(len(control.pages), 1)
    for number, page in enumerate(control.pages):
        if number == control.page:
            yield f'<rect class="f" x="{number * share:g}" width="{share:g}" height="{control.height:g}" rx="3"/>'
        yield _text(page, (number + 0.5) * share, 15, anchor="middle")


def _line(control: Any) -> Iterator[str]:
    end = f"H{control.width:g}" if control.horizontal else f"V{control.height:g}"
    yield f'<path class="l" d="M0 0{end}"/>'


_DRAWERS: dict[str, Callable[[Any], Iterator[str]]] = {
    "static": _static,
    "edit": _edit,
    "combo box": _combo,
    "text editor": _edit,
    "checkbox": _checkbox,
    "button": _button,
    "radio button": _radio,
    "popup": _popup,
    "list": _list,
    "data list": _data_list,
    "tree": _tree,
    "slider": _slider,
    "up-down": _up_down,
    "switcher": _switcher,
    "line": _line,
}
assert set(_DRAWERS) <= set(KINDS.values())
