"""The results of four runs, beside each other and beside what is known."""

from .known import FILE
from .names import whole
from .pairs import PAIRS


class Comparison:
    """`runs` are each pair's results by row; of all tests, if they are complete."""

    def __init__(self, runs, known, is_complete=True):
        rows = {row for results in runs.values() for row in results}
        # One that ended the process has no rows for its arguments.
        with_arguments = {whole(row) for row in rows if row != whole(row)}
        self.known = known
        self.results = {row: self._results(row, runs) for row in sorted(rows - with_arguments)}
        self.differing = [row for row, results in self.results.items()
                          if {*results.values()} != {"passes"}]
        self.unknown = [row for row, results in self.results.items()
                        if any(result not in known.allowed(row, pair)
                               for pair, result in results.items())]
        self.faults = list(known.faults(self.results, is_complete))

    @staticmethod
    def _results(row, runs):
        results = {pair: runs[pair].get(row) or runs[pair].get(whole(row), "not run")
                   for pair in PAIRS}
        return {pair: result for pair, result in results.items() if result != "skipped"}

    @property
    def is_known(self):
        return not self.unknown and not self.faults

    def lines(self, issues, is_verbose=False):
        """A table of the tests that differ, and what is not as it is known to be."""
        yield f"{len(self.results)} tests; server/client:{'':54}" + "".join(
            f"{pair:>17}" for pair in PAIRS)
        for row in self.differing:
            results = self.results[row]
            cells = "".join(f"{results.get(pair, 'skipped'):>17}" for pair in PAIRS)
            yield f"{'?' if row in self.unknown else ' '} {row[:76]:78}{cells}"
            for pair in [pair for pair in results if is_verbose and results[pair] != "passes"]:
                for issue in issues[pair].get(row, [])[:6]:
                    yield f"      {pair}: {issue}"
        for row in self.unknown:
            yield f"not as {FILE.name} says: {row}, where it says {self.known.expected(row)}"
        for fault in self.faults:
            yield f"{FILE.name}: {fault}"
        yield (f"{len(self.differing)} differ, {len(self.unknown)} of them not as is known; "
               f"{len(self.faults)} faults of {FILE.name}")
