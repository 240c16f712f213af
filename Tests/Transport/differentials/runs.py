"""All tests with one pair of transports: none hides another by hanging or by ending the process."""

import sys

from . import suite
from .names import filter_for, whole
from .process import Process

# A second time is for a few tests; more than these are no accident of a loaded machine.
AGAIN = 100
# So often a process may end without saying which tests it has: a machine can be that busy, once.
SILENT = 3


class Run:
    """Each row's result, and the issues of those that fail."""

    def __init__(self, pair, known, only=None):
        self.pair, self.known = pair, known
        self.results, self.issues, self.ended = {}, {}, set()
        self.silent = 0
        if not only:
            for test in sorted(known.ending_badly(pair, suite.sentences())):
                self._alone(test)
        # One suite after the other: a test that keeps all event loops busy starves its own alone.
        for expression in [only] if only else suite.filters():
            while not self._suite_ends(expression):
                pass
        self._again()

    def _add(self, process):
        self.results.update(process.results)
        self.issues.update(process.issues)
        self.ended.update(process.ended)

    def _say(self, what):
        print(f"{self.pair}: {what}", file=sys.stderr)

    def _alone(self, test):
        """Whether it ends without harm."""
        self._say(f"{test}, by itself")
        single = Process(self.pair, [filter_for(test)])
        self._add(single)
        if not single.has_ended and single.tests:
            self.ended.add(test)
            self.results[test] = "hangs" if single.hangs else "crashes"
            self.issues[test] = [line for line in single.output.splitlines() if "error" in line][:3]
        return single.has_ended

    def _suite_ends(self, expression):
        """Runs those that have not ended, and returns whether there are none left to run."""
        self._say(f"{expression}, {len(self.ended)} tests have ended")
        before = len(self.ended)
        rest = Process(self.pair, [expression], [*map(filter_for, sorted(self.ended))])
        self._add(rest)
        if not rest.tests:
            self.silent += not rest.has_ended
            if not before and rest.has_ended or self.silent == SILENT:
                print(rest.output, file=sys.stderr)
                suite.stop("no test was run: see the output above.")
            return rest.has_ended
        if not rest.has_ended:
            # One of those that were running ended the process, or some of them hang and keep
            # others from going on.
            for test in sorted(rest.started - self.ended) or rest.tests[:1]:
                if not self._alone(test) and not rest.hangs:
                    break
        return rest.has_ended

    def _again(self):
        """A second time, so that a loaded machine is not taken for a difference."""
        unexpected = [row for row, result in self.results.items()
                      if result not in ["skipped", *self.known.allowed(row, self.pair)]]
        tests = sorted({whole(row) for row in unexpected})
        if not 0 < len(tests) < AGAIN:
            return
        self._say(f"{len(tests)} again")
        for row in unexpected:
            print(f"  {row} {self.results[row]}", file=sys.stderr)
            for issue in self.issues.get(row, [])[:3]:
                print(f"    {issue[:300]}", file=sys.stderr)
        second = Process(self.pair, [filter_for(test) for test in tests])
        self.results.update(second.results)
        self.issues.update(second.issues)
