"""Many streams at a package a second: how late packages are, and what a stream costs."""

import json
import subprocess
import time

from . import programs
from .server import Server, processor_seconds, resident
from .table import render

CONNECTIONS = 100


def watched(command, watch, count, seconds):
    with Server(command, milliseconds=1000) as server:
        before = resident(server.process)
        client = subprocess.Popen(
            [watch, server.address, str(CONNECTIONS), str(count // CONNECTIONS), str(seconds)],
            stdout=subprocess.PIPE, text=True)
        # The last streams begin after a second; the first end a second before the last.
        time.sleep(seconds * 0.8)
        held = (resident(server.process) - before) / count
        figures = json.loads(client.communicate()[0])
        figures["KiB"] = held
        figures["processor"] = 1e6 * processor_seconds(server.process) / max(figures["came"], 1)
    return figures


def run(options):
    names = [name for name in options.peers
             if name in (programs.NIO, programs.OURS, programs.GO)]
    servers = {name: programs.server(name) for name in names}
    watch = programs.foreign("go", "watch")
    figures = {
        name: watched(servers[name], watch, options.subscribers, int(options.minutes * 60))
        for name in names}

    def row(title, text):
        return title, [text(figures[name]) for name in names]

    rows = [
        row("packages due", lambda it: f"{it['due']:,}"),
        row("packages that came", lambda it: f"{it['came']:,}"),
        row("at most 100 ms late", lambda it: f"{100 * it['on_time'] / it['due']:.2f} %"),
        row("lateness p50, ms", lambda it: f"{it['p50']:.1f}"),
        row("lateness p99, ms", lambda it: f"{it['p99']:.1f}"),
        row("lateness max, ms", lambda it: f"{it['max']:.1f}"),
        row("streams that failed", lambda it: f"{it['failed']:,}"),
        row("memory a stream, KiB", lambda it: f"{it['KiB']:.1f}"),
        row("processor a package, µs", lambda it: f"{it['processor']:.1f}"),
    ]
    title = f"{options.subscribers:,} subscribers on {CONNECTIONS} connections, a package a second"
    return f"{title} each, for {options.minutes:g} min\n\n{render('', names, rows)}", figures
