"""Clients at one server: grpc-go's."""

from . import load, programs, rounds
from .scenario import scenarios
from .server import Server


def run(options):
    clients = {name: programs.measure(name) for name in options.peers}
    command = [programs.foreign("go", "server")]

    def measure(name, scenario):
        with Server(command) as server:
            return load.measure(clients[name], server.address, scenario, options.seconds)

    figures = rounds.take(options.peers, scenarios(sizes=(90,)), options.rounds, measure)
    text = rounds.rendered(figures, options.peers, programs.NIO)
    return f"Clients, grpc-go's server for all of them\n\n{text}", rounds.plain(figures)
