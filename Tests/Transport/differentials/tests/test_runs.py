import contextlib
import io
import json
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from differentials import process, runs, suite
from differentials.known import Known

from .test_known import entry

PROGRAM = Path(__file__).resolve().parent / "program.py"


class RunTests(unittest.TestCase):
    """Runs of a program that stands for the tests, in real processes."""

    def run_of(self, tests, known=(), only=None):
        with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as changes:
            self.said = changes.enter_context(contextlib.redirect_stderr(io.StringIO()))
            for where, name, value in [
                (suite, "test_command",
                 lambda: [sys.executable, "-B", PROGRAM, json.dumps(tests), folder]),
                (suite, "filters", lambda: [r"^TransportTests\.A/", r"^TransportTests\.B/"]),
                (suite, "sentences", lambda: set(tests)),
                (process, "PATIENCE", 1),
            ]:
                changes.enter_context(mock.patch.object(where, name, value))
            return runs.Run("nghttp2/NIO", Known(known), only)

    def test_every_suite_runs(self):
        run = self.run_of({"A/a": "passes", "B/b": "passes"})
        self.assertEqual(run.results, {"A/a": "passes", "B/b": "passes"})

    def test_what_fails_is_tried_a_second_time(self):
        run = self.run_of({"A/a": "fails then passes", "A/b": "fails", "B/b": "passes"})
        self.assertEqual(run.results, {"A/a": "passes", "A/b": "fails", "B/b": "passes"})
        self.assertEqual(run.issues["A/b"], ["as it was told"])
        self.assertIn("2 again", self.said.getvalue())

    def test_what_is_known_to_fail_is_not(self):
        run = self.run_of({"A/a": "fails then passes", "B/b": "passes"},
                          [entry("A/a", any_NIO="fails")])
        self.assertEqual(run.results["A/a"], "fails")
        self.assertNotIn("again", self.said.getvalue())

    def test_a_test_that_ends_the_process_hides_no_other(self):
        run = self.run_of({"A/a": "passes", "A/b": "crashes", "A/c": "fails", "B/b": "passes"},
                          [entry("A/c", any_NIO="fails"), entry("A/b", any_NIO="crashes")])
        self.assertEqual(run.results, {
            "A/a": "passes", "A/b": "crashes", "A/c": "fails", "B/b": "passes"})
        self.assertEqual(run.issues["A/b"], ["Fatal error: as it was told"])

    def test_a_test_that_ends_the_process_without_being_known_for_it_hides_none_either(self):
        run = self.run_of({"A/a": "crashes", "A/b": "passes", "B/b": "passes"})
        self.assertEqual(run.results, {"A/a": "crashes", "A/b": "passes", "B/b": "passes"})

    def test_a_test_that_hangs_is_ended_and_known_by_that(self):
        run = self.run_of({"A/a": "hangs", "A/b": "passes", "B/b": "passes"},
                          [entry("A/a", any_NIO="hangs")])
        self.assertEqual(run.results, {"A/a": "hangs", "A/b": "passes", "B/b": "passes"})

    def test_a_process_that_does_not_say_what_its_tests_are_is_started_again(self):
        run = self.run_of({"A/a": "passes", "A/b": "silent then passes", "B/b": "passes"})
        self.assertEqual(run.results, {"A/a": "passes", "A/b": "passes", "B/b": "passes"})

    def test_one_that_never_says_it_is_no_result(self):
        with self.assertRaises(SystemExit) as stopped:
            self.run_of({"A/a": "passes", "B/b": "silent"})
        self.assertEqual(stopped.exception.code, 2)

    def test_a_filter_runs_some_alone(self):
        run = self.run_of({"A/a": "passes", "B/b": "crashes"}, only=r"^TransportTests\.A/")
        self.assertEqual(run.results, {"A/a": "passes"})

    def test_a_filter_that_finds_nothing_is_no_result(self):
        with self.assertRaises(SystemExit) as stopped:
            self.run_of({"A/a": "passes"}, only="no such test")
        self.assertEqual(stopped.exception.code, 2)


if __name__ == "__main__":
    unittest.main()
