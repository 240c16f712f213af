"""Servers under one client: nghttp2's h2load and, for ping-pong, grpc-go's client."""

from . import programs, rounds
from .load import load_server
from .scenario import scenarios
from .server import Server


def run(options):
    servers = {name: programs.server(name) for name in options.peers}
    ping_pong = [programs.foreign("go", "measure")]

    def measure(name, scenario):
        with Server(servers[name]) as server:
            return load_server(ping_pong, server, scenario, options.seconds)

    figures = rounds.take(options.peers, scenarios(), options.rounds, measure)
    text = rounds.rendered(figures, options.peers, programs.NIO)
    return f"Servers, one client for all of them\n\n{text}", rounds.plain(figures)
