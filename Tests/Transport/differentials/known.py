"""The differences that are known: differences.json, a list of

    {"tests": [PATTERN…], "results": {PAIR: RESULT…}, "why": SENTENCE}

A pattern is a row's name (`Suite/A sentence [arguments]`) or, for all of its arguments, a test's;
`*` in it stands for any characters. So it does in a pair: `*/NIO` is any server with the official
client. A result is `passes`, `fails`, `crashes`, `hangs`, or several with ` or ` between them; a
pair that is not named passes, as does a test that no pattern claims.
"""

import json
from pathlib import Path

from .names import matcher, whole
from .pairs import PAIRS

FILE = Path(__file__).resolve().parent.parent / "differences.json"
RESULTS = {"passes", "fails", "crashes", "hangs"}


class Difference:
    """An entry of the file."""

    def __init__(self, tests, results, why):
        self.tests, self.results, self.why = list(tests), dict(results), why
        self._matchers = {pattern: matcher(pattern) for pattern in self.tests}

    def claims(self, pattern, row):
        matches = self._matchers[pattern]
        return bool(matches.fullmatch(row) or matches.fullmatch(whole(row)))

    def claiming(self, row):
        """Its patterns that claim a row."""
        return [pattern for pattern in self.tests if self.claims(pattern, row)]

    def expected(self):
        """What it says of each pair."""
        return {pair: next((result for pattern, result in self.results.items()
                            if matcher(pattern).fullmatch(pair)), "passes")
                for pair in PAIRS}

    def text(self):
        """Its JSON, with a line for each test."""
        def json_of(value):
            return json.dumps(value, ensure_ascii=False)

        tests = ",\n".join(f"      {json_of(test)}" for test in self.tests)
        return (f'  {{\n    "tests": [\n{tests}\n    ],\n'
                f'    "results": {json_of(self.results)},\n    "why": {json_of(self.why)}\n  }}')

    def faults(self):
        """What is wrong with it, whatever the tests are."""
        of = f"the entry of {self.tests[0]}" if self.tests else "an entry without tests"
        if not self.tests:
            yield "an entry has no tests"
        if not self.why.strip():
            yield f"{of} does not say why"
        for pattern, result in self.results.items():
            pairs = [pair for pair in PAIRS if matcher(pattern).fullmatch(pair)]
            if not pairs:
                yield f"{of}: {pattern} is no pair of transports"
            if not {*result.split(" or ")} <= RESULTS:
                yield f"{of}: {result} is no result"
            for other, its in self.results.items():
                if result < its and any(matcher(other).fullmatch(pair) for pair in pairs):
                    yield f"{of}: {pattern} and {other} are of one pair, and differ"
        if {*self.expected().values()} == {"passes"}:
            yield f"{of} says that nothing differs"


class Known:
    """All entries."""

    def __init__(self, entries):
        self.entries = [Difference(**entry) for entry in entries]

    @classmethod
    def read(cls, file=FILE):
        return cls(json.loads(file.read_text(encoding="utf-8")))

    def write(self, file=FILE):
        entries = ",\n".join(entry.text() for entry in self.entries)
        file.write_text(f"[\n{entries}\n]\n", encoding="utf-8")

    def claiming(self, row):
        """The entries that claim a row."""
        return [entry for entry in self.entries if entry.claiming(row)]

    def expected(self, row):
        """What is known of a row, for each pair; if entries contradict each other, by the first."""
        claiming = self.claiming(row)
        return claiming[0].expected() if claiming else dict.fromkeys(PAIRS, "passes")

    def allowed(self, row, pair):
        """The results that are as they are known to be."""
        return self.expected(row)[pair].split(" or ")

    def why(self, row):
        return " ".join(entry.why for entry in self.claiming(row))

    def ending_badly(self, pair, tests):
        """Those of some tests that, by a row of theirs, end their process or hang with a pair."""
        bad = [entry for entry in self.entries
               if {"crashes", "hangs"} & {*entry.expected()[pair].split(" or ")}]
        return {test for test in tests for entry in bad for pattern in entry.tests
                if matcher(whole(pattern)).fullmatch(test)}

    def faults(self, rows, is_complete=True):
        """What is wrong, given all rows that there are, or some of them."""
        for entry in self.entries:
            yield from entry.faults()
            for pattern in entry.tests:
                if is_complete and not any(entry.claims(pattern, row) for row in rows):
                    yield f"no test is named {pattern}"
        for row in rows:
            claiming = self.claiming(row)
            if any(entry.expected() != claiming[0].expected() for entry in claiming[1:]):
                patterns = [pattern for entry in claiming for pattern in entry.claiming(row)]
                yield f"{row} is claimed with different results by: {', '.join(patterns)}"
