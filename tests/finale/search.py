"""Look for steps that break a score: ``python -m tests.finale.search SEED SECONDS [SCORE ...]``.

Each kind of fault is printed once, with the fewest steps of those found that lead to it. Scores that Finale left with
faults are searched too: what counts is a fault that wasn't there before.
"""

from __future__ import annotations

import random
import re
import sys
import time
import traceback
from collections import Counter

from postlude.enigma.document import Document
from postlude.errors import ScriptError
from tests.finale.conftest import finale_of
from tests.finale.hand import STEPS, Hand
from tests.finale.test_validity import ENDS_GONE, SCORES, TAKEN_APART, score_named
from tests.finale.validity import faults

Step = tuple[str, int, int, int]


def kinds(found: list[str]) -> Counter[str]:
    """Faults without their numbers."""
    return Counter(re.sub(r"-?\d+(, \d+)*", "N", fault) for fault in found)


def broken_by(score: Document, steps: list[Step]) -> tuple[int, str, str] | None:
    """The number of steps after which the score is broken, the kind of fault and one fault; None if it is whole."""
    before = kinds(faults(score))
    hand = Hand(finale_of(score))
    try:
        for done, (step, *numbers) in enumerate(steps, 1):
            try:
                hand.take(step, *numbers)
            except ScriptError:
                pass
            except Exception as error:
                where = traceback.extract_tb(error.__traceback__)[-1]
                return done, f"{step}: {type(error).__name__}", f"{error} ({where.filename}:{where.lineno})"
            found = faults(score)
            new = kinds(found) - before
            for fault in found:
                if (kind := next(iter(kinds([fault])))) in new:
                    return done, f"{step}: {kind}", fault
        return None
    finally:
        score.store.rollback(0)


def fewer(score: Document, steps: list[Step], kind: str) -> list[Step]:
    """The steps without those that don't matter."""
    for at in reversed(range(len(steps) - 1)):
        shorter = steps[:at] + steps[at + 1 :]
        found = broken_by(score, shorter)
        if found is not None and found[1] == kind:
            steps = shorter[: found[0]]
    return steps


def search(seed: int, seconds: float, names: list[str]) -> Counter[str]:
    chance = random.Random(seed)
    seen: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        name = chance.choice(names)
        steps = [
            (chance.choice(STEPS), *(chance.randint(0, 20) for _ in range(3)))
            for _ in range(chance.randint(1, 8))
        ]
        score = score_named(name)
        found = broken_by(score, steps)
        if found is not None:
            done, kind, fault = found
            seen[kind] += 1
            if seen[kind] == 1:
                print(f"{kind}\n    {name}: {fewer(score, steps[:done], kind)}\n    {fault}", flush=True)
        else:
            seen["none"] += 1
    return seen


if __name__ == "__main__":
    print(
        search(
            int(sys.argv[1]),
            float(sys.argv[2]),
            sys.argv[3:] or [name for name in SCORES if name not in TAKEN_APART | ENDS_GONE],
        )
    )
