"""A score as readable text, one line an event, and the differences between two scores in such lines.

A line tells all of the records that it is about, so whatever changes in them shows: what it has no words for stands
behind as ``name=value``, and what is as usual goes without saying. Numbers that mean nothing to musicians, such as
those of entries and definitions, do not occur. What has no line (options, definitions, layouts of parts) is compared
record by record.
"""

from __future__ import annotations

from postlude.enigma.document import Document
from postlude.testing.describing.cells import describe_cells, event_lines
from postlude.testing.describing.frame import describe_frame
from postlude.testing.describing.marks import describe_marks, shape_entries
from postlude.testing.describing.notes import Notes
from postlude.testing.describing.others import Others, differences, sentences
from postlude.testing.describing.scene import Line, Scene

__all__ = ["Description", "describe", "describe_with_changes"]


class Description:
    """A document's lines, in order, and the records that have none.

    With one that is ``like`` it, such as the score before a run, what is the same in both is not described twice.
    """

    def __init__(self, document: Document, like: Description | None = None) -> None:
        scene = Scene(document)
        describe_frame(scene)
        self.notes: Notes = Notes(scene, shape_entries(scene), like.notes if like is not None else None)
        describe_cells(scene, self.notes)
        describe_marks(scene)
        event_lines(scene)
        scene.lines.sort(key=lambda line: (line.measure, line.order, line.text))
        self.document = document
        self.lines: list[Line] = scene.lines
        self.others = Others(scene)


def describe(document: Document) -> list[str]:
    """The state of a score as lines of text."""
    return [line.shown for line in Description(document).lines]


def describe_with_changes(document: Document) -> list[str]:
    """The state of a score, and behind it what else differs from the file that was opened."""
    now = Description(document)
    lines = [line.shown for line in now.lines]
    if document.store.changed:
        before = Description(document.as_opened(), now)
        lines.extend(sentences(differences(before.others, now.others)))
    return lines
