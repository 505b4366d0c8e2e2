"""What oss-quiz is allowed to take, from its design: a figure above it is `missed`."""

from __future__ import annotations

from dataclasses import dataclass

SHIPPED, FULL, MANY = "shipped decks", "100,000 cards", "1,000,000 reviews"
MILLION = "1,000,000 cards"


@dataclass(frozen=True)
class Budget:
    """At most so much."""

    most: float
    #: Beyond the figure of that measure in the same table, say one fsync.
    beyond: str | None = None


#: By the name of a collection and of a measure.
BUDGETS: dict[tuple[str, str], Budget] = {
    (SHIPPED, "start, warm"): Budget(4.0),
    (FULL, "start, warm"): Budget(8.0),
    (FULL, "start, warm: memory"): Budget(16.0),
    (FULL, "start, first ever"): Budget(800.0),
    (FULL, "start, first ever: memory"): Budget(48.0),
    (FULL, "check"): Budget(1_500.0),
    (MANY, "start, warm"): Budget(8.0),
    (MANY, "due"): Budget(5.0),
    (MANY, "stats"): Budget(50.0),
    (MANY, "stats --json"): Budget(50.0),
    (MILLION, "start, warm"): Budget(40.0),
    (MILLION, "start, warm: memory"): Budget(24.0),
}
#: Wherever it is measured.
EVERYWHERE: dict[str, Budget] = {
    "answer to next question, median": Budget(0.5, beyond="fsync, median"),
    "answer to next question, p99": Budget(1.0, beyond="fsync, p99"),
    "size of the program": Budget(6.0),
}


def of(collection: str, measure: str) -> Budget | None:
    """The budget of a measure, if it has one."""
    return BUDGETS.get((collection, measure)) or EVERYWHERE.get(measure)
