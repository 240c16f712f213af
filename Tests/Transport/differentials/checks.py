"""The grader's checks on End, built with either transport."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .suite import PATIENCE, ROOT, stop


def all_pass(*arguments):
    """Runs `Tests/grade End` with some arguments, prints the outcome, and returns it."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [ROOT / "Tests/grade", "End", *arguments, "--json", report]
        print("running:", *command, file=sys.stderr)
        subprocess.run(
            command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False,
            env={**PATIENCE, **os.environ})
        if not report.exists():
            stop(f"Tests/grade End {' '.join(arguments)} left no report.")
        checks = json.loads(report.read_text(encoding="utf-8"))["checks"]
    failed = [check["number"] for check in checks if check["verdict"] != "passed"]
    title = " ".join(["End", *arguments])
    print(f"{title}: {len(checks) - len(failed)} of {len(checks)} checks passed {failed or ''}")
    return bool(checks) and not failed
