import json
import unittest
from pathlib import Path

from differentials.events import Events

RECORDED = Path(__file__).resolve().parent / "recorded"
OCTETS = "MetadataTests/Octets are read with and without padding, and with commas between"


def events(file):
    """What was recorded of the tests of a suite with a server on NIO and a client on nghttp2, or
    of a test that ended its process."""
    read = Events()
    for line in (RECORDED / file).read_text(encoding="utf-8").splitlines():
        read.take(json.loads(line))
    return read


class EventTests(unittest.TestCase):
    def test_each_argument_has_its_result(self):
        read = events("fails.jsonl")
        self.assertEqual(read.results, {
            f'{OCTETS} ["AAE"]': "passes", f'{OCTETS} ["AAE="]': "passes",
            f'{OCTETS} ["AAE,AAE"]': "fails", f'{OCTETS} ["AAE=, AAE"]': "fails",
            "MetadataTests/What gRPC itself writes cannot be overwritten": "passes",
            "MetadataTests/custom_metadata: text and octets go out, and come back first and last":
                "passes"})
        self.assertTrue(read.has_ended)

    def test_suites_are_no_tests(self):
        read = events("fails.jsonl")
        self.assertEqual(len(read.tests), 3)
        self.assertEqual(read.started, read.ended)
        self.assertEqual(read.ended, {*read.tests})

    def test_an_issue_is_told_of_the_argument(self):
        issues = events("fails.jsonl").issues
        self.assertEqual({*issues}, {f'{OCTETS} ["AAE,AAE"]', f'{OCTETS} ["AAE=, AAE"]'})
        self.assertTrue(all("Expectation failed" in text for texts in issues.values()
                            for text in texts), issues)

    def test_a_test_that_ends_the_process_has_started_alone(self):
        read = events("crashes.jsonl")
        self.assertEqual(read.started, {"AddressTests/What is no address fails the call"})
        self.assertEqual((read.ended, read.results, read.has_ended), (set(), {}, False))

    def test_an_issue_of_the_whole_test_fails_all_of_its_arguments(self):
        read = Events()
        for line in (RECORDED / "fails.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["payload"]["kind"] == "issueRecorded":
                record["payload"].pop("_testCase", None)
            read.take(record)
        self.assertEqual(read.results[f'{OCTETS} ["AAE"]'], "fails")

    def test_a_known_issue_fails_nothing(self):
        read = Events()
        for line in (RECORDED / "fails.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["payload"]["kind"] == "issueRecorded":
                record["payload"]["issue"]["isKnown"] = True
            read.take(record)
        self.assertEqual({*read.results.values()}, {"passes"})

    def test_a_skipped_test_has_ended(self):
        read = Events()
        read.take({"kind": "event", "payload": {
            "kind": "testSkipped", "testID": "TransportTests.A/`needs IPv6`()/A.swift:1:2"}})
        self.assertEqual((read.results, read.ended), ({"A/needs IPv6": "skipped"},
                                                      {"A/needs IPv6"}))


if __name__ == "__main__":
    unittest.main()
