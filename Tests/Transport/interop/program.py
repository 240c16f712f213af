"""DataHub's programs as child processes, whose output can be waited for."""

import contextlib
import os
import re
import signal
import subprocess
import threading

SERVER = os.environ["DATAHUB_SERVER"]
CLIENT = os.environ["DATAHUB_CLIENT"]

# Seconds after which an event counts as never coming.
PATIENCE = 20 * float(os.environ.get("DATAHUB_SLOWDOWN", "1"))


class Program:
    """A running program."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        self.output = Lines(self.process.stdout)
        self.errors = Lines(self.process.stderr)

    def exit_code(self):
        code = self.process.wait(PATIENCE)
        self.output.reader.join(PATIENCE)
        self.errors.reader.join(PATIENCE)
        return code

    def end(self):
        """Kills what is left of it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.exit_code()
        for lines, pipe in (
            (self.output, self.process.stdout),
            (self.errors, self.process.stderr),
        ):
            # A pipe that somebody still reads cannot be closed without waiting for them.
            if lines.ended:
                pipe.close()


class Lines:
    """The lines of a pipe, read as they come."""

    def __init__(self, pipe):
        self.all = []
        self.ended = False
        self.changed = threading.Condition()
        self.reader = threading.Thread(target=self._read, args=[pipe], daemon=True)
        self.reader.start()

    def _read(self, pipe):
        for line in pipe:
            with self.changed:
                self.all.append(line.rstrip("\n"))
                self.changed.notify_all()
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def first(self, *words):
        """The first line that holds all of the words, waited for; None if it never comes."""

        def found():
            lines = [line for line in self.all if all(word in line for word in words)]
            return lines[0] if lines else None

        with self.changed:
            self.changed.wait_for(lambda: found() or self.ended, PATIENCE)
            return found()


def start_server(*arguments):
    """A DataHubServer on a free port, and that port."""
    program = Program(SERVER, "--port", "0", *arguments)
    line = program.output.first("DataHub server listening on ")
    if line is None:
        program.end()
        raise AssertionError(f"the server does not listen: {program.errors.all}")
    return program, int(re.fullmatch(r".* on 127\.0\.0\.1:(\d+)", line).group(1))
