"""Rounds in turn: what slows the machine for a while slows everybody."""

import contextlib
import statistics
import sys

from .load import NoAnswer
from .table import compared, render

# A measured figure, how a row names it, and whether more or less of it is better.
SPEED = {"rate": ("", max), "p50": (", p50 in µs", min), "p99": (", p99 in µs", min)}


def take(names, scenarios, rounds, measure):
    """`measure(name, scenario)` for everybody, again and again; lists by scenario and name."""
    figures = {scenario: {name: [] for name in names} for scenario in scenarios}
    for number in range(rounds):
        for scenario in scenarios:
            for name in names:
                with contextlib.suppress(NoAnswer):
                    figures[scenario][name].append(measure(name, scenario))
        print(f"  round {number + 1} of {rounds}", file=sys.stderr)
    return figures


def rendered(figures, names, base):
    """Tables of medians; in brackets, how many times as good as `base`."""
    tables = [table("messages or calls a second", SPEED, figures, names, base)]
    if any("processor" in run for measured in figures.values() for runs in measured.values()
           for run in runs):
        corner = "processor µs a message or call"
        tables.append(table(corner, {"processor": ("", min)}, figures, names, base))
    return "\n\n".join(tables)


def table(corner, kinds, figures, names, base):
    rows = []
    for scenario, measured in figures.items():
        for figure, (unit, better) in kinds.items():
            values = [median(measured[name], figure) for name in names]
            if figure == "rate" or any(value is not None for value in values):
                reference = values[names.index(base)] if base in names else None
                rows.append((f"{scenario}{unit}", compared(values, reference, better)))
    return render(corner, names, rows)


def median(runs, figure):
    values = [run[figure] for run in runs if figure in run]
    return statistics.median(values) if values else None


def plain(figures):
    """The same for JSON."""
    return {str(scenario): runs for scenario, runs in figures.items()}
