"""What a run teaches: the entries of differences.json, as the results now are."""

from .known import Known
from .pairs import PAIRS, TRANSPORTS


def learned(known, results, is_complete=True):
    """Entries that say of each row what its results are, and of other rows what they said.

    `results` are each row's, by pair. What is as it was known keeps its entry, pattern and reason.
    A pattern that claims a row which is not is replaced by the names of those that still are. A
    pattern that claims nothing goes, if the results are those of all tests. Who adds an entry
    writes its reason: it has the one by which the row was known before, or an empty one.
    """
    changed = {row for row, its in results.items()
               if any(result not in known.allowed(row, pair) for pair, result in its.items())}
    entries = [{"tests": list(_kept(entry, results, changed, is_complete)),
                "results": entry.results, "why": entry.why}
               for entry in known.entries]
    for row in sorted(changed):
        differing = {pair: result for pair, result in results[row].items() if result != "passes"}
        if differing:
            _add(row, compact(differing), known.why(row), entries)
    return Known(entry for entry in entries if entry["tests"])


def _kept(entry, results, changed, is_complete):
    for pattern in entry.tests:
        rows = [row for row in results if entry.claims(pattern, row)]
        if changed.intersection(rows):
            yield from (row for row in rows if row not in changed)
        elif rows or not is_complete:
            yield pattern


def _add(row, results, why, entries):
    for entry in entries:
        if (entry["results"], entry["why"]) == (results, why):
            entry["tests"].append(row)
            return
    entries.append({"tests": [row], "results": results, "why": why})


def compact(results):
    """Results by pair, or by a pattern where one result is that of a transport on either side."""
    if set(results) == set(PAIRS) and len({*results.values()}) == 1:
        return {"*/*": results[PAIRS[0]]}
    for transport in TRANSPORTS:
        for pattern, pairs in [
            (f"*/{transport}", {f"{server}/{transport}" for server in TRANSPORTS}),
            (f"{transport}/*", {f"{transport}/{client}" for client in TRANSPORTS}),
        ]:
            if set(results) == pairs and len({*results.values()}) == 1:
                return {pattern: next(iter(results.values()))}
    return results
