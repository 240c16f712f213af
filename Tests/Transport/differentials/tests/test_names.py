import re
import unittest

from differentials.names import filter_for, matcher, name, whole


class NameTests(unittest.TestCase):
    def test_an_identifier_loses_module_file_and_labels(self):
        self.assertEqual(name("TransportTests.StatusTests/`Every code is told`(code:)/A.swift:9:4"),
                         "StatusTests/Every code is told")

    def test_a_sentence_keeps_its_own_brackets_and_slashes(self):
        self.assertEqual(name("TransportTests.A/`1/2 of them`()/File.swift:1:2"), "A/1/2 of them")
        self.assertEqual(name("TransportTests.A/`5.1 half-closed (remote)`()/File.swift:1:2"),
                         "A/5.1 half-closed (remote)")

    def test_a_suite_alone_is_no_test(self):
        self.assertNotIn("/", name("TransportTests.StatusTests"))

    def test_a_case_belongs_to_its_test(self):
        self.assertEqual(whole("A/says so [[1, 2]]"), "A/says so")
        self.assertEqual(whole("A/says so"), "A/says so")

    def test_a_filter_finds_its_test_alone(self):
        found = re.compile(filter_for("A/What is (not) a+b"))
        self.assertTrue(found.search("TransportTests.A/`What is (not) a+b`(x:)/File.swift:1:2"))
        self.assertFalse(found.search("TransportTests.A/`What is (not) a+b, too`()/File.swift:1:2"))
        self.assertFalse(found.search("TransportTests.AA/`What is (not) a+b`()/File.swift:1:2"))

    def test_only_a_star_means_something_in_a_pattern(self):
        self.assertTrue(matcher("A/* [8.1 * (x)]").fullmatch("A/b [8.1 c (x)]"))
        self.assertFalse(matcher("A/* [8.1 * (x)]").fullmatch("A/b [8x1 c (x)]"))
        self.assertTrue(matcher("A/?").fullmatch("A/?"))
        self.assertFalse(matcher("A/?").fullmatch("A/b"))


if __name__ == "__main__":
    unittest.main()
