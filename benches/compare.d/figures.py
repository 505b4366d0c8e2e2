"""The figures that were measured, by collection, measure and program."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

#: The process that is measured so that the machine's speed shows.
FLOOR = "/bin/true"
#: What follows the name of a time, where it is processor time.
CPU = ": processor time"
#: In this order measures stand in a table, each followed by those whose names begin with it.
ORDER = (
    "size of the program",
    "start, warm",
    "start, disk cold",
    "start, first ever",
    "due",
    "stats",
    "stats --json",
    "check",
    "answer to next question",
    "… of it",
    "fsync,",
    "answers kept",
    "fsyncs",
    "leaving",
)


@dataclass(frozen=True)
class Figure:
    """One figure: the median of some runs, unless its name says otherwise."""

    value: float
    unit: str
    #: Every run.
    runs: tuple[float, ...] = ()
    #: What stands in the table instead of the number.
    shown: str | None = None


@dataclass
class Figures:
    """All figures of one collection of cards."""

    #: What it is: `10,000 cards`.
    collection: str
    rows: dict[str, dict[str, Figure]] = field(default_factory=dict)
    #: What could not be measured, and why.
    gaps: list[str] = field(default_factory=list)

    def add(self, measure: str, program: str, figure: Figure) -> None:
        """Keeps a figure."""
        self.rows.setdefault(measure, {})[program] = figure

    def times(self, measure: str, program: str, seconds: Sequence[float]) -> None:
        """Keeps the median of some times."""
        if seconds:
            runs = tuple(second * 1e3 for second in seconds)
            self.add(measure, program, Figure(statistics.median(runs), "ms", runs))

    def sizes(self, measure: str, program: str, mebibytes: Sequence[float]) -> None:
        """Keeps the median of some sizes; where none could be known, nothing."""
        known = tuple(size for size in mebibytes if size > 0)
        if known:
            self.add(measure, program, Figure(statistics.median(known), "MiB", known))

    def measures(self) -> list[str]:
        """The measures that were taken, in the order of tables."""

        def place(measure: str) -> int:
            begins = [at for at, name in enumerate(ORDER) if measure.startswith(name)]
            return max(begins, key=lambda at: len(ORDER[at])) if begins else len(ORDER)

        return sorted(self.rows, key=place)

    def get(self, measure: str, program: str) -> Figure | None:
        """A figure, if it was measured."""
        return self.rows.get(measure, {}).get(program)


def percentile(values: Sequence[float], part: int) -> float:
    """That of the values below which so many in a hundred are."""
    ordered = sorted(values)
    return ordered[min(len(ordered) * part // 100, len(ordered) - 1)]
