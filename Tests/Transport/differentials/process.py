"""One process that runs tests, followed by its event stream."""

import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from . import suite
from .events import Events

# Tests have a limit of a minute; one that shows no event for longer (in seconds) does not heed it.
PATIENCE = 75


class Process(Events):
    """Runs the tests that a filter matches and no skip does, to their end."""

    def __init__(self, pair, filters, skips=()):
        super().__init__()
        server, client = pair.split("/")
        environment = {**suite.PATIENCE, **os.environ,
                       "DATAHUB_TEST_SERVER": server, "DATAHUB_TEST_CLIENT": client,
                       "SWIFT_DETERMINISTIC_HASHING": "1",
                       # Events name the arguments of a test's cases.
                       "SWT_EXPERIMENTAL_EVENT_STREAM_FIELDS_ENABLED": "1",
                       # A crash's backtrace takes a minute.
                       "SWIFT_BACKTRACE": "enable=no"}
        with tempfile.TemporaryDirectory() as folder:
            events = Path(folder) / "events"
            events.touch()
            command = [*suite.test_command(), "--event-stream-output-path", events,
                       "--event-stream-version", "0"]
            for expression in filters:
                command += ["--filter", expression]
            for expression in skips:
                command += ["--skip", expression]
            with open(Path(folder) / "output", "w+") as output, open(events) as stream:
                process = subprocess.Popen(
                    command, env=environment, stdin=subprocess.DEVNULL, stdout=output,
                    stderr=subprocess.STDOUT)
                self.hangs = not self._follow(process, stream)
                output.seek(0)
                self.output = output.read()

    def _follow(self, process, stream):
        """Whether it ended by itself."""
        last, line = time.monotonic(), ""
        while True:
            is_over = process.poll() is not None
            while part := stream.readline():
                line += part
                if line.endswith("\n"):
                    self.take(json.loads(line))
                    last, line = time.monotonic(), ""
            if is_over:
                return True
            if time.monotonic() - last > PATIENCE:
                # SwiftPM ends the tests at the first of these.
                for end in [signal.SIGINT, signal.SIGKILL]:
                    process.send_signal(end)
                    try:
                        process.wait(30)
                        return False
                    except subprocess.TimeoutExpired:
                        continue
                return False
            time.sleep(0.1)
