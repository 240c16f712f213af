"""The memory of an idle stream: of GRPCCore and a handler alone, and on either transport."""

import statistics
import subprocess
import sys

from . import programs
from .server import Server, resident
from .table import render

CONNECTIONS = 100
BESIDE = "GRPCCore alone"


class Steps:
    """A program that says a line at each step, and goes on at a line of input."""

    def __init__(self, *command):
        self.process = subprocess.Popen(
            list(map(str, command)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def reached(self):
        if not self.process.stdout.readline():
            sys.exit("Tests/Transport/benchmark: a program ended before it held its streams.")

    def go_on(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def alone(peer, count):
    """KiB a stream without a transport."""
    with Steps(peer, "idle", count) as program:
        program.reached()
        before = resident(program.process)
        program.go_on()
        program.reached()
        return (resident(program.process) - before) / count, 0


def served(peer, hold, count):
    """KiB a stream, and KiB a connection with one stream beside that."""
    each = count // CONNECTIONS
    with Server([peer, "serve"], milliseconds=1_000_000) as server:
        before = resident(server.process)
        with Steps(hold, server.address, CONNECTIONS, each) as client:
            client.reached()
            connected = resident(server.process)
            client.go_on()
            client.reached()
            held = resident(server.process)
    stream = (held - connected) / (CONNECTIONS * (each - 1))
    return stream, (connected - before) / CONNECTIONS - stream


def run(options):
    names = [programs.NIO, programs.OURS]
    peers = {name: programs.swift("Tests/Transport/interop/swift", "Peer", name) for name in names}
    hold = programs.foreign("go", "hold")
    figures = {name: [] for name in [BESIDE, *names]}
    for _ in range(options.rounds):
        figures[BESIDE].append(alone(peers[programs.OURS], options.subscribers))
        for name in names:
            figures[name].append(served(peers[name], hold, options.subscribers))

    streams, connections = (
        {name: statistics.median(run[index] for run in runs) for name, runs in figures.items()}
        for index in (0, 1))
    rows = [
        ("a stream", [f"{streams[name]:.1f}" for name in figures]),
        ("a stream, beyond GRPCCore and its handler",
         [f"{streams[name] - streams[BESIDE]:.1f}" for name in figures]),
        ("a connection", ["-", *(f"{connections[name]:.1f}" for name in names)]),
    ]
    title = f"KiB of a server's memory, {options.subscribers:,} idle streams"
    return f"{title} on {CONNECTIONS} connections\n\n{render('', list(figures), rows)}", figures
