"""Results of tests, read from the event stream of Swift Testing (version 0)."""

from .names import name


class Events:
    """What the events of one process told so far.

    A result is a test's, or of one with arguments `test [arguments]`.
    """

    def __init__(self):
        self.tests, self.started, self.ended = [], set(), set()
        self.cases, self.results, self.issues = {}, {}, {}
        self.has_ended = False

    def take(self, record):
        payload = record["payload"]
        if record["kind"] == "test":
            if payload["kind"] == "function":
                self.tests.append(name(payload["id"]))
            return
        kind = payload["kind"]
        if kind == "runEnded":
            self.has_ended = True
        test = name(payload.get("testID", ""))
        if "/" not in test:
            return
        case = payload.get("_testCase")
        row = f"{test} [{case['displayName']}]" if case else test
        if kind == "testStarted":
            self.started.add(test)
        elif kind == "testCaseStarted":
            self.cases.setdefault(test, set()).add(row)
        elif kind == "testSkipped":
            self.ended.add(test)
            self.results[test] = "skipped"
        elif kind == "issueRecorded":
            self._take_issue(row, payload)
        elif kind == "testEnded":
            self.ended.add(test)
            for ended in self.cases.get(test) or {test}:
                self.results[ended] = "fails" if {ended, test} & set(self.issues) else "passes"

    def _take_issue(self, row, payload):
        if not payload["issue"].get("isKnown"):
            text = " ".join(message["text"] for message in payload["messages"])
            self.issues.setdefault(row, []).append(text)
