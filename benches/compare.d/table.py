"""Figures as tables, which are aligned as text and can be pasted into Markdown."""

from __future__ import annotations

from collections.abc import Sequence

import budgets
from figures import CPU, FLOOR, Figure, Figures

OURS = "oss-quiz"
#: From this growth on, for ten times as many cards, a step is suspected that is more than linear.
STEEP = 15.0


def number(value: float) -> str:
    """Three digits that count."""
    if abs(value) >= 1_000:
        return f"{value:,.0f}"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 0.1 or not value else 3
    return f"{value:.{digits}f}"


def shown(figure: Figure | None) -> str:
    """A figure in a cell."""
    return "" if figure is None else figure.shown or number(figure.value)


def times(value: float) -> str:
    """A ratio."""
    return f"{value:.1g}×" if value < 0.1 else f"{number(value)}×"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they have to be, all but the first to the right."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        aligned = [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]
        aligned[0] = cells[0].ljust(widths[0])
        return f"| {' | '.join(aligned)} |"

    rule = [("-" * width) if at == 0 else "-" * (width - 1) + ":" for at, width in enumerate(widths)]
    return "\n".join([line(head), line(rule), *map(line, rows)])


def verdict(figures: Figures, measure: str) -> tuple[str, str]:
    """What a measure may be at most, and whether it is."""
    budget, ours = budgets.of(figures.collection, measure), figures.get(measure, OURS)
    if budget is None or ours is None:
        return "", ""
    most, words = budget.most, number(budget.most)
    if budget.beyond:
        base = figures.get(budget.beyond, OURS)
        most, words = most + (base.value if base else 0.0), f"fsync + {words}"
    return words, "met" if ours.value <= most else "missed"


def side_by_side(figures: Figures, programs: Sequence[str]) -> str:
    """One collection: each measure with what it may be at most, and how many times as much a peer takes."""
    there = [name for name in programs if any(name in row for row in figures.rows.values())]
    peers = [name for name in there if name != OURS]
    budgeted = any(verdict(figures, measure)[0] for measure in figures.rows)
    head = ["", "unit", *([OURS] if OURS in there else []), *(["at most", ""] if budgeted else [])]
    compared = [peer for peer in peers if OURS in there and peer != FLOOR]
    for peer in peers:
        head += [peer, "ratio"] if peer in compared else [peer]
    rows = []
    for measure in figures.measures():
        row = figures.rows[measure]
        ours = row.get(OURS)
        cells = [measure, next(iter(row.values())).unit]
        if OURS in there:
            cells.append(shown(ours))
        if budgeted:
            cells += verdict(figures, measure)
        for peer in peers:
            theirs = row.get(peer)
            cells.append(shown(theirs))
            if peer in compared:
                cells.append(ratio(measure, ours, theirs))
        rows.append(cells)
    return table(head, rows)


def ratio(measure: str, ours: Figure | None, theirs: Figure | None) -> str:
    """How many times ours theirs is; of the disk itself there is no better and worse."""
    if not ours or not theirs or ours.value <= 0 or theirs.shown or measure.startswith("fsync"):
        return ""
    return times(theirs.value / ours.value)


def growth(all_figures: Sequence[Figures], programs: Sequence[str], counts: Sequence[int]) -> str:
    """Each cost at each size, and what it has grown by from one size to the next."""
    head = ["", "unit", f"{counts[0]:,}"]
    for count, before in zip(counts[1:], counts, strict=False):
        head += [f"{count:,}", f"for {number(count / before)}×"]
    rows, measures = [], all_figures[-1].measures()
    for measure in (one for one in measures if not one.startswith(("fsync,", "…"))):
        # The wall time of a busy machine jumps; where there is processor time beside it, that one is believed.
        believed = f"{measure}{CPU}" not in measures
        for name in programs:
            line = [figures.get(measure, name) for figures in all_figures]
            if sum(figure is not None and figure.shown is None for figure in line) < 2:
                continue
            rows.append(grown(f"{name}: {measure}", line, counts, believed))
    return table(head, rows)


def grown(what: str, line: Sequence[Figure | None], counts: Sequence[int], believed: bool) -> list[str]:
    """A row of the table of growth; a `!` stands where a cost grows much faster than the cards."""
    unit = next(figure.unit for figure in line if figure)
    cells = [what, unit, shown(line[0])]
    for figure, before, count, count_before in zip(line[1:], line, counts[1:], counts, strict=False):
        factor = figure.value / before.value if figure and before and before.value > 0 else None
        steep = believed and factor is not None and factor > STEEP * (count / count_before) / 10
        cells += [shown(figure), "" if factor is None else times(factor) + (" !" if steep else "")]
    return cells
