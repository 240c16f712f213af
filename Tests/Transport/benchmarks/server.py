"""A server process, and what it takes of the machine."""

import os
import re
import subprocess
import sys
from pathlib import Path


class Server:
    """A server process for the length of a `with`; its port is read from its first line."""

    def __init__(self, command, milliseconds=0):
        interval = f"{milliseconds}ms"
        self.command = [*map(str, command), "--port", "0", "--interval", interval]

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"Tests/Transport/benchmark: {self.command[0]} did not start.")
        self.address = line.strip().rsplit(" ", 1)[1]
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def resident(process):
    """KiB of memory that the process holds, files that it maps apart. Linux only."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"RssAnon:\s+(\d+) kB", status)[1])


def processor_seconds(process):
    """What the process has taken of the processors so far; None where this cannot be told."""
    file = Path(f"/proc/{process.pid}/stat")
    if not file.exists():
        return None
    fields = file.read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
