"""What is as expected, and what is not."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from judgement import cases, judge  # noqa: E402


class JudgementTests(unittest.TestCase):
    def test_what_passes_and_what_is_excluded_is_as_expected(self):
        expected = {"passed": 1, "excluded": {"b": "nobody can"}}
        self.assertEqual(judge({"a": None, "b": "no"}, expected), [])

    def test_a_failure_is_told_with_its_reason(self):
        self.assertEqual(
            judge({"a": None, "b": "no"}, {"passed": 1}),
            ["b: no"])

    def test_what_is_excluded_must_not_pass_or_be_missing(self):
        expected = {"passed": 2, "excluded": {"b": "nobody can", "c": "nor this"}}
        self.assertEqual(
            judge({"a": None, "b": None}, expected),
            ["b: is excluded, and passes", "c: is excluded, and was not played"])

    def test_what_passes_sometimes_is_played_and_not_counted(self):
        expected = {"passed": 1, "sometimes": {"b": "a race"}}
        self.assertEqual(judge({"a": None, "b": None}, expected), [])
        self.assertEqual(judge({"a": None, "b": "lost"}, expected), [])
        self.assertEqual(judge({"a": None}, expected), ["b: was not played"])

    def test_a_case_that_is_not_played_is_noticed(self):
        self.assertEqual(judge({}, {"passed": 3}), ["0 cases passed, and not 3"])

    def test_cases_are_read_from_what_a_program_says(self):
        lines = [
            "says something", "ok     unary: metadata", "FAILED unary: deadline: too late: 3 s",
            "  and more", "ok     unary: large"]
        self.assertEqual(
            cases(lines, parts=2),
            {"unary: metadata": None, "unary: deadline": "too late: 3 s and more",
             "unary: large": None})

    def test_a_case_that_failed_without_a_word_failed(self):
        self.assertEqual(cases(["FAILED unary"]), {"unary": "it failed"})
