"""Tests in Swift are named in one way, wherever they are."""

import re
import unittest
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent.parent
SOURCES = [file for folder in [TESTS / "Tests", TESTS / "Transport"]
           for file in sorted(folder.rglob("*.swift")) if not re.search(r"/\.build", str(file))]
# A function's name after `@Test`, up to which arguments may hold any words but `func`.
TEST = re.compile(r"@Test\b((?:(?!\bfunc\b|@Test\b).)*)\bfunc\s+(`[^`]+`|\w+)", re.DOTALL)
SUITE = re.compile(r"@Suite\b(.*?)\b(?:struct|class|actor|enum)\s+(\w+)", re.DOTALL)


def faults(text):
    """What is not as it should be in a file's names."""
    for arguments, name in TEST.findall(text):
        if re.match(r'\s*\(\s*"', arguments):
            yield f"{name} has another name in its attribute"
        # A case that gRPC lists keeps its name: `ping_pong: …`.
        elif not re.match(r"`([A-Z0-9]|[a-z]+_)", name):
            yield f"{name} is no sentence that begins with a capital letter"
    for arguments, name in SUITE.findall(text):
        if not name.endswith("Tests") or re.match(r'\s*\(\s*"', arguments):
            yield f"the suite {name} is not named …Tests, or has another name as well"


class SentenceTests(unittest.TestCase):
    def test_every_test_is_named_by_a_sentence(self):
        self.assertGreater(len(SOURCES), 50)
        found = [f"{file.relative_to(TESTS)}: {fault}" for file in SOURCES
                 for fault in faults(file.read_text(encoding="utf-8"))]
        self.assertEqual(found, [])

    def test_other_names_are_told(self):
        for text, count in [
            ("@Test func `It is so`() {}", 0),
            ("@Test(arguments: [1, 2])\n  func `5.1 It is so`(x: Int) {}", 0),
            ("@Test func `empty_unary: it is so`() {}", 0),
            ("@Suite(.serialized) struct ATests {}", 0),
            ("@Test func itIsSo() {}", 1),
            ("@Test func `it is so`() {}", 1),
            ('@Test("it is so", arguments: [1])\n  func isSo(x: Int) {}', 1),
            ("@Test func a() {}\n@Test func b() {}", 2),
            ("@Suite struct A {}", 1),
            ('@Suite("all") struct ATests {}', 1),
        ]:
            with self.subTest(text):
                self.assertEqual(len([*faults(text)]), count)


if __name__ == "__main__":
    unittest.main()
