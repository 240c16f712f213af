"""grpcio and Peer of Tests/Transport/interop/swift against each other: each kind of RPC with
metadata, error status, cancellation, deadline, 4 MiB and 100,000 messages, in both directions."""

import os
import sys
import unittest
from pathlib import Path

from program import PATIENCE, Program

PEER = os.environ.get("DATAHUB_PEER")
GRPCIO = Path(__file__).parent / "grpcio"

# Six trials of four kinds of RPC, but no stream of 100,000 messages where there is no stream.
TRIALS = 23


@unittest.skipUnless(PEER, "no program Peer was given")
class PeerTests(unittest.TestCase):
    def play(self, server, client):
        serving = Program(*server, "--port", "0")
        self.addCleanup(serving.end)
        line = serving.output.first("DataHub server listening on ")
        self.assertIsNotNone(line, serving.errors.all)
        calling = Program(*client, line.rsplit(" ", 1)[1])
        self.addCleanup(calling.end)
        # A client gives up by itself.
        calling.process.wait(PATIENCE * 20)
        self.assertEqual(calling.exit_code(), 0, calling.output.all + calling.errors.all)
        self.assertEqual(
            len([line for line in calling.output.all if line.startswith("ok ")]), TRIALS
        )

    def test_grpcio_calls_peer(self):
        self.play([PEER, "serve"], [sys.executable, str(GRPCIO / "peer.py")])

    def test_peer_calls_grpcio(self):
        self.play([sys.executable, str(GRPCIO / "server.py")], [PEER, "call"])
