"""Libraries in Python that have nothing of grpc's own code: clients against DataHubServer, and a
server for DataHubClient."""

import os
import subprocess
from pathlib import Path

from judgement import cases

from program import CLIENT, PATIENCE, Program, start_server

HERE = Path(__file__).resolve().parent
# Where Tests/scripts/setup.sh puts packages, an environment for each suite.
ENVIRONMENTS = HERE.parent.parent.parent.parent / ".build"


def program(library, name):
    return [str(ENVIRONMENTS / library / "bin" / "python"), str(HERE / library / f"{name}.py")]


def play_grpclib():
    return {**called("grpclib"), **calls(program("grpclib", "server"))}


def play_purerpc():
    return called("purerpc")


def called(library):
    """The library's client calls DataHubServer."""
    server, port = start_server("--interval", "20ms")
    client = None
    try:
        client = Program(*program(library, "client"), str(port))
        client.process.wait(5 * PATIENCE)
        code = client.exit_code()
        results = cases(client.output.all)
        if code and not any(results.values()):
            results["client"] = f"exit {code}: {client.errors.all[-3:]}"
        return {f"client: {case}": why for case, why in results.items()}
    finally:
        if client:
            client.end()
        server.end()


def calls(server):
    """DataHubClient calls that server."""
    serving = Program(*server)
    try:
        line = serving.output.first("listening on ")
        if line is None:
            raise AssertionError(f"the server does not listen: {serving.errors.all}")
        at = ["--host", "127.0.0.1", "--port", line.rsplit(":", 1)[1]]
        return {
            "server: send": first(["send", *at], "1"),
            "server: send-stream": first(["send-stream", "--count", "1000", *at], "1000"),
            "server: exchange": last(["exchange", "--count", "1000", *at], "1000"),
            "server: get-stream": first(["get-stream", "--for", "1s", *at], ""),
        }
    finally:
        serving.end()


def first(arguments, expected):
    return told(arguments, expected, 0)


def last(arguments, expected):
    return told(arguments, expected, -1)


def told(arguments, expected, index):
    """None if DataHubClient succeeds, and that line of its output begins with what is expected."""
    result = subprocess.run(
        [CLIENT, *arguments], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
        timeout=2 * PATIENCE, check=False, env={**os.environ})
    lines = result.stdout.splitlines()
    if result.returncode == 0 and lines and lines[index].startswith(expected):
        return None
    return f"exit {result.returncode}: {lines[-1:]} {result.stderr.splitlines()[-1:]}"
