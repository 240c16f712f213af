"""The package of the tests: how it is built and run, and what its sources say."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
PACKAGE = ROOT / "Tests/Transport/Suite"
SOURCES = PACKAGE / "Tests/TransportTests"
SCRATCH = ROOT / ".build-differential"
# The referee waits three times as long as usual, for what is slow and not wrong.
PATIENCE = {"DATAHUB_SLOWDOWN": "3"}


def stop(why):
    print(f"Tests/Transport/differential: {why}", file=sys.stderr)
    sys.exit(2)


def swift(command, *arguments):
    return ["swift", command, "--package-path", PACKAGE, "--scratch-path", SCRATCH,
            "--disable-build-manifest-caching", "--traits", "NIO", *arguments]


def test_command():
    """Runs the tests that are built."""
    if sys.platform == "linux":
        # As SwiftPM does it, without its planning, which may take longer than a test.
        return [SCRATCH / "debug" / "SuitePackageTests.xctest", "--testing-library",
                "swift-testing"]
    return swift("test", "--skip-build")


def build():
    command = swift("build", "--build-tests")
    print("building:", *command, file=sys.stderr)
    environment = {**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"}
    if subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, env=environment,
                      check=False).returncode:
        stop("the build failed; its errors are above.")


def filters():
    """A filter for each suite."""
    return [rf"^TransportTests\.{file.stem}/" for file in sorted(SOURCES.rglob("*Tests.swift"))]


def sentences():
    """The names of all tests, as the sources have them; a suite's file is named after it."""
    return {f"{file.stem}/{sentence}" for file in SOURCES.rglob("*Tests.swift")
            for sentence in re.findall(r"func `([^`]+)`\(", file.read_text(encoding="utf-8"))}
