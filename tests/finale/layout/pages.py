"""A small score with a layout: twelve measures on three systems and two pages, two staves, one part."""

from __future__ import annotations

from collections.abc import Mapping

from postlude.enigma.document import Document
from tests.enigma.builders import measure
from tests.finale.small import Line, small_score

LINE = [(1024, [0])] * 4


def page(number: int, first_system: int, *, part: int = 0) -> str:
    owner = f' part="{part}" shared="false"' if part else ""
    return (
        f'<pageSpec cmper="{number}"{owner}><height>3168</height><width>2448</width><percent>100</percent>'
        f"<firstSystem>{first_system}</firstSystem><scaleContentOnly/><margTop>-144</margTop>"
        "<margLeft>144</margLeft><margBottom>144</margBottom><margRight>-144</margRight></pageSpec>"
    )


def system(
    number: int, first: int, behind: int, *, part: int = 0, stretch: int = 9000, more: str = ""
) -> str:
    owner = f' part="{part}" shared="false"' if part else ""
    return (
        f'<staffSystemSpec cmper="{number}"{owner}><startMeas>{first}</startMeas><endMeas>{behind}</endMeas>'
        f"<horzPercent>{stretch}</horzPercent><ssysPercent>50</ssysPercent><staffHeight>6144</staffHeight>"
        f"<top>-100</top><left>20</left><bottom>-196</bottom>{more}<scaleVert/><scaleContentOnly/>"
        "<distanceToPrev>-40</distanceToPrev></staffSystemSpec>"
    )


def staves_of(number: int) -> str:
    return "".join(
        f'<instUsed cmper="{number}" inci="{inci}"><inst>{inci + 1}</inst>'
        f"<distFromTop>{-300 * inci}</distFromTop></instUsed>"
        for inci in (0, 1)
    )


PAGES = page(1, 1) + page(1, 1, part=1) + page(2, 3)
SYSTEMS = system(1, 1, 5) + system(1, 1, 13, part=1) + system(2, 5, 9) + system(3, 9, 13)
OPTIONS = (
    "<barlineOptions><drawBarlines/><barlineWidth>128</barlineWidth><thickBarlineWidth>768</thickBarlineWidth>"
    "<doubleBarlineSpace>768</doubleBarlineSpace><finalBarlineSpace>768</finalBarlineSpace></barlineOptions>"
    "<musicSpacingOptions><musFront>30</musFront><musBack>10</musBack></musicSpacingOptions>"
    "<stemOptions><stemLength>84</stemLength><stemWidth>128</stemWidth></stemOptions>"
)


def laid_out(
    frames: Mapping[tuple[int, int, int], Line] | None = None,
    *,
    measures: Mapping[int, str] | None = None,
    others: str = "",
    details: str = "",
    systems: str = SYSTEMS,
    pages: str = PAGES,
) -> Document:
    """The score; ``measures`` adds elements to the records of single measures."""
    added = measures or {}
    bars = "".join(
        measure(number, 250).replace(
            "</measSpec>", f"<barline>normal</barline>{added.get(number, '')}</measSpec>"
        )
        for number in range(1, 13)
    )
    part = '<partDef cmper="0"/><partDef cmper="1"><partOrder>1</partOrder></partDef>'
    used = "".join(staves_of(number) for number in (1, 2, 3))
    used += '<instUsed cmper="1" inci="0" part="1" shared="false"><inst>2</inst><distFromTop>0</distFromTop></instUsed>'
    return small_score(
        frames or {(1, 1, 1): LINE},
        measures=0,
        others=bars + used + pages + part + systems + others,
        details=details,
        options=OPTIONS,
    )
