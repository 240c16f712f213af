import json
import tempfile
import unittest
from pathlib import Path

from differentials import suite
from differentials.known import Known
from differentials.names import matcher, whole
from differentials.pairs import PAIRS


def entry(*tests, why="so it is", **results):
    """Results are named by server_client; `any` is any of the two."""
    return {"tests": list(tests), "why": why, "results": {
        pair.replace("_", "/").replace("any", "*"): result for pair, result in results.items()}}


class KnownTests(unittest.TestCase):
    def test_what_is_not_claimed_passes(self):
        known = Known([entry("A/a", any_NIO="fails")])
        self.assertEqual(known.expected("A/b"), dict.fromkeys(PAIRS, "passes"))
        self.assertEqual(known.why("A/b"), "")

    def test_a_pair_may_be_a_pattern(self):
        known = Known([entry("A/a", any_NIO="fails"), entry("A/b", NIO_any="hangs")])
        self.assertEqual(known.expected("A/a"), {
            "nghttp2/nghttp2": "passes", "NIO/nghttp2": "passes",
            "nghttp2/NIO": "fails", "NIO/NIO": "fails"})
        self.assertEqual(known.allowed("A/b", "NIO/nghttp2"), ["hangs"])
        self.assertEqual(known.allowed("A/b", "nghttp2/NIO"), ["passes"])

    def test_a_test_stands_for_all_of_its_arguments(self):
        known = Known([entry("A/a", any_NIO="passes or fails")])
        self.assertEqual(known.allowed("A/a [1]", "NIO/NIO"), ["passes", "fails"])

    def test_an_argument_stands_for_itself(self):
        known = Known([entry("A/a [1*]", any_NIO="fails")])
        self.assertEqual(known.allowed("A/a [10]", "NIO/NIO"), ["fails"])
        self.assertEqual(known.allowed("A/a [2]", "NIO/NIO"), ["passes"])
        self.assertEqual(known.allowed("A/a", "NIO/NIO"), ["passes"])

    def test_a_pattern_that_matches_nothing_is_a_fault(self):
        known = Known([entry("A/a", "A/gone*", any_NIO="fails")])
        self.assertEqual(list(known.faults(["A/a"])), ["no test is named A/gone*"])
        self.assertEqual(list(known.faults(["A/a"], is_complete=False)), [])

    def test_two_that_say_different_things_of_a_row_are_a_fault(self):
        known = Known([entry("A/a*", any_NIO="fails"), entry("A/a [1]", any_NIO="crashes")])
        self.assertEqual(list(known.faults(["A/a [1]", "A/a [2]"])),
                         ["A/a [1] is claimed with different results by: A/a*, A/a [1]"])

    def test_two_that_say_the_same_are_none(self):
        known = Known([entry("A/a*", any_NIO="fails"), entry("A/a [1]", any_NIO="fails")])
        self.assertEqual(list(known.faults(["A/a [1]"])), [])

    def test_an_entry_has_to_make_sense(self):
        for wrong, fault in [
            (entry("A/a", why=" ", any_NIO="fails"), "does not say why"),
            (entry("A/a", any_nio="fails"), "*/nio is no pair of transports"),
            (entry("A/a", any_NIO="fails or falls"), "fails or falls is no result"),
            (entry("A/a", any_NIO="passes"), "says that nothing differs"),
            (entry(any_NIO="fails"), "an entry has no tests"),
            (entry("A/a", any_NIO="fails", NIO_any="hangs"), "are of one pair, and differ"),
        ]:
            with self.subTest(fault):
                faults = list(Known([wrong]).faults(["A/a"]))
                self.assertTrue(any(fault in each for each in faults), faults)

    def test_tests_that_end_badly_are_known_by_their_rows(self):
        known = Known([entry("A/a [1]", any_NIO="crashes"), entry("B/*", NIO_any="fails or hangs"),
                       entry("C/c", any_NIO="fails")])
        tests = ["A/a", "A/b", "B/a", "C/c"]
        self.assertEqual(known.ending_badly("NIO/NIO", tests), {"A/a", "B/a"})
        self.assertEqual(known.ending_badly("nghttp2/NIO", tests), {"A/a"})
        self.assertEqual(known.ending_badly("nghttp2/nghttp2", tests), set())

    def test_what_is_written_is_read(self):
        entries = [entry("A/“a” [\"x\"]", "A/b", any_NIO="fails"), entry("C/c", NIO_any="hangs")]
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "known.json"
            Known(entries).write(file)
            self.assertEqual(json.loads(file.read_text(encoding="utf-8")), entries)


class FileTests(unittest.TestCase):
    """differences.json itself, against the tests that the sources have."""

    def test_each_pattern_names_a_test_that_there_is(self):
        sentences = suite.sentences()
        self.assertGreater(len(sentences), 100)
        for each in Known.read().entries:
            for pattern in each.tests:
                with self.subTest(pattern):
                    self.assertTrue(any(map(matcher(whole(pattern)).fullmatch, sentences)))

    def test_each_entry_makes_sense(self):
        known = Known.read()
        self.assertEqual([fault for each in known.entries for fault in each.faults()], [])

    def test_no_row_has_two_results(self):
        known = Known.read()
        rows = [pattern for each in known.entries for pattern in each.tests]
        self.assertEqual(list(known.faults(rows, is_complete=False)), [])


if __name__ == "__main__":
    unittest.main()
