"""Rounds in turn: what slows the machine for a while slows everybody."""

import statistics
import sys

from .load import NoAnswer
from .table import compared, render

# A measured figure, how a row names it, and whether more or less of it is better.
FIGURES = {"rate": ("", max), "p50": (", p50 in µs", min), "p99": (", p99 in µs", min)}


def take(names, scenarios, rounds, measure):
    """`measure(name, scenario)` for everybody, again and again; lists by scenario and name."""
    figures = {scenario: {name: [] for name in names} for scenario in scenarios}
    for number in range(rounds):
        for scenario in scenarios:
            for name in names:
                try:
                    figures[scenario][name].append(measure(name, scenario))
                except NoAnswer:
                    pass
        print(f"  round {number + 1} of {rounds}", file=sys.stderr)
    return figures


def rendered(figures, names, base):
    """A table of medians; in brackets, how many times as good as `base`."""
    rows = []
    for scenario, measured in figures.items():
        for figure, (unit, better) in FIGURES.items():
            values = [median(measured[name], figure) for name in names]
            if any(value is not None for value in values):
                reference = values[names.index(base)] if base in names else None
                rows.append((f"{scenario}{unit}", compared(values, reference, better)))
    return render("messages or calls a second", names, rows)


def median(runs, figure):
    values = [run[figure] for run in runs if figure in run]
    return statistics.median(values) if values else None


def plain(figures):
    """The same for JSON."""
    return {str(scenario): runs for scenario, runs in figures.items()}
