import contextlib
import io
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from differentials import checks

# Stands for Tests/grade: its report has one check, named after what is waited for.
GRADE = """#!/bin/sh
for last; do :; done
echo '{"checks": [{"number": "'$DATAHUB_SLOWDOWN'", "verdict": "%s"}]}' >"$last"
"""


class CheckTests(unittest.TestCase):
    def passes(self, verdict, **environment):
        with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as changes:
            grade = Path(folder) / "Tests" / "grade"
            grade.parent.mkdir()
            grade.write_text(GRADE % verdict)
            grade.chmod(0o755)
            changes.enter_context(mock.patch.object(checks, "ROOT", Path(folder)))
            changes.enter_context(mock.patch.dict("os.environ"))
            os.environ.pop("DATAHUB_SLOWDOWN", None)
            os.environ.update(environment)
            changes.enter_context(contextlib.redirect_stderr(io.StringIO()))
            said = changes.enter_context(contextlib.redirect_stdout(io.StringIO()))
            result = checks.all_pass("--nio")
        return result, said.getvalue().strip()

    def test_checks_pass_or_are_named(self):
        self.assertEqual(self.passes("passed"), (True, "End --nio: 1 of 1 checks passed"))
        passes, said = self.passes("timedOut")
        self.assertFalse(passes)
        self.assertIn("0 of 1 checks passed", said)

    def test_what_is_slow_is_waited_for_as_in_the_tests(self):
        self.assertIn("['3']", self.passes("timedOut")[1])
        self.assertIn("['5']", self.passes("timedOut", DATAHUB_SLOWDOWN="5")[1])


if __name__ == "__main__":
    unittest.main()
