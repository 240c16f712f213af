"""Debug builds, where students live."""

from . import programs, rounds
from .load import load_server
from .scenario import scenarios
from .server import Server

# A call counts once it is complete: fewer packages than others get, so that some are in a second.
UPLOADED = {(1, 90): 1_000, (100, 90): 100}


def run(options):
    names = [programs.NIO, programs.OURS]
    servers = {
        name: [programs.swift("End", "DataHubServer", name, "debug")] for name in names}
    ping_pong = [programs.foreign("go", "measure")]

    def measure(name, scenario):
        with Server(servers[name]) as server:
            return load_server(ping_pong, server, scenario, options.seconds, UPLOADED)

    figures = rounds.take(names, scenarios(sizes=(90,)), options.rounds, measure)
    text = rounds.rendered(figures, names, programs.NIO)
    return f"Servers built for debugging, one client for both\n\n{text}", rounds.plain(figures)
