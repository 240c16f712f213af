"""What the workflow installs by itself is what the tests need."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
# Where Tests/test says what it needs.
SCRIPTS = ["Tests/test", "Tests/scripts/setup.sh", "Tests/scripts/code-style"]
# `need WHAT DEBIAN FEDORA …`, and not what a step does without: `(need …) || …`.
NEED = re.compile(r"^ *need \S+ \S+ (\S+) \S+ \S+ \S+$", re.MULTILINE)


class WorkflowTests(unittest.TestCase):
    def test_fedora_has_every_package_that_the_tests_need(self):
        needed = {package for script in SCRIPTS
                  for package in NEED.findall((ROOT / script).read_text(encoding="utf-8"))} - {"-"}
        self.assertLessEqual({"libnghttp2-devel", "ShellCheck", "bubblewrap"}, needed)
        workflow = (ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8")
        installed = re.search(r"dnf install -y (.*?)\n *- ", workflow, re.DOTALL)[1].split()
        self.assertEqual(needed - set(installed), set())


if __name__ == "__main__":
    unittest.main()
