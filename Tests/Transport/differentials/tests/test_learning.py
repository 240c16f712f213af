import unittest

from differentials.known import Known
from differentials.learning import compact, learned
from differentials.pairs import PAIRS

from .test_known import entry

PASSES = dict.fromkeys(PAIRS, "passes")
CLIENT_FAILS = {**PASSES, "nghttp2/NIO": "fails", "NIO/NIO": "fails"}
SERVER_HANGS = {**PASSES, "NIO/nghttp2": "hangs", "NIO/NIO": "hangs"}


def entries(known):
    return [{"tests": each.tests, "results": each.results, "why": each.why}
            for each in known.entries]


class LearningTests(unittest.TestCase):
    def test_what_is_as_it_was_known_stays(self):
        before = [entry("A/a*", any_NIO="passes or fails")]
        after = learned(Known(before), {"A/a [1]": CLIENT_FAILS, "A/a [2]": PASSES})
        self.assertEqual(entries(after), before)

    def test_a_difference_that_is_new_has_no_reason_yet(self):
        after = learned(Known([]), {"A/a": CLIENT_FAILS, "A/b": PASSES, "B/b": CLIENT_FAILS})
        self.assertEqual(entries(after), [entry("A/a", "B/b", why="", any_NIO="fails")])
        self.assertTrue(list(after.faults(["A/a", "A/b", "B/b"])))

    def test_a_row_that_changed_keeps_its_reason(self):
        after = learned(Known([entry("A/a", any_NIO="fails")]), {"A/a": SERVER_HANGS})
        self.assertEqual(entries(after), [entry("A/a", NIO_any="hangs")])

    def test_a_pattern_leaves_the_rows_that_changed(self):
        before = Known([entry("A/a [*]", "A/b", any_NIO="fails")])
        after = learned(before, {"A/a [1]": CLIENT_FAILS, "A/a [2]": PASSES,
                                 "A/a [3]": SERVER_HANGS, "A/b": CLIENT_FAILS})
        self.assertEqual(entries(after), [entry("A/a [1]", "A/b", any_NIO="fails"),
                                          entry("A/a [3]", NIO_any="hangs")])

    def test_what_is_no_test_any_more_goes(self):
        before = [entry("A/a", "A/gone", any_NIO="fails"), entry("B/*", NIO_any="hangs")]
        after = learned(Known(before), {"A/a": CLIENT_FAILS})
        self.assertEqual(entries(after), [entry("A/a", any_NIO="fails")])

    def test_some_tests_teach_nothing_of_others(self):
        before = [entry("A/a", "A/gone", any_NIO="fails"), entry("B/*", NIO_any="hangs")]
        after = learned(Known(before), {"A/a": CLIENT_FAILS}, is_complete=False)
        self.assertEqual(entries(after), before)

    def test_learning_twice_changes_nothing(self):
        results = {"A/a [1]": CLIENT_FAILS, "A/a [2]": PASSES, "B/b": SERVER_HANGS}
        once = learned(Known([entry("A/a*", any_NIO="fails")]), results)
        self.assertEqual(entries(learned(once, results)), entries(once))

    def test_results_of_a_transport_are_written_once(self):
        self.assertEqual(compact({"nghttp2/NIO": "fails", "NIO/NIO": "fails"}), {"*/NIO": "fails"})
        self.assertEqual(compact(dict.fromkeys(PAIRS, "hangs")), {"*/*": "hangs"})
        differing = {"NIO/nghttp2": "fails", "NIO/NIO": "crashes"}
        self.assertEqual(compact(differing), differing)


if __name__ == "__main__":
    unittest.main()
