"""h2spec's cases against DataHubServer."""

import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from program import PATIENCE, start_server


def play():
    server, port = start_server("--interval", "20ms")
    try:
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder, "report.xml")
            subprocess.run(
                ["h2spec", "--host", "127.0.0.1", "--port", str(port), "--timeout", "2",
                 "--path", "/datahub.Ingest/SendDataPackage", "--junit-report", str(report)],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=30 * PATIENCE,
                check=False)
            return read(ElementTree.parse(report).getroot())
    finally:
        server.end()


def read(report):
    """Each case's name, and None if it passed or else what was wrong."""
    results = {}
    for case in report.iter("testcase"):
        trouble = [*case.iter("failure"), *case.iter("error"), *case.iter("skipped")]
        name = f"{case.get('package')}: {case.get('classname')}"
        results[name] = " ".join((trouble[0].text or trouble[0].tag).split()) if trouble else None
    return results
