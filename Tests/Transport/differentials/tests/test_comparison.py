import unittest

from differentials.comparison import Comparison
from differentials.known import Known
from differentials.pairs import PAIRS

from .test_known import entry


def runs(**rows):
    """Each row's results in the order of the pairs."""
    return {pair: {row: results[number] for row, results in rows.items() if results[number]}
            for number, pair in enumerate(PAIRS)}


KNOWN = Known([entry("S/a", any_NIO="fails")])
# nghttp2/nghttp2, NIO/nghttp2, nghttp2/NIO, NIO/NIO
AS_KNOWN = ["passes", "passes", "fails", "fails"]


class ComparisonTests(unittest.TestCase):
    def test_known_differences_are_known(self):
        both = Comparison(runs(**{"S/a": AS_KNOWN, "S/b": ["passes"] * 4}), KNOWN)
        self.assertEqual(both.differing, ["S/a"])
        self.assertTrue(both.is_known)
        self.assertEqual(list(both.lines({}))[-1],
                         "1 differ, 0 of them not as is known; 0 faults of differences.json")

    def test_a_difference_that_is_not_known_is_told(self):
        one = Comparison(runs(**{"S/a": AS_KNOWN, "S/b": AS_KNOWN}), KNOWN)
        self.assertEqual(one.unknown, ["S/b"])
        self.assertFalse(one.is_known)
        self.assertTrue(any("not as differences.json says: S/b" in line for line in one.lines({})))

    def test_a_difference_that_is_gone_is_told(self):
        one = Comparison(runs(**{"S/a": ["passes"] * 4}), KNOWN)
        self.assertEqual((one.differing, one.unknown), ([], ["S/a"]))

    def test_a_test_that_is_gone_is_told_unless_some_were_run(self):
        results = runs(**{"S/b": ["passes"] * 4})
        self.assertEqual(Comparison(results, KNOWN).faults, ["no test is named S/a"])
        self.assertTrue(Comparison(results, KNOWN, is_complete=False).is_known)

    def test_a_test_that_is_skipped_with_a_pair_says_nothing_of_it(self):
        one = Comparison(runs(**{"S/a": ["passes", "skipped", "fails", "skipped"]}), KNOWN)
        self.assertEqual(one.results["S/a"], {"nghttp2/nghttp2": "passes", "nghttp2/NIO": "fails"})
        self.assertTrue(one.is_known)

    def test_a_test_that_one_pair_did_not_run_differs(self):
        one = Comparison(runs(**{"S/a": AS_KNOWN, "S/b": ["passes", "passes", "passes", None]}),
                         KNOWN)
        self.assertEqual(one.unknown, ["S/b"])
        self.assertEqual(one.results["S/b"]["NIO/NIO"], "not run")

    def test_arguments_have_the_result_of_a_test_that_ended_the_process(self):
        one = Comparison(runs(**{"S/b [1]": ["passes", "passes", None, None],
                                 "S/b": [None, None, "crashes", "crashes"]}), Known([]))
        self.assertEqual(list(one.results), ["S/b [1]"])
        self.assertEqual(one.results["S/b [1]"]["NIO/NIO"], "crashes")

    def test_reasons_are_shown_if_asked_for(self):
        one = Comparison(runs(**{"S/a": AS_KNOWN}), KNOWN)
        issues = {pair: {"S/a": ["because"]} for pair in PAIRS}
        self.assertEqual([line.strip() for line in one.lines(issues, is_verbose=True)
                          if "because" in line], ["nghttp2/NIO: because", "NIO/NIO: because"])
        self.assertFalse(any("because" in line for line in one.lines(issues)))


if __name__ == "__main__":
    unittest.main()
