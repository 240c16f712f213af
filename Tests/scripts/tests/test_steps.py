"""Tests/test takes the names of its steps, and no others."""

import re
import subprocess
import unittest
from pathlib import Path

COMMAND = Path(__file__).resolve().parent.parent.parent / "test"
STEPS = re.findall(r"^step (\S+) ", COMMAND.read_text(), re.MULTILINE)


def run(*arguments):
    return subprocess.run(
        [COMMAND, *arguments], check=False, text=True, capture_output=True,
        stdin=subprocess.DEVNULL, timeout=60)


class StepTests(unittest.TestCase):
    def test_a_step_that_there_is_not_is_told_and_nothing_is_run(self):
        self.assertGreater(len(STEPS), 5)
        # A part of a name, and what a pattern would match, are none either.
        for wrong in ["nosuchstep", "code", "", "end start", "st?rt", "--halp"]:
            with self.subTest(wrong):
                result = run("code-style", wrong)
                self.assertEqual((result.returncode, result.stdout), (2, ""))
                self.assertIn(f'"{wrong}"', result.stderr)
                for step in STEPS:
                    self.assertIn(f" {step}", result.stderr)

    def test_help_names_the_steps(self):
        result = run("--help")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        for step in STEPS:
            self.assertIn(f" {step}", result.stdout)


if __name__ == "__main__":
    unittest.main()
