"""One upload to many subscribers: how late packages come out, and what giving one out costs."""

import json
import subprocess

from . import programs
from .server import Server, processor_seconds
from .table import render

CONNECTIONS = 10
SUBSCRIBERS = 100
# Packages a second, each to every subscriber.
RATES = [100, 1000]


def given_out(command, client, rate, seconds):
    with Server(command, milliseconds=1000) as server:
        arguments = [CONNECTIONS, SUBSCRIBERS // CONNECTIONS, rate, seconds]
        run = subprocess.run(
            [client, server.address, *map(str, arguments)], stdout=subprocess.PIPE, text=True,
            check=True)
        figures = json.loads(run.stdout)
        figures["processor"] = 1e6 * processor_seconds(server.process) / max(figures["came"], 1)
    return figures


def run(options):
    names = [name for name in options.peers
             if name in (programs.NIO, programs.OURS, programs.GO)]
    servers = {name: programs.server(name) for name in names}
    client = programs.foreign("go", "hub")
    seconds = int(options.minutes * 60) // len(RATES)
    figures = {
        rate: {name: given_out(servers[name], client, rate, seconds) for name in names}
        for rate in RATES}
    text = "\n\n".join(table(rate, names, figures[rate], seconds) for rate in RATES)
    return text, figures


def table(rate, names, figures, seconds):
    def row(title, text):
        return title, [text(figures[name]) for name in names]

    rows = [
        row("packages due", lambda it: f"{it['due']:,}"),
        row("packages that came", lambda it: f"{it['came']:,}"),
        row("told of as missed", lambda it: f"{it['missed']:,}"),
        row("lateness p50, ms", lambda it: f"{it['p50']:.1f}"),
        row("lateness p99, ms", lambda it: f"{it['p99']:.1f}"),
        row("lateness max, ms", lambda it: f"{it['max']:.1f}"),
        row("streams that failed", lambda it: f"{it['failed']:,}"),
        row("processor a package, µs", lambda it: f"{it['processor']:.1f}"),
    ]
    title = f"{rate:,} packages a second to {SUBSCRIBERS} subscribers on {CONNECTIONS} connections"
    return f"{title}, for {seconds} s\n\n{render('', names, rows)}"
